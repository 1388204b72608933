#pragma once
// A shop that does not exist: a Japanese mail-order house for health food and skin care that lives from repeat
// orders. Three years of customers, from the trial set to the monthly delivery and away again, with everything
// that goes wrong on the way. docs/demo.md tells the story and its numbers.

#include <cstdint>
#include <functional>

#include "base/day.hpp"
#include "base/error.hpp"
#include "domain/draft.hpp"

namespace tsuzuku::demo {

struct Options {
  std::int64_t orders = 30'000;  // exactly so many, 0 to limits::kDemoOrders
  std::uint64_t seed = 1;
  Day until{20'757};  // 2026-10-31: the shop's last day; what happens later is not known yet
};

inline constexpr std::string_view kCurrency = "JPY";
inline constexpr std::string_view kTimeZone = "Asia/Tokyo";

using OrderSink = std::function<Status(domain::OrderDraft)>;
using ProductSink = std::function<Status(domain::ProductDraft)>;
using CostSink = std::function<Status(domain::SourceCostDraft)>;
using StockSink = std::function<Status(domain::StockLevelDraft)>;

// Products first; then customer by customer in the order of their first order, each with all orders in time
// order; then the monthly costs of the sources, and where
// `stock` is given the stock levels of what is sold (stock.hpp). The same options give the same drafts on every
// machine. Memory does not grow with the number of orders. An error of a sink ends it and is returned; Usage
// "demo.orders_out_of_range", "demo.until_out_of_range".
[[nodiscard]] Status generate(const Options& options, const OrderSink& order, const ProductSink& product,
                              const CostSink& cost, const StockSink& stock = {});

}  // namespace tsuzuku::demo
