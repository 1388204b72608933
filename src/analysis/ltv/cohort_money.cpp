#include "analysis/ltv/cohort_money.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "analysis/common/cell.hpp"
#include "analysis/common/parallel.hpp"
#include "analysis/common/walk.hpp"
#include "analysis/ltv/winning.hpp"

namespace tsuzuku::analysis::ltv {
namespace {

constexpr int kGroupsMost = 200;
constexpr int kNoCost = -1;
const std::string kRest = "*";

// Costs that are told and count, by source and month, under consecutive numbers.
class Costs {
 public:
  Costs(const Scope& scope, YearMonth first_month, bool counts) : first_month_(first_month) {
    const YearMonth last = month_of(Day{std::max(scope.as_of, 0)});
    months_ = static_cast<std::size_t>(std::max(last - first_month, 0)) + 1;
    if (!scope.blocks->facts || !counts) return;
    numbers_.resize(scope.ledger->sources().size() * months_, kNoCost);
    for (const ledger::SourceCost& cost : scope.blocks->facts->source_costs()) {
      if (cost.month < first_month || cost.month > last) continue;
      numbers_[position(cost.source, cost.month)] = static_cast<int>(costs_.size());
      costs_.push_back(cost);
    }
  }
  [[nodiscard]] std::size_t count() const { return costs_.size(); }
  [[nodiscard]] const ledger::SourceCost& operator[](std::size_t number) const { return costs_[number]; }
  [[nodiscard]] int number(ledger::SourceIndex source, YearMonth month) const {
    return numbers_.empty() ? kNoCost : numbers_[position(source, month)];
  }

 private:
  [[nodiscard]] std::size_t position(ledger::SourceIndex source, YearMonth month) const {
    return source * months_ + static_cast<std::size_t>(month - first_month_);
  }
  YearMonth first_month_;
  std::size_t months_ = 0;
  std::vector<int> numbers_;
  std::vector<ledger::SourceCost> costs_;
};

// What one pass adds up for a group.
struct Sums {
  std::vector<std::int64_t> complete;  // customers by how many months are over, at most the horizon
  std::vector<MonthMoney> ages;
  std::vector<std::int64_t> costed;  // customers by the number of the cost
  std::int64_t whole_repeaters = 0;
  std::int64_t whole_purchases = 0;
  Money whole_net = 0;

  void merge(const Sums& other) {
    for (std::size_t i = 0; i < complete.size(); ++i) complete[i] += other.complete[i];
    for (std::size_t i = 0; i < ages.size(); ++i) ages[i].add(other.ages[i]);
    for (std::size_t i = 0; i < costed.size(); ++i) costed[i] += other.costed[i];
    whole_repeaters += other.whole_repeaters;
    whole_purchases += other.whole_purchases;
    whole_net += other.whole_net;
  }
};

struct Counts {
  std::vector<Sums> groups;
  std::vector<std::int64_t> won;  // by the number of the cost: everybody whom the source won in the month
  LeftOutTally left_out;
  void merge(const Counts& other) {
    for (std::size_t i = 0; i < groups.size(); ++i) groups[i].merge(other.groups[i]);
    for (std::size_t i = 0; i < won.size(); ++i) won[i] += other.won[i];
    left_out.merge(other.left_out);
  }
};

struct MoneyVisitor {
  static constexpr bool kMoney = true;
  static constexpr bool kAges = true;
  static constexpr bool kEverybody = false;

  const Scope& scope;
  const Winning& winning;
  const ProfitTerms& terms;
  const Costs& costs;
  std::span<const std::uint32_t> group_of;
  int horizon;
  Counts& counts;

  ledger::CustomerIndex customer = 0;
  Sums* group = nullptr;  // of a customer who is asked about
  int won = 0;            // day
  int complete = 0;       // months that are over, at most the horizon
  std::int64_t purchases = 0;

  [[nodiscard]] int cost_number(ledger::OrderIndex order) const {
    return costs.number(scope.ledger->columns().source[order], winning.month_of_order(order));
  }

