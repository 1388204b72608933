#pragma once
// What a journey or a campaign changed, from the customers of both arms. Pure: no store, no clock, no words.
// Definitions and formulas: docs/results.md.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "base/day.hpp"
#include "models/experiment.hpp"

namespace tsuzuku::services {

// With fewer in an arm nothing is called either way: of fewer customers the spread itself is hardly known, and who
// looks every week meets such luck often; of fewer buyers even the best interval rests on who happened to be held out.
inline constexpr std::int64_t kLeastInArmForVerdict = 100;
inline constexpr std::int64_t kLeastBuyersForVerdict = 5;

enum class Measure : std::uint8_t { Orders, Net, Gross, Contribution };
inline constexpr std::array kMeasures{Measure::Orders, Measure::Net, Measure::Gross, Measure::Contribution};
[[nodiscard]] std::string_view name_of(Measure measure);          // "orders", "net", "gross", "contribution"
[[nodiscard]] std::string_view name_of(models::Verdict verdict);  // "raises", "lowers", "undecided"

// One customer who was treated or held out. Money in minor units.
struct Observation {
  bool treated = true;
  Day entered;
  // In the goal window, the same number of days for everybody, and in the time before; by Measure. The touches' cost is
  // in contribution already.
  std::array<double, kMeasures.size()> after{};
  std::array<double, kMeasures.size()> before{};
  double touch_cost = 0.0;
  bool sent = false;
  bool opened = false;
  bool clicked = false;
};

struct ArmTotals {
  std::int64_t customers = 0;
  std::int64_t sent = 0;  // customers, as the next two
  std::int64_t opened = 0;
  std::int64_t clicked = 0;
  std::int64_t bought = 0;
  std::array<double, kMeasures.size()> totals{};
  double touch_cost = 0.0;
};

// How often somebody will have looked by the time that a decision is taken.
enum class Looking {
  Once,     // everything has happened: the 95 % interval
  Anytime,  // it goes on: an interval that is true at every look at once, and wider
};

struct MeasuredEffect {
  Measure measure = Measure::Orders;
  double per_customer = 0.0;  // treated - holdout
  models::Interval interval;
  double total = 0.0;  // for all treated who are compared
  models::Interval total_interval;
  models::Verdict verdict = models::Verdict::Undecided;
  bool adjusted = false;  // by the same measure before
  // Customers: for an effect of today's size to be seen (models::more_needed), and for there to be a verdict at all.
  std::optional<std::int64_t> more_needed;
};

struct OutcomeWeek {
  Day monday;
  std::int64_t treated = 0;  // customers
  std::int64_t holdout = 0;
  std::optional<double> treated_mean;  // contribution per customer; nothing without customers
  std::optional<double> holdout_mean;
};

struct Outcome {
  ArmTotals treated;
  ArmTotals holdout;
  std::vector<MeasuredEffect> effects;  // none when no week has two customers in each arm
  std::int64_t without_comparison = 0;  // customers of weeks where one arm is too small
  std::vector<OutcomeWeek> weeks;       // by entry
};

// Adds customers up one after another: memory is flat in their number.
class OutcomeSums {
 public:
  void add(const Observation& observation);
  [[nodiscard]] std::int64_t customers() const { return treated_.customers + holdout_.customers; }
  // `planned`: how many customers there will be at the end, for Looking::Anytime; at least as many as now.
  [[nodiscard]] Outcome outcome(Looking looking, std::int64_t planned) const;

 private:
  using WeekSums = std::array<models::Week, kMeasures.size()>;
  std::map<std::int32_t, WeekSums> weeks_;  // by monday
  ArmTotals treated_;
  ArmTotals holdout_;
};

[[nodiscard]] Day monday_of(Day day);

}  // namespace tsuzuku::services
