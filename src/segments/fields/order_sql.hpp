#pragma once
// What exists, counts and makes a purchase on the as-of day, in SQL: the same as ledger::View says of the ledger.
// `alias` names a row of orders.

#include <string>
#include <string_view>

#include "segments/sql.hpp"

namespace tsuzuku::segments {

[[nodiscard]] std::string order_exists(const SqlWriter& writer, std::string_view alias);
[[nodiscard]] std::string order_counts(const SqlWriter& writer, std::string_view alias);
[[nodiscard]] std::string order_is_purchase(const SqlWriter& writer, std::string_view alias);
// Minor units that came back by the as-of day; and what is left of the order's net.
[[nodiscard]] std::string order_returned(const SqlWriter& writer, std::string_view alias);
[[nodiscard]] std::string order_net(const SqlWriter& writer, std::string_view alias);

// " from orders o where …": the customer c's purchases by the as-of day.
[[nodiscard]] std::string from_purchases(const SqlWriter& writer);
// How many purchases the orders `o` of a group make. `only` counts those orders alone for which it holds.
[[nodiscard]] std::string purchase_count(const SqlWriter& writer, std::string_view only = {});

// The name of the source that the customer c's first purchase came from; null when it was not told.
[[nodiscard]] std::string sql_first_source(const SqlWriter& writer);
[[nodiscard]] std::string sql_first_payment_method(const SqlWriter& writer);

}  // namespace tsuzuku::segments
