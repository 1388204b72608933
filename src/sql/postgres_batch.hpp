#pragma once
// Many executions of one statement without a round trip each (pipeline mode).

#include <functional>
#include <span>

#include "sql/postgres_connection.hpp"

namespace tsuzuku::sql {

using ResultSink = std::function<Status(const PGresult&)>;

// Sends every row, calls `sink` with each result in order. Stops at the first error; outside a transaction
// what was sent up to the last full segment (500 rows) then stays.
[[nodiscard]] Status execute_batch(PostgresConnection& connection, const Query& query,
                                   std::span<const Row> parameter_rows, const ResultSink& sink);

[[nodiscard]] Row decode_row(const PGresult& result, int row);

}  // namespace tsuzuku::sql
