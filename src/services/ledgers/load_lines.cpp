#include <array>
#include <optional>

#include "services/ledgers/loaders.hpp"

namespace tsuzuku::services {
namespace {

struct OrderKey {
  std::int64_t customer = 0;  // as stored: a sale without customer lives under its own id
  std::int64_t order = 0;
  bool has_customer = false;
  int day = 0;
};

Result<std::vector<OrderKey>> read_orders(sql::Session& session, const sql::Queries& queries, const Shop& shop,
                                          CustomerRange range) {
  TSUZUKU_TRY(cursor, session.stream(queries.get("stream_order_days"),
                                     {{"shop_id", shop.id.value}, {"after", range.after}, {"upto", range.upto}}));
  std::vector<OrderKey> orders;
  std::array<std::int64_t, 4> columns{};
  for (;;) {
    TSUZUKU_TRY(more, cursor->next());
    if (!more) return orders;
    cursor->integers(columns);
    orders.push_back({columns[0], columns[1], columns[2] != 0, static_cast<int>(columns[3])});
  }
}

// The columns of stream_lines, in its order.
enum LineColumn : std::size_t {
  kCustomer,
  kOrder,
  kPosition,
  kProduct,
  kQuantity,
  kOutOfStock,
  kAmount,
  kDiscount,
  kUnitCost,
  kLineColumns
};
using LineColumns = std::array<std::int64_t, kLineColumns>;

ledger::LineRow line_row(const LineColumns& columns, const LoadedProducts& products) {
  return {.product = products.find(columns[kProduct]),
          .position = columns[kPosition],
          .quantity = columns[kQuantity],
          .out_of_stock_quantity = columns[kOutOfStock],
          .amount = columns[kAmount],
          .discount = columns[kDiscount],
          .unit_cost = columns[kUnitCost] == sql::kNullInteger ? std::nullopt : std::optional(columns[kUnitCost])};
}

// Orders first, then the lines beside them, both by (customer, order): cheaper than a join, which would look up the
// lines of each order. Lines carry no shop; those of another shop's orders are passed over.
Status read_range(sql::Session& session, const sql::Queries& queries, const Shop& shop, CustomerRange range,
                  const LoadedProducts& products, ledger::LinePart& part) {
  TSUZUKU_TRY(orders, read_orders(session, queries, shop, range));
  TSUZUKU_TRY(cursor, session.stream(queries.get("stream_lines"), {{"after", range.after}, {"upto", range.upto}}));
  LineColumns line{};
  bool has_line = false;
  const auto next_line = [&]() -> Status {
    TSUZUKU_TRY(more, cursor->next());
    has_line = more;
    if (has_line) cursor->integers(line);
    return {};
  };
  const auto key = [&] { return std::pair(line[kCustomer], line[kOrder]); };
  TSUZUKU_CHECK(next_line());
  for (const OrderKey& order : orders) {
    const std::pair own(order.customer, order.order);
    part.begin_order(order.has_customer ? order.customer : 0, order.order, order.day);
    while (has_line && key() < own) TSUZUKU_CHECK(next_line());
    for (; has_line && key() == own;) {
      part.add(line_row(line, products));
      TSUZUKU_CHECK(next_line());
    }
  }
  return {};
}

}  // namespace

Result<std::shared_ptr<const ledger::Lines>> load_lines(Snapshot& snapshot, const sql::Queries& queries,
                                                        const Shop& shop, const ledger::Ledger& ledger, Extent extent) {
  TSUZUKU_TRY(products, load_products(snapshot.first(), queries, shop));
  const std::vector<CustomerRange> ranges = ranges_in(extent, ledger.customer_ids(), snapshot.readers.size());
  std::vector<ledger::LinePart> parts(ranges.size());
  TSUZUKU_CHECK(read_ranges(snapshot, ranges.size(), [&](sql::Session& session, std::size_t n) {
    return read_range(session, queries, shop, ranges[n], products, parts[n]);
  }));
  ledger::LinesBuilder builder(ledger, std::move(products.list));
  for (ledger::LinePart& part : parts) builder.add(std::move(part));
  return builder.finish();
}

}  // namespace tsuzuku::services
