#include "services/customers/standing.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/members.hpp"
#include "analysis/stages/stages.hpp"
#include "ledger/blocks.hpp"
#include "ledger/view.hpp"

namespace tsuzuku::services {
namespace {

using analysis::Arguments;
using analysis::CustomerHistory;
using analysis::Descriptor;
using analysis::RawArguments;
using analysis::Scope;

// An analysis as everybody meets it: its own defaults, on this day.
struct Question {
  Arguments arguments;
  Scope scope;
};

Result<Question> question_of(const ledger::Ledger& ledger, const Descriptor& descriptor, std::optional<Day> as_of,
                             RawArguments raw = {}) {
  if (as_of) raw["as_of"] = to_text(*as_of);
  TSUZUKU_TRY(arguments, Arguments::parse(descriptor, raw));
  TSUZUKU_TRY(scope, resolve_scope(ledger, descriptor, arguments));
  return Question{std::move(arguments), scope};
}

double median_of(std::vector<int> values) {
  std::ranges::sort(values);
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2.0;
}

std::vector<int> gaps_of(const CustomerHistory& history) {
  std::vector<int> gaps;
  for (std::size_t i = 1; i < history.purchases.size(); ++i) {
    gaps.push_back(history.purchases[i] - history.purchases[i - 1]);
  }
  return gaps;
}

// What those who came took from this stage to the next: median and 75th percentile of days.
struct ShopPace {
  double median = 0;
  double most = 0;
};

Result<std::optional<ShopPace>> shop_pace(const ledger::Ledger& ledger, std::optional<Day> as_of, std::size_t stage) {
  constexpr std::size_t kStages = 100;  // the analysis knows no more
  const std::string stages = std::to_string(std::min(stage, kStages));
  TSUZUKU_TRY(question, question_of(ledger, analysis::stages::descriptor(), as_of, {{"stage_max", stages}}));
  TSUZUKU_TRY(table, analysis::stages::run(ledger::borrowed(ledger), question.arguments, {}));
  if (table.rows.size() < stage) return std::nullopt;
  const auto column = [&](std::string_view name) {
    const auto at = std::ranges::find(table.columns, name, &analysis::Column::name) - table.columns.begin();
    return std::get_if<double>(&table.rows[stage - 1][static_cast<std::size_t>(at)]);
  };
  const double* median = column("days_median");
  const double* most = column("days_p75");
  if (median == nullptr || most == nullptr) return std::nullopt;
  return ShopPace{*median, *most};
}

Result<std::optional<Rhythm>> rhythm_of(const ledger::Ledger& ledger, const CustomerHistory& history, Day as_of,
                                        std::optional<Day> asked, bool gone) {
  Rhythm rhythm{.last_day = history.purchases.back()};
  const std::vector<int> gaps = gaps_of(history);
  rhythm.gaps = static_cast<int>(gaps.size());
  rhythm.days_since = as_of - rhythm.last_day;
  double late = 0;
  if (rhythm.gaps >= kGapsForOwnRhythm) {
    rhythm.median_days = median_of(gaps);
    late = kLateFactor * rhythm.median_days;
  } else {
    TSUZUKU_TRY(pace, shop_pace(ledger, asked, history.purchases.size()));
    if (!pace) return std::nullopt;
    rhythm.basis = Rhythm::Basis::Shop;
    rhythm.median_days = pace->median;
    late = pace->most;
  }
  rhythm.expected_day = rhythm.last_day + static_cast<int>(std::lround(rhythm.median_days));
  rhythm.late_day = rhythm.last_day + static_cast<int>(std::ceil(late));
  if (gone) {
    rhythm.state = Rhythm::State::Gone;
  } else if (as_of > rhythm.late_day) {
    rhythm.state = Rhythm::State::Late;
  } else if (as_of >= rhythm.expected_day) {
    rhythm.state = Rhythm::State::Due;
  }
  return rhythm;
}

void add_money(const ledger::View& view, ledger::CustomerIndex customer, CustomerStanding& standing) {
  const ledger::OrderRange orders = view.ledger().orders_of(customer);
  for (ledger::OrderIndex order = orders.begin; order < orders.end; ++order) {
    if (!view.counts(order)) continue;
    ++standing.orders;
    standing.net += view.net_before_returns(order) - view.returned(order);
    standing.cost += view.cost(order);
  }
}

// Whether the stage's window is over without a next purchase, as the analysis of stages says it.
Result<bool> is_gone(const ledger::Ledger& ledger, const CustomerHistory& history, std::optional<Day> as_of,
                     int& window_days) {
  TSUZUKU_TRY(question, question_of(ledger, analysis::stages::descriptor(), as_of));
  window_days = static_cast<int>(question.arguments.integer("window_days"));
  const analysis::Cell cell{.values = {{"stage", std::to_string(history.purchases.size())}}, .part = "gone"};
  TSUZUKU_TRY(membership, analysis::stages::membership(question.scope, question.arguments, cell));
  return membership(history).has_value();
}

}  // namespace

std::string_view name_of(Rhythm::Basis basis) { return basis == Rhythm::Basis::Own ? "own" : "shop"; }

std::string_view name_of(Rhythm::State state) {
  switch (state) {
    case Rhythm::State::Waiting:
      return "waiting";
    case Rhythm::State::Due:
      return "due";
    case Rhythm::State::Late:
      return "late";
    case Rhythm::State::Gone:
      return "gone";
  }
  return "";
}

Result<CustomerStanding> load_standing(sql::Session& session, const sql::Queries& queries, const ledger::Ledger& ledger,
                                       CustomerId id, std::optional<Day> asked) {
  CustomerStanding standing{.as_of = asked ? asked : ledger.last_known_day()};
  const auto customer = ledger.find_customer(id.value);
  if (!customer || !standing.as_of) return standing;
  const Day as_of = *standing.as_of;
  add_money(ledger::View(ledger, as_of), *customer, standing);
  TSUZUKU_TRY(without_cost, session.rows(queries.get("sales_without_cost"),
                                         {{"customer_id", id.value}, {"as_of", std::int64_t{as_of.value}}}));
  standing.sales_without_cost = sql::integer(without_cost[0][0]);

  TSUZUKU_TRY(by_rfm, question_of(ledger, analysis::rfm::descriptor(), asked));
  const auto history = analysis::history_of(by_rfm.scope, *customer);
  if (!history) return standing;
  standing.purchases = std::ssize(history->purchases);
  standing.first_day = history->purchases.front();
  standing.last_day = history->purchases.back();
  TSUZUKU_TRY(levels, analysis::rfm::levels_of(by_rfm.scope, by_rfm.arguments, *history));
  standing.rfm = levels;
  TSUZUKU_TRY(by_cpm, question_of(ledger, analysis::cpm::descriptor(), asked));
  TSUZUKU_TRY(place, analysis::cpm::place_of(by_cpm.scope, by_cpm.arguments, *history));
  standing.cpm = place;
  TSUZUKU_TRY(gone, is_gone(ledger, *history, asked, standing.window_days));
  standing.gone = gone;
  TSUZUKU_TRY(rhythm, rhythm_of(ledger, *history, as_of, asked, gone));
  standing.rhythm = rhythm;
  return standing;
}

}  // namespace tsuzuku::services
