#pragma once
// The demo shop with goods and people, as a ledger with its blocks and as tables of DuckDB, without a store in between.

#include <map>
#include <string>

#include "ledger/blocks.hpp"
#include "tests/oracle/duckdb.hpp"

namespace tsuzuku::bench {

struct DemoPeople {
  ledger::Blocks blocks;  // ledger, lines and people
  // Names -> the numbers that stand for them in DuckDB's tables.
  std::map<std::string, std::int64_t> sources;
  std::map<std::string, std::int64_t> products;
  std::map<std::string, std::int64_t> prefectures;
};

// Tables of `duckdb`, made and filled:
//   orders (customer, id, day, cancelled, shipped, due, paid, purchase, source, net)   days are dates
//   lines (customer, order_id, product, quantity)   quantity is what could be delivered
//   returns (order_id, day, amount)
//   people (customer, birth, prefecture)
[[nodiscard]] Result<DemoPeople> demo_people(std::int64_t orders, oracle::DuckDb& duckdb);

}  // namespace tsuzuku::bench
