#include "services/messages/touches.hpp"

#include <algorithm>
#include <deque>
#include <limits>
#include <utility>

#include "services/query_files.hpp"
#include "sql/durable.hpp"

namespace tsuzuku::services {
namespace {

using domain::TouchState;
using journeys::OutboxVerdict;

// touches.when_quiet and when_capped hold these numbers.
static_assert(static_cast<int>(journeys::WhenBlocked::Move) == 0 && static_cast<int>(journeys::WhenBlocked::Drop) == 1);

// No cap looks back further.
constexpr std::int64_t kLongestCapSeconds = 400LL * 86'400;
constexpr std::string_view kNoReason;

template <typename T>
sql::Value id_or_null(const std::optional<T>& id) {
  return id ? sql::Value(id->value) : sql::Value(sql::Null{});
}

sql::Value number_or_null(const std::optional<std::int64_t>& number) {
  return number ? sql::Value(*number) : sql::Value(sql::Null{});
}

sql::Value text_or_null(const std::string& text) { return text.empty() ? sql::Value(sql::Null{}) : sql::Value(text); }

std::optional<std::int64_t> number_if_told(const sql::Value& value) {
  if (sql::is_null(value)) return std::nullopt;
  return sql::integer(value);
}

template <typename T>
std::optional<T> id_if_told(const sql::Value& value) {
  if (sql::is_null(value)) return std::nullopt;
  return T{sql::integer(value)};
}

template <typename Enum>
std::int64_t code(Enum value) {
  return static_cast<std::int64_t>(value);
}

// The columns of the view touch_rows, in its order.
enum Column : std::size_t {
  kTouch,
  kCustomer,
  kKey,
  kShop,
  kChannel,
  kAdvertising,
  kState,
  kArm,
  kJourney,
  kVersion,
  kRun,
  kNode,
  kCampaign,
  kTemplate,
  kVariant,
  kAddress,
  kConsent,
  kCost,
  kPriority,
  kWhenQuiet,
  kWhenCapped,
  kPlannedAt,
  kDueAt,
  kExpiresAt,
  kSentAt,
  kAttempts,
  kReason,
  kAnswer,
  kWhy
};

Touch touch_from(const sql::Row& row) {
  Touch touch;
  touch.id = TouchId{sql::integer(row[kTouch])};
  touch.customer = CustomerId{sql::integer(row[kCustomer])};
  touch.key = sql::text(row[kKey]);
  touch.channel = static_cast<domain::Channel>(sql::integer(row[kChannel]));
  touch.advertising = sql::integer(row[kAdvertising]) != 0;
  touch.state = static_cast<TouchState>(sql::integer(row[kState]));
  touch.arm = static_cast<journeys::Arm>(sql::integer(row[kArm]));
  touch.journey = id_if_told<JourneyId>(row[kJourney]);
  touch.version = static_cast<int>(sql::integer_or(row[kVersion], 0));
  touch.run = id_if_told<RunId>(row[kRun]);
  touch.node = sql::text(row[kNode]);
  touch.campaign = id_if_told<CampaignId>(row[kCampaign]);
  touch.template_id = sql::integer_or(row[kTemplate], 0);
  touch.variant = sql::text(row[kVariant]);
  touch.address = sql::text(row[kAddress]);
  touch.consent = number_if_told(row[kConsent]);
  touch.cost = sql::integer(row[kCost]);
  touch.priority = static_cast<int>(sql::integer(row[kPriority]));
  touch.when_quiet = static_cast<journeys::WhenBlocked>(sql::integer(row[kWhenQuiet]));
  touch.when_capped = static_cast<journeys::WhenBlocked>(sql::integer(row[kWhenCapped]));
  touch.planned_at = sql::integer(row[kPlannedAt]);
  touch.due_at = sql::integer(row[kDueAt]);
  touch.expires_at = sql::integer(row[kExpiresAt]);
  touch.sent_at = number_if_told(row[kSentAt]);
  touch.attempts = static_cast<int>(sql::integer(row[kAttempts]));
  touch.reason = sql::text(row[kReason]);
  touch.answer = sql::text(row[kAnswer]);
  touch.why = sql::text(row[kWhy]);
  return touch;
}

journeys::Outgoing outgoing_of(const Touch& touch) {
  return {.key = touch.key,
          .state = touch.state,
          .due_at = touch.due_at,
          .expires_at = touch.expires_at,
          .attempts = touch.attempts,
          .sent_at = touch.sent_at,
          .reason = touch.reason};
}

void take_over(Touch& touch, const journeys::Outgoing& outgoing) {
  touch.state = outgoing.state;
  touch.due_at = outgoing.due_at;
  touch.attempts = outgoing.attempts;
  touch.sent_at = outgoing.sent_at;
  touch.reason = outgoing.reason;
}

journeys::PlannedTouch planned_of(const Touch& touch) {
  return {.key = touch.key,
          .channel = touch.channel,
          .advertising = touch.advertising,
          .priority = touch.priority,
          .due_at = touch.due_at,
          .expires_at = touch.expires_at,
          .when_quiet = touch.when_quiet,
          .when_capped = touch.when_capped};
}

// The rules of each touch: the shop's, and where it has some of its own, both.
class BothRules {
 public:
  Status take(const journeys::DeliveryRules& shop, const std::vector<Touch>& touches, const RulesOfTouch& rules_of) {
    for (const Touch& touch : touches) {
      const journeys::DeliveryRules* own = nullptr;
      if (rules_of) {
        TSUZUKU_TRY(found, rules_of(touch));
        own = found;
      }
      if (own != nullptr) combined_.push_back(journeys::combined(shop, *own));
      of_each_.push_back(own != nullptr ? &combined_.back() : &shop);
    }
    return {};
  }
  [[nodiscard]] std::span<const journeys::DeliveryRules* const> of_each() const { return of_each_; }

