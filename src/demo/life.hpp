#pragma once
// What one customer orders over the years, and why. Each order's fate (refused, unpaid, returned) decides
// whether there is a next one.

#include <vector>

#include "base/random.hpp"
#include "demo/goods.hpp"
#include "demo/order.hpp"
#include "demo/people.hpp"
#include "domain/codes.hpp"

namespace tsuzuku::demo {

struct Life {
  std::vector<Order> orders;                             // in time order, none after the shop's last day
  std::vector<domain::SubscriptionState> subscriptions;  // on the shop's last day; [0] is subscription 1
};

struct ShopFacts {
  Day first;
  Day last;
  Shortages shortages;
};

// Fills `life` (its memory is used again) with the life that begins at `arrival`, at least one order long.
// A customer number of 0 makes a single telephone order.
void live(const ShopFacts& shop, const Traits& traits, Moment arrival, Random& random, Life& life);

// Mean number of orders of a customer by days since arrival, from trial lives of this seed.
[[nodiscard]] std::vector<double> orders_by_age(const ShopFacts& shop, std::uint64_t seed);

}  // namespace tsuzuku::demo
