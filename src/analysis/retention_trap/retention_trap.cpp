#include "analysis/retention_trap/retention_trap.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/common/deliveries.hpp"
#include "analysis/retention_trap/lives.hpp"
#include "base/words.hpp"
#include "models/sbg.hpp"

namespace tsuzuku::analysis::retention_trap {
namespace {

constexpr const char* kContract = "contract";
constexpr const char* kCustomer = "customer";
constexpr std::array<std::size_t, 3> kShown{6, 12, 24};
constexpr int kYear = 365;

// The last year, as far as the period and the shop reach: where contracts a month are counted.
struct Recent {
  int from = 0;
  int to = -1;
  [[nodiscard]] int days() const { return std::max(to - from + 1, 0); }
};

Recent recent_days(const Scope& scope) {
  const int first = scope.ledger->first_day().value_or(Day{scope.as_of}).value;
  return {std::max({scope.as_of - kYear + 1, scope.from, first}), std::min(scope.as_of, scope.to)};
}

// Renewals decided and made, period by period; entry 0 is empty.
struct Period {
  std::int64_t asked = 0;
  std::int64_t renewed = 0;
};

std::vector<Period> periods_of(const models::Lifetimes& lifetimes) {
  std::vector<Period> periods(kRenewalsMost + 1);
  std::int64_t renewed = 0;
  for (std::size_t t = kRenewalsMost; t > 0; --t) {
    renewed += lifetimes.kept[t];
    periods[t] = {.asked = renewed + lifetimes.ended[t], .renewed = renewed};
    renewed += lifetimes.ended[t];
  }
  return periods;
}

// As if the data ended with that renewal.
models::Lifetimes first_renewals(const models::Lifetimes& all, std::size_t last) {
  models::Lifetimes early{{all.ended.begin(), all.ended.begin() + static_cast<std::ptrdiff_t>(last) + 1},
                          {all.kept.begin(), all.kept.begin() + static_cast<std::ptrdiff_t>(last) + 1}};
  for (std::size_t t = last + 1; t < all.ended.size(); ++t) early.kept[last] += all.ended[t] + all.kept[t];
  return early;
}

// The share of contracts still there after 0, 1, 2 … renewals, as far as it is known.
using Curve = std::vector<double>;

Curve constant_curve(const Period& pooled) {
  if (pooled.asked == 0) return {};
  Curve curve{1.0};
  const double rate = static_cast<double>(pooled.renewed) / static_cast<double>(pooled.asked);
  while (curve.size() <= kRenewalsMost) curve.push_back(curve.back() * rate);
  return curve;
}

Curve observed_curve(std::span<const Period> periods) {
  Curve curve{1.0};
  for (std::size_t t = 1; t < periods.size() && periods[t].asked > 0; ++t)
    curve.push_back(curve.back() * static_cast<double>(periods[t].renewed) / static_cast<double>(periods[t].asked));
  return curve;
}

Curve sbg_curve(const models::Sbg& model) {
  Curve curve;
  for (std::size_t t = 0; t <= kRenewalsMost; ++t)
    curve.push_back(models::survival(model, static_cast<std::int64_t>(t)));
  return curve;
}

Value rate_at(const Curve& curve, std::size_t renewals) {
  return renewals < curve.size() ? Value(curve[renewals]) : Value();
}

std::optional<double> deliveries_until(const Curve& curve, std::size_t renewals) {
  if (renewals >= curve.size()) return std::nullopt;
  double sum = 0.0;
  for (std::size_t t = 0; t <= renewals; ++t) sum += curve[t];
  return sum;
}

Value or_null(std::optional<double> number) { return number ? Value(*number) : Value(); }

// What a delivery brings and how many contracts begin; nothing from none.
struct Worth {
  std::optional<double> net_per_delivery;
  std::optional<double> contracts_a_month;

