#pragma once
// Fields of the CSV files we write (RFC 4180).

#include <string>
#include <string_view>

namespace tsuzuku {

// Quoted where `separator`, a quote or a line break makes it necessary. For files that come back to us: nothing else is
// changed.
[[nodiscard]] std::string csv_field(std::string_view text, char separator = ',');

// The same for files that people open: a spreadsheet runs a text that begins with =, +, -, @, a tab or a carriage
// return as a formula, so it gets an apostrophe before it. A "-" alone, which is how "not told" is written, is none.
[[nodiscard]] std::string csv_field_for_people(std::string_view text);

}  // namespace tsuzuku
