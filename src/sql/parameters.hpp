#pragma once
// What both databases do with parameters before they bind them.

#include <string_view>

#include "sql/database.hpp"

namespace tsuzuku::sql {

// Text with an embedded NUL would be cut silently by one database and kept by the other.
[[nodiscard]] Status check_text(std::string_view text);
[[nodiscard]] Status check_row(const Query& query, const Row& row);

// The values in the order of Query::parameters. Errors: Internal "sql.parameter_missing" (argument name) when
// one is not given, "sql.parameter_unknown" when one is given that the text does not have.
[[nodiscard]] Result<Row> in_order(const Query& query, const Parameters& parameters);

}  // namespace tsuzuku::sql
