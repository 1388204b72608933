#include "analysis/common/goods.hpp"

#include <algorithm>

namespace tsuzuku::analysis {

std::string product_code(const ledger::Products& products, ledger::ProductIndex product) {
  const std::string& code = products.codes[product];
  return code.empty() ? std::string(kNotTold) : code;
}

Result<ledger::ProductIndex> cell_product(const Cell& cell, std::string_view column, const ledger::Products& products) {
  const auto told = cell.values.find(column);
  if (told == cell.values.end() || told->second.empty())
    return fail(ErrorKind::Usage, "analysis.cell_missing", {{"column", std::string(column)}});
  const auto found = std::ranges::find(products.codes, told->second == kNotTold ? std::string() : told->second);
  if (found == products.codes.end()) {
    return fail(ErrorKind::Usage, "analysis.cell_bad_value",
                {{"column", std::string(column)}, {"value", told->second}});
  }
  return static_cast<ledger::ProductIndex>(found - products.codes.begin());
}

std::vector<std::string> product_kinds() {
  std::vector<std::string> names;
  for (const auto kind : {domain::ProductKind::Ordinary, domain::ProductKind::Trial, domain::ProductKind::Gift,
                          domain::ProductKind::Sample, domain::ProductKind::Insert}) {
    names.emplace_back(domain::name_of(kind));
  }
  return names;
}

void add_ordinary_goods(const ledger::Lines& lines, ledger::OrderIndex order,
                        std::vector<ledger::ProductIndex>& products) {
  const auto [begin, end] = lines.lines_of(order);
  for (ledger::LineIndex line = begin; line < end; ++line) {
    const ledger::ProductIndex product = lines.product()[line];
    if (product != 0 && lines.quantity()[line] > 0 && is_ordinary(lines.products().kinds[product]))
      products.push_back(product);
  }
}

bool has_pieces_of(const ledger::Lines& lines, ledger::OrderIndex order, ledger::ProductIndex product) {
  const auto [begin, end] = lines.lines_of(order);
  for (ledger::LineIndex line = begin; line < end; ++line) {
    if (lines.product()[line] == product && lines.quantity()[line] > 0) return true;
  }
  return false;
}

}  // namespace tsuzuku::analysis
