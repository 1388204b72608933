#include "services/messages/touches.hpp"

#include <algorithm>
#include <utility>

#include "services/messages/touch_row.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

using domain::TouchState;
using journeys::OutboxVerdict;

constexpr std::string_view kNoReason;

}  // namespace

Result<Touches> Touches::open(sql::Database& database, IdMaker& ids) {
  TSUZUKU_TRY(queries, queries_of("services/messages/touches.sql", database.dialect()));
  return Touches(database, ids, std::move(queries));
}

sql::Parameters Touches::row_of(ShopId shop, const Touch& touch, std::int64_t now) const {
  const bool treated = touch.arm == journeys::Arm::Treated;
  return {{"customer_id", touch.customer.value},
          {"message_key", touch.key},
          {"touch_id", ids_->next()},
          {"shop_id", shop.value},
          {"channel", code(touch.channel)},
          {"advertising", std::int64_t{touch.advertising}},
          {"state", code(treated ? TouchState::Planned : TouchState::Skipped)},
          {"arm", code(touch.arm)},
          {"journey_id", id_or_null(touch.journey)},
          {"version", std::int64_t{touch.version}},
          {"run_id", id_or_null(touch.run)},
          {"node", text_or_null(touch.node)},
          {"campaign_id", id_or_null(touch.campaign)},
          {"template_id", touch.template_id},
          {"variant", touch.variant},
          {"cost", touch.cost},
          {"priority", std::int64_t{touch.priority}},
          {"when_quiet", code(touch.when_quiet)},
          {"when_capped", code(touch.when_capped)},
          {"planned_at", now},
          {"due_at", touch.due_at},
          {"expires_at", touch.expires_at},
          {"reason", std::string(treated ? kNoReason : name_of(touch.arm))},
          {"why", touch.why}};
}

Result<std::int64_t> Touches::add(sql::Session& session, ShopId shop, std::span<const Touch> touches,
                                  std::int64_t now) {
  std::int64_t added = 0;
  for (const Touch& touch : touches) {
    TSUZUKU_TRY(changed, session.run(queries_.get("add_touch"), row_of(shop, touch, now)));
    added += changed;
  }
  return added;
}

Status Touches::add_all(sql::Session& session, ShopId shop, std::span<const Touch> touches, std::int64_t now) {
  if (touches.empty()) return {};
  const sql::Query& query = queries_.get("add_touch");
  std::vector<std::size_t> places;  // of the query's parameters in a row
  const sql::Parameters first = row_of(shop, touches.front(), now);
  for (const std::string& name : query.parameters) {
    places.push_back(static_cast<std::size_t>(std::ranges::find(first, name, &sql::Parameter::name) - first.begin()));
  }
  std::vector<sql::Row> rows;
  rows.reserve(touches.size());
  for (const Touch& touch : touches) {
    sql::Parameters values = row_of(shop, touch, now);
    sql::Row& row = rows.emplace_back();
    row.reserve(places.size());
    for (const std::size_t place : places) row.push_back(std::move(values[place].value));
  }
  return session.run_batch(query, rows);
}

Result<std::vector<Touch>> Touches::list(sql::Session& session, std::string_view query,
                                         const sql::Parameters& parameters) const {
  TSUZUKU_TRY(rows, session.rows(queries_.get(query), parameters));
  std::vector<Touch> touches;
  touches.reserve(rows.size());
  for (const sql::Row& row : rows) touches.push_back(touch_from(row));
  return touches;
}

Result<std::int64_t> Touches::withdraw(sql::Session& session, ShopId shop, RunId run, CustomerId customer,
                                       std::string_view reason, std::int64_t now) {
  TSUZUKU_TRY(touches, list(session, "open_touches_of_run",
                            {{"shop_id", shop.value}, {"customer_id", customer.value}, {"run_id", run.value}}));
  std::int64_t withdrawn = 0;
  for (Touch& touch : touches) {
    TSUZUKU_TRY(verdict, change(session, touch, {.event = journeys::Skip{std::string(reason)}}, now, {}));
    withdrawn += verdict == OutboxVerdict::Changed ? 1 : 0;
  }
  return withdrawn;
}

