#pragma once
// JSON values (Boost.JSON) under short names, with a depth limit on input and one stable text form.

#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace tsuzuku {

namespace json = boost::json;

// "json.invalid" with position when the text is no JSON, deeper than limits::kJsonDepth, or not UTF-8.
[[nodiscard]] Result<json::value> parse_json(std::string_view text);
// Compact; members keep the order in which they were set; doubles in shortest round-trip form (0.4886, not 4.886E-1).
[[nodiscard]] std::string to_text(const json::value& value);

// Member lookups that never throw.
[[nodiscard]] std::string_view string_or(const json::object& object, std::string_view name, std::string_view otherwise);
[[nodiscard]] std::int64_t integer_or(const json::object& object, std::string_view name, std::int64_t otherwise);
[[nodiscard]] bool bool_or(const json::object& object, std::string_view name, bool otherwise);

}  // namespace tsuzuku
