#include "analysis/basket/pairs.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "analysis/common/goods.hpp"
#include "analysis/common/order_groups.hpp"
#include "analysis/common/parallel.hpp"
#include "analysis/common/visits.hpp"
#include "analysis/common/walk.hpp"

namespace tsuzuku::analysis::basket {
namespace {

// Walks over the chunk and hands every basket to `sink(products)`: each product once, ascending. Reuses `products`.
template <typename Sink>
void for_baskets(const Scope& scope, bool per_customer, ledger::OrderRange chunk, LeftOutTally& left_out,
                 const Sink& sink) {
  std::vector<ledger::ProductIndex> products;
  bool any = false;
  const auto close = [&] {
    if (!std::exchange(any, false)) return;
    std::ranges::sort(products);
    const auto repeated = std::ranges::unique(products);
    products.erase(repeated.begin(), repeated.end());
    sink(products);
    products.clear();
  };
  auto visitor = visits_visitor(
      *scope.ledger,
      [&](int, int day, std::span<const ledger::OrderIndex> orders) {
        if (!scope.in_period(day)) return;
        any = true;
        for (const ledger::OrderIndex order : orders) add_ordinary_goods(*scope.blocks->lines, order, products);
        if (!per_customer) close();
      },
      close);
  Walk(scope, visitor, left_out)(chunk);
}

struct Singles {
  std::vector<std::int64_t> baskets_with;
  std::int64_t baskets = 0;
  LeftOutTally left_out;
  void merge(const Singles& other) {
    std::ranges::transform(baskets_with, other.baskets_with, baskets_with.begin(), std::plus<>());
    baskets += other.baskets;
    left_out.merge(other.left_out);
  }
};

Singles count_singles(const Scope& scope, bool per_customer, const Execution& execution) {
  Singles empty;
  empty.baskets_with.resize(scope.blocks->lines->products().codes.size());
  return reduce_orders(*scope.ledger, execution, std::move(empty), [&](ledger::OrderRange chunk, Singles& found) {
    for_baskets(scope, per_customer, chunk, found.left_out, [&](const std::vector<ledger::ProductIndex>& products) {
      ++found.baskets;
      for (const ledger::ProductIndex product : products) ++found.baskets_with[product];
    });
  });
}

Pairs count_pairs_of(const Scope& scope, bool per_customer, const std::vector<std::size_t>& top, std::size_t products,
                     const Execution& execution) {
  std::vector<std::size_t> position_of(products, top.size());
  for (std::size_t i = 0; i < top.size(); ++i) position_of[top[i]] = i;
  return reduce_orders(*scope.ledger, execution, Pairs(top.size()), [&](ledger::OrderRange chunk, Pairs& pairs) {
    std::vector<std::size_t> positions;
    LeftOutTally ignored;
    for_baskets(scope, per_customer, chunk, ignored, [&](const std::vector<ledger::ProductIndex>& basket) {
      positions.clear();
      for (const ledger::ProductIndex product : basket) {
        if (position_of[product] < top.size()) positions.push_back(position_of[product]);
      }
      std::ranges::sort(positions);
      for (std::size_t i = 0; i < positions.size(); ++i) {
        for (std::size_t k = i + 1; k < positions.size(); ++k) pairs.add(positions[i], positions[k]);
      }
    });
  });
}

}  // namespace

void Pairs::merge(const Pairs& other) {
  std::ranges::transform(counts_, other.counts_, counts_.begin(), std::plus<>());
}

Counted count_pairs(const Scope& scope, const Question& question, const Execution& execution) {
  Singles singles = count_singles(scope, question.per_customer, execution);
  Counted counted;
  counted.top = largest_groups(singles.baskets_with, question.products_max);
  counted.pairs = count_pairs_of(scope, question.per_customer, counted.top, singles.baskets_with.size(), execution);
  counted.baskets_with = std::move(singles.baskets_with);
  counted.baskets = singles.baskets;
  counted.left_out = singles.left_out.list();
  return counted;
}

}  // namespace tsuzuku::analysis::basket
