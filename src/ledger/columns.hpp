#pragma once
// The columns of the ledger, one value per order. Orders stand sorted by customer (ascending id), within a
// customer by day, within a day by order id; sales without customer follow after the last customer, by day.
//
//   bytes  column              what
//   2      day                 days since 1970-01-01 in the shop's zone
//   2      cancelled           day of the cancellation, kNever
//   4      net_before_returns  accepted - out of stock - discounts - points, minor units
//   1      flags               bit 0 can be a purchase, bits 1-7 delivery of a subscription (0 none, 126 = 126 or more)
//   2      source              index into Ledger::sources(), 0 not told
//  11      = what the analyses of customers read
//   4      accepted            minor units; out of stock is what net_before_returns leaves over
//   4      discounts
//   4      points
//   4      cost                what the goods cost as far as it is known; below zero: nothing of it is known, and the
//                              amount with its sign turned is what was asked for them (View::cost, View::uncosted)
//   2+2+2  shipped, delivered, paid   day, kNever
//   2      payment_due         day by which it was to be paid, kNever
//   1      payment_method      index into Ledger::payment_methods(), 0 not told
//   1      subscription        which of the customer's own subscriptions, by id, from 1; 0 none, 255 = 255 or later
//   1      hour                of the order, 0-23 on the shop's wall; kNoHour where only its day is told (what is of
//                              midnight to the second: so a file that gives no time is stored)
//   1      cancel_reason       domain::LossReason of the words beside the cancellation; None where there is none
//  39      bytes an order with every column
//
// Beside them: 12 bytes a customer (id, first order), 20 a return, 8 an order whose cost is known in part, and 8 (its
// id) a sale without customer. Other ids of orders are not kept. What else is known stands in blocks of its own
// (blocks.hpp).

#include <cstdint>
#include <vector>

#include "domain/loss_reason.hpp"
#include "domain/return_reason.hpp"
#include "ledger/column.hpp"

namespace tsuzuku::ledger {

using OrderIndex = std::uint32_t;
using CustomerIndex = std::uint32_t;
using ProductIndex = std::uint32_t;

inline constexpr std::uint16_t kNever = 0xFFFF;
inline constexpr int kLastLedgerDay = kNever - 1;

inline constexpr std::uint8_t kPurchaseFlag = 1;
inline constexpr std::uint8_t kRoundMax = 126;
inline constexpr std::uint8_t kSubscriptionMax = 255;
inline constexpr std::uint8_t kNoHour = 255;

// The same values for writing, and as everybody reads them.
template <template <typename> typename Values>
struct ColumnSet {
  Values<std::uint16_t> day;
  Values<std::uint16_t> cancelled;
  Values<std::int32_t> net_before_returns;
  Values<std::uint8_t> flags;
  Values<std::uint16_t> source;
  Values<std::int32_t> accepted;
  Values<std::int32_t> discounts;
  Values<std::int32_t> points;
  Values<std::int32_t> cost;
  Values<std::uint16_t> shipped;
  Values<std::uint16_t> delivered;
  Values<std::uint16_t> paid;
  Values<std::uint16_t> payment_due;
  Values<std::uint8_t> payment_method;
  Values<std::uint8_t> subscription;
  Values<std::uint8_t> hour;
  Values<domain::LossReason> cancel_reason;
};
template <typename T>
using Vector = std::vector<T>;
using Columns = ColumnSet<Column>;
using WrittenColumns = ColumnSet<Vector>;

// Calls `visit(column, column of the other set)` for each column; the sets may be of different kinds.
template <typename Set, typename Other, typename Visit>
void for_each_column(Set& set, Other& other, const Visit& visit) {
  visit(set.day, other.day);
  visit(set.cancelled, other.cancelled);
  visit(set.net_before_returns, other.net_before_returns);
  visit(set.flags, other.flags);
  visit(set.source, other.source);
  visit(set.accepted, other.accepted);
  visit(set.discounts, other.discounts);
  visit(set.points, other.points);
  visit(set.cost, other.cost);
  visit(set.shipped, other.shipped);
  visit(set.delivered, other.delivered);
  visit(set.paid, other.paid);
  visit(set.payment_due, other.payment_due);
  visit(set.payment_method, other.payment_method);
  visit(set.subscription, other.subscription);
  visit(set.hour, other.hour);
  visit(set.cancel_reason, other.cancel_reason);
}

inline constexpr std::size_t kBytesPerOrder = 39;
inline constexpr std::size_t kBytesPerReturn = 20;
inline constexpr std::size_t kBytesPerCustomer = 12;
inline constexpr std::size_t kBytesPerPartCost = 8;

// Goods that came back: sorted by order, then day; only amounts above zero. Keeping the day of each makes
// every past as-of exact.
template <template <typename> typename Values>
struct ReturnSet {
  Values<OrderIndex> order;
  Values<std::uint16_t> day;
  Values<std::int32_t> amount;
  Values<ProductIndex> product;   // index into Ledger::products(), 0 not told
  Values<std::int32_t> quantity;  // pieces; 0 where nobody counted them
  Values<domain::ReturnReason> reason;
  Values<std::uint8_t> exchange;  // 1: its source says that other goods were sent for it
};
using Returns = ReturnSet<Column>;
using WrittenReturns = ReturnSet<Vector>;

// As for_each_column.
template <typename Set, typename Other, typename Visit>
void for_each_return_column(Set& set, Other& other, const Visit& visit) {
  visit(set.order, other.order);
  visit(set.day, other.day);
  visit(set.amount, other.amount);
  visit(set.product, other.product);
  visit(set.quantity, other.quantity);
  visit(set.reason, other.reason);
  visit(set.exchange, other.exchange);
}

// Orders of which some costs are known and some are not, by order: what was asked for the goods without a cost.
struct PartCosts {
  Column<OrderIndex> order;
  Column<std::int32_t> uncosted;
};

}  // namespace tsuzuku::ledger
