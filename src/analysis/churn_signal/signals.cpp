#include "analysis/churn_signal/signals.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/common/parallel.hpp"
#include "analysis/common/walk.hpp"

namespace tsuzuku::analysis::churn_signal {
namespace {

using models::DropOut;

struct Found {
  RhythmCounts rhythm;
  LeftOutTally left_out;
  void merge(const Found& other) {
    rhythm.merge(other.rhythm);
    left_out.merge(other.left_out);
  }
};

// Each customer's standing goes to an element of its own, so that threads need not agree.
class StandingVisitor {
 public:
  static constexpr bool kMoney = true;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = false;

  StandingVisitor(const Scope& scope, States states, RhythmCounts& rhythm, std::vector<Standing>& standings)
      : scope_(scope), reader_(scope, states), rhythm_(rhythm), standings_(standings) {}

  void begin(ledger::CustomerIndex customer, ledger::OrderIndex) {
    customer_ = customer;
    reader_.begin(customer);
  }
  void order(ledger::OrderIndex order, int, bool) { reader_.order(order); }
  void returned(int, int, Money amount) { reader_.returned(amount); }
  void end() {
    standings_[customer_] = reader_.standing();
    for (const Deliveries::Contract& contract : reader_.deliveries().contracts())
      rhythm_.add(reader_.deliveries(), contract, reader_.state_of(contract), reader_.ended(contract), scope_.as_of);
  }

