#pragma once
// A file as found: its encoding, separator, header and first rows.

#include <memory>
#include <string>
#include <vector>

#include "intake/byte_source.hpp"
#include "intake/csv_reader.hpp"
#include "intake/intake.hpp"

namespace tsuzuku::intake {

struct Input {
  InputFile file;
  std::int64_t bytes = 0;
  Encoding encoding = Encoding::Utf8;
  bool only_ascii = false;
  Dialect dialect;
  std::vector<std::string> columns;  // header cells, trimmed
  std::vector<std::string> folded;   // the same as they are compared
};

// How header names are compared: width, case and blanks do not matter.
[[nodiscard]] std::string folded_name(std::string_view name);

// Looks at the beginning. Errors name the file: import.cannot_open, import.empty_file, import.binary_file,
// import.unknown_encoding, import.too_many_columns.
[[nodiscard]] Result<Input> look_at(const InputFile& file);

// The decoded text of the file.
[[nodiscard]] Result<std::unique_ptr<ByteSource>> open_text(const Input& input);

// The first data rows, at most `count`.
[[nodiscard]] Result<std::vector<std::vector<std::string>>> sample_rows(const Input& input, std::size_t count);

// The error with {"file"} added, for errors that only know a row.
[[nodiscard]] Error in_file(Error error, const Input& input);

}  // namespace tsuzuku::intake
