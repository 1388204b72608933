#pragma once
// The passes over the orders that retention and its trap are counted in.

#include <utility>

#include "analysis/analysis.hpp"
#include "analysis/common/deliveries.hpp"
#include "analysis/common/left_out.hpp"
#include "analysis/common/order_groups.hpp"
#include "analysis/retention/rounds.hpp"

namespace tsuzuku::analysis::retention {

// Visitor (analysis/common/walk.hpp) that hands each customer's deliveries to `sink(customer, deliveries)`.
template <typename Sink>
struct DeliveryVisitor {
  static constexpr bool kMoney = false;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = false;
  static constexpr bool kDeliveries = true;

  const ledger::Columns& columns;
  Deliveries deliveries;
  Sink sink;
  ledger::CustomerIndex customer = 0;

  void begin(ledger::CustomerIndex index, ledger::OrderIndex) {
    customer = index;
    deliveries.clear();
  }
  void order(ledger::OrderIndex order, int, bool) {
    if ((columns.flags[order] & ledger::kPurchaseFlag) != 0) deliveries.add(order);
  }
  void returned(int, int, Money) {}
  void end() { sink(customer, deliveries); }
};

template <typename Sink>
[[nodiscard]] DeliveryVisitor<Sink> delivery_visitor(const ledger::Ledger& ledger, Sink sink) {
  return {ledger.columns(), Deliveries(ledger), std::move(sink)};
}

struct Question {
  bool per_customer = false;
  int rounds_max = 0;
  int grace_days = 0;
};

struct Counts {
  Rounds rounds;
  LeftOutTally left_out;
  void merge(const Counts& other) {
    rounds.merge(other.rounds);
    left_out.merge(other.left_out);
  }
};

// Contracts (or customers) by group.
[[nodiscard]] std::vector<std::int64_t> count_contracts(const Scope& scope, const OrderGroups& groups,
                                                        bool per_customer, const Execution& execution);

// `position_of`: which of the `shown` groups of rounds each group is; groups at `shown` and above are passed over.
[[nodiscard]] Counts count_rounds(const Scope& scope, const OrderGroups& groups,
                                  const std::vector<std::size_t>& position_of, std::size_t shown,
                                  const Question& question, const Execution& execution);

}  // namespace tsuzuku::analysis::retention
