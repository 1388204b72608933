#include <cassert>

#include "sql/database.hpp"

namespace tsuzuku::sql {

bool is_null(const Value& value) { return std::holds_alternative<Null>(value); }

std::int64_t integer(const Value& value) {
  assert(std::holds_alternative<std::int64_t>(value));
  return std::get<std::int64_t>(value);
}

std::int64_t integer_or(const Value& value, std::int64_t otherwise) {
  const auto* found = std::get_if<std::int64_t>(&value);
  return found ? *found : otherwise;
}

std::string text(const Value& value) {
  const auto* found = std::get_if<std::string>(&value);
  return found ? *found : std::string();
}

}  // namespace tsuzuku::sql
