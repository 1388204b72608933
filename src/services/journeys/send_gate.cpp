#include "services/journeys/send_gate.hpp"

#include "journeys/stop_rules.hpp"
#include "services/journeys/journeys.hpp"
#include "services/journeys/runs.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

using journeys::EndReason;

constexpr std::size_t kStateColumn = 13;
constexpr std::size_t kZoneColumn = 14;

std::optional<std::string> because(EndReason reason) { return std::string(name_of(reason)); }

}  // namespace

Result<std::unique_ptr<JourneySendGate>> JourneySendGate::open(sql::Database& database, Questions questions) {
  TSUZUKU_TRY(queries, queries_of("services/journeys/send_gate.sql", database.dialect()));
  TSUZUKU_TRY(plan_queries, queries_of("services/journeys/engine.sql", database.dialect()));
  TSUZUKU_TRY(holdouts, GlobalHoldouts::open(database));
  return std::unique_ptr<JourneySendGate>(new JourneySendGate(database, std::move(questions), std::move(queries),
                                                              std::move(plan_queries), std::move(holdouts)));
}

Result<std::optional<std::string>> JourneySendGate::may_send(ShopId shop, const Touch& touch, std::int64_t now) {
  if (!touch.campaign && !touch.run) return std::nullopt;
  TSUZUKU_TRY(session, database_->reader());
  // Whoever was treated when they came in may be held out of everything since.
  TSUZUKU_TRY(global, holdouts_.of(*session, shop));
  if (global.holds_out(touch.customer)) return std::string(name_of(journeys::Arm::GlobalHoldout));
  return touch.campaign ? ask_campaign(*session, shop, touch, now) : ask_journey(*session, shop, touch, now);
}

// At its moment everybody was just chosen by the condition; whom quiet hours, caps or a closed channel moved may have
// bought since.
Result<JourneySendGate::Refusal> JourneySendGate::ask_campaign(sql::Session& session, ShopId shop, const Touch& touch,
                                                               std::int64_t now) {
  TSUZUKU_TRY(rows, session.rows(queries_.get("campaign_of_touch"),
                                 {{"campaign_id", touch.campaign->value}, {"shop_id", shop.value}}));
  if (rows.empty()) return because(EndReason::Erased);
  const sql::Row& campaign = rows.front();
  if (sql::integer(campaign[0]) != 0) return because(EndReason::Stopped);
  const bool was_moved = touch.due_at > sql::integer_or(campaign[2], touch.due_at);
  if (!was_moved) return std::nullopt;
  const auto holds = questions_.holds(session, shop, touch.customer, sql::text(campaign[1]), now);
  if (!holds) return fail(ErrorKind::Unavailable, "journeys.undecided_now");
  return *holds ? Refusal() : Refusal("no_longer_meant");
}

Result<JourneySendGate::Refusal> JourneySendGate::ask_journey(sql::Session& session, ShopId shop, const Touch& touch,
                                                              std::int64_t now) {
  TSUZUKU_TRY(rows, session.rows(queries_.get("run_of_touch"), {{"customer_id", touch.customer.value},
                                                                {"run_id", touch.run->value},
                                                                {"shop_id", shop.value}}));
  if (rows.empty()) return because(EndReason::Erased);
  const StoredRun stored = run_from(rows.front());
  if (stored.damaged) return because(EndReason::Damaged);
  const auto state = static_cast<JourneyState>(sql::integer(rows.front()[kStateColumn]));
  if (state == JourneyState::Ended) return because(EndReason::Stopped);
  if (state == JourneyState::Paused) return fail(ErrorKind::Unavailable, "journeys.paused_now");
  const std::string zone_name = sql::text(rows.front()[kZoneColumn]);
  const auto zone = TimeZone::find(zone_name);
  if (!zone) return fail(ErrorKind::Internal, "shop.unknown_time_zone", {{"time_zone", zone_name}});
  TSUZUKU_TRY(plan, plans_.get(session, stored.run.journey, stored.run.version));
  const journeys::Context context{now, *zone, [&](std::string_view condition) {
                                    const auto answer = questions_.holds(session, shop, touch.customer, condition, now);
                                    if (!answer) return journeys::Answer::Unknown;
                                    return *answer ? journeys::Answer::Yes : journeys::Answer::No;
                                  }};
  const auto objection = journeys::reason_against(*plan, stored.run, context);
  if (!objection) return std::nullopt;
  if (!objection->ends) return fail(ErrorKind::Unavailable, "journeys.undecided_now");
  return because(*objection->ends);
}

Status JourneySendGate::get_ready(ShopId shop) {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("published_versions"), {{"shop_id", shop.value}}));
  for (const sql::Row& row : rows) {
    const Version version{JourneyId{sql::integer(row[0])}, static_cast<int>(sql::integer(row[1]))};
    if (ready_.contains(version)) continue;
    auto plan = plans_.get(*session, version.first, version.second);
    if (!plan && plan.error().kind == ErrorKind::Unavailable) return fail(std::move(plan).error());
    ready_[version] = plan ? std::move(*plan) : nullptr;
  }
  return {};
}

Result<const journeys::DeliveryRules*> JourneySendGate::rules_of(ShopId /*shop*/, const Touch& touch) {
  if (!touch.journey) return nullptr;
  const Version version{*touch.journey, touch.version};
  const auto found = ready_.find(version);
  if (found == ready_.end() && missed_.insert(version).second) {
    return fail(ErrorKind::Unavailable, "journeys.undecided_now");
  }
  if (found == ready_.end() || found->second == nullptr) return nullptr;
  return &found->second->definition().delivery;
}

}  // namespace tsuzuku::services
