#include <fmt/format.h>

#include "analysis/render.hpp"

namespace tsuzuku::analysis {
namespace {

// Spreadsheets run cells that begin like this as formulas.
bool looks_like_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

std::string quoted(std::string_view text) {
  std::string safe = looks_like_formula(text) ? "'" + std::string(text) : std::string(text);
  if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
  std::string out = "\"";
  for (const char c : safe) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

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
    std::string operator()(const std::string& text) const { return quoted(text); }
    std::string operator()(const Phrase& phrase) const { return quoted(sentence(phrase, "reasons", catalogue)); }
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
