#pragma once
// The record of every touch by any channel, which is also the outbox. What journeys and campaigns plan is added inside
// their own transaction; what is due is claimed under the shop's rules (quiet hours, frequency), and every change of
// state goes through journeys::apply (journeys/outbox.hpp), so that nothing is sent twice and nothing disappears
// untold.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "base/time_zone.hpp"
#include "journeys/arms.hpp"
#include "journeys/delivery_rules.hpp"
#include "journeys/outbox.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct Touch {
  TouchId id;
  CustomerId customer;
  std::string key;  // the message's, for ever: CommandKey::text() or "campaign:<id>"
  domain::Channel channel = domain::Channel::Mail;
  bool advertising = true;
  domain::TouchState state = domain::TouchState::Planned;
  journeys::Arm arm = journeys::Arm::Treated;
  std::optional<JourneyId> journey;
  int version = 0;
  std::optional<RunId> run;
  std::string node;
  std::optional<CampaignId> campaign;
  std::int64_t template_id = 0;
  std::string variant;
  std::string address;                  // where it went, once it is known
  std::optional<std::int64_t> consent;  // consents.consent_id that it rests on
  Money cost = 0;
  int priority = 0;
  journeys::WhenBlocked when_quiet = journeys::WhenBlocked::Move;
  journeys::WhenBlocked when_capped = journeys::WhenBlocked::Move;
  std::int64_t planned_at = 0;
  std::int64_t due_at = 0;
  std::int64_t expires_at = 0;
  std::optional<std::int64_t> sent_at;
  int attempts = 0;
  std::string reason;
  std::string answer;
  std::string why;  // JSON

  friend bool operator==(const Touch&, const Touch&) = default;
};

// What a claim did with everything that was due.
struct Claimed {
  std::vector<Touch> touches;  // in state Sending from now on, committed: the caller hands them to the channel
  std::int64_t moved = 0;
  std::int64_t dropped = 0;
  [[nodiscard]] bool idle() const { return touches.empty() && moved == 0 && dropped == 0; }
};

// The rules that a touch is under beside those of the shop; null for none. Valid while the claim lasts. An error ends
// the claim, and nothing has been claimed.
using RulesOfTouch = std::function<Result<const journeys::DeliveryRules*>(const Touch& touch)>;

// How a touch came out, with what the channel said and where it went.
struct Settled {
  journeys::OutboxEvent event;
  std::string answer;
  std::string address;
  std::optional<std::int64_t> consent;
};

// What became of one touch.
struct TouchOutcome {
  Touch touch;  // as it was read last, by a claim for instance
  Settled settled;
};

// What is taken from the outbox, and under which rules. References outlive the call.
struct Claim {
  ShopId shop;
  domain::Channel channel = domain::Channel::Mail;
  const journeys::DeliveryRules& rules;
  const TimeZone& zone;
  std::int64_t now = 0;
  int most = 0;  // customers
  RulesOfTouch rules_of{};
  // Asked first, inside the transaction: after its error nothing is claimed.
  std::function<Status(sql::Session&)> may_claim{};
};

struct TouchPage {
  std::vector<Touch> touches;
  std::int64_t rows_total = 0;
};

class Touches {
 public:
  [[nodiscard]] static Result<Touches> open(sql::Database& database, IdMaker& ids);

  // Inside the caller's transaction. A key that is there already is left as it is. A touch of a held-out customer is
  // recorded as skipped ("holdout", "global_holdout"): it is what the treated are compared with. How many were new.
  [[nodiscard]] Result<std::int64_t> add(sql::Session& session, ShopId shop, std::span<const Touch> touches,
                                         std::int64_t now);
  // The same of many at once, in one round trip and uncounted.
  [[nodiscard]] Status add_all(sql::Session& session, ShopId shop, std::span<const Touch> touches, std::int64_t now);
  // Inside the caller's transaction: skips what a run has planned and not yet sent. How many.
  [[nodiscard]] Result<std::int64_t> withdraw(sql::Session& session, ShopId shop, RunId run, CustomerId customer,
                                              std::string_view reason, std::int64_t now);
  // The same for at most `most` touches of a campaign.
  [[nodiscard]] Result<std::int64_t> withdraw(sql::Session& session, ShopId shop, CampaignId campaign,
                                              std::string_view reason, std::int64_t now, int most);