  // Minor units a month.
  [[nodiscard]] Value of(std::optional<double> deliveries, std::optional<double> constant) const {
    if (!deliveries || !constant || !net_per_delivery || !contracts_a_month) return {};
    return std::int64_t{std::llround((*deliveries - *constant) * *net_per_delivery * *contracts_a_month)};
  }
};

Worth worth_of(const Lives& lives, const Recent& recent) {
  Worth worth;
  if (lives.deliveries > 0)
    worth.net_per_delivery = static_cast<double>(lives.net) / static_cast<double>(lives.deliveries);
  if (recent.days() > 0) worth.contracts_a_month = static_cast<double>(lives.begun) * kYear / 12.0 / recent.days();
  return worth;
}

std::string text(std::int64_t number) { return std::to_string(number); }

void add_assumptions(Table& table, const Question& question, std::int64_t early_rounds, const Period& pooled,
                     const std::optional<models::Sbg>& model, const Lives& lives, const Worth& worth) {
  table.assumptions.push_back({question.per_customer ? "retention_customers" : "retention_contracts", {}});
  if (pooled.asked != 0) {
    table.assumptions.push_back(
        {"trap_rate",
         {{"rounds", text(early_rounds)}, {"renewed", text(pooled.renewed)}, {"asked", text(pooled.asked)}}});
  }
  if (model) {
    table.assumptions.push_back(
        {"trap_model", {{"alpha", fmt::format("{:.3f}", model->alpha)}, {"beta", fmt::format("{:.3f}", model->beta)}}});
  } else if (lives.contracts > 0) {
    table.assumptions.push_back({"trap_no_model", {{"rounds", text(early_rounds)}}});
  }
  if (worth.net_per_delivery && worth.contracts_a_month) {
    table.assumptions.push_back({"trap_worth",
                                 {{"net", money_argument(std::llround(*worth.net_per_delivery), table.currency)},
                                  {"contracts", fmt::format("{:.1f}", *worth.contracts_a_month)}}});
  }
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{
      .name = "retention_trap",
      .version = 1,
      .unit = kContract,
      .chart = "line",
      .selection = Selection::FirstDelivery,
      .parameters = with_common_parameters(
          {choice_parameter("unit", {kContract, kCustomer}),
           integer_parameter("early_rounds", 6, 2, static_cast<std::int64_t>(kRenewalsMost)), grace_parameter()}),
      .columns = {{"renewals", ColumnType::Integer, "", {}},
                  {"asked", ColumnType::Integer, "contracts", {}},
                  {"constant_rate", ColumnType::Rate, "", {}},
                  {"sbg_rate", ColumnType::Rate, "", {}},
                  {"observed_rate", ColumnType::Rate, "", {}},
                  {"constant_deliveries", ColumnType::Decimal, "deliveries", {}},
                  {"sbg_deliveries", ColumnType::Decimal, "deliveries", {}},
                  {"observed_deliveries", ColumnType::Decimal, "deliveries", {}},
                  {"sbg_gap", ColumnType::Money, "currency", {}},
                  {"observed_gap", ColumnType::Money, "currency", {}}}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const Question question{.per_customer = arguments.text("unit") == kCustomer,
                          .grace_days = static_cast<int>(arguments.integer("grace_days"))};
  const std::int64_t early_rounds = arguments.integer("early_rounds");
  const Recent recent = recent_days(scope);
  const Lives lives = count_lives(scope, question, recent.from, recent.to, execution);
  const std::vector<Period> periods = periods_of(lives.renewals);

  Period pooled;
  for (std::size_t t = 1; t <= static_cast<std::size_t>(early_rounds); ++t) {
    pooled.asked += periods[t].asked;
    pooled.renewed += periods[t].renewed;
  }
  std::optional<models::Sbg> model;
  if (const auto fit = models::fit_sbg(first_renewals(lives.renewals, static_cast<std::size_t>(early_rounds)));
      fit && fit->converged) {
    model = fit->parameters;
  }
  const Curve constant = constant_curve(pooled);
  const Curve sbg = model ? sbg_curve(*model) : Curve{};
  const Curve observed = observed_curve(periods);
  const Worth worth = worth_of(lives, recent);

  Table table = begin_table(scope, descriptor(), arguments);
  table.unit = arguments.text("unit");
  for (Column& column : table.columns) {
    if (question.per_customer && column.unit == "contracts") column.unit = "customers";
  }
  add_assumptions(table, question, early_rounds, pooled, model, lives, worth);
  table.left_out = lives.left_out.list();
  if (pooled.asked == 0) return table;
  for (const std::size_t renewals : kShown) {
    const auto by_constant = deliveries_until(constant, renewals);
    const auto by_sbg = deliveries_until(sbg, renewals);
    const auto by_observed = deliveries_until(observed, renewals);
    table.rows.push_back({static_cast<std::int64_t>(renewals), periods[renewals].asked, rate_at(constant, renewals),
                          rate_at(sbg, renewals), rate_at(observed, renewals), or_null(by_constant), or_null(by_sbg),
                          or_null(by_observed), worth.of(by_sbg, by_constant), worth.of(by_observed, by_constant)});
  }
  return table;
}

}  // namespace tsuzuku::analysis::retention_trap
