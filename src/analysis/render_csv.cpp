#include <fmt/format.h>

#include "analysis/render.hpp"
#include "base/csv.hpp"

namespace tsuzuku::analysis {
namespace {

std::string field(const Value& value, const Column& column, const Table& table, const Catalogue& catalogue) {
  struct Field {
    const Column& column;
    const Table& table;
    const Catalogue& catalogue;
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(std::int64_t number) const {
      return column.type == ColumnType::Money ? to_plain_text(number, table.currency) : std::to_string(number);
    }
    std::string operator()(double number) const { return fmt::format("{}", number); }
    std::string operator()(bool yes) const { return yes ? "true" : "false"; }
    std::string operator()(Day day) const { return to_text(day); }
    std::string operator()(YearMonth month) const { return to_text(month); }
    std::string operator()(const std::string& text) const { return csv_field_for_people(text); }
    std::string operator()(const Phrase& phrase) const {
      return csv_field_for_people(sentence(phrase, "reasons", catalogue));
    }
  };
  return std::visit(Field{column, table, catalogue}, value);
}

}  // namespace

std::string to_csv(const Table& table, const Catalogue& catalogue) {
  std::string out;
  for (const Column& column : table.columns) {
    if (!out.empty()) out += ',';
    out += column.name;
  }
  out += "\r\n";
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += ',';
      out += field(row[i], table.columns[i], table, catalogue);
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace tsuzuku::analysis
