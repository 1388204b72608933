#pragma once
// Puts the generated demo shop into the store, in one transaction.

#include <functional>

#include "demo/demo.hpp"
#include "services/orders/order_writer.hpp"
#include "services/shops/shops.hpp"

namespace tsuzuku::services {

// `progress` gets the number of orders so far, now and then. Conflict "demo.shop_has_orders".
[[nodiscard]] Result<WriteCounts> store_demo(sql::Database& database, IdMaker& ids, const Shop& shop,
                                             const demo::Options& options, std::int64_t now,
                                             const std::function<void(std::int64_t)>& progress);

}  // namespace tsuzuku::services
