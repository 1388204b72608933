#include "services/messages/touch_events.hpp"

#include <algorithm>

#include "journeys/event.hpp"
#include "services/happenings/happenings.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

bool comes_once(TouchEventKind kind) {
  return kind == TouchEventKind::Bounced || kind == TouchEventKind::Complained || kind == TouchEventKind::Unsubscribed;
}

bool is_same(const TouchEvent& a, const TouchEvent& b) {
  return a.kind == b.kind && (comes_once(a.kind) || a.detail == b.detail);
}

std::optional<journeys::EventKind> told_as(TouchEventKind kind) {
  switch (kind) {
    case TouchEventKind::Opened:
      return journeys::EventKind::Opened;
    case TouchEventKind::Clicked:
      return journeys::EventKind::Clicked;
    case TouchEventKind::Bounced:
      return journeys::EventKind::Bounced;
    default:
      return std::nullopt;  // unsubscribing is told by the consent that it withdraws
  }
}

journeys::Happened happened(journeys::EventKind kind, const Touch& touch, std::int64_t event_id, std::int64_t at) {
  journeys::Happened told{.kind = kind, .key = std::to_string(event_id), .at = at, .facts = {}};
  if (touch.journey) told.facts.push_back({"journey", touch.journey->text()});
  if (!touch.node.empty()) told.facts.push_back({"node", touch.node});
  told.facts.push_back({"channel", std::string(domain::name_of(touch.channel))});
  return told;
}

}  // namespace

Result<TouchEvents> TouchEvents::open(sql::Database& database, IdMaker& ids) {
  TSUZUKU_TRY(queries, queries_of("services/messages/touch_events.sql", database.dialect()));
  return TouchEvents(database, ids, std::move(queries));
}

Result<std::vector<TouchEvent>> TouchEvents::list(sql::Session& session, CustomerId customer, TouchId touch) const {
  TSUZUKU_TRY(rows, session.rows(queries_.get("events_of_touch"),
                                 {{"customer_id", customer.value}, {"touch_id", touch.value}}));
  std::vector<TouchEvent> events;
  for (const sql::Row& row : rows) {
    events.push_back({.kind = static_cast<TouchEventKind>(sql::integer(row[0])),
                      .at = sql::integer(row[1]),
                      .machine = sql::integer(row[2]) != 0,
                      .detail = sql::text(row[3])});
  }
  return events;
}

Result<std::vector<TouchEvent>> TouchEvents::of(CustomerId customer, TouchId touch) const {
  TSUZUKU_TRY(session, database_->reader());
  return list(*session, customer, touch);
}

Result<bool> TouchEvents::add(sql::Session& session, ShopId shop, const Touch& touch, const TouchEvent& event) const {
  TSUZUKU_TRY(before, list(session, touch.customer, touch.id));
  const bool known = std::ranges::any_of(before, [&](const TouchEvent& one) { return is_same(one, event); });
  if (known && comes_once(event.kind)) return false;
  if (!comes_once(event.kind) && static_cast<std::int64_t>(before.size()) >= kEventsPerTouch) return false;
  const std::int64_t id = ids_->next();
  TSUZUKU_CHECK(session.run(queries_.get("add_touch_event"), {{"customer_id", touch.customer.value},
                                                              {"touch_id", touch.id.value},
                                                              {"event_id", id},
                                                              {"shop_id", shop.value},
                                                              {"kind", static_cast<std::int64_t>(event.kind)},
                                                              {"at", event.at},
                                                              {"machine", std::int64_t{event.machine}},
                                                              {"detail", event.detail}}));
  const auto kind = told_as(event.kind);
  const bool by_person_before =
      std::ranges::any_of(before, [&](const TouchEvent& one) { return is_same(one, event) && !one.machine; });
  if (!kind || event.machine || by_person_before) return true;
  TSUZUKU_CHECK(tell(session, *ids_, shop, touch.customer, happened(*kind, touch, id, event.at)));
  return true;
}

}  // namespace tsuzuku::services
