#pragma once
// Small things that belong to a shop as a whole: a block that aligns with one Ledger by SourceIndex (index into
// Ledger::sources()) and with its Lines by ProductIndex. As things stand now; a day or month beside a value says when
// it was so, and an as-of day is compared with it.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/day.hpp"
#include "base/money.hpp"
#include "ledger/columns.hpp"
#include "ledger/lines.hpp"

namespace tsuzuku::ledger {

using SourceIndex = std::uint16_t;

struct SourceCost {
  SourceIndex source = 0;
  YearMonth month;
  Money cost = 0;  // minor units
  friend bool operator==(const SourceCost&, const SourceCost&) = default;
};

struct StockLevel {
  ProductIndex product = 0;
  Day day;                   // at its end; until the next one of the product nothing else is known
  std::int64_t on_hand = 0;  // pieces; below zero where more was sold than there was
  friend bool operator==(const StockLevel&, const StockLevel&) = default;
};

class Facts {
 public:
  // In any order.
  Facts(Products products, std::vector<SourceCost> source_costs, std::vector<StockLevel> stock);

  // The same, under the same indexes, as Lines::products().
  [[nodiscard]] const Products& products() const { return products_; }

  [[nodiscard]] std::span<const SourceCost> source_costs() const { return source_costs_; }  // by source, then month
  // Nothing where nobody told what the source cost in the month.
  [[nodiscard]] std::optional<Money> cost_of(SourceIndex source, YearMonth month) const;

  [[nodiscard]] std::span<const StockLevel> stock() const { return stock_; }  // by product, then day
  [[nodiscard]] std::span<const StockLevel> stock_of(ProductIndex product) const;
  // By the latest count that is not after `day`; nothing before the first one.
  [[nodiscard]] std::optional<std::int64_t> on_hand(ProductIndex product, Day day) const;

  [[nodiscard]] std::size_t bytes() const;

 private:
  Products products_;
  std::vector<SourceCost> source_costs_;
  std::vector<StockLevel> stock_;
};

}  // namespace tsuzuku::ledger