 private:
  const Scope& scope_;
  StandingReader reader_;
  RhythmCounts& rhythm_;
  std::vector<Standing>& standings_;
  ledger::CustomerIndex customer_ = 0;
};

bool is_modelled(const Standing& standing) { return standing.purchases > 0 && standing.kind == Kind::NoContract; }

// A share as a percentage; what differs from a border by rounding only lies on it.
double percent(double share) {
  constexpr double kFine = 1e10;
  return std::round(share * 100.0 * kFine) / kFine;
}

Level level_of(const Signal& signal, const Thresholds& thresholds) {
  if (!signal.times) return Level::Unknown;
  const bool quiet = percent(*signal.times) >= static_cast<double>(thresholds.watch_percent);
  if (!signal.alive || percent(*signal.alive) >= static_cast<double>(thresholds.risk_percent))
    return quiet ? Level::Watch : Level::Fine;
  if (!quiet) return Level::Unlikely;
  return percent(*signal.alive) < static_cast<double>(thresholds.gone_percent) ? Level::Gone : Level::AtRisk;
}

}  // namespace

Signals Signals::read(const Scope& scope, const Execution& execution, States states) {
  Signals signals;
  signals.as_of_ = scope.as_of;
  signals.standings_.resize(scope.ledger->customer_count());
  const Found found = reduce_orders(*scope.ledger, execution, Found{}, [&](ledger::OrderRange chunk, Found& mine) {
    StandingVisitor visitor(scope, states, mine.rhythm, signals.standings_);
    Walk(scope, visitor, mine.left_out)(chunk);
  });
  signals.left_out_ = found.left_out;
  signals.contracts_.emplace(found.rhythm);
  signals.fit_purchases(execution.threads);
  signals.fit_spend(execution.threads);
  return signals;
}

models::PurchaseHistory Signals::history_of(const Standing& standing) const {
  return {.x = static_cast<std::int32_t>(std::min<std::uint32_t>(standing.repeats(), models::kMostPurchases)),
          .t_x = static_cast<double>(standing.lasted()),
          .T = static_cast<double>(as_of_ - standing.first_day)};
}

void Signals::fit_purchases(std::size_t threads) {
  std::vector<std::int64_t> once;  // customers who bought once, by days watched
  std::vector<models::PurchaseHistory> histories;
  for (const Standing& standing : standings_) {
    contract_customers_ += standing.purchases > 0 && standing.kind == Kind::Contract;
    if (!is_modelled(standing)) continue;
    ++customers_;
    if (standing.repeats() > 0) {
      ++repeaters_;
      histories.push_back(history_of(standing));
      continue;
    }
    const auto watched = static_cast<std::size_t>(as_of_ - standing.first_day);
    if (once.size() <= watched) once.resize(watched + 1);
    ++once[watched];
  }
  if (customers_ == 0) return;
  why_no_model_ = repeaters_ == 0 ? NoModel::NobodyRepeats : NoModel::TooFew;
  if (customers_ < kCustomersLeast || repeaters_ < kRepeatersLeast) return;
  for (std::size_t days = 0; days < once.size(); ++days) {
    if (once[days] > 0) histories.push_back({.T = static_cast<double>(days), .customers = once[days]});
  }
  why_no_model_ = NoModel::NotConverged;
  const auto fit = models::fit_bg_nbd(models::grouped(std::move(histories)), DropOut::FromTheFirst, threads);
  if (!fit) return;
  const bool leaving_seen = fit->parameters.a >= kLeavingLeast * (fit->parameters.a + fit->parameters.b);
  // At that border a and b run away, while r and alpha are those of purchases alone, as long as rhythms differ.
  if (leaving_seen ? !fit->converged : fit->parameters.r > kAllAlike) return;
  purchases_ = *fit;
  why_no_model_ = leaving_seen ? NoModel::None : NoModel::NobodyLeaves;
  if (!leaving_seen) return;
  while_alive_once_.resize(once.size());
  for (std::size_t days = 0; days < once.size(); ++days) {
    if (once[days] == 0) continue;
    while_alive_once_[days] =
        models::expected_while_alive(fit->parameters, DropOut::FromTheFirst, {.T = static_cast<double>(days)}, kYear);
  }
}

void Signals::fit_spend(std::size_t threads) {
  std::int64_t purchases = 0;
  Money net = 0;
  std::vector<models::SpendHistory> histories;
  for (const Standing& standing : standings_) {
    if (!is_modelled(standing)) continue;
    purchases += standing.purchases;
    net += standing.net;
    if (standing.repeats() == 0 || standing.net <= 0) continue;
    const std::int32_t x = history_of(standing).x + 1;
    histories.push_back({.x = x, .z = static_cast<double>(standing.net) / x});
  }
  if (purchases > 0) mean_value_ = std::max(static_cast<double>(net) / static_cast<double>(purchases), 0.0);
  if (!tells_leaving() || std::ssize(histories) < kRepeatersLeast) return;
  const auto fit = models::fit_gamma_gamma(histories, threads);
  // With a mean for everybody: from one purchase on, p x + q lies above 1.
  if (!fit || !fit->converged || !models::expected_spend(fit->parameters, 1, 0.0)) return;
  spend_ = *fit;
  spend_correlation_ = models::correlation(histories);
}

double Signals::value_of_purchase(const Standing& standing) const {
  if (!spend_) return mean_value_;
  const std::int32_t x = history_of(standing).x + 1;
  const double z = static_cast<double>(std::max<Money>(standing.net, 0)) / x;
  return models::expected_spend(spend_->parameters, x, z).value_or(mean_value_);
}

Signal Signals::signal(const Standing& standing, const Thresholds& thresholds) const {
  Signal signal{.silent = as_of_ - standing.last_day};
  if (standing.is_told()) {
    signal.level = Level::Told;
    return signal;
  }
  if (standing.kind == Kind::Contract) {
    signal.interval = contracts_->interval(standing);
    if (signal.interval) signal.alive = contracts_->chance(standing, signal.silent, *signal.interval);
  } else if (purchases_) {
    const models::BgNbd& model = purchases_->parameters;
    signal.interval = (model.alpha + standing.lasted()) / (model.r + standing.repeats());
    if (tells_leaving()) signal.alive = models::probability_alive(model, DropOut::FromTheFirst, history_of(standing));
  }
  if (signal.interval) signal.times = signal.silent / *signal.interval;
  signal.level = level_of(signal, thresholds);
  return signal;
}

std::optional<Stake> Signals::stake(const Standing& standing, const Signal& signal) const {
  if (!signal.alive || !signal.interval) return std::nullopt;
  Stake stake;
  if (standing.kind == Kind::Contract) {
    const double value = static_cast<double>(std::max<Money>(standing.net, 0)) / standing.purchases;
    stake.if_there = value * contracts_->deliveries_if_next_comes(standing, signal.silent, *signal.interval, kYear);
  } else {
    const double purchases =
        standing.repeats() == 0
            ? while_alive_once_[static_cast<std::size_t>(as_of_ - standing.first_day)]
            : models::expected_while_alive(purchases_->parameters, DropOut::FromTheFirst, history_of(standing), kYear);
    stake.if_there = value_of_purchase(standing) * purchases;
  }
  stake.expected = *signal.alive * stake.if_there;
  return stake;
}

std::optional<double> Signals::chance_within(const Standing& standing, int days) const {
  if (standing.is_told()) return std::nullopt;
  if (standing.kind == Kind::Contract) {
    const auto interval = contracts_->interval(standing);
    if (!interval) return std::nullopt;
    return contracts_->chance_within(standing, as_of_ - standing.last_day, *interval, days);
  }
  if (!tells_leaving()) return std::nullopt;
  return models::probability_of_purchase(purchases_->parameters, DropOut::FromTheFirst, history_of(standing), days);
}

}  // namespace tsuzuku::analysis::churn_signal
