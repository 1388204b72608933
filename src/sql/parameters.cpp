#include "sql/parameters.hpp"

#include <algorithm>

namespace tsuzuku::sql {

Status check_text(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return fail(ErrorKind::InvalidInput, "sql.nul_in_text");
  return {};
}

Status check_row(const Query& query, const Row& row) {
  if (row.size() != query.parameters.size()) {
    return fail(ErrorKind::Internal, "sql.parameter_count",
                {{"query", query.name},
                 {"expected", std::to_string(query.parameters.size())},
                 {"given", std::to_string(row.size())}});
  }
  for (const Value& value : row) {
    if (const auto* text = std::get_if<std::string>(&value)) TSUZUKU_CHECK(check_text(*text));
  }
  return {};
}

Result<Row> in_order(const Query& query, const Parameters& parameters) {
  Row row;
  row.reserve(query.parameters.size());
  for (const std::string& name : query.parameters) {
    const auto found = std::ranges::find(parameters, std::string_view(name), &Parameter::name);
    if (found == parameters.end()) {
      return fail(ErrorKind::Internal, "sql.parameter_missing", {{"query", query.name}, {"name", name}});
    }
    row.push_back(found->value);
  }
  for (const Parameter& parameter : parameters) {
    if (std::ranges::find(query.parameters, parameter.name) == query.parameters.end()) {
      return fail(ErrorKind::Internal, "sql.parameter_unknown",
                  {{"query", query.name}, {"name", std::string(parameter.name)}});
    }
  }
  TSUZUKU_CHECK(check_row(query, row));
  return row;
}

}  // namespace tsuzuku::sql
