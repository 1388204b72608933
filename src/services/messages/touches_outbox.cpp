// The way of a touch through the outbox: claimed and settled.

#include <deque>
#include <limits>
#include <utility>

#include "services/messages/touch_row.hpp"
#include "services/messages/touches.hpp"
#include "sql/durable.hpp"

namespace tsuzuku::services {
namespace {

using domain::TouchState;
using journeys::OutboxVerdict;

// touches.when_quiet and when_capped hold these numbers.
static_assert(static_cast<int>(journeys::WhenBlocked::Move) == 0 && static_cast<int>(journeys::WhenBlocked::Drop) == 1);

// No cap looks back further.
constexpr std::int64_t kLongestCapSeconds = 400LL * 86'400;

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

Result<OutboxVerdict> Touches::change(sql::Session& session, Touch& touch, const Settled& settled, std::int64_t now,
                                      const journeys::RetryPolicy& policy) const {
  const Change one{.touch = &touch, .settled = &settled};
  TSUZUKU_TRY(verdicts, change_all(session, std::span(&one, 1), now, policy));
  return verdicts.front();
}

Result<std::vector<OutboxVerdict>> Touches::change_all(sql::Session& session, std::span<const Change> changes,
                                                       std::int64_t now, const journeys::RetryPolicy& policy) const {
  std::vector<OutboxVerdict> verdicts;
  std::vector<sql::Row> rows;
  std::vector<std::size_t> written_as;  // the change of each row
  for (const Change& change : changes) {
    Touch& touch = *change.touch;
    journeys::Outgoing outgoing = outgoing_of(touch);
    const TouchState before = touch.state;
    verdicts.push_back(journeys::apply(outgoing, change.settled->event, now, policy));
    if (verdicts.back() != OutboxVerdict::Changed) continue;
    take_over(touch, outgoing);
    if (!change.settled->answer.empty()) touch.answer = change.settled->answer;
    if (!change.settled->address.empty()) touch.address = change.settled->address;
    if (change.settled->consent) touch.consent = change.settled->consent;
    rows.push_back({code(touch.state), touch.due_at, std::int64_t{touch.attempts}, number_or_null(touch.sent_at),
                    touch.reason, touch.answer, text_or_null(touch.address), number_or_null(touch.consent),
                    touch.customer.value, touch.key, code(before)});
    written_as.push_back(verdicts.size() - 1);
  }
  TSUZUKU_TRY(written, session.rows_batch(queries_.get("write_touch"), rows));
  // Somebody else was quicker (PostgreSQL): what was decided here rests on a state that is no more.
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (written[i].empty()) verdicts[written_as[i]] = OutboxVerdict::Refused;
  }
  return verdicts;
}

Result<std::vector<Touches::DueCustomer>> Touches::due_customers(sql::Session& session, const Claim& claim) const {
  const sql::Value shop = claim.shop.value, channel = code(claim.channel);
  TSUZUKU_TRY(
      customers,
      session.rows(queries_.get("customers_with_due_touches"),
                   {{"shop_id", shop}, {"channel", channel}, {"now", claim.now}, {"most", std::int64_t{claim.most}}}));
  std::vector<sql::Row> due_keys, recent_keys;
  for (const sql::Row& row : customers) {
    due_keys.push_back({shop, row[0], channel, claim.now});
    recent_keys.push_back({shop, row[0], claim.now - kLongestCapSeconds});
  }
  TSUZUKU_TRY(due, session.rows_batch(queries_.get("due_touches_of_customer"), due_keys));
  TSUZUKU_TRY(recent, session.rows_batch(queries_.get("recent_touches_of_customer"), recent_keys));
  std::vector<DueCustomer> found(customers.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const sql::Row& row : due[i]) found[i].due.push_back(touch_from(row));
    for (const sql::Row& row : recent[i]) {
      found[i].recent.push_back(
          {static_cast<domain::Channel>(sql::integer(row[0])), sql::integer(row[1]), sql::integer(row[2]) != 0});
    }
  }
  return found;
}

Result<Claimed> Touches::claim(const Claim& claim) {
  TSUZUKU_TRY(session, database_->writer());
  // After a power cut what may have been sent must still stand in Sending.
  const auto durable = sql::DurableCommits::on(*session);
  if (!durable) return fail(durable.error());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  if (claim.may_claim) TSUZUKU_CHECK(claim.may_claim(*session));
  TSUZUKU_TRY(customers, due_customers(*session, claim));
  std::deque<Settled> settled;  // a deque: what is pointed at stays where it is
  std::vector<Change> changes;
  std::vector<journeys::DeliveryVerdict> decided;
  for (DueCustomer& customer : customers) {
    std::vector<journeys::PlannedTouch> planned;
    for (const Touch& touch : customer.due) planned.push_back(planned_of(touch));
    BothRules both;
    TSUZUKU_CHECK(both.take(claim.rules, customer.due, claim.rules_of));
    const auto decisions = journeys::decide_delivery(planned, both.of_each(), customer.recent, claim.now, claim.zone);
    for (std::size_t i = 0; i < customer.due.size(); ++i) {
      settled.push_back({.event = event_of(decisions[i]), .answer = {}, .address = {}, .consent = {}});
      changes.push_back({.touch = &customer.due[i], .settled = &settled.back()});
      decided.push_back(decisions[i].verdict);
    }
  }
  TSUZUKU_TRY(verdicts, change_all(*session, changes, claim.now, {}));
  TSUZUKU_CHECK(transaction.commit());
  Claimed claimed;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (verdicts[i] != OutboxVerdict::Changed) continue;
    if (changes[i].touch->state == TouchState::Sending) claimed.touches.push_back(std::move(*changes[i].touch));
    claimed.moved += decided[i] == journeys::DeliveryVerdict::MoveTo ? 1 : 0;
    claimed.dropped += decided[i] == journeys::DeliveryVerdict::Drop ? 1 : 0;
  }
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

Result<std::vector<std::optional<Touch>>> Touches::settle_all(sql::Session& session, ShopId shop,
                                                              std::span<const TouchOutcome> outcomes, std::int64_t now,
                                                              const journeys::RetryPolicy& policy) const {
  std::vector<std::optional<Touch>> touches;
  touches.reserve(outcomes.size());  // what is pointed at stays where it is
  std::vector<Change> changes;
  for (const TouchOutcome& one : outcomes) {
    touches.emplace_back(one.touch);
    changes.push_back({.touch = &*touches.back(), .settled = &one.settled});
  }
  TSUZUKU_TRY(verdicts, change_all(session, changes, now, policy));
  for (std::size_t i = 0; i < touches.size(); ++i) {
    if (verdicts[i] == OutboxVerdict::Changed) continue;
    TSUZUKU_TRY(found, find(session, shop, outcomes[i].touch.customer, outcomes[i].touch.key));
    touches[i] = std::move(found);
    if (touches[i]) TSUZUKU_CHECK(change(session, *touches[i], outcomes[i].settled, now, policy));
  }
  return touches;
}

Result<std::vector<Touch>> Touches::being_sent(sql::Session& session, ShopId shop, domain::Channel channel) const {
  return list(session, "touches_in_state",
              {{"shop_id", shop.value},
               {"channel", code(channel)},
               {"state", code(TouchState::Sending)},
               {"most", std::numeric_limits<std::int32_t>::max()}});
}

}  // namespace tsuzuku::services
