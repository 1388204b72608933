#pragma once
// Rows that could not be taken, as a file.

#include <string>
#include <string_view>

namespace tsuzuku::services {

// One CSV field, quoted where `separator`, a quote or a line break makes it necessary.
[[nodiscard]] std::string csv_field(std::string_view text, char separator);

}  // namespace tsuzuku::services
