// How often, since when and in which rhythm the customer buys.

#include <fmt/format.h>

#include "segments/fields/columns.hpp"
#include "segments/fields/groups.hpp"
#include "segments/fields/order_sql.hpp"

namespace tsuzuku::segments {
namespace {

constexpr std::int64_t kPurchasesMost = 1'000'000;
constexpr std::int64_t kDaysMost = 100'000;
constexpr std::int64_t kPercent = 100;

// A customer's purchases as a field sees them; only asked of those who have one.
struct Purchases {
  std::int64_t count;
  int first;  // day
  int last;   // day
  OrderIndex first_order;
};

// `value` of those who bought, kUnknown of the others.
template <typename Value>
auto of_buyers(Value value) {
  return [value](const Leaf&, const Binding&) -> Result<Values> {
    return [value](Chunk& chunk, std::span<std::int64_t> out) {
      const Chunk::History& history = chunk.history();
      const auto& day = chunk.ledger().columns().day;
      for (std::size_t n = 0; n < out.size(); ++n) {
        out[n] = history.count[n] == 0 ? kUnknown
                                       : value(chunk, Purchases{history.count[n], day[history.first[n]],
                                                                day[history.last[n]], history.first[n]});
      }
    };
  };
}

auto sql_of_purchases(std::string expression) {
  return [expression = std::move(expression)](const Leaf&, SqlWriter& writer) {
    return fmt::format("(select {}{})",
                       fmt::format(fmt::runtime(expression), fmt::arg("as_of", writer.as_of()),
                                   fmt::arg("count", purchase_count(writer))),
                       from_purchases(writer));
  };
}

Field stage() {
  return {.name = "stage",
          .type = Type::Integer,
          .unit = "purchases",
          .maximum = kPurchasesMost,
          .values = [](const Leaf&, const Binding&) -> Result<Values> {
            return [](Chunk& chunk, std::span<std::int64_t> out) {
              const Chunk::History& history = chunk.history();
              for (std::size_t n = 0; n < out.size(); ++n) out[n] = history.count[n];
            };
          },
          .sql = sql_of_purchases("{count}")};
}

Field first_purchase() {
  return {.name = "first_purchase",
          .type = Type::Day,
          .optional = true,
          .windowed = true,
          .values = of_buyers([](const Chunk&, const Purchases& all) { return std::int64_t{all.first}; }),
          .sql = sql_of_purchases("min(o.ordered_day)")};
}

Field last_purchase() {
  return {.name = "last_purchase",
          .type = Type::Day,
          .optional = true,
          .windowed = true,
          .values = of_buyers([](const Chunk&, const Purchases& all) { return std::int64_t{all.last}; }),
          .sql = sql_of_purchases("max(o.ordered_day)")};
}

Field days_since_first_purchase() {
  return {.name = "days_since_first_purchase",
          .type = Type::Integer,
          .optional = true,
          .unit = "days",
          .maximum = kDaysMost,
          .values = of_buyers(
              [](const Chunk& chunk, const Purchases& all) { return std::int64_t{chunk.as_of() - all.first}; }),
          .sql = sql_of_purchases("{as_of} - min(o.ordered_day)")};
}

Field days_since_last_purchase() {
  return {.name = "days_since_last_purchase",
          .type = Type::Integer,
          .optional = true,
          .unit = "days",
          .maximum = kDaysMost,
          .values = of_buyers(
              [](const Chunk& chunk, const Purchases& all) { return std::int64_t{chunk.as_of() - all.last}; }),
          .sql = sql_of_purchases("{as_of} - max(o.ordered_day)")};
}

// Mean days between purchases, rounded down; of those who bought on two days or more.
Field usual_interval() {
  return {.name = "usual_interval",
          .type = Type::Integer,
          .optional = true,
          .unit = "days",
          .maximum = kDaysMost,
          .values = of_buyers([](const Chunk&, const Purchases& all) {
            return all.last == all.first ? kUnknown : (all.last - all.first) / (all.count - 1);
          }),
          .sql = sql_of_purchases("case when max(o.ordered_day) > min(o.ordered_day) then (max(o.ordered_day) - "
                                  "min(o.ordered_day)) / ({count} - 1) end")};
}

// The days since the last purchase in percent of the customer's own mean interval: above 150 somebody is late by half.
Field usual_interval_elapsed() {
  return {
      .name = "usual_interval_elapsed",
      .type = Type::Integer,
      .optional = true,
      .unit = "percent",
      .maximum = kDaysMost * kPercent,
      .values = of_buyers([](const Chunk& chunk, const Purchases& all) {
        if (all.last == all.first) return kUnknown;
        return kPercent * (chunk.as_of() - all.last) * (all.count - 1) / (all.last - all.first);
      }),
      .sql = sql_of_purchases("case when max(o.ordered_day) > min(o.ordered_day) then 100 * ({as_of} - "
                              "max(o.ordered_day)) * ({count} - 1) / (max(o.ordered_day) - min(o.ordered_day)) end")};
}

Field first_source() {
  return {.name = "first_source",
          .type = Type::Text,
          .optional = true,
          .name_source = "source",
          .values = of_buyers([](const Chunk& chunk, const Purchases& all) {
            const auto source = chunk.ledger().columns().source[all.first_order];
            return source == 0 ? kUnknown : std::int64_t{source};
          }),
          .names = [](const Binding& binding) { return binding.blocks.ledger->sources(); },
          .sql = [](const Leaf&, SqlWriter& writer) { return sql_first_source(writer); }};
}

Field first_payment_method() {
  return {.name = "first_payment_method",
          .type = Type::Text,
          .optional = true,
          .name_source = "payment_method",
          .values = of_buyers([](const Chunk& chunk, const Purchases& all) {
            const auto method = chunk.ledger().columns().payment_method[all.first_order];
            return method == 0 ? kUnknown : std::int64_t{method};
          }),
          .names = [](const Binding& binding) { return binding.blocks.ledger->payment_methods(); },
          .sql = [](const Leaf&, SqlWriter& writer) { return sql_first_payment_method(writer); }};
}

}  // namespace

std::vector<Field> purchase_fields() {
  return {stage(),
          first_purchase(),
          last_purchase(),
          days_since_first_purchase(),
          days_since_last_purchase(),
          usual_interval(),
          usual_interval_elapsed(),
          first_source(),
          first_payment_method()};
}

}  // namespace tsuzuku::segments
