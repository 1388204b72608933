#pragma once
// Calendar and arithmetic that the two databases have no common functions for.

#include <string>
#include <string_view>

#include "base/day.hpp"

namespace tsuzuku::segments {

// `day` is an expression: days since 1970-01-01, from the year 1600 on; null gives null.
[[nodiscard]] std::string sql_month_of(std::string_view day);
// Full years from `day` to `now`.
[[nodiscard]] std::string sql_years_since(std::string_view day, Day now);

// stable_slot(id, name, slots) of base/stable_hash.hpp. `id` is an expression.
[[nodiscard]] std::string sql_stable_slot(std::string_view id, std::string_view name, int slots);

}  // namespace tsuzuku::segments
