#pragma once
// What a change of an order is to journeys. Pure.

#include <functional>
#include <string>
#include <vector>

#include "base/time_zone.hpp"
#include "journeys/event.hpp"
#include "services/orders/records.hpp"

namespace tsuzuku::services {

// Names behind the ids of an order; empty where there is none.
struct OrderNames {
  std::function<std::string(std::int64_t product_id)> product;
  std::string source;
  std::string payment_method;
};

// What became known between `stored` (null: the order is new) and `order`; nothing for a sale without customer and for
// credits. An order that is first heard of as cancelled was never told as ordered. Events of a day happen at its
// beginning on the shop's wall, an order at its own second.
[[nodiscard]] std::vector<journeys::Happened> news_of(const OrderRecord* stored, const OrderRecord& order,
                                                      const OrderNames& names, const TimeZone& zone);

}  // namespace tsuzuku::services
