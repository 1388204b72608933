#include "intake/separator.hpp"

#include <array>

#include "base/text.hpp"

namespace tsuzuku::intake {
namespace {

constexpr int kRecords = 30;

struct Score {
  int agreeing = 0;  // records with as many cells as the first
  int records = 0;
  std::size_t columns = 0;
};

Score score_of(std::string_view head, char separator, bool whole) {
  Score score;
  std::vector<Cell> cells;
  while (!head.empty() && score.records < kRecords) {
    const Scan scan = scan_record(head, {separator, true}, whole, cells);
    if (scan.end != ScanEnd::Complete) break;
    const bool blank = trim(head.substr(0, scan.size)).empty();
    head.remove_prefix(scan.next);
    if (blank) continue;
    if (score.records == 0) score.columns = cells.size();
    ++score.records;
    score.agreeing += cells.size() == score.columns ? 1 : 0;
  }
  return score;
}

}  // namespace

char detect_separator(std::string_view head, bool whole) {
  char best = ',';
  Score best_score;
  // Blanks occur inside cells of every other kind of file: they come last and must agree everywhere.
  for (const char separator : std::array{',', '\t', ';', ' '}) {
    const Score score = score_of(head, separator, whole);
    if (score.columns < 2) continue;
    if (separator == ' ' && (best_score.columns >= 2 || score.agreeing < score.records)) continue;
    // Compared as fractions; among equals the one with more columns.
    const auto left = static_cast<std::int64_t>(score.agreeing) * best_score.records;
    const auto right = static_cast<std::int64_t>(best_score.agreeing) * score.records;
    if (best_score.records == 0 || left > right || (left == right && score.columns > best_score.columns)) {
      best = separator;
      best_score = score;
    }
  }
  return best;
}

}  // namespace tsuzuku::intake