  // Takes the due touches of some customers of one channel, under the rules of the shop and of each touch. One
  // transaction, committed when it returns. After an error it may have been committed all the same (the connection
  // broke at the commit): being_sent() finds what nobody holds.
  [[nodiscard]] Result<Claimed> claim(const Claim& claim);
  // Writes what became of a claimed touch; what is not allowed in its state changes nothing and is told (false).
  [[nodiscard]] Result<bool> settle(ShopId shop, CustomerId customer, std::string_view key, const Settled& settled,
                                    std::int64_t now, const journeys::RetryPolicy& policy = {});
  // The same inside the caller's transaction, to a touch that find() has just read there.
  [[nodiscard]] Result<journeys::OutboxVerdict> settle(sql::Session& session, Touch& touch, const Settled& settled,
                                                       std::int64_t now,
                                                       const journeys::RetryPolicy& policy = {}) const {
    return change(session, touch, settled, now, policy);
  }
  // The same of many at once, each named once, inside the caller's transaction: the touches as they stand now; nothing
  // where there is none any more. Whoever was changed meanwhile is read again first.
  [[nodiscard]] Result<std::vector<std::optional<Touch>>> settle_all(sql::Session& session, ShopId shop,
                                                                     std::span<const TouchOutcome> outcomes,
                                                                     std::int64_t now,
                                                                     const journeys::RetryPolicy& policy = {}) const;
  // Everything of the channel that stands as if it were being sent.
  [[nodiscard]] Result<std::vector<Touch>> being_sent(sql::Session& session, ShopId shop,
                                                      domain::Channel channel) const;

  [[nodiscard]] Result<Touch> get(ShopId shop, CustomerId customer,
                                  std::string_view key) const;  // NotFound "touches.unknown"
  [[nodiscard]] Result<std::vector<Touch>> of_customer(ShopId shop, CustomerId customer) const;  // newest first
  // Nothing when the customer has no such touch.
  [[nodiscard]] Result<std::optional<Touch>> find(sql::Session& session, ShopId shop, CustomerId customer,
                                                  TouchId touch) const;
  [[nodiscard]] Result<std::optional<Touch>> find(sql::Session& session, ShopId shop, CustomerId customer,
                                                  std::string_view key) const;
  // What became of the last messages that went to the touch's customer at its address, newest first.
  [[nodiscard]] Result<std::vector<domain::TouchState>> last_sent(sql::Session& session, ShopId shop,
                                                                  const Touch& touch, int most) const;
  // Those that a person must decide, oldest first.
  [[nodiscard]] Result<std::vector<Touch>> in_doubt(ShopId shop, int most) const;
  // Those in one state by channel, the ones due first at the front; `page` from 1.
  [[nodiscard]] Result<TouchPage> page(ShopId shop, domain::TouchState state, int page, int page_size) const;

 private:
  Touches(sql::Database& database, IdMaker& ids, sql::Queries queries)
      : database_(&database), ids_(&ids), queries_(std::move(queries)) {}
  // The parameters of add_touch, always in the same order.
  [[nodiscard]] sql::Parameters row_of(ShopId shop, const Touch& touch, std::int64_t now) const;
  [[nodiscard]] Result<std::vector<Touch>> list(sql::Session& session, std::string_view query,
                                                const sql::Parameters& parameters) const;
  struct Change {
    Touch* touch;
    const Settled* settled;
  };
  struct DueCustomer {
    std::vector<Touch> due;
    std::vector<journeys::RecentTouch> recent;
  };
  [[nodiscard]] Result<std::vector<DueCustomer>> due_customers(sql::Session& session, const Claim& claim) const;
  // Applies the events to the rows as they stand and writes them, one round trip for all; the verdicts of
  // journeys::apply.
  [[nodiscard]] Result<std::vector<journeys::OutboxVerdict>> change_all(sql::Session& session,
                                                                        std::span<const Change> changes,
                                                                        std::int64_t now,
                                                                        const journeys::RetryPolicy& policy) const;
  [[nodiscard]] Result<journeys::OutboxVerdict> change(sql::Session& session, Touch& touch, const Settled& settled,
                                                       std::int64_t now, const journeys::RetryPolicy& policy) const;

  sql::Database* database_;
  IdMaker* ids_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
