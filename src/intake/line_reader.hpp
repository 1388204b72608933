#pragma once
// Goods on a row: a line, an adjustment (negative price) or a credit (negative quantity).

#include <optional>
#include <variant>

#include "domain/draft.hpp"
#include "intake/row_reader.hpp"

namespace tsuzuku::intake {

struct ReadLine {
  std::variant<domain::LineDraft, domain::CreditDraft> goods;
  bool has_line_number = false;
};

// Nothing when the row has a problem (reported). Keys are the file's line number or empty; a credit's day is
// the row's return day, else the row's own day, else `ordered_day`.
[[nodiscard]] std::optional<ReadLine> read_line(RowReader& row, Day ordered_day);

// The money of a row that stands for a fee or a discount: price times quantity.
[[nodiscard]] std::optional<Money> read_row_amount(RowReader& row);

}  // namespace tsuzuku::intake
