#include "services/journeys/stage_numbers.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "analysis/stages/stages.hpp"
#include "ledger/blocks.hpp"
#include "ledger/view.hpp"

namespace tsuzuku::services {
namespace {

constexpr int kStagesMost = 99;  // the analysis knows one more
constexpr int kArrivalDays = 91;
constexpr double kDaysOfMonth = 365.0 / 12;
// A year says most; a young shop has none yet.
constexpr std::array kWatchedDays = {365, 180, 90};
constexpr std::int64_t kWatchedCustomersNeeded = 30;

// One customer's way past the stage.
struct Passage {
  std::optional<Day> reached;
  std::optional<Day> went_on;
  std::optional<int> days_to_delivery;  // of the purchase that reached it
};

Passage passage_of(const ledger::View& view, ledger::OrderRange orders, int stage) {
  Passage passage;
  int purchases = 0;
  Day last{-1};
  for (ledger::OrderIndex order = orders.begin; order < orders.end; ++order) {
    if (!view.is_purchase(order)) continue;
    const Day day = view.day(order);
    if (!view.ledger().merge_same_day() || day != last) ++purchases;
    last = day;
    if (purchases == stage) {
      passage.reached = day;
      if (view.delivered(order)) passage.days_to_delivery = view.ledger().columns().delivered[order] - day.value;
    } else if (purchases > stage) {
      passage.went_on = day;
      break;
    }
  }
  return passage;
}

Money spent_from(const ledger::View& view, ledger::OrderRange orders, Day from, int days) {
  Money spent = 0;
  for (ledger::OrderIndex order = orders.begin; order < orders.end; ++order) {
    const Day day = view.day(order);
    if (day < from || day - from >= days || !view.counts(order)) continue;
    spent += view.net_before_returns(order) - view.returned(order);
  }
  return spent;
}

class Counter {
 public:
  Counter(const ledger::View& view, StageNumbers& numbers) : view_(view), numbers_(numbers) {}

  void count() {
    const auto customers = static_cast<ledger::CustomerIndex>(view_.ledger().customer_count());
    for (ledger::CustomerIndex customer = 0; customer < customers; ++customer) add(view_.ledger().orders_of(customer));
    journeys::ProposalNumbers& proposal = numbers_.proposal;
    numbers_.arrival_days = kArrivalDays;
    proposal.customers_per_month =
        static_cast<std::int64_t>(static_cast<double>(arrivals_) * kDaysOfMonth / kArrivalDays + 0.5);
    if (2 * std::ssize(deliveries_) > reached_) {
      const auto middle = deliveries_.begin() + std::ssize(deliveries_) / 2;
      std::ranges::nth_element(deliveries_, middle);
      proposal.days_to_delivery = std::max(0, *middle);
    }
    for (std::size_t i = 0; i < kWatchedDays.size(); ++i) {
      if (watched_[i] < kWatchedCustomersNeeded) continue;
      numbers_.value_days = kWatchedDays[i];
      numbers_.value_customers = watched_[i];
      proposal.value_per_conversion = std::max<Money>(0, spent_[i] / watched_[i]);
      break;
    }
  }

 private:
  void add(ledger::OrderRange orders) {
    const Passage passage = passage_of(view_, orders, numbers_.proposal.stage);
    if (!passage.reached) return;
    ++reached_;
    if (view_.as_of() - *passage.reached < kArrivalDays) ++arrivals_;
    if (passage.days_to_delivery) deliveries_.push_back(*passage.days_to_delivery);
    if (!passage.went_on) return;
    for (std::size_t i = 0; i < kWatchedDays.size(); ++i) {
      if (view_.as_of() - *passage.went_on < kWatchedDays[i]) continue;
      ++watched_[i];
      spent_[i] += spent_from(view_, orders, *passage.went_on, kWatchedDays[i]);
    }
  }

  const ledger::View& view_;
  StageNumbers& numbers_;
  std::int64_t reached_ = 0;
  std::int64_t arrivals_ = 0;
  std::vector<int> deliveries_;
  std::array<std::int64_t, kWatchedDays.size()> watched_{};
  std::array<Money, kWatchedDays.size()> spent_{};
};

double number_in(const analysis::Table& table, std::size_t row, std::string_view name) {
  const auto at = std::ranges::find(table.columns, name, &analysis::Column::name) - table.columns.begin();
  const analysis::Value& value = table.rows[row][static_cast<std::size_t>(at)];
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  const auto* number = std::get_if<double>(&value);
  return number != nullptr ? *number : 0;
}

// The longest window in which enough customers went on to go by.
Status take_stage(const ledger::Ledger& ledger, StageNumbers& numbers) {
  journeys::ProposalNumbers& proposal = numbers.proposal;
  const auto row = static_cast<std::size_t>(proposal.stage - 1);
  for (const int window : kWatchedDays) {
    TSUZUKU_TRY(arguments, analysis::Arguments::parse(analysis::stages::descriptor(),
                                                      {{"stage_max", std::to_string(proposal.stage)},
                                                       {"window_days", std::to_string(window)}}));
    TSUZUKU_TRY(table, analysis::stages::run(ledger::borrowed(ledger), arguments, {}));
    if (table.rows.size() <= row) return {};
    numbers.window_days = window;
    proposal.matured = static_cast<std::int64_t>(number_in(table, row, "matured"));
    proposal.converted = static_cast<std::int64_t>(number_in(table, row, "converted"));
    proposal.days_p25 = number_in(table, row, "days_p25");
    proposal.days_median = number_in(table, row, "days_median");
    proposal.days_p75 = number_in(table, row, "days_p75");
    if (proposal.converted >= journeys::kConversionsNeeded) return {};
  }
  return {};
}

}  // namespace

Result<StageNumbers> stage_numbers(const ledger::Ledger& ledger, int stage, std::optional<int> pack_days) {
  if (stage < 1 || stage > kStagesMost) {
    return fail(ErrorKind::Usage, "journeys.propose_stage", {{"most", std::to_string(kStagesMost)}});
  }
  const auto as_of = ledger.last_known_day();
  if (!as_of) return fail(ErrorKind::InvalidInput, "journeys.propose_no_orders");
  StageNumbers numbers;
  numbers.as_of = *as_of;
  numbers.proposal.stage = stage;
  numbers.proposal.pack_days = pack_days;
  TSUZUKU_CHECK(take_stage(ledger, numbers));
  const ledger::View view(ledger, *as_of);
  Counter(view, numbers).count();
  return numbers;
}

}  // namespace tsuzuku::services
