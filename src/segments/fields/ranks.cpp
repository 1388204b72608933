// Levels of RFM and cells of CPM, by the borders of the analyses themselves. Arguments are the analysis' own
// parameters: rfm_r(r5_days_max: 45, from: 2025-01-01) = 5.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analysis/common/walk.hpp"
#include "analysis/cpm/cpm.hpp"
#include "analysis/rfm/rfm.hpp"
#include "segments/fields/columns.hpp"
#include "segments/fields/groups.hpp"
#include "segments/fields/order_sql.hpp"
#include "segments/text.hpp"

namespace tsuzuku::segments {
namespace {

using analysis::Activity;

Parameter parameter_from(const analysis::Descriptor& analysis, const analysis::Parameter& parameter) {
  constexpr std::array<std::string_view, 4> kCommon{"from", "to", "source", "payment_method"};
  const bool common = std::ranges::find(kCommon, parameter.name) != kCommon.end();
  Parameter out{.name = parameter.name, .minimum = parameter.minimum, .maximum = parameter.maximum};
  out.title_key = fmt::format("analysis.{}.parameters.{}.title", common ? "common" : analysis.name, parameter.name);
  // Borders are whole units of the currency.
  if (parameter.type == analysis::ParameterType::Day) out.type = Type::Day;
  if (parameter.type == analysis::ParameterType::Text) out.type = Type::Text;
  return out;
}

std::vector<Parameter> parameters_of(const analysis::Descriptor& descriptor) {
  // The day is that of the condition; products are asked of orders by a field of their own.
  constexpr std::array<std::string_view, 2> kNotHere{"as_of", "product"};
  std::vector<Parameter> parameters;
  for (const analysis::Parameter& parameter : descriptor.parameters) {
    if (std::ranges::find(kNotHere, parameter.name) == kNotHere.end())
      parameters.push_back(parameter_from(descriptor, parameter));
  }
  return parameters;
}

Result<analysis::Arguments> arguments_of(const analysis::Descriptor& descriptor, const Leaf& leaf, int as_of) {
  analysis::RawArguments raw{{"as_of", to_text(Day{as_of})}};
  for (const Argument& argument : leaf.arguments) {
    const auto* text = std::get_if<std::string>(&argument.value);
    raw[argument.name] = text != nullptr ? *text : to_text(argument.value);
  }
  return analysis::Arguments::parse(descriptor, raw);
}

const Literal* given(const Leaf& leaf, std::string_view name) {
  const auto found = std::ranges::find(leaf.arguments, name, &Argument::name);
  return found == leaf.arguments.end() ? nullptr : &found->value;
}

Status check_period(const Leaf& leaf) {
  const Literal* from = given(leaf, "from");
  const Literal* to = given(leaf, "to");
  if (from == nullptr || to == nullptr || std::get<Day>(*from) <= std::get<Day>(*to)) return {};
  return fail(ErrorKind::InvalidInput, "segment.range_reversed", {{"low", to_text(*from)}, {"high", to_text(*to)}});
}

// Which customers share what was computed: those asked with the same arguments.
std::string name_of(std::string_view analysis, const Leaf& leaf) {
  std::string name(analysis);
  for (const Argument& argument : leaf.arguments) name += "\n" + argument.name + "=" + to_text(argument.value);
  return name;
}

// `rank(activity)` of each customer of the chunk, T{} for those without a purchase in the period.
template <typename T, typename Rank>
std::vector<T> ranks_of(Chunk& chunk, const analysis::Scope& scope, const Rank& rank) {
  std::vector<T> ranks(chunk.customers());
  auto visitor = analysis::activity_visitor(
      scope, [&](const Activity& activity) { ranks[activity.customer - chunk.first_customer()] = rank(activity); });
  analysis::LeftOutTally ignored;
  analysis::Walk(scope, visitor, ignored)(chunk.orders());
  return ranks;
}

// Purchases, first and last day and sales of the period in one row x, and of it `value`; null without a purchase.
std::string sql_of_activity(const Leaf& leaf, SqlWriter& writer, const std::string& value) {
  std::string only;
  if (const auto* from = given(leaf, "from"))
    only += " and o.ordered_day >= " + writer.number(std::get<Day>(*from).value);
  if (const auto* to = given(leaf, "to")) only += " and o.ordered_day <= " + writer.number(std::get<Day>(*to).value);
  const auto add_first = [&](std::string_view parameter, std::string (*first)(const SqlWriter&)) {
    const auto* told = given(leaf, parameter);
    if (told == nullptr) return;
    const auto& name = std::get<std::string>(*told);
    only += " and " + first(writer) + (name == analysis::kNotTold ? " is null" : " = " + writer.text(name));
  };
  add_first("source", sql_first_source);
  add_first("payment_method", sql_first_payment_method);
  return fmt::format(
      "(select case when x.purchases > 0 then {} end from (select {} as purchases, min(case when o.is_purchase = 1 "
      "then "
      "o.ordered_day end) as first_day, max(case when o.is_purchase = 1 then o.ordered_day end) as last_day, sum({}) "
      "as "
      "sales from orders o where o.customer_id = c.customer_id and {}{}) x)",
      value, purchase_count(writer, "o.is_purchase = 1"), order_net(writer, "o"), order_counts(writer, "o"), only);
}

std::string name_of_level(int analysis::rfm::Levels::* level) {
  if (level == &analysis::rfm::Levels::r) return "rfm_r";
  return level == &analysis::rfm::Levels::f ? "rfm_f" : "rfm_m";
}

// "case when v <= a then 1 when … else 5 end": levels from `first` on, each one `step` further.
std::string sql_levels(const std::string& value, const analysis::rfm::Thresholds::Limits& limits, int first, int step) {
  std::string text = "case";
  int level = first;
  for (const std::int64_t limit : limits) {
    text += fmt::format(" when {} <= {} then {}", value, SqlWriter::number(limit), level);
    level += step;
  }
  return text + fmt::format(" else {} end", level);
}

Field rfm(int analysis::rfm::Levels::* level) {
  using analysis::rfm::kLevels;
  using analysis::rfm::Levels;
  using analysis::rfm::Thresholds;
  return {.name = name_of_level(level),
          .type = Type::Integer,
          .optional = true,
          .unit = "level",
          .minimum = 1,
          .maximum = kLevels,
          .parameters = parameters_of(analysis::rfm::descriptor()),
          .values = [level](const Leaf& leaf, const Binding& binding) -> Result<Values> {
            const ledger::Ledger& ledger = *binding.blocks.ledger;
            TSUZUKU_TRY(arguments, arguments_of(analysis::rfm::descriptor(), leaf, binding.as_of));
            TSUZUKU_TRY(scope, analysis::resolve_scope(ledger, analysis::rfm::descriptor(), arguments));
            TSUZUKU_TRY(thresholds, Thresholds::read(arguments, ledger.currency(), scope.as_of));
            return [scope, thresholds, level, name = name_of("rfm", leaf)](Chunk& chunk, std::span<std::int64_t> out) {
              const auto& levels = chunk.shared<std::vector<Levels>>(name, [&] {
                return ranks_of<Levels>(chunk, scope, [&](const Activity& all) { return thresholds.levels(all); });
              });
              for (std::size_t n = 0; n < out.size(); ++n) out[n] = levels[n].*level == 0 ? kUnknown : levels[n].*level;
            };
          },
          .check = [](const Leaf& leaf, Currency currency) -> Status {
            TSUZUKU_TRY(arguments, arguments_of(analysis::rfm::descriptor(), leaf, 0));
            TSUZUKU_CHECK(Thresholds::read(arguments, currency, 0));
            return check_period(leaf);
          },
          .sql =
              [level](const Leaf& leaf, SqlWriter& writer) {
                const int as_of = writer.settings().as_of.value;
                const auto arguments = arguments_of(analysis::rfm::descriptor(), leaf, as_of);
                const Thresholds limits = Thresholds::read(arguments.value(), writer.currency(), as_of).value();
                std::string value;
                if (level == &Levels::r) {
                  value = sql_levels("(" + writer.as_of() + " - x.last_day)", limits.recency, kLevels, -1);
                } else {
                  const bool is_frequency = level == &Levels::f;
                  value = sql_levels(is_frequency ? "x.purchases" : "x.sales",
                                     is_frequency ? limits.frequency : limits.money, 1, 1);
                }
                return sql_of_activity(leaf, writer, value);
              }};
}

// A place in CPM: the cell, from 1, and whether active.
struct Place {
  int cell = 0;
  bool active = false;
};

std::function<Result<Values>(const Leaf&, const Binding&)> cpm_values(std::int64_t (*value)(const Place&)) {
  return [value](const Leaf& leaf, const Binding& binding) -> Result<Values> {
    const ledger::Ledger& ledger = *binding.blocks.ledger;
    TSUZUKU_TRY(arguments, arguments_of(analysis::cpm::descriptor(), leaf, binding.as_of));
    TSUZUKU_TRY(scope, analysis::resolve_scope(ledger, analysis::cpm::descriptor(), arguments));
    TSUZUKU_TRY(rules, analysis::cpm::Rules::read(arguments, ledger.currency(), scope.as_of));
    return [scope, rules, value, name = name_of("cpm", leaf)](Chunk& chunk, std::span<std::int64_t> out) {
      const auto& places = chunk.shared<std::vector<Place>>(name, [&] {
        return ranks_of<Place>(chunk, scope, [&](const Activity& all) {
          return Place{static_cast<int>(rules.cell(all)) + 1, rules.active(all)};
        });
      });
      for (std::size_t n = 0; n < out.size(); ++n) out[n] = places[n].cell == 0 ? kUnknown : value(places[n]);
    };
  };
}

Status check_cpm(const Leaf& leaf, Currency currency) {
  TSUZUKU_TRY(arguments, arguments_of(analysis::cpm::descriptor(), leaf, 0));
  TSUZUKU_CHECK(analysis::cpm::Rules::read(arguments, currency, 0));
  return check_period(leaf);
}

analysis::cpm::Rules rules_of(const Leaf& leaf, const SqlWriter& writer) {
  const int as_of = writer.settings().as_of.value;
  const auto arguments = arguments_of(analysis::cpm::descriptor(), leaf, as_of);
  return analysis::cpm::Rules::read(arguments.value(), writer.currency(), as_of).value();
}

Field cpm_cell() {
  return {
      .name = "cpm_cell",
      .type = Type::Choice,
      .optional = true,
      .choices = {analysis::cpm::kCellNames.begin(), analysis::cpm::kCellNames.end()},
      .choices_keys = "analysis.cpm.codes.cell",
      .parameters = parameters_of(analysis::cpm::descriptor()),
      .values = cpm_values([](const Place& place) { return std::int64_t{place.cell - 1}; }),
      .check = check_cpm,
      .sql = [](const Leaf& leaf, SqlWriter& writer) {
        const analysis::cpm::Rules rules = rules_of(leaf, writer);
        return sql_of_activity(
            leaf, writer,
            fmt::format("case when x.purchases = 1 then 0 when x.last_day - x.first_day < {} then 1 when x.sales < {} "
                        "then 2 when x.last_day - x.first_day < {} then 3 else 4 end",
                        rules.young_days, rules.amount, rules.loyal_days));
      }};
}

Field cpm_active() {
  return {.name = "cpm_active",
          .parameters = parameters_of(analysis::cpm::descriptor()),
          .values = cpm_values([](const Place& place) { return std::int64_t{place.active}; }),
          .check = check_cpm,
          .sql = [](const Leaf& leaf, SqlWriter& writer) {
            return sql_of_activity(leaf, writer,
                                   fmt::format("case when {} - x.last_day < {} then 1 else 0 end", writer.as_of(),
                                               rules_of(leaf, writer).churn_days));
          }};
}

}  // namespace

std::vector<Field> rank_fields() {
  using analysis::rfm::Levels;
  return {rfm(&Levels::r), rfm(&Levels::f), rfm(&Levels::m), cpm_cell(), cpm_active()};
}

}  // namespace tsuzuku::segments
