#include "services/imports/quarantine_csv.hpp"

namespace tsuzuku::services {

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

}  // namespace tsuzuku::services
