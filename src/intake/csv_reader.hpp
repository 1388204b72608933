#pragma once
// Streams records out of delimited text. Memory is bounded by the longest row that is kept.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.hpp"
#include "intake/byte_source.hpp"
#include "intake/csv_record.hpp"

namespace tsuzuku::intake {

enum class RecordFault : std::uint8_t { None, RowTooLong, FieldTooLong, BadEncoding };

struct Record {
  std::string_view raw;  // without line end; only the beginning of a row that is too long
  std::span<const Cell> cells;
  std::int64_t number = 0;  // 1-based, blank lines are counted but not returned
  RecordFault fault = RecordFault::None;
};

struct CsvLimits {
  std::size_t field_bytes = limits::kCsvFieldBytes;
  std::size_t row_bytes = limits::kCsvRowBytes;
};

class CsvReader {
 public:
  // `source` must outlive the reader. Byte order marks at the beginning are skipped, however many there are.
  CsvReader(ByteSource& source, Dialect dialect, CsvLimits limits = {});

  // False at the end. Views in `record` are valid until the next call. "import.unterminated_quote" {row} when
  // the text ends inside quotation marks: the file was cut off, or a mark is missing from that row on.
  Result<bool> next(Record& record);

 private:
  [[nodiscard]] Status fill();
  [[nodiscard]] Result<bool> skip_long_record(Record& record);
  void judge(Record& record) const;

  ByteSource& source_;
  Dialect dialect_;
  CsvLimits limits_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;  // of what has not been returned yet
  std::size_t end_ = 0;
  bool at_end_ = false;
  bool started_ = false;
  std::int64_t number_ = 0;
  std::vector<Cell> cells_;
  std::string long_row_;
};

}  // namespace tsuzuku::intake
