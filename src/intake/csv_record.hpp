#pragma once
// One record of delimited text (RFC 4180 and its relatives): where its cells lie. No copy is made.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tsuzuku::intake {

struct Dialect {
  char separator = ',';  // ' ' means runs of blanks, of which leading ones separate nothing
  bool quotes = true;    // false: a quotation mark is an ordinary character (Amazon's flat files)
  friend bool operator==(const Dialect&, const Dialect&) = default;
};

// A cell's place in its record. `escaped` cells need unescaping: they hold doubled quotation marks, or text
// after the closing one.
struct Cell {
  std::uint32_t begin = 0;
  std::uint32_t size = 0;
  bool escaped = false;
};

enum class ScanEnd {
  Complete,   // the record's end was found
  NeedMore,   // the text ends first (never when `last`)
  OpenQuote,  // the text ends inside quotation marks and nothing follows
};

struct Scan {
  ScanEnd end = ScanEnd::Complete;
  std::size_t size = 0;  // bytes of the record without its line end
  std::size_t next = 0;  // where the next record begins
};

// Finds the first record of `text` and its cells. `last` says that nothing follows `text`. Line ends are
// LF, CRLF and CR. Text must be shorter than 4 GiB.
[[nodiscard]] Scan scan_record(std::string_view text, Dialect dialect, bool last, std::vector<Cell>& cells);

// The cell's text; `scratch` is used, and must outlive the view, when the cell is escaped.
[[nodiscard]] std::string_view cell_text(std::string_view record, const Cell& cell, std::string& scratch);

// Appends a cell, quoted when it has to be.
void append_cell(std::string& out, std::string_view text, char separator);

// Finds the end of a record that is too long to keep, piece by piece.
class RecordSkipper {
 public:
  explicit RecordSkipper(Dialect dialect) : dialect_(dialect) {}
  // Bytes consumed; ended() says whether they include the record's line end.
  std::size_t feed(std::string_view text);
  [[nodiscard]] bool ended() const { return state_ == State::Ended; }
  [[nodiscard]] bool in_quotes() const { return state_ == State::Quoted; }

 private:
  enum class State { CellStart, Plain, Quoted, QuoteSeen, ReturnSeen, Ended };
  Dialect dialect_;
  State state_ = State::CellStart;
};

}  // namespace tsuzuku::intake
