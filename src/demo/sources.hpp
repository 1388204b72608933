#pragma once
// Where customers and orders come from (媒体), and what kind of customers each source brings.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/day.hpp"
#include "base/money.hpp"
#include "base/random.hpp"

namespace tsuzuku::demo {

struct Source {
  std::string_view name;
  double share_at_first;      // of new customers when the shop opened,
  double share_at_last;       // and on its last day; a straight line between
  double trial_share;         // first order is the trial set
  double subscription_share;  // first order is the subscription itself; the rest buys something else
  double trial_conversion;    // 引上率: trial customers who subscribe
  double restlessness;        // multiplies every chance to leave; 1 = as most
  double pay_later_share;     // 後払い
  double credit_refusal;      // of which 与信NG
  Money cost_per_customer;    // yen; 0 = free
};

using SourceIndex = std::uint8_t;  // into acquisition_sources()

[[nodiscard]] std::span<const Source> acquisition_sources();

// Repeat orders name what called the customer back; a round of a subscription names nothing.
inline constexpr std::string_view kNewsletter = "メールマガジン";
inline constexpr std::string_view kLine = "LINE";
inline constexpr std::string_view kMemberMagazine = "会報誌";
inline constexpr std::string_view kParcelLeaflet = "同梱チラシ";
inline constexpr std::string_view kTelephone = "電話";

// The source of a customer who arrives when `progress` (0 to 1) of the shop's time has gone by.
[[nodiscard]] SourceIndex pick_source(Random& random, double progress);

// Counts arrivals and turns them into monthly costs: what was paid follows the arrivals, but only roughly.
class CostBook {
 public:
  CostBook(std::uint64_t seed, YearMonth first, YearMonth last);
  void count(SourceIndex source, YearMonth month);
  [[nodiscard]] YearMonth first() const { return first_; }
  [[nodiscard]] int months() const { return months_; }
  // Yen, in thousands; 0 where nothing was paid.
  [[nodiscard]] Money cost(SourceIndex source, YearMonth month) const;

 private:
  [[nodiscard]] std::size_t slot(SourceIndex source, YearMonth month) const;
  std::uint64_t seed_;
  YearMonth first_;
  int months_;
  std::vector<std::int64_t> arrivals_;
};

}  // namespace tsuzuku::demo
