#pragma once
// Where one customer stands on a day: stage, RFM and CPM with the same borders as the analyses, the own rhythm, what
// the shop earned.

#include <optional>
#include <string>

#include "analysis/cpm/cpm.hpp"
#include "analysis/rfm/rfm.hpp"
#include "base/day.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "ledger/ledger.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// So often its usual time after the last purchase a customer counts as late.
inline constexpr double kLateFactor = 1.5;
// Fewer gaps between purchases are no rhythm of one's own.
inline constexpr int kGapsForOwnRhythm = 2;

// When the next purchase is due. Basis Own: the median of the customer's own gaps, late after kLateFactor of it.
// Basis Shop: what other customers took from this stage to the next; late when three of four who came had come.
struct Rhythm {
  enum class Basis { Own, Shop };
  enum class State {
    Waiting,  // it is not time yet
    Due,      // usual time has passed
    Late,
    Gone,  // the window of the stage is over as well
  };
  Basis basis = Basis::Own;
  State state = State::Waiting;
  double median_days = 0;
  int gaps = 0;  // of the customer's own
  int days_since = 0;
  Day last_day;
  Day expected_day;
  Day late_day;

  friend bool operator==(const Rhythm&, const Rhythm&) = default;
};
[[nodiscard]] std::string_view name_of(Rhythm::Basis basis);  // "own", "shop"
[[nodiscard]] std::string_view name_of(Rhythm::State state);  // "waiting", "due", "late", "gone"

struct CustomerStanding {
  std::optional<Day> as_of;
  std::int64_t purchases = 0;  // = the stage
  std::optional<Day> first_day;
  std::optional<Day> last_day;
  int window_days = 0;  // of the stage
  bool gone = false;    // no next purchase within it
  std::optional<analysis::rfm::Levels> rfm;
  std::optional<analysis::cpm::Place> cpm;
  std::optional<Rhythm> rhythm;  // nothing without a purchase, or where nobody has come back yet
  std::int64_t orders = 0;       // whose money counts
  Money net = 0;                 // of all of them, less returns
  Money cost = 0;
  Money sales_without_cost = 0;  // of goods whose cost nobody told: margin is too large by their cost

  [[nodiscard]] Money margin() const { return net - cost; }
  friend bool operator==(const CustomerStanding&, const CustomerStanding&) = default;
};

// Without `as_of` the last day that is known. A customer the ledger does not hold yet has no purchases. `queries`:
// standing.sql.
[[nodiscard]] Result<CustomerStanding> load_standing(sql::Session& session, const sql::Queries& queries,
                                                     const ledger::Ledger& ledger, CustomerId customer,
                                                     std::optional<Day> as_of);

}  // namespace tsuzuku::services
