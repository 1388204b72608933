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
//   4      cost
//   2+2+2  shipped, delivered, paid   day, kNever
//   2      payment_due         day by which it was to be paid, kNever
//   1      payment_method      index into Ledger::payment_methods(), 0 not told
//   1      subscription        which of the customer's own subscriptions, by id, from 1; 0 none, 255 = 255 or later
//  37      bytes an order with every column
//
// Beside them: 12 bytes a customer (id, first order) and 10 bytes a return. Ids of orders are not kept. Goods,
// subscriptions and people stand in blocks of their own (blocks.hpp).

#include <cstdint>
#include <vector>

namespace tsuzuku::ledger {

using OrderIndex = std::uint32_t;
using CustomerIndex = std::uint32_t;

inline constexpr std::uint16_t kNever = 0xFFFF;
inline constexpr int kLastLedgerDay = kNever - 1;

inline constexpr std::uint8_t kPurchaseFlag = 1;
inline constexpr std::uint8_t kRoundMax = 126;
inline constexpr std::uint8_t kSubscriptionMax = 255;

struct Columns {
  std::vector<std::uint16_t> day;
  std::vector<std::uint16_t> cancelled;
  std::vector<std::int32_t> net_before_returns;
  std::vector<std::uint8_t> flags;
  std::vector<std::uint16_t> source;
  std::vector<std::int32_t> accepted;
  std::vector<std::int32_t> discounts;
  std::vector<std::int32_t> points;
  std::vector<std::int32_t> cost;
  std::vector<std::uint16_t> shipped;
  std::vector<std::uint16_t> delivered;
  std::vector<std::uint16_t> paid;
  std::vector<std::uint16_t> payment_due;
  std::vector<std::uint8_t> payment_method;
  std::vector<std::uint8_t> subscription;
};

inline constexpr std::size_t kBytesPerOrder = 37;
inline constexpr std::size_t kBytesPerReturn = 10;
inline constexpr std::size_t kBytesPerCustomer = 12;

// Goods that came back: sorted by order, then day; only amounts above zero. Keeping the day of each makes
// every past as-of exact.
struct Returns {
  std::vector<OrderIndex> order;
  std::vector<std::uint16_t> day;
  std::vector<std::int32_t> amount;
};

}  // namespace tsuzuku::ledger
