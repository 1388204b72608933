#include "services/results/results.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "journeys/arms.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::int64_t kJourneyEnded = 4;     // journeys.state
constexpr std::int64_t kCampaignRunning = 3;  // campaigns.state; later ones are over
constexpr int kWeeksPlanned = 13;             // a journey is judged for a quarter of a year

Result<TimeZone> zone_of(const Shop& shop) {
  auto zone = TimeZone::find(shop.time_zone);
  if (!zone) return fail(ErrorKind::Internal, "shop.unknown_time_zone", {{"time_zone", shop.time_zone}});
  return *std::move(zone);
}

constexpr std::size_t at(Measure measure) { return static_cast<std::size_t>(measure); }

struct SentTouch {
  std::int64_t sent_at = 0;
  std::int64_t cost = 0;
  bool opened = false;
  bool clicked = false;
};
using SentTouches = std::unordered_map<std::int64_t, std::vector<SentTouch>>;

// The rows of one way in, in their order.
struct Entry {
  std::int64_t customer = 0;
  std::int64_t entered_at = 0;
  journeys::Arm arm = journeys::Arm::Treated;
  std::int64_t id = 0;
};

}  // namespace

struct Results::Asked {
  std::string_view people;  // queries
  std::string_view touches;
  std::int64_t id = 0;
  ResultRequest request;
  std::int64_t now = 0;
  std::int64_t until = 0;  // the shop is known to this moment
  bool over = false;       // nobody comes in any more
};

namespace {

// Adds up one way in after another.
class Reading {
 public:
  Reading(const Shop& shop, const TimeZone& zone, const ResultRequest& request, std::int64_t until,
          const SentTouches& touches)
      : merge_(shop.merge_same_day),
        zone_(zone),
        request_(request),
        window_(request.goal_days * kDaySeconds),
        until_(until),
        touches_(touches) {}

  // False when the way in does not count: its orders need not be told.
  bool begin(const Entry& entry) {
    end();
    const Day day = zone_.day_of(entry.entered_at);
    if (request_.from && day < *request_.from) return false;
    if (request_.to && day > *request_.to) return false;
    if (entry.customer == last_customer_) return false;  // their first way in counts
    last_customer_ = entry.customer;
    if (entry.arm == journeys::Arm::GlobalHoldout) return leave_out("global_holdout");
    first_ = std::min(first_.value_or(day), day);
    last_ = std::max(last_.value_or(day), day);
    if (entry.entered_at + window_ > until_) return leave_out("window_open");
    entry_ = entry;
    seen_ = Observation{.treated = entry.arm == journeys::Arm::Treated, .entered = day};
    return true;
  }

  void order(std::int64_t ordered_at, std::int64_t day, bool purchase, std::int64_t net, std::int64_t cost) {
    const bool after = ordered_at > entry_->entered_at;
    auto& sums = after ? seen_.after : seen_.before;
    sums[at(Measure::Net)] += static_cast<double>(net);
    sums[at(Measure::Gross)] += static_cast<double>(net - cost);
    net_ += net;
    if (cost == 0) net_without_cost_ += net;
    if (!purchase) return;
    std::set<std::int64_t>& days = after ? days_after_ : days_before_;
    const bool counts = !merge_ || days.insert(day).second;
    if (counts) ++sums[at(Measure::Orders)];
  }

  void end() {
    if (!entry_) return;
    if (const auto touched = touches_.find(entry_->customer); touched != touches_.end()) {
      for (const SentTouch& touch : touched->second) {
        if (touch.sent_at < entry_->entered_at || touch.sent_at > entry_->entered_at + window_) continue;
        seen_.sent = true;
        seen_.opened = seen_.opened || touch.opened;
        seen_.clicked = seen_.clicked || touch.clicked;
        seen_.touch_cost += static_cast<double>(touch.cost);
      }
    }
    seen_.after[at(Measure::Contribution)] = seen_.after[at(Measure::Gross)] - seen_.touch_cost;
    seen_.before[at(Measure::Contribution)] = seen_.before[at(Measure::Gross)];
    sums_.add(seen_);
    days_after_.clear();
    days_before_.clear();
    entry_.reset();
  }

  [[nodiscard]] const OutcomeSums& sums() const { return sums_; }
  [[nodiscard]] std::optional<Day> first() const { return first_; }
  [[nodiscard]] std::optional<Day> last() const { return last_; }
  [[nodiscard]] const std::map<std::string, std::int64_t>& left_out() const { return left_out_; }
  // More than a tenth of the sales have no cost: gross profit is then mostly sales.
  [[nodiscard]] bool costs_are_missing() const { return net_ > 0 && net_without_cost_ * 10 > net_; }

 private:
  bool leave_out(const char* reason) {
    ++left_out_[reason];
    return false;
  }

