#include "intake/csv_reader.hpp"

#include <algorithm>
#include <cstring>

#include "base/text.hpp"

namespace tsuzuku::intake {
namespace {

constexpr std::size_t kBufferBytes = 1U << 20;
constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // what decoding leaves of bytes it cannot read

bool has_foreign_bytes(std::string_view text) {
  std::uint64_t word = 0;
  std::size_t at = 0;
  for (; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & 0x8080808080808080ULL) != 0) return true;
  }
  return std::any_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// Nothing but separators and blanks (spreadsheets write such rows), or the end mark of old DOS files.
bool is_blank(const Record& record) {
  return record.raw == "\x1A" || std::ranges::all_of(record.cells, [&](const Cell& cell) {
           return !cell.escaped && trim(record.raw.substr(cell.begin, cell.size)).empty();
         });
}

}  // namespace

CsvReader::CsvReader(ByteSource& source, Dialect dialect, CsvLimits limits)
    : source_(source), dialect_(dialect), limits_(limits), buffer_(kBufferBytes) {}

Status CsvReader::fill() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == buffer_.size()) buffer_.resize(buffer_.size() * 2);
  TSUZUKU_TRY(size, source_.read(buffer_.data() + end_, buffer_.size() - end_));
  end_ += size;
  at_end_ = size == 0;
  return {};
}

void CsvReader::judge(Record& record) const {
  record.fault = RecordFault::None;
  if (record.raw.size() > limits_.row_bytes) {
    record.fault = RecordFault::RowTooLong;
  } else if (record.raw.size() > limits_.field_bytes &&
             std::ranges::any_of(record.cells, [&](const Cell& cell) { return cell.size > limits_.field_bytes; })) {
    record.fault = RecordFault::FieldTooLong;
  } else if (has_foreign_bytes(record.raw) &&
             (record.raw.find(kReplacement) != std::string_view::npos || !is_utf8(record.raw))) {
    record.fault = RecordFault::BadEncoding;
  }
}

Result<bool> CsvReader::next(Record& record) {
  if (!started_) {
    started_ = true;
    while (!at_end_ && end_ - begin_ < 4 * kMark.size()) TSUZUKU_CHECK(fill());
    while (std::string_view(buffer_.data() + begin_, end_ - begin_).starts_with(kMark)) begin_ += kMark.size();
  }
  for (;;) {
    const std::string_view rest(buffer_.data() + begin_, end_ - begin_);
    if (rest.empty() && at_end_) return false;
    const Scan scan = scan_record(rest, dialect_, at_end_, cells_);
    if (scan.end == ScanEnd::NeedMore) {
      if (rest.size() > limits_.row_bytes) return skip_long_record(record);
      TSUZUKU_CHECK(fill());
      continue;
    }
    ++number_;
    if (scan.end == ScanEnd::OpenQuote) {
      return fail(ErrorKind::InvalidInput, "import.unterminated_quote", {{"row", std::to_string(number_)}});
    }
    begin_ += scan.next;
    record = {rest.substr(0, scan.size), cells_, number_, RecordFault::None};
    if (is_blank(record)) continue;
    judge(record);
    return true;
  }
}

Result<bool> CsvReader::skip_long_record(Record& record) {
  ++number_;
  RecordSkipper skipper(dialect_);
  long_row_.assign(cut_utf8({buffer_.data() + begin_, end_ - begin_}, limits::kTextField));
  for (;;) {
    begin_ += skipper.feed({buffer_.data() + begin_, end_ - begin_});
    if (skipper.ended() || at_end_) break;
    TSUZUKU_CHECK(fill());
  }
  if (skipper.in_quotes()) {
    return fail(ErrorKind::InvalidInput, "import.unterminated_quote", {{"row", std::to_string(number_)}});
  }
  (void)scan_record(long_row_, dialect_, true, cells_);
  record = {long_row_, cells_, number_, RecordFault::RowTooLong};
  return true;
}

}  // namespace tsuzuku::intake
