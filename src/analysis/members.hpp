#pragma once
// The customers behind a cell of a result, each with the reason why.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis {

struct PageRequest {
  int page = 1;        // from 1
  int page_size = 50;  // 0 = everybody
};

// Columns customer_id, purchases, first_day, last_day, sales (all of them over the whole history by the as-of
// day) and reason; largest sales first, then the lower id; Table::page is set. `arguments` are those of
// `analysis`. Errors (Usage): "analysis.no_cells", "unknown_cell_column", "cell_missing", "cell_bad_value",
// "unknown_part", "page_out_of_bounds".
[[nodiscard]] Result<Table> members(const ledger::Blocks& blocks, const Analysis& analysis, const Arguments& arguments,
                                    const Cell& cell, const PageRequest& page, const Execution& execution = {});

// The same customers without a word about them.
struct CellMembers {
  std::optional<Day> as_of;             // nothing only for an empty ledger asked without as_of
  std::vector<std::int64_t> customers;  // ids, ascending
};
[[nodiscard]] Result<CellMembers> member_ids(const ledger::Blocks& blocks, const Analysis& analysis,
                                             const Arguments& arguments, const Cell& cell,
                                             const Execution& execution = {});

[[nodiscard]] const std::vector<Column>& member_columns();

// One customer as every Membership sees it; nothing without a purchase by the as-of day or when the scope does not
// select the customer.
[[nodiscard]] std::optional<CustomerHistory> history_of(const Scope& scope, ledger::CustomerIndex customer);

}  // namespace tsuzuku::analysis
