#pragma once
#include <string_view>

#include "intake/csv_record.hpp"

namespace tsuzuku::intake {

// The separator under which the records of a file's beginning have most often as many cells as its first
// one: comma, tab, semicolon or runs of blanks. A comma when nothing separates anything. `whole` says that
// `head` is the whole file.
[[nodiscard]] char detect_separator(std::string_view head, bool whole);

}  // namespace tsuzuku::intake
