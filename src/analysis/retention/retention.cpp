#include "analysis/retention/retention.hpp"

#include <algorithm>
#include <array>

#include "analysis/common/cell.hpp"
#include "analysis/common/require_block.hpp"
#include "analysis/retention/count.hpp"
#include "models/intervals.hpp"

namespace tsuzuku::analysis::retention {
namespace {

using domain::SubscriptionState;

constexpr int kRoundsMost = 60;
constexpr int kGroupsMost = 100;
constexpr const char* kContract = "contract";
constexpr const char* kCustomer = "customer";
constexpr std::array kStatesShown{SubscriptionState::Active, SubscriptionState::Skipped, SubscriptionState::Paused,
                                  SubscriptionState::Cancelled, SubscriptionState::Undelivered};

Question question_of(const Arguments& arguments) {
  return {.per_customer = arguments.text("unit") == kCustomer,
          .rounds_max = static_cast<int>(arguments.integer("rounds_max")),
          .grace_days = static_cast<int>(arguments.integer("grace_days"))};
}

Status require_blocks(const Scope& scope, const Arguments& arguments) {
  TSUZUKU_CHECK(require_block(scope.blocks->subscriptions != nullptr, "subscriptions"));
  return require_block(arguments.text("by") != kByProduct || scope.blocks->lines != nullptr, "lines");
}

// Which groups have rows, in their order, and where each group stands among them.
struct Shown {
  std::vector<std::size_t> groups;
  std::vector<std::size_t> position_of;  // groups.size() for those without rows
  std::size_t all = 0;                   // groups that have contracts
};

Shown shown_groups(const Scope& scope, const OrderGroups& groups, const Arguments& arguments,
                   const Execution& execution) {
  Shown shown;
  if (arguments.text("by") == kByNothing) return {.groups = {0}, .position_of = {0}, .all = 1};
  const auto contracts = count_contracts(scope, groups, question_of(arguments).per_customer, execution);
  shown.groups = largest_groups(contracts, static_cast<std::size_t>(arguments.integer("groups_max")));
  shown.all = largest_groups(contracts, contracts.size()).size();
  if (groups.by_month()) std::ranges::sort(shown.groups);
  shown.position_of.assign(groups.count(), shown.groups.size());
  for (std::size_t i = 0; i < shown.groups.size(); ++i) shown.position_of[shown.groups[i]] = i;
  return shown;
}

struct RoundRow {
  std::vector<Value> values;
  std::optional<double> retention;
};

RoundRow row_of(const Round& counts, const Value& group, int round, std::optional<double> surviving,
                std::optional<double> km_rate) {
  const auto or_null = [](std::optional<double> rate) { return rate ? Value(*rate) : Value(); };
  RoundRow row;
  Value low, high;
  if (counts.matured > 0) {
    row.retention = static_cast<double>(counts.continued) / static_cast<double>(counts.matured);
    const models::Interval interval = models::wilson(counts.continued, counts.matured);
    low = interval.low;
    high = interval.high;
  }
  row.values = {group,          std::int64_t{round}, counts.started,         counts.ever_continued,
                counts.matured, counts.continued,    or_null(row.retention), low,
                high,           or_null(surviving),  or_null(km_rate)};
  for (const SubscriptionState state : kStatesShown)
    row.values.emplace_back(counts.state[static_cast<std::size_t>(state)]);
  return row;
}

void add_rows(Table& table, const Rounds& rounds, std::size_t group, const Value& name, int rounds_max) {
  int last = rounds_max;
  while (last > 0 && rounds.at(group, last).started == 0) --last;
  std::optional<double> surviving = 1.0;
  for (int round = 1; round <= last; ++round) {
    RoundRow row =
        row_of(rounds.at(group, round), name, round, surviving, rounds.continued_by_kaplan_meier(group, round));
    table.rows.push_back(std::move(row.values));
    surviving = surviving && row.retention ? std::optional(*surviving * *row.retention) : std::nullopt;
  }
}

std::string text(std::int64_t number) { return std::to_string(number); }

Phrase reason_of(const std::string& part, const Delivery& delivery, const Delivery* next) {
  ErrorArguments values{{"round", text(delivery.round)}, {"day", to_text(Day{delivery.day})}};
  if (part == "continued") values.emplace_back("days", text(next->day - delivery.day));
  return {"retention." + part, std::move(values)};
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{
      .name = "retention",
      .version = 1,
      .unit = kContract,
      .chart = "line",
      .selection = Selection::FirstDelivery,
      .parameters = with_common_parameters(
          {choice_parameter("unit", {kContract, kCustomer}),
           choice_parameter("by", {kByNothing, kByProduct, kBySource, kByPaymentMethod, kByFirstMonth}),
           grace_parameter(), integer_parameter("rounds_max", 24, 1, kRoundsMost),
           integer_parameter("groups_max", 20, 1, kGroupsMost)}),
      .columns = {{"group", ColumnType::Text, "", {}},
                  {"round", ColumnType::Integer, "", {}},
                  {"started", ColumnType::Integer, "contracts", {}},
                  {"ever_continued", ColumnType::Integer, "contracts", {}},
                  {"matured", ColumnType::Integer, "contracts", {}},
                  {"continued", ColumnType::Integer, "contracts", {}},
                  {"retention_rate", ColumnType::Rate, "", {}},
                  {"retention_low", ColumnType::Rate, "", {}},
                  {"retention_high", ColumnType::Rate, "", {}},
                  {"surviving_rate", ColumnType::Rate, "", {}},
                  {"km_rate", ColumnType::Rate, "", {}},
                  {"active", ColumnType::Integer, "contracts", {}},
                  {"skipped", ColumnType::Integer, "contracts", {}},
                  {"paused", ColumnType::Integer, "contracts", {}},
                  {"cancelled", ColumnType::Integer, "contracts", {}},
                  {"undelivered", ColumnType::Integer, "contracts", {}}},
      .cell_columns = {"group", "round"},
      .parts = {"started", "continued", "active", "skipped", "paused", "cancelled", "undelivered"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  TSUZUKU_CHECK(require_blocks(scope, arguments));
  const Question question = question_of(arguments);
  const OrderGroups groups(scope, arguments.text("by"));
  const Shown shown = shown_groups(scope, groups, arguments, execution);
  const Counts counts = count_rounds(scope, groups, shown.position_of, shown.groups.size(), question, execution);

  Table table = begin_table(scope, descriptor(), arguments);
  table.unit = arguments.text("unit");
  if (question.per_customer) {
    for (Column& column : table.columns) {
      if (column.unit == "contracts") column.unit = "customers";
    }
  }
  table.assumptions.push_back({question.per_customer ? "retention_customers" : "retention_contracts", {}});
  if (scope.as_of < blocks.ledger->last_known_day().value_or(Day{scope.as_of}).value)
    table.assumptions.push_back({"states_of_today", {}});
  if (shown.all > shown.groups.size()) {
    table.assumptions.push_back(
        {"groups_cut",
         {{"shown", text(std::ssize(shown.groups))}, {"all", text(static_cast<std::int64_t>(shown.all))}}});
  }
  for (std::size_t i = 0; i < shown.groups.size(); ++i) {
    const std::string name = groups.name_of(shown.groups[i]);
    add_rows(table, counts.rounds, i, name.empty() ? Value() : Value(name), question.rounds_max);
  }
  table.left_out = counts.left_out.list();
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell) {
  TSUZUKU_CHECK(require_blocks(scope, arguments));
  TSUZUKU_TRY(round, cell_integer(cell, "round"));
  const auto group = cell.values.find("group");
  const std::string group_name = group == cell.values.end() ? "" : group->second;
  const auto fits = [part = cell.part](const Delivery& delivery, SubscriptionState state) {
    if (part == "started") return true;
    const bool is_latest = delivery.next == Delivery::kNone;
    return part == "continued" ? !is_latest : is_latest && domain::name_of(state) == part;
  };
  return [scope, round, group_name, fits, part = cell.part, groups = OrderGroups(scope, arguments.text("by")),
          per_customer = question_of(arguments).per_customer](const CustomerHistory& history) {
    Deliveries deliveries(*scope.ledger);
    for (const auto& order : history.orders) {
      if (order.purchase) deliveries.add(order.index);
    }
    std::optional<Phrase> reason;
    for_selected_contracts(scope, deliveries, per_customer, [&](const Deliveries::Contract& contract) {
      if (!group_name.empty() && groups.name_of(groups.of(deliveries[contract.first].order)) != group_name) return;
      const auto state =
          subscription_state(*scope.blocks->subscriptions, history.index, contract.number, Day{scope.as_of});
      for (std::uint32_t at = contract.first; at != Delivery::kNone && !reason; at = deliveries[at].next) {
        const Delivery& delivery = deliveries[at];
        if (delivery.round != round || !fits(delivery, state)) continue;
        reason = reason_of(part, delivery, delivery.next == Delivery::kNone ? nullptr : &deliveries[delivery.next]);
      }
    });
    return reason;
  };
}

}  // namespace tsuzuku::analysis::retention
