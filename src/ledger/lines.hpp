#pragma once
// The goods of a ledger's orders: a block that aligns with one Ledger by OrderIndex. 16 bytes a line and 4 an order.
// Made by LinesBuilder, immutable.
//
//   bytes  column     what
//   4      product    index into products()
//   4      quantity   pieces ordered less those out of stock; 0 for an adjustment (a line of negative amount)
//   4      amount     after the line's own discount, without what was out of stock, minor units
//   4      cost       unit cost * pieces ordered, minor units; kCostUnknown where nobody told it, 0 for an adjustment
//
// The amounts of an order add up to its net before returns + its order discount + its points. Within an order lines
// stand as the shop counts them (line_position), so the first line of ordinary goods is the order's first product.

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/money.hpp"
#include "domain/codes.hpp"
#include "ledger/columns.hpp"

namespace tsuzuku::ledger {

class Ledger;

using LineIndex = std::uint32_t;

inline constexpr std::int32_t kCostUnknown = std::numeric_limits<std::int32_t>::min();

// What is known of products, by ProductIndex. The first one has code "": what a line whose product is gone belongs to.
struct Products {
  std::vector<std::string> codes{""};
  std::vector<domain::ProductKind> kinds{domain::ProductKind::Ordinary};
  std::vector<std::string> names{""};
  std::vector<std::optional<Money>> unit_costs{std::nullopt};  // as it is now; what a line cost is beside the line
  ProductIndex add(std::string code, domain::ProductKind kind, std::string name = {},
                   std::optional<Money> unit_cost = std::nullopt);
};

class Lines {
 public:
  // Half open: begin <= line < end.
  struct Range {
    LineIndex begin = 0;
    LineIndex end = 0;
    [[nodiscard]] LineIndex size() const { return end - begin; }
  };

  [[nodiscard]] std::size_t line_count() const { return product_.size(); }
  [[nodiscard]] std::size_t order_count() const { return order_begin_.size() - 1; }
  // order_count() + 1 entries.
  [[nodiscard]] std::span<const LineIndex> order_begin() const { return order_begin_; }
  [[nodiscard]] Range lines_of(OrderIndex order) const { return {order_begin_[order], order_begin_[order + 1]}; }

  [[nodiscard]] std::span<const ProductIndex> product() const { return product_; }
  [[nodiscard]] std::span<const std::int32_t> quantity() const { return quantity_; }
  [[nodiscard]] std::span<const std::int32_t> amount() const { return amount_; }
  [[nodiscard]] std::span<const std::int32_t> cost() const { return cost_; }

  [[nodiscard]] const Products& products() const { return products_; }
  [[nodiscard]] std::optional<ProductIndex> find_product(std::string_view code) const;

  [[nodiscard]] std::size_t bytes() const;

 private:
  friend class LinesBuilder;
  friend struct Inside;
  Lines() = default;

  Column<LineIndex> order_begin_{std::vector<LineIndex>{0}};
  Column<ProductIndex> product_;
  Column<std::int32_t> quantity_;
  Column<std::int32_t> amount_;
  Column<std::int32_t> cost_;
  Products products_;
};

// One line as the store holds it. Amounts follow domain::line_amounts.
struct LineRow {
  ProductIndex product = 0;  // index into the products given to LinesBuilder
  std::int64_t position = 0;
  std::int64_t quantity = 0;
  std::int64_t out_of_stock_quantity = 0;
  std::int64_t amount = 0;
  std::int64_t discount = 0;
  std::optional<Money> unit_cost;
};

// Some of the orders with their lines, taken in on a thread of their own and then handed to the builder.
class LinePart {
 public:
  LinePart();
  ~LinePart();
  LinePart(LinePart&&) noexcept;
  LinePart& operator=(LinePart&&) noexcept;
  // Orders come in any order, an order without lines too; `customer` 0 = a sale without customer.
  void begin_order(std::int64_t customer, std::int64_t order, int day);
  void add(const LineRow& line);  // of the order begun last

 private:
  friend class LinesBuilder;
  friend struct Inside;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

class LinesBuilder {
 public:
  // The ledger must outlive the builder.
  LinesBuilder(const Ledger& ledger, Products products);
  ~LinesBuilder();
  void add(LinePart part);
  // Errors: InvalidInput "ledger.line_out_of_range", TooLarge "ledger.too_many_lines", Internal "ledger.misaligned"
  // when the orders are not those of the ledger.
  [[nodiscard]] Result<std::shared_ptr<const Lines>> finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tsuzuku::ledger
