#include "intake/csv_record.hpp"

#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tsuzuku::intake {
namespace {

bool ends_line(char c) { return c == '\n' || c == '\r'; }

// The first separator or line end in [at, end).
const char* find_cell_end(const char* at, const char* end, char separator) {
#if defined(__SSE2__)
  const __m128i separators = _mm_set1_epi8(separator);
  const __m128i feeds = _mm_set1_epi8('\n');
  const __m128i returns = _mm_set1_epi8('\r');
  for (; end - at >= 16; at += 16) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i hits = _mm_or_si128(_mm_cmpeq_epi8(block, separators),
                                      _mm_or_si128(_mm_cmpeq_epi8(block, feeds), _mm_cmpeq_epi8(block, returns)));
    const int mask = _mm_movemask_epi8(hits);
    if (mask != 0) return at + __builtin_ctz(static_cast<unsigned>(mask));
  }
#endif
  while (at < end && *at != separator && !ends_line(*at)) ++at;
  return at;
}

struct Scanner {
  const char* begin;
  const char* end;
  const char* at;
  Dialect dialect;
  bool last;
  std::vector<Cell>& cells;

  void push(const char* from, const char* to, bool escaped) {
    cells.push_back({static_cast<std::uint32_t>(from - begin), static_cast<std::uint32_t>(to - from), escaped});
  }

  // Leaves `at` behind the cell. False when the closing quotation mark is missing.
  bool quoted_cell() {
    const char* const from = at + 1;
    const char* search = from;
    bool doubled = false;
    for (;;) {
      const auto* mark = static_cast<const char*>(std::memchr(search, '"', static_cast<std::size_t>(end - search)));
      if (mark == nullptr) return false;
      if (mark + 1 < end && mark[1] == '"') {
        doubled = true;
        search = mark + 2;
        continue;
      }
      at = find_cell_end(mark + 1, end, dialect.separator);
      const bool trailing = at != mark + 1;
      push(from, trailing ? at : mark, doubled || trailing);
      return true;
    }
  }

  // Whether the next cell was taken; false when the text ended inside quotation marks.
  bool cell() {
    if (dialect.quotes && at < end && *at == '"') return quoted_cell();
    const char* const from = at;
    at = find_cell_end(at, end, dialect.separator);
    push(from, at, false);
    return true;
  }

  void skip_blanks() {
    while (at < end && (*at == ' ' || *at == '\t')) ++at;
  }

  Scan ended(ScanEnd how) const {
    const auto size = static_cast<std::size_t>(at - begin);
    if (how != ScanEnd::Complete) return {how, size, size};
    std::size_t next = size;
    if (at < end) next += *at == '\r' && at + 1 < end && at[1] == '\n' ? 2 : 1;
    return {how, size, next};
  }

  // At the end of the text, or at a carriage return that ends it, what follows decides.
  [[nodiscard]] bool undecided() const { return !last && (at == end || (*at == '\r' && at + 1 == end)); }

  Scan record() {
    for (;;) {
      if (!cell()) {
        at = end;
        return ended(last ? ScanEnd::OpenQuote : ScanEnd::NeedMore);
      }
      // A quotation mark at the very end may be the first half of a doubled one.
      if (undecided()) return ended(ScanEnd::NeedMore);
      if (at == end || ends_line(*at)) return ended(ScanEnd::Complete);
      ++at;
    }
  }

  Scan record_of_blanks() {
    for (;;) {
      skip_blanks();
      if (undecided()) return ended(ScanEnd::NeedMore);
      if (at == end || ends_line(*at)) return ended(ScanEnd::Complete);
      if (!cell()) {
        at = end;
        return ended(last ? ScanEnd::OpenQuote : ScanEnd::NeedMore);
      }
    }
  }
};

}  // namespace

Scan scan_record(std::string_view text, Dialect dialect, bool last, std::vector<Cell>& cells) {
  cells.clear();
  Scanner scanner{text.data(), text.data() + text.size(), text.data(), dialect, last, cells};
  return dialect.separator == ' ' ? scanner.record_of_blanks() : scanner.record();
}

std::string_view cell_text(std::string_view record, const Cell& cell, std::string& scratch) {
  const std::string_view text = record.substr(cell.begin, cell.size);
  if (!cell.escaped) return text;
  scratch.clear();
  bool open = true;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (open && text[at] == '"') {
      const bool doubled = at + 1 < text.size() && text[at + 1] == '"';
      if (!doubled) {
        open = false;
        continue;
      }
      ++at;
    }
    scratch += text[at];
  }
  return scratch;
}

void append_cell(std::string& out, std::string_view text, char separator) {
  const bool blank_ends = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  const bool plain = text.find_first_of("\"\r\n") == std::string_view::npos &&
                     text.find(separator) == std::string_view::npos && !blank_ends &&
                     (separator != ' ' || (!text.empty() && text.find('\t') == std::string_view::npos));
  if (plain) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

std::size_t RecordSkipper::feed(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    switch (state_) {
      case State::Ended:
        return at;
      case State::ReturnSeen:
        state_ = State::Ended;
        return c == '\n' ? at + 1 : at;
      case State::Quoted:
        if (c == '"') state_ = State::QuoteSeen;
        continue;
      case State::QuoteSeen:
        if (c == '"') {
          state_ = State::Quoted;
          continue;
        }
        state_ = State::Plain;
        break;
      case State::CellStart:
        state_ = dialect_.quotes && c == '"' ? State::Quoted : State::Plain;
        if (state_ == State::Quoted) continue;
        break;
      case State::Plain:
        break;
    }
    if (c == '\n') {
      state_ = State::Ended;
      return at + 1;
    }
    if (c == '\r') {
      state_ = State::ReturnSeen;
    } else if (c == dialect_.separator || (dialect_.separator == ' ' && c == '\t')) {
      state_ = State::CellStart;
    }
  }
  return text.size();
}

}  // namespace tsuzuku::intake
