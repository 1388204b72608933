#pragma once
// The orders that left and what came back of them, as both the table and its cells count them.

#include <algorithm>
#include <optional>
#include <tuple>
#include <vector>

#include "analysis/common/fulfilment.hpp"
#include "analysis/common/order_facts.hpp"
#include "domain/return_reason.hpp"

namespace tsuzuku::analysis::returns {

// Places in the rows of a group: all reasons together, then each, not told last.
inline constexpr std::size_t kAllReasons = 0;
inline constexpr std::size_t kPlaces = 1 + domain::kReturnReasons;
[[nodiscard]] constexpr std::size_t place_of(domain::ReturnReason reason) {
  const auto number = static_cast<std::size_t>(reason);
  return number == 0 ? kPlaces - 1 : number;
}

// What came back of one order for one reason, or for all of them.
struct Return {
  OrderFact order;  // stage 0 where it is the row of a return without its order
  std::size_t place = kAllReasons;
  int day = 0;  // of the first piece
  Money amount = 0;
  std::int64_t pieces = 0;
  bool exchanged = false;
  bool names_order = true;
};

// Hands to the sink what the scope selects: shipped(OrderFact) of orders that left, came_back(Return).
template <typename Sink>
class ReturnVisitor {
 public:
  static constexpr bool kMoney = true;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = true;

  ReturnVisitor(const Scope& scope, const Fulfilment& told, int exchange_days, Sink& sink)
      : scope_(scope),
        columns_(scope.ledger->columns()),
        returns_(scope.ledger->returns()),
        told_(told),
        exchange_days_(exchange_days),
        sink_(sink) {}

  void begin(ledger::CustomerIndex customer, ledger::OrderIndex) {
    somebody_ = customer != kNobody;
    purchases_ = 0;
    found_.clear();
    free_days_.clear();
  }

  void order(ledger::OrderIndex order, int day, bool starts_purchase) {
    purchases_ += starts_purchase;
    purchase_ = (columns_.flags[order] & ledger::kPurchaseFlag) != 0;
    selected_ = scope_.in_period(day) && scope_.selects_order(order);
    fact_ = {.order = order, .day = day, .stage = somebody_ && purchase_ ? purchases_ : 0};
    if (!purchase_) return;
    if (selected_ && (!told_.tells_shipping() || told_.shipped_day(order) != ledger::kNever)) sink_.shipped(fact_);
    if (somebody_ && columns_.accepted[order] == 0) free_days_.push_back(day);
  }

  void came_back(std::size_t at) {
    if (!selected_) return;
    found_.push_back({.order = fact_,
                      .place = place_of(returns_.reason[at]),
                      .day = returns_.day[at],
                      .amount = returns_.amount[at],
                      .pieces = returns_.quantity[at],
                      .exchanged = returns_.exchange[at] != 0,
                      .names_order = purchase_});
  }

  // Only now everything is known that was sent free of charge.
  void end() {
    for (Return& back : found_) back.exchanged = back.exchanged || was_replaced(back.day);
    std::ranges::sort(found_, {},
                      [](const Return& back) { return std::tuple(back.order.order, back.place, back.day); });
    for (auto at = found_.begin(); at != found_.end();) {
      Return all = *at;
      all.place = kAllReasons;
      all.amount = all.pieces = 0;
      while (at != found_.end() && at->order.order == all.order.order) {
        Return one = *at;
        for (++at; at != found_.end() && at->order.order == one.order.order && at->place == one.place; ++at)
          absorb(one, *at);
        sink_.came_back(static_cast<const Return&>(one));
        absorb(all, one);
      }
      sink_.came_back(static_cast<const Return&>(all));
    }
  }

 private:
  [[nodiscard]] bool was_replaced(int day) const {
    return std::ranges::any_of(free_days_, [&](int free) { return free >= day && free <= day + exchange_days_; });
  }
  static void absorb(Return& all, const Return& more) {
    all.day = std::min(all.day, more.day);
    all.amount += more.amount;
    all.pieces += more.pieces;
    all.exchanged = all.exchanged || more.exchanged;
  }

  const Scope& scope_;
  const ledger::Columns& columns_;
  const ledger::Returns& returns_;
  const Fulfilment& told_;
  int exchange_days_;
  Sink& sink_;
  OrderFact fact_;  // of the order visited last
  bool purchase_ = false;
  bool selected_ = false;
  bool somebody_ = true;
  int purchases_ = 0;
  std::vector<Return> found_;   // of the customer, one for each piece
  std::vector<int> free_days_;  // when the customer was sent ordinary goods free of charge
};

// Shows a visitor one customer's history as the walk would.
template <typename Visitor>
void replay(const CustomerHistory& history, const Scope& scope, Visitor& visitor) {
  const ledger::Returns& returns = scope.ledger->returns();
  std::optional<Day> purchase_day;
  visitor.begin(history.index, kNoOrder);
  for (const CustomerHistory::Order& order : history.orders) {
    const bool starts = order.purchase && (!scope.ledger->merge_same_day() || purchase_day != order.day);
    if (order.purchase) purchase_day = order.day;
    visitor.order(order.index, order.day.value, starts);
    for (std::size_t at = scope.ledger->first_return(order.index);
         at < returns.order.size() && returns.order[at] == order.index; ++at) {
      if (returns.day[at] <= scope.as_of) visitor.came_back(at);
    }
  }
  visitor.end();
}

}  // namespace tsuzuku::analysis::returns
