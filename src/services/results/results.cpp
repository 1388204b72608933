#include "services/results/results.hpp"

#include <algorithm>
#include <limits>

#include "journeys/definition.hpp"
#include "services/campaigns/campaigns.hpp"
#include "services/journeys/journeys.hpp"
#include "services/query_files.hpp"
#include "services/results/reading.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;
constexpr int kWeeksPlanned = 13;  // a journey is judged for a quarter of a year

Result<TimeZone> zone_of(const Shop& shop) {
  auto zone = TimeZone::find(shop.time_zone);
  if (!zone) return fail(ErrorKind::Internal, "shop.unknown_time_zone", {{"time_zone", shop.time_zone}});
  return *std::move(zone);
}

int goal_days_of(const sql::Value& definition) {
  if (sql::is_null(definition)) return kGoalDays;
  const auto read = journeys::parse_definition(sql::text(definition));
  return read.definition.goal ? std::clamp(read.definition.goal->days, 1, kGoalDaysMost) : kGoalDays;
}

}  // namespace

struct Results::Subject {
  std::int64_t state = 0;
  int goal_days = kGoalDays;
};

struct Results::Asked {
  std::string_view people;  // queries
  std::string_view touches;
  sql::Parameters which;  // of both
  Arms arms = Arms::OfOne;
  ResultRequest request;
  int usual_goal_days = kGoalDays;
  std::int64_t now = 0;
  std::int64_t until = 0;  // the shop is known to this moment
  bool over = false;       // nobody comes in any more
};

namespace {

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
      TSUZUKU_TRY(begun, reading.begin({.customer = cursor->integer(0),
                                        .entered_at = cursor->integer(1),
                                        .arm = static_cast<journeys::Arm>(cursor->integer(2))}));
      counts = begun;
    }
    if (!counts || cursor->is_null(3)) continue;
    reading.order(cursor->integer(3), cursor->integer(4), cursor->integer(5) != 0, cursor->integer(6),
                  cursor->integer(7));
  }
  return reading.end();
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
  TSUZUKU_TRY(holdouts, GlobalHoldouts::open(database));
  return Results(database, ledgers, std::move(holdouts), std::move(queries));
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
  TSUZUKU_TRY(found, subject(shop, "result_journey", journey.value));
  if (!found) return fail(ErrorKind::NotFound, "results.unknown_journey", {{"id", journey.text()}});
  TSUZUKU_TRY(until, known_until(shop, now));
  return read(shop, {.people = "people_of_journey",
                     .touches = "touches_of_journey",
                     .which = {{"id", journey.value}},
                     .request = request,
                     .usual_goal_days = found->goal_days,
                     .now = now,
                     .until = until,
                     .over = static_cast<JourneyState>(found->state) == JourneyState::Ended});
}

Result<ResultReport> Results::of_campaign(const Shop& shop, CampaignId campaign, const ResultRequest& request,
                                          std::int64_t now) const {
  TSUZUKU_TRY(found, subject(shop, "result_campaign", campaign.value));
  if (!found) return fail(ErrorKind::NotFound, "results.unknown_campaign", {{"id", campaign.text()}});
  TSUZUKU_TRY(until, known_until(shop, now));
  return read(shop, {.people = "people_of_campaign",
                     .touches = "touches_of_campaign",
                     .which = {{"id", campaign.value}},
                     .request = request,
                     .now = now,
                     .until = until,
                     .over = static_cast<CampaignState>(found->state) >= CampaignState::Running});
}

Result<ResultReport> Results::of_everything(const Shop& shop, const ResultRequest& request, std::int64_t now) const {
  TSUZUKU_TRY(period, holdouts_.last_period(shop.id));
  if (!period) return fail(ErrorKind::NotFound, "results.nobody_held_out");
  TSUZUKU_TRY(until, known_until(shop, now));
  const std::int64_t ended = period->until.value_or(std::numeric_limits<std::int64_t>::max());
  TSUZUKU_TRY(report, read(shop, {.people = "people_of_everything",
                                  .touches = "touches_of_everything",
                                  .which = {{"since", period->since}, {"ended", ended}},
                                  .arms = Arms::Everything,
                                  .request = request,
                                  .now = now,
                                  .until = until,
                                  .over = period->until.has_value()}));
  report.period = *period;
  report.assumptions.emplace_back("everything");
  return std::move(report);
}

Result<std::optional<Results::Subject>> Results::subject(const Shop& shop, std::string_view query,
                                                         std::int64_t id) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get(query), {{"shop_id", shop.id.value}, {"id", id}}));
  if (rows.empty()) return std::nullopt;
  return Subject{.state = sql::integer(rows[0][0]), .goal_days = goal_days_of(rows[0][1])};
}

Result<ResultReport> Results::read(const Shop& shop, const Asked& asked) const {
  const ResultRequest& request = asked.request;
  const int goal_days = request.goal_days.value_or(asked.usual_goal_days);
  if (goal_days < 1 || goal_days > kGoalDaysMost) {
    return fail(ErrorKind::Usage, "results.bad_goal_days",
                {{"value", std::to_string(goal_days)}, {"maximum", std::to_string(kGoalDaysMost)}});
  }
  TSUZUKU_TRY(zone, zone_of(shop));
  const std::int64_t window = goal_days * kDaySeconds;
  sql::Parameters parameters = asked.which;
  parameters.push_back({"shop_id", shop.id.value});

  // Two cursors side by side: what was sent since the first of them began is not in it, and does not matter.
  TSUZUKU_TRY(people, database_->reader());
  TSUZUKU_TRY(touched, database_->reader_if_free());
  TSUZUKU_TRY(touch_rows, touched->stream(queries_.get(asked.touches), parameters));
  TouchStream touches(std::move(touch_rows));
  parameters.push_back({"before", kBeforeDays * kDaySeconds});
  parameters.push_back({"after", window});
  Reading reading({.arms = asked.arms,
                   .merge_same_day = shop.merge_same_day,
                   .from = request.from,
                   .to = request.to,
                   .window = window,
                   .until = asked.until},
                  zone, touches);
  TSUZUKU_CHECK(read_people(*people, queries_.get(asked.people), parameters, reading));

  ResultReport report;
  report.as_of = zone.day_of(std::min(asked.now, asked.until - 1));
  report.from = reading.first();
  report.to = reading.last();
  report.goal_days = goal_days;
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
