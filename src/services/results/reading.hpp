#pragma once
// Adds up one way in after another, as the rows of the queries in results.sql tell them: memory is flat in their
// number.

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/time_zone.hpp"
#include "journeys/arms.hpp"
#include "services/results/outcome.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct SentTouch {
  std::int64_t sent_at = 0;
  std::int64_t cost = 0;
  bool opened = false;
  bool clicked = false;
};

// What was sent, customer by customer.
class TouchStream {
 public:
  // Of rows (customer, sent at, cost, opened, clicked) by customer, ascending.
  explicit TouchStream(std::unique_ptr<sql::Cursor> rows) : rows_(std::move(rows)) {}
  // REQUIRES: customers ascend from call to call.
  [[nodiscard]] Result<std::vector<SentTouch>> of(std::int64_t customer);

 private:
  std::unique_ptr<sql::Cursor> rows_;
  std::int64_t at_ = 0;  // customer of the row read last
  bool any_ = true;      // rows_ stands on a row, or has not been asked yet
};

// What is compared with what.
enum class Arms {
  OfOne,       // a journey's or campaign's treated with its own held out; who is held out of everything is neither
  Everything,  // all whom anything may reach with those held out of everything
};

// Which ways in count.
struct Reckoning {
  Arms arms = Arms::OfOne;
  bool merge_same_day = true;
  std::optional<Day> from;  // of entries
  std::optional<Day> to;
  std::int64_t window = 0;  // seconds from the entry on
  std::int64_t until = 0;   // the shop is known to this moment
};

struct WayIn {
  std::int64_t customer = 0;
  std::int64_t entered_at = 0;
  journeys::Arm arm = journeys::Arm::Treated;
};

class Reading {
 public:
  // `zone` and `touches` outlive it.
  Reading(const Reckoning& reckoning, const TimeZone& zone, TouchStream& touches)
      : reckoning_(reckoning), zone_(&zone), touches_(&touches) {}

  // False when the way in does not count: its orders need not be told. Customers ascend; a customer's ways in by time.
  [[nodiscard]] Result<bool> begin(const WayIn& way);
  // Of the way begun last. Money in minor units.
  void order(std::int64_t ordered_at, std::int64_t day, bool purchase, std::int64_t net, std::int64_t cost);
  [[nodiscard]] Status end();

  [[nodiscard]] const OutcomeSums& sums() const { return sums_; }
  [[nodiscard]] std::optional<Day> first() const { return first_; }  // of the entries
  [[nodiscard]] std::optional<Day> last() const { return last_; }
  [[nodiscard]] const std::map<std::string, std::int64_t>& left_out() const { return left_out_; }
  // More than a tenth of the sales have no cost: gross profit is then mostly sales.
  [[nodiscard]] bool costs_are_missing() const { return net_ > 0 && net_without_cost_ * 10 > net_; }

 private:
  bool leave_out(const char* reason);

  Reckoning reckoning_;
  const TimeZone* zone_;
  TouchStream* touches_;
  std::optional<WayIn> way_;
  std::int64_t last_customer_ = 0;
  Observation seen_;
  std::set<std::int64_t> days_after_, days_before_;
  OutcomeSums sums_;
  std::optional<Day> first_, last_;
  std::map<std::string, std::int64_t> left_out_;
  std::int64_t net_ = 0;
  std::int64_t net_without_cost_ = 0;
};

}  // namespace tsuzuku::services
