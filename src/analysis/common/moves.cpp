#include "analysis/common/moves.hpp"

namespace tsuzuku::analysis {
namespace {

constexpr int kYear = 365;

}  // namespace

Parameter compare_day_parameter() { return {.name = "compare_day", .type = ParameterType::Day}; }

std::vector<Column> move_columns(std::span<const std::string> places) {
  const std::vector<std::string> now(places.begin(), places.end());
  std::vector<std::string> before = now;
  before.emplace_back(kNotYet);
  return {{"from", ColumnType::Code, "", before},
          {"to", ColumnType::Code, "", now},
          {"customers", ColumnType::Integer, "customers", {}},
          {"share", ColumnType::Rate, "", {}},
          {"sales", ColumnType::Money, "currency", {}}};
}

Result<Scope> scope_before(const Scope& scope, const Arguments& arguments) {
  Scope before = scope;
  before.as_of = arguments.day("compare_day").value_or(Day{scope.as_of - kYear}).value;
  if (before.as_of >= scope.as_of && scope.ledger->order_count() != 0) {
    return fail(ErrorKind::Usage, "analysis.compare_day_not_before",
                {{"compare_day", to_text(Day{before.as_of})}, {"as_of", to_text(Day{scope.as_of})}});
  }
  before.as_of = std::max(before.as_of, -1);
  return before;
}

void Moves::write(Table& table, std::span<const std::string> places) const {
  Move total;
  for (std::size_t from = 0; from <= places_; ++from) {
    const std::span<const Move> row(moves_.data() + from * places_, places_);
    std::int64_t customers = 0;
    for (const Move& move : row) customers += move.customers;
    for (std::size_t to = 0; to < places_; ++to) {
      const Move& move = row[to];
      if (move.customers == 0) continue;
      table.rows.push_back({from == places_ ? std::string(kNotYet) : places[from], places[to], move.customers,
                            static_cast<double>(move.customers) / static_cast<double>(customers),
                            std::int64_t{move.sales}});
      total.customers += move.customers;
      total.sales += move.sales;
    }
  }
  if (total.customers != 0) table.totals = {{"customers", total.customers}, {"sales", std::int64_t{total.sales}}};
}

Table move_table(const Scope& scope, const Scope& before, const Descriptor& descriptor, const Arguments& arguments,
                 const MoveCounts& counts, std::span<const std::string> places) {
  Table table = begin_table(scope, descriptor, arguments);
  for (auto& [name, value] : table.parameters) {
    if (name == "compare_day") value = Day{before.as_of};
  }
  counts.moves.write(table, places);
  table.left_out = counts.left_out.list();
  return table;
}

}  // namespace tsuzuku::analysis
