#pragma once
// Texts as rows hold them.

#include <string_view>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// Cut to what a field may hold; null for "".
[[nodiscard]] inline sql::Value cut_or_null(std::string_view text) {
  if (text.empty()) return sql::Null{};
  return std::string(cut_utf8(text, limits::kTextField));
}

}  // namespace tsuzuku::services
