#include "ledger/facts.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tsuzuku::ledger {

Facts::Facts(Products products, std::vector<SourceCost> source_costs, std::vector<StockLevel> stock)
    : products_(std::move(products)), source_costs_(std::move(source_costs)), stock_(std::move(stock)) {
  std::ranges::sort(source_costs_, {}, [](const SourceCost& cost) { return std::tuple(cost.source, cost.month); });
  std::ranges::sort(stock_, {}, [](const StockLevel& level) { return std::tuple(level.product, level.day); });
}

std::optional<Money> Facts::cost_of(SourceIndex source, YearMonth month) const {
  const auto key = [](const SourceCost& cost) { return std::tuple(cost.source, cost.month); };
  const auto found = std::ranges::lower_bound(source_costs_, std::tuple(source, month), {}, key);
  if (found == source_costs_.end() || found->source != source || found->month != month) return std::nullopt;
  return found->cost;
}

std::span<const StockLevel> Facts::stock_of(ProductIndex product) const {
  const auto own = std::ranges::equal_range(stock_, product, {}, &StockLevel::product);
  return {own.begin(), own.end()};
}

std::optional<std::int64_t> Facts::on_hand(ProductIndex product, Day day) const {
  const std::span<const StockLevel> own = stock_of(product);
  const auto later = std::ranges::upper_bound(own, day, {}, &StockLevel::day);
  if (later == own.begin()) return std::nullopt;
  return std::prev(later)->on_hand;
}

std::size_t Facts::bytes() const {
  return source_costs_.size() * sizeof(SourceCost) + stock_.size() * sizeof(StockLevel);
}

}  // namespace tsuzuku::ledger
