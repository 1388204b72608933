// Counts and sums of a customer's orders, those that parentheses and window choose.

#include <fmt/format.h>

#include "segments/compile.hpp"
#include "segments/fields/columns.hpp"
#include "segments/fields/groups.hpp"
#include "segments/fields/order_facts.hpp"
#include "segments/fields/order_sql.hpp"
#include "segments/window.hpp"

namespace tsuzuku::segments {
namespace {

constexpr std::int64_t kOrdersMost = 1'000'000;

// Which orders are considered at all.
enum class Base { Existing, Counting, Purchases };

// The orders that a measure adds up.
class Selection {
 public:
  [[nodiscard]] static Result<Selection> of(const Leaf& leaf, Base base, const Binding& binding) {
    Selection selection;
    selection.base_ = base;
    if (leaf.window) selection.days_ = days_of(*leaf.window, binding.as_of);
    if (!leaf.where.empty()) {
      TSUZUKU_TRY(where, compile(leaf.where.front(), binding, {}));
      selection.where_ = std::move(where);
    }
    return selection;
  }

  // 1 for each order of the chunk that is chosen.
  [[nodiscard]] std::vector<std::uint8_t> operator()(Chunk& chunk) const {
    std::vector<std::uint8_t> chosen = base(chunk);
    const auto& day = chunk.ledger().columns().day;
    const OrderIndex begin = chunk.orders().begin;
    if (days_) {
      for (std::size_t i = 0; i < chosen.size(); ++i)
        chosen[i] &= static_cast<std::uint8_t>(day[begin + i] >= days_->from && day[begin + i] <= days_->to);
    }
    if (where_) {
      std::vector<std::uint8_t> holds(chosen.size());
      where_(chunk, holds);
      for (std::size_t i = 0; i < chosen.size(); ++i) chosen[i] &= holds[i];
    }
    return chosen;
  }

 private:
  [[nodiscard]] std::vector<std::uint8_t> base(Chunk& chunk) const {
    if (base_ == Base::Purchases) {
      const auto purchases = chunk.purchases();
      return {purchases.begin(), purchases.end()};
    }
    std::vector<std::uint8_t> chosen(chunk.orders().size());
    const OrderIndex begin = chunk.orders().begin;
    for (OrderIndex i = 0; i < chosen.size(); ++i)
      chosen[i] = base_ == Base::Existing ? chunk.view().exists(begin + i) : chunk.view().counts(begin + i);
    return chosen;
  }

  Base base_ = Base::Existing;
  std::optional<DayRange> days_;
  Matches where_;
};

// `summing(chunk)` gives what sums up one customer's chosen orders: `sum(range within the chunk, chosen)`.
template <typename Summing>
Result<Values> summed(const Leaf& leaf, Base base, const Binding& binding, Summing summing) {
  TSUZUKU_TRY(selection, Selection::of(leaf, base, binding));
  return [selection, summing](Chunk& chunk, std::span<std::int64_t> out) {
    const std::vector<std::uint8_t> chosen = selection(chunk);
    const auto sum = summing(chunk);
    for (std::size_t n = 0; n < out.size(); ++n) out[n] = sum(chunk.orders_of(n), chosen.data());
  };
}

// Chosen orders of one day are one purchase where the shop merges them.
auto counting_purchases(Chunk& chunk) {
  const std::uint16_t* day = chunk.ledger().columns().day.data() + chunk.orders().begin;
  return [day, merge = chunk.ledger().merge_same_day()](ledger::OrderRange orders, const std::uint8_t* chosen) {
    std::int64_t count = 0;
    int latest = kNoDayBefore;
    for (OrderIndex i = orders.begin; i < orders.end; ++i) {
      if (chosen[i] == 0) continue;
      count += !merge || day[i] != latest;
      latest = day[i];
    }
    return count;
  };
}

auto counting_orders(Chunk&) {
  return [](ledger::OrderRange orders, const std::uint8_t* chosen) {
    std::int64_t count = 0;
    for (OrderIndex i = orders.begin; i < orders.end; ++i) count += chosen[i];
    return count;
  };
}

auto adding_net_sales(Chunk& chunk) {
  const std::int32_t* net = chunk.ledger().columns().net_before_returns.data() + chunk.orders().begin;
  return [net, returned = returned_of(chunk).data()](ledger::OrderRange orders, const std::uint8_t* chosen) {
    Money sum = 0;
    for (OrderIndex i = orders.begin; i < orders.end; ++i) {
      if (chosen[i] != 0) sum += net[i] - returned[i];
    }
    return sum;
  };
}

Field purchases() {
  return {.name = "purchases",
          .type = Type::Integer,
          .windowed = true,
          .items = Scope::Order,
          .unit = "purchases",
          .maximum = kOrdersMost,
          .values = [](const Leaf& leaf,
                       const Binding& binding) { return summed(leaf, Base::Purchases, binding, &counting_purchases); },
          .sql =
              [](const Leaf& leaf, SqlWriter& writer) {
                return fmt::format("(select {}{}{}{})", purchase_count(writer), from_purchases(writer),
                                   writer.day_window(leaf, "o.ordered_day"), writer.where(leaf));
              }};
}

Field orders() {
  return {.name = "orders",
          .type = Type::Integer,
          .windowed = true,
          .items = Scope::Order,
          .unit = "orders",
          .maximum = kOrdersMost,
          .values = [](const Leaf& leaf,
                       const Binding& binding) { return summed(leaf, Base::Existing, binding, &counting_orders); },
          .sql =
              [](const Leaf& leaf, SqlWriter& writer) {
                return fmt::format("(select count(*) from orders o where o.customer_id = c.customer_id and {}{}{})",
                                   order_exists(writer, "o"), writer.day_window(leaf, "o.ordered_day"),
                                   writer.where(leaf));
              }};
}

Field net_sales() {
  return {.name = "net_sales",
          .type = Type::Money,
          .windowed = true,
          .items = Scope::Order,
          .unit = "currency",
          .values = [](const Leaf& leaf,
                       const Binding& binding) { return summed(leaf, Base::Counting, binding, &adding_net_sales); },
          .sql =
              [](const Leaf& leaf, SqlWriter& writer) {
                return fmt::format(
                    "(select coalesce(cast(sum({}) as bigint), 0) from orders o where o.customer_id = c.customer_id "
                    "and {}{}{})",
                    order_net(writer, "o"), order_counts(writer, "o"), writer.day_window(leaf, "o.ordered_day"),
                    writer.where(leaf));
              }};
}

}  // namespace

std::vector<Field> measure_fields() { return {purchases(), orders(), net_sales()}; }

}  // namespace tsuzuku::segments
