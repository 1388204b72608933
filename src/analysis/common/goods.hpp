#pragma once
// What an order's lines say about its goods.

#include <string>
#include <string_view>
#include <vector>

#include "analysis/analysis.hpp"
#include "ledger/blocks.hpp"

namespace tsuzuku::analysis {

// A line that stands for the goods of a purchase: pieces of an ordinary product, or of a trial one.
[[nodiscard]] inline bool is_ordinary(domain::ProductKind kind) { return domain::is_sold(kind); }

// The line of ordinary goods with the largest amount, the first of several. Of a purchase of several orders: add them
// in ledger order.
class MainProduct {
 public:
  explicit MainProduct(const ledger::Lines& lines) : lines_(&lines) {}
  void clear() {
    product_ = 0;
    amount_ = kNothing;
  }
  void add(ledger::OrderIndex order) {
    const auto [begin, end] = lines_->lines_of(order);
    for (ledger::LineIndex line = begin; line < end; ++line) {
      const std::int32_t amount = lines_->amount()[line];
      if (amount <= amount_ || !is_ordinary(lines_->products().kinds[lines_->product()[line]])) continue;
      product_ = lines_->product()[line];
      amount_ = amount;
    }
  }
  // Product 0, whose code is "", when no line tells of ordinary goods.
  [[nodiscard]] ledger::ProductIndex product() const { return product_; }

 private:
  static constexpr std::int32_t kNothing = -1;  // adjustments are below zero
  const ledger::Lines* lines_;
  ledger::ProductIndex product_ = 0;
  std::int32_t amount_ = kNothing;
};

// How results and cells name a product: its code, kNotTold for those that have none.
[[nodiscard]] std::string product_code(const ledger::Products& products, ledger::ProductIndex product);
// Errors (Usage): "analysis.cell_missing", "cell_bad_value" for a code that no product has.
[[nodiscard]] Result<ledger::ProductIndex> cell_product(const Cell& cell, std::string_view column,
                                                        const ledger::Products& products);
// The names of domain::ProductKind.
[[nodiscard]] std::vector<std::string> product_kinds();

// Adds the order's products of ordinary goods of which at least one piece came; a product as often as it has lines.
void add_ordinary_goods(const ledger::Lines& lines, ledger::OrderIndex order,
                        std::vector<ledger::ProductIndex>& products);
[[nodiscard]] bool has_pieces_of(const ledger::Lines& lines, ledger::OrderIndex order, ledger::ProductIndex product);

}  // namespace tsuzuku::analysis
