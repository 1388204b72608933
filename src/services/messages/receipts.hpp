#pragma once
// What the other side reports about messages: bounces, complaints, and people who want no more.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "channels/channel.hpp"
#include "services/customers/consents.hpp"
#include "services/messages/suppressions.hpp"
#include "services/messages/touch_events.hpp"
#include "services/messages/touches.hpp"

namespace tsuzuku::services {

// What was done with a report.
enum class ReceiptFate : std::uint8_t {
  Recorded,
  KnownBefore,
  NotOurs,   // proves no touch of this shop: anybody can write such a thing
  NoMatter,  // delays, automatic answers
};

// Where somebody said that they want no more. Stored as the origin of the consent.
enum class UnsubscribedBy : std::uint8_t { OneClick, Page, Preferences, Complaint, Report };
[[nodiscard]] std::string_view name_of(
    UnsubscribedBy way);  // "one_click", "page", "preferences", "complaint", "report"

// Not owned: all of it outlives it. Thread safe.
class Receipts {
 public:
  Receipts(sql::Database& database, const Touches& touches, const TouchEvents& events, const Suppressions& suppressions,
           const Consents& consents)
      : database_(&database),
        touches_(&touches),
        events_(&events),
        suppressions_(&suppressions),
        consents_(&consents) {}

  // One transaction. The same report a second time changes nothing. An address is suppressed by a hard bounce when it
  // is the one the touch went to, and when the last five messages to it all came back.
  [[nodiscard]] Result<ReceiptFate> apply(ShopId shop, const channels::Receipt& receipt, std::int64_t now);

  // Inside the sender's transaction: the other side said, while we were talking, that nobody has this address.
  [[nodiscard]] Status dead_address(sql::Session& session, ShopId shop, const Touch& touch, const std::string& detail,
                                    std::int64_t now) const;

  // The person behind a link of a touch wants no more advertising by its channel: the word is kept with its proof, the
  // address is suppressed for whoever else has it. NotFound "touches.unknown" for a touch that is none of the shop's.
  [[nodiscard]] Status unsubscribe(const channels::TouchRef& touch, UnsubscribedBy way, std::int64_t now);
  // The same person agrees again.
  [[nodiscard]] Status agree_again(const channels::TouchRef& touch, domain::Channel channel, std::int64_t now);
  // The same for any channel, chosen on the page of preferences.
  [[nodiscard]] Status withdraw(const channels::TouchRef& touch, domain::Channel channel, std::int64_t now);

 private:
  [[nodiscard]] Result<Touch> needed(sql::Session& session, const channels::TouchRef& ref) const;
  [[nodiscard]] Result<bool> is_withdrawn(CustomerId customer, domain::Channel channel) const;
  [[nodiscard]] Status bounced(sql::Session& session, ShopId shop, Touch& touch, const channels::Receipt& receipt,
                               std::int64_t now) const;
  [[nodiscard]] Status take_back(sql::Session& session, ShopId shop, const Touch& touch, UnsubscribedBy way,
                                 SuppressionReason reason, std::int64_t now) const;
  [[nodiscard]] Status suppress(sql::Session& session, ShopId shop, const Touch& touch, SuppressionReason reason,
                                const std::string& detail, std::int64_t now) const;

  sql::Database* database_;
  const Touches* touches_;
  const TouchEvents* events_;
  const Suppressions* suppressions_;
  const Consents* consents_;
};

}  // namespace tsuzuku::services
