#pragma once
// The demo shop as Tsuzuku's own CSV (UTF-8, commas, LF), for trying out the import: one row per line of goods,
// everything about the order and its customer repeated on each of its rows.
//
// That a product is a gift, a sample or an insert, what a source cost and what was in stock, the columns cannot
// say: three further files do.

#include <functional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "demo/demo.hpp"
#include "domain/draft.hpp"

namespace tsuzuku::demo {

[[nodiscard]] std::string_view order_csv_header();    // with its line end
[[nodiscard]] std::string_view product_csv_header();  // product_code,product_name,product_kind,unit_cost
[[nodiscard]] std::string_view cost_csv_header();     // source,month,cost
[[nodiscard]] std::string_view stock_csv_header();    // product_code,day,on_hand

// Append rows to `text`. Drafts of generate(): no credits, times in Japan, yen.
void append_order_csv(std::string& text, const domain::OrderDraft& order);
void append_product_csv(std::string& text, const domain::ProductDraft& product);
void append_cost_csv(std::string& text, const domain::SourceCostDraft& cost);
void append_stock_csv(std::string& text, const domain::StockLevelDraft& stock);

using TextSink = std::function<Status(std::string_view)>;

// The whole shop, in pieces of some hundred kilobytes; sinks that are empty are left out.
[[nodiscard]] Status write_csv(const Options& options, const TextSink& orders, const TextSink& products,
                               const TextSink& costs, const TextSink& stock = {});

}  // namespace tsuzuku::demo
