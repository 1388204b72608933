#include "base/nearest.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/text.hpp"

namespace tsuzuku {
namespace {

constexpr std::size_t kAskedBytes = 60;  // the work grows with both lengths

}  // namespace

std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0U : 1U);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, diagonal + 1, replaced});
    }
  }
  return row.back();
}

std::vector<std::string_view> nearest_names(std::span<const std::string_view> known, std::string_view asked,
                                            std::size_t most) {
  const std::string wanted = lower_ascii(cut_utf8(asked, kAskedBytes));
  std::vector<std::pair<std::size_t, std::string_view>> ranked;
  for (const std::string_view name : known) {
    const std::string lower = lower_ascii(name);
    const bool part = !wanted.empty() && (lower.contains(wanted) || wanted.contains(lower));
    ranked.emplace_back(part ? 0 : edits_between(wanted, lower), name);
  }
  std::ranges::stable_sort(ranked, {}, &std::pair<std::size_t, std::string_view>::first);
  std::vector<std::string_view> names;
  for (const auto& [edits, name] : ranked) {
    if (names.size() < most) names.push_back(name);
  }
  return names;
}

}  // namespace tsuzuku
