#include "analysis/acquisition/first_order.hpp"

namespace tsuzuku::analysis::acquisition {

Goods goods_of(const Scope& scope, ledger::OrderIndex order) {
  const ledger::Lines& lines = *scope.blocks->lines;
  const auto [begin, end] = lines.lines_of(order);
  if (begin == end) return scope.view().is_purchase(order) ? Goods::Main : Goods::None;
  Goods goods = Goods::None;
  for (ledger::LineIndex line = begin; line < end; ++line) {
    if (lines.amount()[line] < 0) continue;  // an adjustment
    switch (lines.products().kinds[lines.product()[line]]) {
      case domain::ProductKind::Ordinary:
        return Goods::Main;
      case domain::ProductKind::Trial:
      case domain::ProductKind::Sample:
        goods = Goods::Trial;
        break;
      case domain::ProductKind::Gift:
      case domain::ProductKind::Insert:
        break;
    }
  }
  return goods;
}

}  // namespace tsuzuku::analysis::acquisition