 private:
  std::deque<journeys::DeliveryRules> combined_;  // a deque: what is pointed at stays where it is
  std::vector<const journeys::DeliveryRules*> of_each_;
};

journeys::OutboxEvent event_of(const journeys::DeliveryDecision& decision) {
  const std::string reason(name_of(decision.reason));
  switch (decision.verdict) {
    case journeys::DeliveryVerdict::SendNow:
      return journeys::Claim{};
    case journeys::DeliveryVerdict::MoveTo:
      return journeys::Move{decision.at, reason};
    case journeys::DeliveryVerdict::Drop:
      return journeys::Skip{reason};
  }
  return journeys::Skip{reason};
}

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

Result<OutboxVerdict> Touches::change(sql::Session& session, Touch& touch, const Settled& settled, std::int64_t now,
                                      const journeys::RetryPolicy& policy) const {
  journeys::Outgoing outgoing = outgoing_of(touch);
  const TouchState before = touch.state;
  const OutboxVerdict verdict = journeys::apply(outgoing, settled.event, now, policy);
  if (verdict != OutboxVerdict::Changed) return verdict;
  take_over(touch, outgoing);
  if (!settled.answer.empty()) touch.answer = settled.answer;
  if (!settled.address.empty()) touch.address = settled.address;
  if (settled.consent) touch.consent = settled.consent;
  TSUZUKU_TRY(written, session.run(queries_.get("write_touch"), {{"state", code(touch.state)},
                                                                 {"due_at", touch.due_at},
                                                                 {"attempts", std::int64_t{touch.attempts}},
                                                                 {"sent_at", number_or_null(touch.sent_at)},
                                                                 {"reason", touch.reason},
                                                                 {"answer", touch.answer},
                                                                 {"address", text_or_null(touch.address)},
                                                                 {"consent_id", number_or_null(touch.consent)},
                                                                 {"customer_id", touch.customer.value},
                                                                 {"message_key", touch.key},
                                                                 {"before", code(before)}}));
  // Somebody else was quicker (PostgreSQL): what was decided here rests on a state that is no more.
  return written == 1 ? verdict : OutboxVerdict::Refused;
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

Result<Claimed> Touches::claim(ShopId shop, domain::Channel channel, const journeys::DeliveryRules& rules,
                               const TimeZone& zone, std::int64_t now, int most, const RulesOfTouch& rules_of) {
  TSUZUKU_TRY(session, database_->writer());
  // After a power cut what may have been sent must still stand in Sending.
  const auto durable = sql::DurableCommits::on(*session);
  if (!durable) return fail(durable.error());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(
      customers,
      session->rows(queries_.get("customers_with_due_touches"),
                    {{"shop_id", shop.value}, {"channel", code(channel)}, {"now", now}, {"most", std::int64_t{most}}}));
  Claimed claimed;
  for (const sql::Row& row : customers) {
    const sql::Parameter customer{"customer_id", sql::integer(row[0])};
    TSUZUKU_TRY(due, list(*session, "due_touches_of_customer",
                          {{"shop_id", shop.value}, customer, {"channel", code(channel)}, {"now", now}}));
    TSUZUKU_TRY(recent_rows, session->rows(queries_.get("recent_touches_of_customer"),
                                           {{"shop_id", shop.value}, customer, {"since", now - kLongestCapSeconds}}));
    std::vector<journeys::PlannedTouch> planned;
    for (const Touch& touch : due) planned.push_back(planned_of(touch));
    BothRules both;
    TSUZUKU_CHECK(both.take(rules, due, rules_of));
    std::vector<journeys::RecentTouch> recent;
    for (const sql::Row& one : recent_rows)
      recent.push_back(
          {static_cast<domain::Channel>(sql::integer(one[0])), sql::integer(one[1]), sql::integer(one[2]) != 0});
    const auto decisions = journeys::decide_delivery(planned, both.of_each(), recent, now, zone);
    for (std::size_t i = 0; i < due.size(); ++i) {
      TSUZUKU_TRY(verdict, change(*session, due[i], {.event = event_of(decisions[i])}, now, {}));
      if (verdict != OutboxVerdict::Changed) continue;
      if (due[i].state == TouchState::Sending) claimed.touches.push_back(std::move(due[i]));
      claimed.moved += decisions[i].verdict == journeys::DeliveryVerdict::MoveTo ? 1 : 0;
      claimed.dropped += decisions[i].verdict == journeys::DeliveryVerdict::Drop ? 1 : 0;
    }
  }
  TSUZUKU_CHECK(transaction.commit());
  return claimed;
}

Result<bool> Touches::settle(ShopId shop, CustomerId customer, std::string_view key, const Settled& settled,
                             std::int64_t now, const journeys::RetryPolicy& policy) {
  TSUZUKU_TRY(session, database_->writer(sql::kPatientWriterWaitSeconds));
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(touch, find(*session, shop, customer, key));
  if (!touch) return fail(ErrorKind::NotFound, "touches.unknown", {{"key", std::string(key)}});
  TSUZUKU_TRY(verdict, change(*session, *touch, settled, now, policy));
  TSUZUKU_CHECK(transaction.commit());
  return verdict != OutboxVerdict::Refused;
}

Result<std::int64_t> Touches::recover(ShopId shop, domain::Channel channel, const Reached& reached, std::int64_t now) {
  TSUZUKU_TRY(session, database_->writer(sql::kPatientWriterWaitSeconds));
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(touches, list(*session, "touches_in_state",
                            {{"shop_id", shop.value},
                             {"channel", code(channel)},
                             {"state", code(TouchState::Sending)},
                             {"most", std::numeric_limits<std::int32_t>::max()}}));
  std::int64_t changed = 0;
  for (Touch& touch : touches) {
    TSUZUKU_TRY(verdict, change(*session, touch, {.event = journeys::Restarted{reached(touch)}}, now, {}));
    changed += verdict == OutboxVerdict::Changed ? 1 : 0;
  }
  TSUZUKU_CHECK(transaction.commit());
  return changed;
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
