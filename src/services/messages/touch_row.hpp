#pragma once
// A touch as a row of the database. For the files of Touches alone.

#include <cstdint>
#include <optional>
#include <string>

#include "services/messages/touches.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// A row of the view touch_rows.
[[nodiscard]] Touch touch_from(const sql::Row& row);

template <typename T>
[[nodiscard]] sql::Value id_or_null(const std::optional<T>& id) {
  return id ? sql::Value(id->value) : sql::Value(sql::Null{});
}
[[nodiscard]] inline sql::Value number_or_null(const std::optional<std::int64_t>& number) {
  return number ? sql::Value(*number) : sql::Value(sql::Null{});
}
[[nodiscard]] inline sql::Value text_or_null(const std::string& text) {
  return text.empty() ? sql::Value(sql::Null{}) : sql::Value(text);
}
template <typename Enum>
[[nodiscard]] std::int64_t code(Enum value) {
  return static_cast<std::int64_t>(value);
}

}  // namespace tsuzuku::services
