// What can be asked of one order: what it was, what became of it by the as-of day, which purchase of the customer's it
// is.

#include <fmt/format.h>

#include <algorithm>

#include "segments/fields/columns.hpp"
#include "segments/fields/groups.hpp"
#include "segments/fields/order_facts.hpp"
#include "segments/fields/order_sql.hpp"

namespace tsuzuku::segments {
namespace {

constexpr std::int64_t kNumberMost = 1'000'000;
constexpr std::int64_t kDaysMost = 100'000;

const ledger::Columns& columns(const Chunk& chunk) { return chunk.ledger().columns(); }

Field flag(std::string name, std::function<Result<Values>(const Leaf&, const Binding&)> values,
           std::function<std::string(const Leaf&, SqlWriter&)> sql) {
  return {.name = std::move(name), .scope = Scope::Order, .values = std::move(values), .sql = std::move(sql)};
}

Field integer(std::string name, std::string unit, std::int64_t minimum, std::int64_t maximum,
              std::function<Result<Values>(const Leaf&, const Binding&)> values,
              std::function<std::string(const Leaf&, SqlWriter&)> sql) {
  return {.name = std::move(name),
          .scope = Scope::Order,
          .type = Type::Integer,
          .optional = true,
          .unit = std::move(unit),
          .minimum = minimum,
          .maximum = maximum,
          .values = std::move(values),
          .sql = std::move(sql)};
}

Field money(std::string name, std::function<Result<Values>(const Leaf&, const Binding&)> values,
            std::function<std::string(const Leaf&, SqlWriter&)> sql) {
  return {.name = std::move(name),
          .scope = Scope::Order,
          .type = Type::Money,
          .unit = "currency",
          .values = std::move(values),
          .sql = std::move(sql)};
}

// `holds` is a condition of SQL in which {o} is the order.
template <typename Holds>
auto sql_truth(Holds holds) {
  return [holds](const Leaf&, SqlWriter& writer) { return "case when " + holds(writer) + " then 1 else 0 end"; };
}

// Whether the day of a fact has come by the as-of day.
Field fact_flag(std::string name, ledger::Column<std::uint16_t> ledger::Columns::* day, std::string column) {
  return flag(std::move(name), per_order([day](const Chunk& chunk, OrderIndex order) {
                return std::int64_t{chunk.view().known((columns(chunk).*day)[order])};
              }),
              sql_truth([column = std::move(column)](const SqlWriter& writer) {
                return fmt::format("o.{0} is not null and o.{0} <= {1}", column, writer.as_of());
              }));
}

Field purchase() {
  return flag(
      "purchase",
      [](const Leaf&, const Binding&) -> Result<Values> {
        return [](Chunk& chunk, std::span<std::int64_t> out) {
          const auto purchases = chunk.purchases();
          std::ranges::copy(purchases, out.begin());
        };
      },
      sql_truth([](const SqlWriter& writer) { return order_is_purchase(writer, "o"); }));
}

// Part of the customer's last purchase.
Field latest() {
  return flag(
      "latest",
      [](const Leaf&, const Binding&) -> Result<Values> {
        return [](Chunk& chunk, std::span<std::int64_t> out) {
          const Chunk::History& history = chunk.history();
          const Chunk::Numbers& numbers = chunk.numbers();
          for (std::size_t n = 0; n < chunk.customers(); ++n) {
            const auto [begin, end] = chunk.orders_of(n);
            for (OrderIndex i = begin; i < end; ++i) out[i] = numbers.number[i] == history.count[n];
          }
        };
      },
      sql_truth([](const SqlWriter& writer) {
        const bool merge = writer.settings().merge_same_day;
        return fmt::format(
            "{} and not exists (select 1 from orders q where q.customer_id = o.customer_id and {} and {})",
            order_is_purchase(writer, "o"), order_is_purchase(writer, "q"),
            merge ? "q.ordered_day > o.ordered_day" : "(q.ordered_day, q.order_id) > (o.ordered_day, o.order_id)");
      }));
}

Field returned() {
  return flag(
      "returned",
      [](const Leaf&, const Binding&) -> Result<Values> {
        return [](Chunk& chunk, std::span<std::int64_t> out) {
          std::ranges::transform(returned_of(chunk), out.begin(), [](Money sum) { return sum > 0; });
        };
      },
      sql_truth([](const SqlWriter& writer) { return order_returned(writer, "o") + " > 0"; }));
}

Field subscription() {
  return flag(
      "subscription", per_order([](const Chunk& chunk, OrderIndex order) {
        return std::int64_t{columns(chunk).subscription[order] != 0 || chunk.view().subscription_round(order) != 0};
      }),
      same_sql("case when o.subscription_id is not null or o.round > 0 then 1 else 0 end"));
}

template <typename Code>
Field named(std::string name, std::string source, ledger::Column<Code> ledger::Columns::* code,
            std::span<const std::string> (ledger::Ledger::*names)() const, std::string sql) {
  return {.name = std::move(name),
          .scope = Scope::Order,
          .type = Type::Text,
          .optional = true,
          .name_source = std::move(source),
          .values = per_order([code](const Chunk& chunk, OrderIndex order) {
            const auto value = (columns(chunk).*code)[order];
            return value == 0 ? kUnknown : std::int64_t{value};
          }),
          .names = [names](const Binding& binding) { return ((*binding.blocks.ledger).*names)(); },
          .sql = same_sql(std::move(sql))};
}

// Goods that could be delivered: an adjustment, or a line that was out of stock altogether, was not bought.
Field product() {
  return {.name = "product",
          .scope = Scope::Order,
          .type = Type::Text,
          .many = true,
          .optional = true,
          .name_source = "product",
          .needs = {ledger::Block::Lines},
          .matches = [](const std::vector<std::string>& wanted, const Binding& binding) -> Result<Matches> {
            const ledger::Lines& lines = *binding.blocks.lines;
            std::vector<std::uint8_t> is_wanted(lines.products().codes.size(), wanted.empty() ? 1 : 0);
            for (const std::string& code : wanted) {
              if (const auto product = lines.find_product(code)) is_wanted[*product] = 1;
            }
            return [&lines, is_wanted](Chunk& chunk, std::span<std::uint8_t> out) {
              const OrderIndex begin = chunk.orders().begin;
              for (std::size_t i = 0; i < out.size(); ++i) {
                const auto [first, last] = lines.lines_of(begin + static_cast<OrderIndex>(i));
                std::uint8_t has = 0;
                for (auto line = first; line < last; ++line)
                  has |= static_cast<std::uint8_t>(is_wanted[lines.product()[line]] & (lines.quantity()[line] > 0));
                out[i] = has;
              }
            };
          },
          .names = [](const Binding& binding) { return std::span(binding.blocks.lines->products().codes); },
          .sql_any =
              [](const std::vector<std::string>& wanted, SqlWriter& writer) {
                const std::string of_wanted =
                    wanted.empty()
                        ? ""
                        : " and l.product_id in (select p.product_id from products p where p.shop_id = o.shop_id "
                          "and p.code in " +
                              writer.texts(wanted) + ")";
                return "exists (select 1 from order_lines l where l.customer_id = o.customer_id and l.order_id = "
                       "o.order_id "
                       "and l.amount >= 0 and l.quantity > l.out_of_stock_quantity" +
                       of_wanted + ")";
              }};
}

// Which purchase of the customer's the order is or belongs to.
Field number() {
  return integer(
      "number", "purchases", 1, kNumberMost,
      [](const Leaf&, const Binding&) -> Result<Values> {
        return
            [](Chunk& chunk, std::span<std::int64_t> out) { std::ranges::copy(chunk.numbers().number, out.begin()); };
      },
      [](const Leaf&, SqlWriter& writer) {
        const bool merge = writer.settings().merge_same_day;
        return fmt::format(
            "case when {} then (select {} from orders q where q.customer_id = o.customer_id and {} and {}) end",
            order_is_purchase(writer, "o"), merge ? "count(distinct q.ordered_day)" : "count(*)",
            order_is_purchase(writer, "q"),
            merge ? "q.ordered_day <= o.ordered_day" : "(q.ordered_day, q.order_id) <= (o.ordered_day, o.order_id)");
      });
}

// Days since the purchase before.
Field interval() {
  return integer(
      "interval", "days", 0, kDaysMost,
      [](const Leaf&, const Binding&) -> Result<Values> {
        return
            [](Chunk& chunk, std::span<std::int64_t> out) { std::ranges::copy(chunk.numbers().interval, out.begin()); };
      },
      [](const Leaf&, SqlWriter& writer) {
        const bool merge = writer.settings().merge_same_day;
        return fmt::format(
            "case when {} then o.ordered_day - (select max(q.ordered_day) from orders q where q.customer_id = "
            "o.customer_id and {} and {}) end",
            order_is_purchase(writer, "o"), order_is_purchase(writer, "q"),
            merge ? "q.ordered_day < o.ordered_day" : "(q.ordered_day, q.order_id) < (o.ordered_day, o.order_id)");
      });
}

// Days since the customer's first purchase; below 0 for an order that came before it and was none.
Field days_since_first() {
  return integer(
      "days_since_first", "days", -kDaysMost, kDaysMost,
      [](const Leaf&, const Binding&) -> Result<Values> {
        return [](Chunk& chunk, std::span<std::int64_t> out) {
          const Chunk::History& history = chunk.history();
          const auto& day = columns(chunk).day;
          const OrderIndex first = chunk.orders().begin;
          for (std::size_t n = 0; n < chunk.customers(); ++n) {
            const auto [begin, end] = chunk.orders_of(n);
            for (OrderIndex i = begin; i < end; ++i)
              out[i] = history.count[n] == 0 ? kUnknown : day[first + i] - day[history.first[n]];
          }
        };
      },
      [](const Leaf&, SqlWriter& writer) {
        return fmt::format(
            "(o.ordered_day - (select min(q.ordered_day) from orders q where q.customer_id = o.customer_id and {}))",
            order_is_purchase(writer, "q"));
      });
}

// Which delivery of a subscription it is.
Field round() {
  return integer(
      "round", "rounds", 1, ledger::kRoundMax, per_order([](const Chunk& chunk, OrderIndex order) {
        const int round = chunk.view().subscription_round(order);
        return round == 0 ? kUnknown : std::int64_t{round};
      }),
      same_sql(fmt::format("case when o.round > {0} then {0} when o.round > 0 then o.round end", ledger::kRoundMax)));
}

// Days from the order to a fact that is known by the as-of day.
Field days_until(std::string name, ledger::Column<std::uint16_t> ledger::Columns::* fact, std::string column) {
  return integer(std::move(name), "days", -kDaysMost, kDaysMost,
                 per_order([fact](const Chunk& chunk, OrderIndex order) {
                   const std::uint16_t day = (columns(chunk).*fact)[order];
                   return chunk.view().known(day) ? std::int64_t{day - columns(chunk).day[order]} : kUnknown;
                 }),
                 [column = std::move(column)](const Leaf&, SqlWriter& writer) {
                   return fmt::format("case when o.{0} <= {1} then o.{0} - o.ordered_day end", column, writer.as_of());
                 });
}

// Days from the day it was due to the day it was paid; below 0 for what was paid before.
Field payment_delay() {
  return integer("payment_delay", "days", -kDaysMost, kDaysMost, per_order([](const Chunk& chunk, OrderIndex order) {
                   const std::uint16_t due = columns(chunk).payment_due[order];
                   const std::uint16_t paid = columns(chunk).paid[order];
                   return due != ledger::kNever && chunk.view().known(paid) ? std::int64_t{paid - due} : kUnknown;
                 }),
                 [](const Leaf&, SqlWriter& writer) {
                   return fmt::format("case when o.paid_day <= {} then o.paid_day - o.payment_due_day end",
                                      writer.as_of());
                 });
}

// Days for which an order that counts has been due and is not paid: from 0, the day it is due.
Field days_overdue() {
  return integer("days_overdue", "days", 0, kDaysMost, per_order([](const Chunk& chunk, OrderIndex order) {
                   const std::uint16_t due = columns(chunk).payment_due[order];
                   const bool open = chunk.view().counts(order) && !chunk.view().paid(order) && chunk.view().known(due);
                   return open ? std::int64_t{chunk.as_of() - due} : kUnknown;
                 }),
                 [](const Leaf&, SqlWriter& writer) {
                   return fmt::format(
                       "case when {0} and o.payment_due_day <= {1} and (o.paid_day is null or o.paid_day > "
                       "{1}) then {1} - o.payment_due_day end",
                       order_counts(writer, "o"), writer.as_of());
                 });
}

Field amount(std::string name, ledger::Column<std::int32_t> ledger::Columns::* column, std::string sql) {
  return money(std::move(name), per_order([column](const Chunk& chunk, OrderIndex order) {
                 return std::int64_t{(columns(chunk).*column)[order]};
               }),
               same_sql("o." + std::move(sql)));
}

Field net_amount() {
  return money(
      "net_amount",
      [](const Leaf&, const Binding&) -> Result<Values> {
        return [](Chunk& chunk, std::span<std::int64_t> out) {
          const auto& back = returned_of(chunk);
          const OrderIndex begin = chunk.orders().begin;
          for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = chunk.view().net_before_returns(begin + static_cast<OrderIndex>(i)) - back[i];
        };
      },
      [](const Leaf&, SqlWriter& writer) { return order_net(writer, "o"); });
}

Field returned_amount() {
  return money(
      "returned_amount",
      [](const Leaf&, const Binding&) -> Result<Values> {
        return [](Chunk& chunk, std::span<std::int64_t> out) { std::ranges::copy(returned_of(chunk), out.begin()); };
      },
      [](const Leaf&, SqlWriter& writer) { return order_returned(writer, "o"); });
}

}  // namespace

std::vector<Field> order_fields() {
  using ledger::Columns;
  return {product(),
          named("source", "source", &Columns::source, &ledger::Ledger::sources,
                "(select x.name from sources x where x.source_id = o.source_id)"),
          named("payment_method", "payment_method", &Columns::payment_method, &ledger::Ledger::payment_methods,
                "(select x.name from payment_methods x where x.payment_method_id = o.payment_method_id)"),
          number(),
          latest(),
          interval(),
          days_since_first(),
          purchase(),
          net_amount(),
          amount("discount", &Columns::discounts, "discounts"),
          amount("points", &Columns::points, "points"),
          fact_flag("cancelled", &Columns::cancelled, "cancelled_day"),
          fact_flag("shipped", &Columns::shipped, "shipped_day"),
          days_until("shipping_days", &Columns::shipped, "shipped_day"),
          fact_flag("delivered", &Columns::delivered, "delivered_day"),
          days_until("delivery_days", &Columns::delivered, "delivered_day"),
          fact_flag("paid", &Columns::paid, "paid_day"),
          payment_delay(),
          days_overdue(),
          returned(),
          returned_amount(),
          subscription(),
          round()};
}

}  // namespace tsuzuku::segments
