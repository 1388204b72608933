#pragma once
// The one loop over orders that all analyses share: what exists, what counts and what makes a purchase on the
// as-of day is decided here and nowhere else. A visitor sees, customer after customer,
//
//   begin(customer, first_purchase)          of those whom the scope selects
//   order(order, day, starts_purchase)       every order whose money counts, in ledger order
//   returned(order_day, day, amount)         what came back of it by the as-of day (kMoney only), or, where the visitor
//   came_back(position)                      has it instead, where in Ledger::returns() that stands
//   end()
//
// and, where it has that member, cancelled(order, day) for orders that are cancelled on the as-of day, which are not
// left out then. It says by constants what it needs:
//   kMoney      calls returned()
//   kAges       money before the first purchase is left out (the caller drops it, the walk counts it)
//   kDeliveries (only where true) purchases outside a subscription are left out; the visitor passes them over
//   kEverybody  also customers without a purchase (first_purchase = kNoOrder), and as one last customer
//               kNobody the orders without customer

#include <algorithm>
#include <limits>

#include "analysis/common/deliveries.hpp"
#include "analysis/common/left_out.hpp"
#include "analysis/common/scope.hpp"

namespace tsuzuku::analysis {

inline constexpr ledger::OrderIndex kNoOrder = std::numeric_limits<ledger::OrderIndex>::max();
inline constexpr ledger::CustomerIndex kNobody = std::numeric_limits<ledger::CustomerIndex>::max();

template <typename Visitor>
inline constexpr bool kOfDeliveries = requires { requires Visitor::kDeliveries; };

template <typename Visitor>
concept SeesReturns = requires(Visitor& visitor, std::size_t at) { visitor.came_back(at); };

template <typename Visitor>
concept SeesCancelled = requires(Visitor& visitor, ledger::OrderIndex order) { visitor.cancelled(order, 0); };

template <typename Visitor>
class Walk {
 public:
  Walk(const Scope& scope, Visitor& visitor, LeftOutTally& tally)
      : scope_(scope),
        visitor_(visitor),
        tally_(tally),
        columns_(scope.ledger->columns()),
        returns_(scope.ledger->returns()),
        as_of_(scope.as_of),
        merge_(scope.ledger->merge_same_day()) {}

  // The customers whose first order lies in `chunk`, whole, and the orders without customer in it. So chunks
  // that together are all orders visit every order once.
  void operator()(ledger::OrderRange chunk) {
    const auto begin = scope_.ledger->customer_begin();
    const auto customers = begin.first(scope_.ledger->customer_count());
    const auto position = [&](ledger::OrderIndex order) {
      return static_cast<ledger::CustomerIndex>(std::ranges::lower_bound(customers, order) - customers.begin());
    };
    next_return_ = scope_.ledger->first_return(chunk.begin);
    const ledger::CustomerIndex last = position(chunk.end);
    for (ledger::CustomerIndex c = position(chunk.begin); c < last; ++c) {
      customer(c, {begin[c], begin[c + 1]});
      tally_.end_customer();
    }
    const ledger::OrderRange nobody{std::max(chunk.begin, begin.back()), std::max(chunk.end, begin.back())};
    if (nobody.size() != 0) {
      without_customer(nobody);
      tally_.end_customer(false);
    }
  }

 private:
  [[nodiscard]] bool is_cancelled(ledger::OrderIndex order) const { return columns_.cancelled[order] <= as_of_; }
  [[nodiscard]] bool is_purchase(ledger::OrderIndex order) const {
    return (columns_.flags[order] & ledger::kPurchaseFlag) != 0;
  }

  // Cuts off the orders after the as-of day: they are the last ones of their customer.
  [[nodiscard]] ledger::OrderRange existing(ledger::OrderRange orders) {
    ledger::OrderIndex end = orders.end;
    while (end > orders.begin && columns_.day[end - 1] > as_of_) --end;
    if (end != orders.end) tally_.add(Reason::AfterAsOf, orders.end - end);
    return {orders.begin, end};
  }

