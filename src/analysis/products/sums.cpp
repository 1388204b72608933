#include "analysis/products/sums.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/common/allotment.hpp"
#include "analysis/common/parallel.hpp"
#include "analysis/common/walk.hpp"

namespace tsuzuku::analysis::products {
namespace {

class ProductVisitor {
 public:
  static constexpr bool kMoney = true;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = true;

  ProductVisitor(const Scope& scope, Counts& counts)
      : scope_(scope),
        columns_(scope.ledger->columns()),
        returns_(scope.ledger->returns()),
        lines_(*scope.blocks->lines),
        merge_(scope.ledger->merge_same_day()),
        counts_(counts) {}

  void begin(ledger::CustomerIndex customer, ledger::OrderIndex first_purchase) {
    buyer_ = first_purchase == kNoOrder ? Trace::kNone : customer;
  }

  void order(ledger::OrderIndex order, int day, bool) {
    selected_ = scope_.in_period(day) && scope_.selects_order(order);
    if (!selected_) return;
    purchase_ = (columns_.flags[order] & ledger::kPurchaseFlag) != 0;
    range_ = lines_.lines_of(order);
    Money amounts = 0;
    Money base = 0;
    for (ledger::LineIndex line = range_.begin; line < range_.end; ++line) {
      const Money amount = lines_.amount()[line];
      amounts += amount;
      base += std::max<Money>(amount, 0);
    }
    const Money net = columns_.net_before_returns[order];
    if (range_.size() == 0) counts_.products[0].sales += net;
    Allotment of_the_whole_order(amounts - net, base);
    for (ledger::LineIndex line = range_.begin; line < range_.end; ++line) {
      const Money amount = lines_.amount()[line];
      add_line(line, order, day, amount - of_the_whole_order.next(amount));
    }
  }

  // To the lines of the product it names; to all lines where it names none.
  void came_back(std::size_t at) {
    if (!selected_) return;
    const Money amount = returns_.amount[at];
    const ledger::ProductIndex product = returns_.product[at];
    if (product == 0) {
      counts_.allotted += amount;
    } else {
      counts_.products[product].returned_pieces += returns_.quantity[at];
    }
    const auto concerned = [&](ledger::LineIndex line) { return product == 0 || lines_.product()[line] == product; };
    Money base = 0;
    bool any = false;
    for (ledger::LineIndex line = range_.begin; line < range_.end; ++line) {
      if (!concerned(line)) continue;
      any = true;
      base += std::max<Money>(lines_.amount()[line], 0);
    }
    if (!any) {
      counts_.products[product].returned += amount;
      counts_.products[product].loose_returned += amount;
      return;
    }
    Allotment shares(amount, base);
    for (ledger::LineIndex line = range_.begin; line < range_.end; ++line) {
      if (!concerned(line)) continue;
      const Money share = shares.next(lines_.amount()[line]);
      ProductSums& sums = counts_.products[lines_.product()[line]];
      sums.returned += share;
      if (cost_known(line)) sums.costed_returned += share;
    }
  }

  void end() {}

 private:
  // Goods that cost nothing have a known cost: nothing.
  [[nodiscard]] bool cost_known(ledger::LineIndex line) const { return lines_.cost()[line] != ledger::kCostUnknown; }

  void add_line(ledger::LineIndex line, ledger::OrderIndex order, int day, Money sales) {
    const ledger::ProductIndex product = lines_.product()[line];
    ProductSums& sums = counts_.products[product];
    sums.sales += sales;
    if (cost_known(line)) {
      ++sums.costed_lines;
      sums.cost += lines_.cost()[line];
      sums.costed_sales += sales;
    }
    const std::int32_t pieces = lines_.quantity()[line];
    if (pieces <= 0) return;
    sums.pieces += pieces;
    Trace& trace = counts_.traces[product];
    if (trace.order == order) return;
    trace.order = order;
    ++sums.orders;
    if (buyer_ != Trace::kNone && purchase_) add_buyer(product, sums, trace, order, day);
  }

  void add_buyer(ledger::ProductIndex product, ProductSums& sums, Trace& trace, ledger::OrderIndex order, int day) {
    const std::uint32_t occasion = merge_ ? static_cast<std::uint32_t>(day) : order;
    if (trace.customer != buyer_) {
      ++sums.buyers;
      trace.customer = buyer_;
      trace.occasion = occasion;
      trace.day = static_cast<std::uint16_t>(day);
      trace.again = false;
    } else if (!trace.again && trace.occasion != occasion) {
      ++sums.repeaters;
      trace.again = true;
      counts_.gaps.push_back({product, static_cast<std::uint16_t>(day - trace.day)});
    }
  }

  const Scope& scope_;
  const ledger::Columns& columns_;
  const ledger::Returns& returns_;
  const ledger::Lines& lines_;
  const bool merge_;
  Counts& counts_;
  std::uint32_t buyer_ = Trace::kNone;
  bool selected_ = false;  // the order visited last, and its lines
  bool purchase_ = false;
  ledger::Lines::Range range_;
};

}  // namespace

Money ProductSums::costed_net() const {
  Money costed_loose = 0;
  if (sales > 0) {
    const double share = static_cast<double>(costed_sales) / static_cast<double>(sales);
    costed_loose = std::llround(static_cast<double>(loose_returned) * share);
  }
  return costed_sales - costed_returned - costed_loose;
}

void ProductSums::add(const ProductSums& other) {
  buyers += other.buyers;
  repeaters += other.repeaters;
  orders += other.orders;
  pieces += other.pieces;
  sales += other.sales;
  returned += other.returned;
  returned_pieces += other.returned_pieces;
  costed_lines += other.costed_lines;
  costed_sales += other.costed_sales;
  costed_returned += other.costed_returned;
  loose_returned += other.loose_returned;
  cost += other.cost;
}

void Counts::merge(const Counts& other) {
  for (std::size_t i = 0; i < products.size(); ++i) products[i].add(other.products[i]);
  gaps.insert(gaps.end(), other.gaps.begin(), other.gaps.end());
  allotted += other.allotted;
  left_out.merge(other.left_out);
}

Counts count_products(const Scope& scope, const Execution& execution) {
  const std::size_t products = scope.blocks->lines->products().codes.size();
  Counts empty{std::vector<ProductSums>(products), {}, std::vector<Trace>(products), 0, {}};
  return reduce_orders(*scope.ledger, execution, std::move(empty), [&](ledger::OrderRange chunk, Counts& counts) {
    ProductVisitor visitor(scope, counts);
    Walk(scope, visitor, counts.left_out)(chunk);
  });
}

}  // namespace tsuzuku::analysis::products
