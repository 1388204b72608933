#pragma once
// Counting what a result does not contain. Every order that is left out has exactly one reason.

#include <array>
#include <cstdint>
#include <vector>

#include "analysis/table.hpp"

namespace tsuzuku::analysis {

enum class Reason : unsigned {
  AfterAsOf,            // placed after the as-of day
  Cancelled,            // cancelled by the as-of day: no purchase, no money
  WithoutCustomer,      // belongs to nobody
  NoPurchase,           // of a customer who never made a purchase
  BeforeFirstPurchase,  // money before the first purchase has no age
  Credit,               // goods that came back without their order: money, no purchase
  GiftOnly,             // gifts, samples or adjustments only: money, no purchase
  NoSubscription,       // a purchase outside any subscription: no delivery of one
};
inline constexpr std::size_t kReasons = 8;

class LeftOutTally {
 public:
  void add(Reason reason, std::int64_t orders = 1) {
    orders_[index(reason)] += orders;
    of_this_customer_ |= 1U << index(reason);
  }
  // Closes the customer whose orders were added since the last call; `is_customer` false: the orders of nobody.
  void end_customer(bool is_customer = true) {
    if (of_this_customer_ == 0) return;
    for (std::size_t i = 0; i < kReasons && is_customer; ++i) customers_[i] += (of_this_customer_ >> i) & 1U;
    of_this_customer_ = 0;
  }
  void merge(const LeftOutTally& other) {
    for (std::size_t i = 0; i < kReasons; ++i) {
      orders_[i] += other.orders_[i];
      customers_[i] += other.customers_[i];
    }
  }
  // Reasons that occurred, in the order of Reason.
  [[nodiscard]] std::vector<LeftOut> list() const;

 private:
  static constexpr std::size_t index(Reason reason) { return static_cast<std::size_t>(reason); }
  std::array<std::int64_t, kReasons> orders_{};
  std::array<std::int64_t, kReasons> customers_{};
  unsigned of_this_customer_ = 0;
};

}  // namespace tsuzuku::analysis
