#pragma once
// The orders that left and what came back of them, as both the table and its cells count them.

#include <algorithm>
#include <tuple>
#include <vector>

#include "analysis/common/fulfilment.hpp"
#include "analysis/common/order_facts.hpp"
#include "domain/codes.hpp"
#include "domain/return_reason.hpp"

namespace tsuzuku::analysis::returns {

// Places in the rows of a group: all reasons together, then each, not told last.
inline constexpr std::size_t kAllReasons = 0;
inline constexpr std::size_t kPlaces = 1 + domain::kReturnReasons;
[[nodiscard]] constexpr std::size_t place_of(domain::ReturnReason reason) {
  const auto number = static_cast<std::size_t>(reason);
  return number == 0 ? kPlaces - 1 : number;
}

// Nobody sends a replacement to who refused, was not there, wanted the money back or did not want the goods.
[[nodiscard]] constexpr bool may_be_replaced(domain::ReturnReason reason) {
  using enum domain::ReturnReason;
  return reason == NotTold || reason == Defect || reason == WrongGoods || reason == Unsuitable || reason == Other;
}

// What came back of one order for one reason, or for all of them.
struct Return {
  OrderFact order;
  std::size_t place = kAllReasons;
  int day = 0;  // of the first piece
  Money amount = 0;
  std::int64_t pieces = 0;
  bool exchanged = false;
  bool names_order = true;  // false: the order is the row of the return itself
};

// Hands to the sink what the scope selects: shipped(OrderFact) of orders that left, came_back(Return).
// REQUIRES: scope.blocks->lines.
template <typename Sink>
class ReturnVisitor {
 public:
  static constexpr bool kMoney = true;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = true;

  ReturnVisitor(const Scope& scope, const Fulfilment& told, Sink& sink)
      : scope_(scope),
        columns_(scope.ledger->columns()),
        returns_(scope.ledger->returns()),
        lines_(*scope.blocks->lines),
        told_(told),
        sink_(sink) {}

  void begin(ledger::CustomerIndex customer, ledger::OrderIndex) {
    somebody_ = customer != kNobody;
    purchases_ = 0;
    left_ = false;
    found_.clear();
    replacement_days_.clear();
  }

  void order(ledger::OrderIndex order, int day, bool starts_purchase) {
    hand_over();
    purchases_ += starts_purchase;
    purchase_ = (columns_.flags[order] & ledger::kPurchaseFlag) != 0;
    selected_ = scope_.in_period(day) && scope_.selects_order(order);
    fact_ = {.order = order, .day = day, .stage = somebody_ && purchase_ ? purchases_ : 0};
    left_ = purchase_ && selected_ && (!told_.tells_shipping() || told_.shipped_day(order) != ledger::kNever);
    if (somebody_ && is_replacement(order)) replacement_days_.push_back(day);
  }

  void came_back(std::size_t at) {
    left_ = left_ || (purchase_ && selected_);  // told or not, it had left
    found_.push_back({.back = {.order = fact_,
                               .place = place_of(returns_.reason[at]),
                               .day = returns_.day[at],
                               .amount = returns_.amount[at],
                               .pieces = returns_.quantity[at],
                               .exchanged = returns_.exchange[at] != 0,
                               .names_order = purchase_ || columns_.accepted[fact_.order] != 0},
                      .selected = selected_,
                      .replaceable = may_be_replaced(returns_.reason[at])});
  }

  // Only now every replacement is known.
  void end() {
    hand_over();
    for (const int day : replacement_days_) mark_replaced(day);
    std::erase_if(found_, [](const Piece& piece) { return !piece.selected; });
    std::ranges::sort(found_, {}, [](const Piece& piece) {
      return std::tuple(piece.back.order.order, piece.back.place, piece.back.day);
    });
    for (auto at = found_.begin(); at != found_.end();) {
      Return all = at->back;
      all.place = kAllReasons;
      all.amount = all.pieces = 0;
      while (at != found_.end() && at->back.order.order == all.order.order) {
        Return one = at->back;
        for (++at; at != found_.end() && at->back.order.order == one.order.order && at->back.place == one.place; ++at)
          absorb(one, at->back);
        sink_.came_back(one);
        absorb(all, one);
      }
      sink_.came_back(all);
    }
  }

 private:
  struct Piece {
    Return back;
    bool selected = false;
    bool replaceable = false;
    [[nodiscard]] bool waits_for(int day) const {
      return replaceable && back.day <= day && back.day >= day - domain::kReplacementDays;
    }
  };

  void hand_over() {
    if (left_) sink_.shipped(static_cast<const OrderFact&>(fact_));
    left_ = false;
  }
  // Sold goods for nothing that make no purchase (domain::OrderKind::Replacement).
  [[nodiscard]] bool is_replacement(ledger::OrderIndex order) const {
    if (purchase_ || columns_.accepted[order] != 0) return false;
    const auto range = lines_.lines_of(order);
    for (auto line = range.begin; line < range.end; ++line) {
      if (lines_.quantity()[line] > 0 && domain::is_sold(lines_.products().kinds[lines_.product()[line]])) return true;
    }
    return false;
  }
  // One parcel replaces what came back of one order: the one of which something came back last.
  void mark_replaced(int day) {
    const Piece* last = nullptr;
    for (const Piece& piece : found_) {
      const auto key = [](const Piece& one) { return std::pair(one.back.day, one.back.order.order); };
      if (piece.waits_for(day) && (last == nullptr || key(*last) < key(piece))) last = &piece;
    }
    if (last == nullptr) return;
    const ledger::OrderIndex order = last->back.order.order;
    for (Piece& piece : found_) {
      if (piece.back.order.order == order && piece.waits_for(day)) piece.back.exchanged = true;
    }
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
  const ledger::Lines& lines_;
  const Fulfilment& told_;
  Sink& sink_;
  OrderFact fact_;  // of the order visited last
  bool purchase_ = false;
  bool selected_ = false;
  bool left_ = false;
  bool somebody_ = true;
  int purchases_ = 0;
  std::vector<Piece> found_;  // of the customer, selected or not
  std::vector<int> replacement_days_;
};

}  // namespace tsuzuku::analysis::returns