  bool merge_;
  const TimeZone& zone_;
  const ResultRequest& request_;
  std::int64_t window_;
  std::int64_t until_;  // the shop is known to this moment
  const SentTouches& touches_;
  std::optional<Entry> entry_;
  std::int64_t last_customer_ = 0;
  Observation seen_;
  std::set<std::int64_t> days_after_, days_before_;
  OutcomeSums sums_;
  std::optional<Day> first_, last_;
  std::map<std::string, std::int64_t> left_out_;
  std::int64_t net_ = 0;
  std::int64_t net_without_cost_ = 0;
};

Result<SentTouches> read_touches(sql::Session& session, const sql::Query& query, const sql::Parameters& parameters) {
  SentTouches touches;
  TSUZUKU_TRY(cursor, session.stream(query, parameters));
  for (;;) {
    TSUZUKU_TRY(more, cursor->next());
    if (!more) return touches;
    touches[cursor->integer(0)].push_back(
        {cursor->integer(1), cursor->integer(2), cursor->integer(3) != 0, cursor->integer(4) != 0});
  }
}

Status read_people(sql::Session& session, const sql::Query& query, const sql::Parameters& parameters,
                   Reading& reading) {
  TSUZUKU_TRY(cursor, session.stream(query, parameters));
  std::optional<std::int64_t> open;
  bool counts = false;
  for (;;) {
    TSUZUKU_TRY(more, cursor->next());
    if (!more) break;
    if (const std::int64_t id = cursor->integer(8); open != id) {
      open = id;
      counts = reading.begin({.customer = cursor->integer(0),
                              .entered_at = cursor->integer(1),
                              .arm = static_cast<journeys::Arm>(cursor->integer(2)),
                              .id = id});
    }
    if (!counts || cursor->is_null(3)) continue;
    reading.order(cursor->integer(3), cursor->integer(4), cursor->integer(5) != 0, cursor->integer(6),
                  cursor->integer(7));
  }
  reading.end();
  return {};
}

// How many customers there will be when the decision is due, at the pace so far.
std::int64_t planned_by_pace(const Reading& reading, std::int64_t customers) {
  if (!reading.first()) return customers;
  const int weeks = std::max((*reading.last() - *reading.first()) / 7 + 1, 1);
  return std::max(customers, customers * kWeeksPlanned / weeks);
}

}  // namespace

Result<Results> Results::open(sql::Database& database, Ledgers& ledgers) {
  TSUZUKU_TRY(queries, queries_of("services/results/results.sql", database.dialect()));
  return Results(database, ledgers, std::move(queries));
}

// Of a shop that imports its orders once a week nobody knows yet who bought since.
Result<std::int64_t> Results::known_until(const Shop& shop, std::int64_t now) const {
  TSUZUKU_TRY(ledger, ledgers_->get(shop));
  TSUZUKU_TRY(zone, zone_of(shop));
  if (!ledger->last_known_day()) return now;
  return std::min(now, zone.to_utc(*ledger->last_known_day() + 1, 0));
}

Result<ResultReport> Results::of_journey(const Shop& shop, JourneyId journey, const ResultRequest& request,
                                         std::int64_t now) const {
  TSUZUKU_TRY(until, known_until(shop, now));
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("result_journey"), {{"shop_id", shop.id.value}, {"id", journey.value}}));
  if (rows.empty()) return fail(ErrorKind::NotFound, "results.unknown_journey", {{"id", journey.text()}});
  return read(*session, shop,
              {.people = "people_of_journey",
               .touches = "touches_of_journey",
               .id = journey.value,
               .request = request,
               .now = now,
               .until = until,
               .over = sql::integer(rows[0][0]) == kJourneyEnded});
}

Result<ResultReport> Results::of_campaign(const Shop& shop, CampaignId campaign, const ResultRequest& request,
                                          std::int64_t now) const {
  TSUZUKU_TRY(until, known_until(shop, now));
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows,
              session->rows(queries_.get("result_campaign"), {{"shop_id", shop.id.value}, {"id", campaign.value}}));
  if (rows.empty()) return fail(ErrorKind::NotFound, "results.unknown_campaign", {{"id", campaign.text()}});
  return read(*session, shop,
              {.people = "people_of_campaign",
               .touches = "touches_of_campaign",
               .id = campaign.value,
               .request = request,
               .now = now,
               .until = until,
               .over = sql::integer(rows[0][0]) >= kCampaignRunning});
}

Result<ResultReport> Results::read(sql::Session& session, const Shop& shop, const Asked& asked) const {
  const ResultRequest& request = asked.request;
  if (request.goal_days < 1 || request.goal_days > kGoalDaysMost) {
    return fail(ErrorKind::Usage, "results.bad_goal_days",
                {{"value", std::to_string(request.goal_days)}, {"maximum", std::to_string(kGoalDaysMost)}});
  }
  TSUZUKU_TRY(zone, zone_of(shop));
  TSUZUKU_TRY(transaction, sql::Transaction::begin(session));
  TSUZUKU_TRY(touches,
              read_touches(session, queries_.get(asked.touches), {{"shop_id", shop.id.value}, {"id", asked.id}}));
  Reading reading(shop, zone, request, asked.until, touches);
  TSUZUKU_CHECK(read_people(session, queries_.get(asked.people),
                            {{"shop_id", shop.id.value},
                             {"id", asked.id},
                             {"before", kBeforeDays * kDaySeconds},
                             {"after", request.goal_days * kDaySeconds}},
                            reading));
  TSUZUKU_CHECK(transaction.commit());

  ResultReport report;
  report.as_of = zone.day_of(std::min(asked.now, asked.until - 1));
  report.from = reading.first();
  report.to = reading.last();
  report.goal_days = request.goal_days;
  const bool all_windows_over = !reading.left_out().contains("window_open");
  report.looking = asked.over && all_windows_over ? Looking::Once : Looking::Anytime;
  report.outcome = reading.sums().outcome(report.looking, planned_by_pace(reading, reading.sums().customers()));
  for (const auto& [reason, customers] : reading.left_out()) report.left_out.push_back({reason, customers});
  if (report.outcome.without_comparison > 0) {
    report.left_out.push_back({"no_comparison", report.outcome.without_comparison});
  }
  report.assumptions = {"same_window", "first_entry", "intention"};
  if (reading.costs_are_missing()) report.assumptions.emplace_back("costs_missing");
  return report;
}

}  // namespace tsuzuku::services