Result<std::int64_t> Touches::withdraw(sql::Session& session, ShopId shop, CampaignId campaign, std::string_view reason,
                                       std::int64_t now, int most) {
  TSUZUKU_TRY(touches, list(session, "open_touches_of_campaign",
                            {{"shop_id", shop.value}, {"campaign_id", campaign.value}, {"most", std::int64_t{most}}}));
  std::int64_t withdrawn = 0;
  for (Touch& touch : touches) {
    TSUZUKU_TRY(verdict, change(session, touch, {.event = journeys::Skip{std::string(reason)}}, now, {}));
    withdrawn += verdict == OutboxVerdict::Changed ? 1 : 0;
  }
  return withdrawn;
}

Result<Touch> Touches::get(ShopId shop, CustomerId customer, std::string_view key) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(touch, find(*session, shop, customer, key));
  if (!touch) return fail(ErrorKind::NotFound, "touches.unknown", {{"key", std::string(key)}});
  return *std::move(touch);
}

Result<std::optional<Touch>> Touches::find(sql::Session& session, ShopId shop, CustomerId customer,
                                           std::string_view key) const {
  TSUZUKU_TRY(touches,
              list(session, "get_touch",
                   {{"shop_id", shop.value}, {"customer_id", customer.value}, {"message_key", std::string(key)}}));
  if (touches.empty()) return std::nullopt;
  return std::move(touches.front());
}

Result<std::optional<Touch>> Touches::find(sql::Session& session, ShopId shop, CustomerId customer,
                                           TouchId touch) const {
  TSUZUKU_TRY(touches, list(session, "touch_by_id",
                            {{"shop_id", shop.value}, {"customer_id", customer.value}, {"touch_id", touch.value}}));
  if (touches.empty()) return std::nullopt;
  return std::move(touches.front());
}

Result<std::vector<TouchState>> Touches::last_sent(sql::Session& session, ShopId shop, const Touch& touch,
                                                   int most) const {
  TSUZUKU_TRY(rows, session.rows(queries_.get("last_sent_to_address"), {{"shop_id", shop.value},
                                                                        {"customer_id", touch.customer.value},
                                                                        {"channel", code(touch.channel)},
                                                                        {"address", touch.address},
                                                                        {"most", std::int64_t{most}}}));
  std::vector<TouchState> states;
  for (const sql::Row& row : rows) states.push_back(static_cast<TouchState>(sql::integer(row[0])));
  return states;
}

Result<TouchPage> Touches::page(ShopId shop, domain::TouchState state, int page, int page_size) const {
  TSUZUKU_TRY(session, database_->reader());
  TouchPage found;
  TSUZUKU_TRY(total, session->rows(queries_.get("count_in_state"), {{"shop_id", shop.value}, {"state", code(state)}}));
  found.rows_total = sql::integer(total.front()[0]);
  TSUZUKU_TRY(touches, list(*session, "page_in_state",
                            {{"shop_id", shop.value},
                             {"state", code(state)},
                             {"page_size", std::int64_t{page_size}},
                             {"skipped", std::int64_t{page - 1} * page_size}}));
  found.touches = std::move(touches);
  return found;
}

Result<std::vector<Touch>> Touches::of_customer(ShopId shop, CustomerId customer) const {
  TSUZUKU_TRY(session, database_->reader());
  return list(*session, "touches_of_customer", {{"shop_id", shop.value}, {"customer_id", customer.value}});
}

Result<std::vector<Touch>> Touches::in_doubt(ShopId shop, int most) const {
  TSUZUKU_TRY(session, database_->reader());
  return list(*session, "touches_in_doubt", {{"shop_id", shop.value}, {"most", std::int64_t{most}}});
}

}  // namespace tsuzuku::services