  void begin(ledger::CustomerIndex index, ledger::OrderIndex first) {
    customer = index;
    group = nullptr;
    if (costs.count() != 0) {
      if (const auto order = winning.won_by_source(customer, first)) {
        if (const int number = cost_number(*order); number != kNoCost) ++counts.won[static_cast<std::size_t>(number)];
      }
    }
    const auto order = winning.won_by(customer, first);
    if (!order) return;
    group = &counts.groups[group_of[winning.raw_group(*order)]];
    won = scope.ledger->columns().day[*order];
    complete = std::min(winning.months().between(won, scope.as_of + 1), horizon);
    purchases = 0;
    ++group->complete[static_cast<std::size_t>(complete)];
    if (const int number = cost_number(*order); number != kNoCost) ++group->costed[static_cast<std::size_t>(number)];
  }
  // The month that a day belongs to; nothing outside those that count.
  [[nodiscard]] MonthMoney* month(int day) {
    if (group == nullptr || day < won) return nullptr;
    const int age = winning.months().between(won, day);
    return age < complete ? &group->ages[static_cast<std::size_t>(age)] : nullptr;
  }
  void order(ledger::OrderIndex order, int day, bool starts_purchase) {
    MonthMoney* sums = month(day);
    if (sums == nullptr) return;
    const Layers layers = terms.of(order);
    sums->money.add(layers);
    sums->purchases += starts_purchase;
    purchases += starts_purchase;
    if (complete == horizon) group->whole_net += layers.net;
  }
  void returned(int order_day, int day, Money amount) {
    MonthMoney* sums = order_day < won ? nullptr : month(day);
    if (sums == nullptr) return;
    sums->money.take_back(amount);
    if (complete == horizon) group->whole_net -= amount;
  }
  void end() {
    if (group == nullptr) return;
    if (complete == horizon) {
      group->whole_purchases += purchases;
      group->whole_repeaters += purchases >= 2;
    }
    if (const ledger::Touches* touches = scope.blocks->touches.get()) {
      const auto [begin, end] = touches->of(customer);
      for (std::uint32_t i = begin; i < end && touches->day()[i] <= scope.as_of; ++i) {
        if (MonthMoney* sums = month(touches->day()[i])) sums->money.contribution -= touches->cost()[i];
      }
    }
  }
};

constexpr std::uint32_t kNoGroup = std::numeric_limits<std::uint32_t>::max();

// Which of the groups that are shown each raw one belongs to. Months all stand for themselves; of the others the
// largest do, and the last group holds the rest.
struct Grouping {
  std::vector<std::uint32_t> group_of;  // by raw group; kNoGroup where nobody was won
  std::vector<std::size_t> raw;         // of each group that stands for itself
  bool has_rest = false;
  [[nodiscard]] std::size_t count() const { return raw.size() + (has_rest ? 1 : 0); }
};

struct Tally {
  std::vector<std::int64_t> customers;
  LeftOutTally ignored;
  void merge(const Tally& other) {
    for (std::size_t i = 0; i < customers.size(); ++i) customers[i] += other.customers[i];
  }
};

struct TallyVisitor {
  static constexpr bool kMoney = false;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = false;
  const Winning& winning;
  std::vector<std::int64_t>& customers;
  void begin(ledger::CustomerIndex customer, ledger::OrderIndex first) {
    if (const auto won = winning.won_by(customer, first)) ++customers[winning.raw_group(*won)];
  }
  void order(ledger::OrderIndex, int, bool) {}
  void returned(int, int, Money) {}
  void end() {}
};

Grouping group(const Scope& scope, const Winning& winning, std::size_t groups_max, const Execution& execution) {
  const std::size_t raw_groups = winning.raw_groups();
  Grouping grouping{std::vector<std::uint32_t>(raw_groups), {}, false};
  if (winning.by() == By::Month || raw_groups <= 1) {
    grouping.raw.resize(raw_groups);
    std::iota(grouping.raw.begin(), grouping.raw.end(), 0U);
    std::iota(grouping.group_of.begin(), grouping.group_of.end(), 0U);
    return grouping;
  }
  const Tally tally = reduce_orders(*scope.ledger, execution, Tally{std::vector<std::int64_t>(raw_groups), {}},
                                    [&](ledger::OrderRange chunk, Tally& found) {
                                      TallyVisitor visitor{winning, found.customers};
                                      Walk(scope, visitor, found.ignored)(chunk);
                                    });
  std::vector<std::size_t> largest(raw_groups);
  std::iota(largest.begin(), largest.end(), 0U);
  std::ranges::stable_sort(largest, std::greater<>(), [&](std::size_t raw) { return tally.customers[raw]; });
  while (!largest.empty() && tally.customers[largest.back()] == 0) largest.pop_back();
  grouping.has_rest = largest.size() > groups_max;
  largest.resize(std::min(largest.size(), groups_max));
  for (std::size_t raw = 0; raw < raw_groups; ++raw)
    grouping.group_of[raw] = tally.customers[raw] == 0 ? kNoGroup : static_cast<std::uint32_t>(largest.size());
  for (std::size_t i = 0; i < largest.size(); ++i) grouping.group_of[largest[i]] = static_cast<std::uint32_t>(i);
  grouping.raw = std::move(largest);
  return grouping;
}

Grouping group(const Scope& scope, const Winning& winning, const Arguments& arguments, const Execution& execution) {
  return group(scope, winning, static_cast<std::size_t>(arguments.integer("groups_max")), execution);
}

Group finished(const Sums& sums, int horizon) {
  Group group;
  group.customers = std::reduce(sums.complete.begin(), sums.complete.end());
  group.ages = sums.ages;
  std::int64_t matured = group.customers;
  for (int age = 0; age < horizon; ++age) {
    matured -= sums.complete[static_cast<std::size_t>(age)];
    group.ages[static_cast<std::size_t>(age)].matured = matured;
  }
  group.whole = sums.complete[static_cast<std::size_t>(horizon)];
  group.whole_repeaters = sums.whole_repeaters;
  group.whole_purchases = sums.whole_purchases;
  group.whole_net = sums.whole_net;
  return group;
}

// Each customer's share of what the source cost in the month.
void add_costs(Group& group, const Sums& sums, const Costs& costs, std::span<const std::int64_t> won) {
  for (std::size_t i = 0; i < costs.count(); ++i) {
    if (sums.costed[i] == 0) continue;
    group.costed_customers += sums.costed[i];
    group.cost +=
        static_cast<double>(costs[i].cost) * static_cast<double>(sums.costed[i]) / static_cast<double>(won[i]);
  }
}

// A month in which a source cost money and won nobody burdens the others of its group, where the group is one of
// sources or months and nothing else narrows who is asked about.
void add_costs_without_customers(CohortMoney& money, const Scope& scope, const Winning& winning,
                                 const Grouping& grouping, const Costs& costs, std::span<const std::int64_t> won) {
  if (scope.payment_method || scope.product) return;
  for (std::size_t i = 0; i < costs.count(); ++i) {
    const ledger::SourceCost& cost = costs[i];
    const bool in_period = last_day(cost.month).value >= scope.from && first_day(cost.month).value <= scope.to;
    if (won[i] != 0 || !in_period || (scope.source && *scope.source != cost.source)) continue;
    const auto burden = [&](Group& group) {
      if (group.costed_customers != 0) group.cost += static_cast<double>(cost.cost);
    };
    const auto burden_group = [&](std::size_t raw) {
      if (const std::size_t at = grouping.group_of[raw]; at < money.groups.size()) burden(money.groups[at]);
    };
    burden(money.all);
    if (winning.by() == By::Nothing) burden_group(0);
    if (winning.by() == By::Source) burden_group(cost.source);
    if (winning.by() == By::Month) burden_group(static_cast<std::size_t>(cost.month - winning.first_month()));
  }
}

}  // namespace

std::vector<Parameter> parameters() {
  std::vector<Parameter> own{choice_parameter("by", {"month", "source", "product", "payment_method", "all"}),
                             integer_parameter("horizon", 12, 1, kHorizonMax),
                             integer_parameter("groups_max", 20, 1, kGroupsMost),
                             choice_parameter("new", {"ever", "of_filter"})};
  std::ranges::copy(profit_parameters(), std::back_inserter(own));
  return with_common_parameters(std::move(own));
}

void MonthMoney::add(const MonthMoney& other) {
  matured += other.matured;
  purchases += other.purchases;
  money.add(other.money);
}

std::optional<double> Group::cpo() const {
  if (costed_customers == 0) return std::nullopt;
  return cost / static_cast<double>(costed_customers);
}

CohortMoney count_cohort_money(const Scope& scope, const Arguments& arguments, const Execution& execution) {
  const int horizon = static_cast<int>(arguments.integer("horizon"));
  const Winning winning(scope, arguments);
  const ProfitTerms terms(scope, arguments);
  const Costs costs(scope, winning.first_month(), winning.bears_costs());
  const Grouping grouping = group(scope, winning, arguments, execution);

  const auto months = static_cast<std::size_t>(horizon);
  const Sums nothing{.complete = std::vector<std::int64_t>(months + 1),
                     .ages = std::vector<MonthMoney>(months),
                     .costed = std::vector<std::int64_t>(costs.count())};
  Counts empty{std::vector<Sums>(grouping.count(), nothing), std::vector<std::int64_t>(costs.count()), {}};
  const Counts counts =
      reduce_orders(*scope.ledger, execution, std::move(empty), [&](ledger::OrderRange chunk, Counts& found) {
        MoneyVisitor visitor{scope, winning, terms, costs, grouping.group_of, horizon, found};
        Walk(scope, visitor, found.left_out)(chunk);
      });

  CohortMoney money;
  Sums all = nothing;
  for (std::size_t i = 0; i < grouping.count(); ++i) {
    Group& one = money.groups.emplace_back(finished(counts.groups[i], horizon));
    one.rest = i == grouping.raw.size();
    one.name = one.rest ? kRest : winning.name(grouping.raw[i]);
    add_costs(one, counts.groups[i], costs, counts.won);
    all.merge(counts.groups[i]);
  }
  money.all = finished(all, horizon);
  add_costs(money.all, all, costs, counts.won);
  add_costs_without_customers(money, scope, winning, grouping, costs, counts.won);
  std::erase_if(money.groups, [](const Group& one) { return one.customers == 0; });
  money.left_out = counts.left_out.list();
  return money;
}

void add_assumptions(Table& table, const Scope& scope, const Arguments& arguments, const CohortMoney& money) {
  Money uncosted = 0;
  for (const MonthMoney& month : money.all.ages) uncosted += month.money.uncosted;
  for (Phrase& phrase : ProfitTerms(scope, arguments).assumptions(uncosted))
    table.assumptions.push_back(std::move(phrase));
  const std::int64_t without = money.all.customers - money.all.costed_customers;
  if (without > 0) table.assumptions.push_back({"without_source_cost", {{"customers", std::to_string(without)}}});
}

Result<Membership> members_of_group(const Scope& scope, const Arguments& arguments, const Cell& cell) {
  TSUZUKU_TRY(wanted, cell_text(cell, "group"));
  struct Held {
    Winning winning;
    Grouping grouping;
  };
  Winning winning(scope, arguments);
  Grouping grouping = group(scope, winning, arguments, {});
  const auto held = std::make_shared<const Held>(Held{std::move(winning), std::move(grouping)});
  return [held, wanted](const CustomerHistory& history) -> std::optional<Phrase> {
    const auto first = std::ranges::find(history.orders, true, &CustomerHistory::Order::purchase);
    const auto won = held->winning.won_by(history.index, first->index);
    if (!won) return std::nullopt;
    const std::size_t raw = held->winning.raw_group(*won);
    const bool in_rest = held->grouping.group_of[raw] == held->grouping.raw.size();
    if ((in_rest ? kRest : held->winning.name(raw)) != wanted) return std::nullopt;
    return Phrase{"ltv.won", {{"group", held->winning.name(raw)}, {"day", to_text(held->winning.day_of(*won))}}};
  };
}

}  // namespace tsuzuku::analysis::ltv