  [[nodiscard]] ledger::OrderIndex first_purchase(ledger::OrderRange orders) const {
    for (ledger::OrderIndex i = orders.begin; i < orders.end; ++i) {
      if (is_purchase(i) && !is_cancelled(i)) return i;
    }
    return kNoOrder;
  }

  void customer(ledger::CustomerIndex customer, ledger::OrderRange all) {
    const ledger::OrderRange orders = existing(all);
    const ledger::OrderIndex first = first_purchase(orders);
    const bool selected =
        first != kNoOrder ? scope_.selects_customer(first, orders.end) : Visitor::kEverybody && orders.size() != 0;
    if (selected) visitor_.begin(customer, first);
    int purchase_day = -1;
    for (ledger::OrderIndex i = orders.begin; i < orders.end; ++i) {
      if (is_cancelled(i)) {
        cancelled(i, first, selected);
        continue;
      }
      const int day = columns_.day[i];
      bool starts = is_purchase(i);
      if (starts) {
        starts = !merge_ || day != purchase_day;
        purchase_day = day;
        if constexpr (kOfDeliveries<Visitor>) {
          if (!is_of_subscription(columns_, i)) tally_.add(Reason::NoSubscription);
        }
      } else {
        tally_.add(reason_of(i, first));
      }
      if (selected) visit(i, day, starts);
    }
    if (selected) visitor_.end();
  }

  void without_customer(ledger::OrderRange all) {
    const ledger::OrderRange orders = existing(all);
    if constexpr (Visitor::kEverybody) visitor_.begin(kNobody, kNoOrder);
    for (ledger::OrderIndex i = orders.begin; i < orders.end; ++i) {
      if (is_cancelled(i)) {
        cancelled(i, kNoOrder, Visitor::kEverybody);
        continue;
      }
      if constexpr (Visitor::kEverybody) {
        if (!is_purchase(i)) tally_.add(reason_of(i, kNoOrder));
        visit(i, columns_.day[i], is_purchase(i));
      } else {
        tally_.add(Reason::WithoutCustomer);
      }
    }
    if constexpr (Visitor::kEverybody) visitor_.end();
  }

  void cancelled(ledger::OrderIndex order, [[maybe_unused]] ledger::OrderIndex first, [[maybe_unused]] bool selected) {
    if constexpr (SeesCancelled<Visitor>) {
      if (!is_purchase(order)) tally_.add(reason_of(order, first));
      if (selected) visitor_.cancelled(order, int{columns_.day[order]});
    } else {
      tally_.add(Reason::Cancelled);
    }
  }

  void visit(ledger::OrderIndex order, int day, bool starts_purchase) {
    visitor_.order(order, day, starts_purchase);
    if constexpr (Visitor::kMoney) {
      for (; next_return_ < returns_.order.size() && returns_.order[next_return_] <= order; ++next_return_) {
        if (returns_.order[next_return_] != order || returns_.day[next_return_] > as_of_) continue;
        if constexpr (SeesReturns<Visitor>) {
          visitor_.came_back(next_return_);
        } else {
          visitor_.returned(day, int{returns_.day[next_return_]}, Money{returns_.amount[next_return_]});
        }
      }
    }
  }

  // Why an order that counts is no purchase.
  [[nodiscard]] Reason reason_of(ledger::OrderIndex order, ledger::OrderIndex first) const {
    if constexpr (!Visitor::kEverybody) {
      if (first == kNoOrder) return Reason::NoPurchase;
    }
    if constexpr (Visitor::kAges) {
      if (columns_.day[order] < columns_.day[first]) return Reason::BeforeFirstPurchase;
    }
    // Nothing was accepted, yet something came back: the row of a return whose own order the file did not name.
    const std::size_t at = scope_.ledger->first_return(order);
    const bool came_back = at < returns_.order.size() && returns_.order[at] == order;
    return columns_.accepted[order] == 0 && came_back ? Reason::Credit : Reason::GiftOnly;
  }

  const Scope& scope_;
  Visitor& visitor_;
  LeftOutTally& tally_;
  const ledger::Columns& columns_;
  const ledger::Returns& returns_;
  const int as_of_;
  const bool merge_;
  std::size_t next_return_ = 0;
};

}  // namespace tsuzuku::analysis
