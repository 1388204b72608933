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
  return std::unique_ptr<JourneySendGate>(
      new JourneySendGate(database, std::move(questions), std::move(queries), std::move(plan_queries)));
}

Result<std::optional<std::string>> JourneySendGate::may_send(ShopId shop, const Touch& touch, std::int64_t now) {
  TSUZUKU_TRY(session, database_->reader());
  if (touch.campaign) {
    TSUZUKU_TRY(cancelled, session->rows(queries_.get("cancelled_campaign"),
                                         {{"campaign_id", touch.campaign->value}, {"shop_id", shop.value}}));
    if (!cancelled.empty()) return because(EndReason::Stopped);
  }
  if (!touch.run) return std::nullopt;
  TSUZUKU_TRY(rows, session->rows(queries_.get("run_of_touch"), {{"customer_id", touch.customer.value},
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
  TSUZUKU_TRY(plan, plans_.get(*session, stored.run.journey, stored.run.version));
  const journeys::Context context{now, *zone, [&](std::string_view condition) {
                                    const auto answer =
                                        questions_.holds(*session, shop, touch.customer, condition, now);
                                    if (!answer) return journeys::Answer::Unknown;
                                    return *answer ? journeys::Answer::Yes : journeys::Answer::No;
                                  }};
  const auto objection = journeys::reason_against(*plan, stored.run, context);
  if (!objection) return std::nullopt;
  if (!objection->ends) return fail(ErrorKind::Unavailable, "journeys.undecided_now");
  return because(*objection->ends);
}

const journeys::DeliveryRules* JourneySendGate::rules_of(ShopId /*shop*/, const Touch& touch) {
  if (!touch.journey) return nullptr;
  last_asked_ = plans_.find(*touch.journey, touch.version);
  if (!last_asked_) {
    auto session = database_->reader();
    if (!session) return nullptr;
    auto plan = plans_.get(**session, *touch.journey, touch.version);
    if (!plan) return nullptr;  // may_send() refuses what has no plan
    last_asked_ = std::move(*plan);
  }
  return &last_asked_->definition().delivery;
}

}  // namespace tsuzuku::services
