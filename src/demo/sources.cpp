#include "demo/sources.hpp"

#include <array>

#include "demo/draw.hpp"

namespace tsuzuku::demo {
namespace {

// share first, last | trial, subscription | conversion, restlessness | pay later, refused | cost
constexpr std::array kSources{
    Source{"検索広告", 0.24, 0.20, 0.60, 0.20, 0.33, 0.95, 0.18, 0.04, 6'500},
    Source{"SNS広告", 0.14, 0.30, 0.55, 0.30, 0.27, 1.15, 0.24, 0.05, 7'800},
    Source{"アフィリエイト", 0.22, 0.15, 0.46, 0.42, 0.24, 1.40, 0.36, 0.08, 9'000},
    Source{"紙媒体", 0.17, 0.07, 0.74, 0.06, 0.35, 0.80, 0.32, 0.03, 11'000},
    Source{"LINE広告", 0.05, 0.09, 0.58, 0.22, 0.29, 1.05, 0.20, 0.05, 5'200},
    Source{"紹介", 0.06, 0.06, 0.42, 0.20, 0.38, 0.65, 0.12, 0.03, 1'500},
    Source{"自然検索", 0.12, 0.13, 0.45, 0.14, 0.35, 0.82, 0.15, 0.03, 0},
};

constexpr std::uint64_t kStreamOfCosts = 0xC057;

}  // namespace

std::span<const Source> acquisition_sources() { return kSources; }

SourceIndex pick_source(Random& random, double progress) {
  struct Share {
    double weight;
  };
  std::array<Share, kSources.size()> shares{};
  for (std::size_t n = 0; n < kSources.size(); ++n) {
    shares[n].weight = kSources[n].share_at_first + (kSources[n].share_at_last - kSources[n].share_at_first) * progress;
  }
  return static_cast<SourceIndex>(pick_weighted<Share>(random, shares));
}

CostBook::CostBook(std::uint64_t seed, YearMonth first, YearMonth last)
    : seed_(seed),
      first_(first),
      months_(last - first + 1),
      arrivals_(kSources.size() * static_cast<std::size_t>(months_)) {}

std::size_t CostBook::slot(SourceIndex source, YearMonth month) const {
  return static_cast<std::size_t>(source) * static_cast<std::size_t>(months_) +
         static_cast<std::size_t>(month - first_);
}

void CostBook::count(SourceIndex source, YearMonth month) { ++arrivals_[slot(source, month)]; }

Money CostBook::cost(SourceIndex source, YearMonth month) const {
  Random random = stream_of(seed_ ^ kStreamOfCosts, slot(source, month));
  const std::int64_t yen = arrivals_[slot(source, month)] * kSources[source].cost_per_customer;
  const int percent = between(random, 82, 118);
  return divide_rounded(yen * percent, 100'000) * 1'000;
}

}  // namespace tsuzuku::demo
