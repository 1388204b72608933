#pragma once
// The questions of our analyses in SQL (sql/*.sql), asked of DuckDB's own tables of the same shop. Written
// from the definitions in locales and docs/analyses.md, sharing no code with src/analysis.

#include <map>
#include <string>
#include <vector>

#include "analysis/arguments.hpp"
#include "analysis/table.hpp"
#include "ledger/blocks.hpp"
#include "ledger/builder.hpp"
#include "tests/oracle/duckdb.hpp"

namespace tsuzuku::oracle {

// Tables orders, returns, lines, products, subscriptions, stock, source_costs (month = its first day) and touches,
// filled row by row. Amounts of a line are as the store holds them; a subscription's number is which of the customer's
// own it is, as orders name it.
class ShopTables {
 public:
  explicit ShopTables(DuckDb& database);
  void add(const ledger::OrderRow& order);
  void add(const ledger::ReturnRow& back);
  void add_line(std::int64_t customer, std::int64_t order, const ledger::LineRow& line);
  void add_product(ledger::ProductIndex product, const std::string& code, domain::ProductKind kind);
  void add(const ledger::StockLevel& level);
  void add(const ledger::SourceCost& cost);
  void add(const ledger::TouchRow& touch);
  void add_subscription(std::int64_t number, const ledger::SubscriptionRow& subscription);
  void finish();

 private:
  static DuckDb& with_tables(DuckDb& database);
  DuckDb::Appender orders_;
  DuckDb::Appender returns_;
  DuckDb::Appender lines_;
  DuckDb::Appender products_;
  DuckDb::Appender subscriptions_;
  DuckDb::Appender stock_;
  DuckDb::Appender source_costs_;
  DuckDb::Appender touches_;
};

struct Question {
  std::string analysis;
  analysis::RawArguments arguments;  // as_of is required
  std::vector<std::string> sources;  // of the shop, index 0 = ""
  std::vector<std::string> payment_methods = {""};
  std::vector<std::string> products = {""};  // codes
  std::string planned = "[null]";            // of planner: `rates` as a list of DuckDB, by stage, null = as it is
  bool merge_same_day = true;
  std::int64_t minor_units = 1;                   // in a major unit of the currency
  std::map<std::string, std::string> words = {};  // further ones, before those that follow from the arguments
};

[[nodiscard]] std::string sql_of(const Question& question);
// The same words in another file of sql/.
[[nodiscard]] std::string sql_of(const Question& question, const std::string& name);
// reason, orders, customers
[[nodiscard]] std::string left_out_sql_of(const Question& question);

// Rates and their intervals, which the SQL of the questions calls.
void add_macros(DuckDb& database);

// The statements that make the tables orders and returns from the raw files of a real data set in `folder`.
[[nodiscard]] std::string real_data_sql(const std::string& name, const std::string& folder);

// Our result in DuckDB's types.
[[nodiscard]] std::vector<Row> rows_of(const analysis::Table& table);
[[nodiscard]] std::vector<Row> left_out_of(const analysis::Table& table);

// Empty when equal: integers, texts and nulls exactly, doubles within 1e-9. Else the first difference in words.
[[nodiscard]] std::string first_difference(const std::vector<Row>& ours, const std::vector<Row>& theirs);

}  // namespace tsuzuku::oracle
