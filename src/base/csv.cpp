#include "base/csv.hpp"

namespace tsuzuku {

std::string csv_field(std::string_view text, char separator) {
  const bool plain =
      text.find_first_of("\"\r\n") == std::string_view::npos && text.find(separator) == std::string_view::npos;
  if (plain) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string csv_field_for_people(std::string_view text) {
  const bool formula = !text.empty() && text != "-" && std::string_view("=+-@\t\r").contains(text.front());
  return csv_field(formula ? "'" + std::string(text) : std::string(text));
}

}  // namespace tsuzuku
