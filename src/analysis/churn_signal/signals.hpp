#pragma once
// How quiet customers are against their own rhythm, how likely they are still there, and what hangs on it: the models
// fitted on the as-of day to the customers whom the scope selects, and one customer's signal by them.
//
// Without a contract (MBG/NBD, models/bg_nbd.hpp; x repeats, the last t_x days after the first purchase, T days
// watched):
//   interval   (alpha + t_x) / (r + x) days: one over the mean of the rate known when the last purchase was made, which
//              is Gamma(r + x, alpha + t_x) (Fader, Hardie, Lee 2005, assumption ii). As if everybody brought r
//              purchases with the shop's own interval alpha / r along: the fewer purchases, the nearer to it
//   alive      P(alive), the silence since then taken into account
//   if there   purchases to be expected in the year ahead of who is still there, x value of a purchase
//   value      gamma-gamma of net sales per purchase (models/gamma_gamma.hpp), x counting all purchases; the shop's
//   mean
//              where that is not determined
// With a contract (contract_rhythm.hpp):
//   interval   the contract's own cycle, by credibility
//   alive      the chance that its next delivery still comes, by round and days of silence
//   if there   deliveries to be expected in the year ahead if it does, x the contract's own mean net sales per delivery
//
// times = days since the last purchase / interval; expected = alive x if there.

#include <optional>
#include <vector>

#include "analysis/churn_signal/contract_rhythm.hpp"
#include "analysis/common/left_out.hpp"
#include "models/bg_nbd.hpp"
#include "models/gamma_gamma.hpp"

namespace tsuzuku::analysis::churn_signal {

inline constexpr std::int64_t kCustomersLeast = 100;  // without a contract: from fewer no model is fitted
inline constexpr std::int64_t kRepeatersLeast = 30;   // of those
// The chance to leave after a purchase, a / (a + b) over customers: with less nobody is seen to leave, P(alive) is 1
// for however long a silence, and so it is not told.
inline constexpr double kLeavingLeast = 0.01;
inline constexpr double kAllAlike = 100.0;  // r: beyond, customers' rhythms do not differ, and alpha / r is no interval
inline constexpr int kYear = 365;

// churn_signal.hpp says what they mean. The words never say better than the chance told: Fine and Watch have
// risk_percent or more, those after them less.
enum class Level : std::uint8_t { Fine, Watch, Unlikely, AtRisk, Gone, Told, Unknown };
inline constexpr std::size_t kLevels = 7;

struct Thresholds {
  std::int64_t watch_percent = 0;  // of the own interval: from there on it is quiet
  std::int64_t risk_percent = 0;   // a quiet customer whose chance is below
  std::int64_t gone_percent = 0;   // likewise
};

struct Signal {
  Level level = Level::Unknown;
  int silent = 0;  // days since the last purchase
  std::optional<double> interval;
  std::optional<double> times;
  std::optional<double> alive;
};

// What the year ahead may bring, minor units.
struct Stake {
  double expected = 0.0;
  double if_there = 0.0;
};

// Why there is no number for customers without a contract.
// NobodyLeaves: there is an interval, but no chance.
enum class NoModel : std::uint8_t { None, NobodyThere, TooFew, NobodyRepeats, NotConverged, NobodyLeaves };

class Signals {
 public:
  // Walks the ledger once. REQUIRES: the block of subscriptions. The scope must outlive the object only during the
  // call.
  static Signals read(const Scope& scope, const Execution& execution, States states = States::AsTold);

  // By CustomerIndex; purchases = 0 for who is not selected or has none.
  [[nodiscard]] const std::vector<Standing>& standings() const { return standings_; }
  [[nodiscard]] const LeftOutTally& left_out() const { return left_out_; }

  [[nodiscard]] Signal signal(const Standing& standing, const Thresholds& thresholds) const;
  // Nothing where no chance is told.
  [[nodiscard]] std::optional<Stake> stake(const Standing& standing, const Signal& signal) const;
  // That somebody who said nothing buys within `days` after the as-of day.
  [[nodiscard]] std::optional<double> chance_within(const Standing& standing, int days) const;

  [[nodiscard]] NoModel why_no_model() const { return why_no_model_; }
  // Whether the model of purchases tells silence from leaving.
  [[nodiscard]] bool tells_leaving() const { return why_no_model_ == NoModel::None; }
  [[nodiscard]] const std::optional<models::Fit<models::BgNbd>>& purchases() const { return purchases_; }
  [[nodiscard]] const std::optional<models::Fit<models::GammaGamma>>& spend() const { return spend_; }
  [[nodiscard]] std::optional<double> spend_correlation() const { return spend_correlation_; }
  [[nodiscard]] const ContractRhythm& contracts() const { return *contracts_; }
  [[nodiscard]] std::int64_t customers() const { return customers_; }  // without a contract
  [[nodiscard]] std::int64_t contract_customers() const { return contract_customers_; }

  // What standing() of a reader is compared with: the same for a membership.
  [[nodiscard]] int as_of() const { return as_of_; }

 private:
  void fit_purchases(std::size_t threads);
  void fit_spend(std::size_t threads);
  [[nodiscard]] models::PurchaseHistory history_of(const Standing& standing) const;
  [[nodiscard]] double value_of_purchase(const Standing& standing) const;

  int as_of_ = 0;
  std::vector<Standing> standings_;
  LeftOutTally left_out_;
  std::int64_t customers_ = 0;
  std::int64_t repeaters_ = 0;
  std::int64_t contract_customers_ = 0;
  double mean_value_ = 0.0;  // of a purchase without a contract
  NoModel why_no_model_ = NoModel::NobodyThere;
  std::optional<models::Fit<models::BgNbd>> purchases_;  // converged, or NobodyLeaves
  std::optional<models::Fit<models::GammaGamma>> spend_;
  std::optional<double> spend_correlation_;
  std::optional<ContractRhythm> contracts_;
  // Of who bought once, by days watched: half of a shop, who differ in nothing else.
  std::vector<double> while_alive_once_;
};

}  // namespace tsuzuku::analysis::churn_signal
