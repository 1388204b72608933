#include "analysis/churn_calibration/held_back.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "analysis/common/parallel.hpp"
#include "analysis/common/walk.hpp"

namespace tsuzuku::analysis::churn_calibration {
namespace {

using churn_signal::Level;
using churn_signal::Signals;
using churn_signal::Standing;

// Who made a purchase after `day`, by customer. Threads write to elements of their own.
struct BoughtVisitor {
  static constexpr bool kMoney = false;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = false;

  int day;
  std::vector<std::uint8_t>& bought;
  ledger::CustomerIndex customer = 0;

  void begin(ledger::CustomerIndex index, ledger::OrderIndex) { customer = index; }
  void order(ledger::OrderIndex, int order_day, bool starts_purchase) {
    if (starts_purchase && order_day > day) bought[customer] = 1;
  }
  void returned(int, int, Money) {}
  void end() {}
};

std::vector<std::uint8_t> bought_after(int day, const Scope& scope, const Execution& execution,
                                       LeftOutTally& left_out) {
  // Everybody: a first order that was cancelled since would change whom the filters select.
  Scope everybody = scope;
  everybody.from = std::numeric_limits<int>::min();
  everybody.to = std::numeric_limits<int>::max();
  everybody.source.reset();
  everybody.payment_method.reset();
  everybody.product.reset();
  std::vector<std::uint8_t> bought(scope.ledger->customer_count());
  left_out =
      reduce_orders(*scope.ledger, execution, LeftOutTally{}, [&](ledger::OrderRange chunk, LeftOutTally& tally) {
        BoughtVisitor visitor{day, bought};
        Walk(everybody, visitor, tally)(chunk);
      });
  return bought;
}

bool is_quiet(Level level) { return level == Level::Watch || level == Level::AtRisk || level == Level::Gone; }

}  // namespace

HeldBack held_back(const Scope& scope, const Rules& rules, const Execution& execution) {
  Scope before = scope;
  before.as_of = std::max(scope.as_of - rules.holdout_days, -1);
  HeldBack held{.then = Signals::read(before, execution, churn_signal::States::KnownThen),
                .left_out = {},
                .day = before.as_of,
                .customers = {}};
  const std::vector<std::uint8_t> bought = bought_after(before.as_of, scope, execution, held.left_out);
  constexpr double kFine = 1e12;
  for (const Standing& standing : held.then.standings()) {
    if (standing.purchases == 0) continue;
    const auto chance = held.then.chance_within(standing, rules.holdout_days);
    if (!chance) {
      ++held.without_chance;
      continue;
    }
    const churn_signal::Signal signal = held.then.signal(standing, rules.thresholds);
    held.customers.push_back({.chance = *chance,
                              .place = std::llround(*chance * kFine),
                              .customer = standing.customer,
                              .bought = bought[standing.customer] != 0,
                              .is_quiet = is_quiet(signal.level),
                              .over_the_days = signal.silent >= rules.fixed_days});
  }
  std::ranges::sort(held.customers, {}, [](const Predicted& one) { return std::tuple(one.place, one.customer); });
  return held;
}

}  // namespace tsuzuku::analysis::churn_calibration
