#pragma once
// Quiet hours and frequency cap over all channels: what may go out now, what moves, what is dropped, and why.
//
// What the service above does: takes the planned and held touches of ONE customer that are due, with the touches that
// went out lately (or are being sent: a touch in Sending counts), asks, and writes the answers in one transaction
// under the customer's lock; else two workers would both see room for one more. A moved touch gets `due_at` = `at` and
// the reason, a dropped one the state Skipped and the reason: nothing disappears untold.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time_zone.hpp"
#include "domain/codes.hpp"

namespace tsuzuku::journeys {

class Fields;
class Findings;

// On the shop's wall: from <= time < to; may span midnight (21:00 to 08:00).
struct QuietHours {
  std::optional<int> from;  // second of the day
  std::optional<int> to;
  std::vector<domain::Channel> channels;  // empty = all
  void describe(Fields& fields);
  friend bool operator==(const QuietHours&, const QuietHours&) = default;
};

// At most so many advertising touches within any span of so many hours, over its channels together.
struct FrequencyCap {
  int touches = 3;
  int hours = 168;
  std::vector<domain::Channel> channels;  // empty = all
  void describe(Fields& fields);
  friend bool operator==(const FrequencyCap&, const FrequencyCap&) = default;
};

struct DeliveryRules {
  std::vector<QuietHours> quiet_hours;
  std::vector<FrequencyCap> caps;
  void describe(Fields& fields);
  void check(Findings& findings) const;
  friend bool operator==(const DeliveryRules&, const DeliveryRules&) = default;
};

// Both hold: the shop's and those of the journey.
[[nodiscard]] DeliveryRules combined(const DeliveryRules& shop, const DeliveryRules& journey);

// Stored with touches: never renumber.
enum class WhenBlocked : std::uint8_t { Move = 0, Drop = 1 };
[[nodiscard]] std::span<const std::string_view> when_blocked_names();  // "move", "drop"

struct PlannedTouch {
  std::string key;
  domain::Channel channel = domain::Channel::Mail;
  bool advertising = true;  // what the customer asked for (an order's confirmation) is under no rule
  int priority = 0;         // of the journey; the higher one goes first where there is room for one
  std::int64_t due_at = 0;
  std::int64_t expires_at = 0;
  WhenBlocked when_quiet = WhenBlocked::Move;
  WhenBlocked when_capped = WhenBlocked::Move;
};

struct RecentTouch {
  domain::Channel channel = domain::Channel::Mail;
  std::int64_t at = 0;
  bool advertising = true;
};

enum class DeliveryVerdict : std::uint8_t { SendNow, MoveTo, Drop };

// The names are stored with the touch (touches.reason) and have texts under "journeys.delivery_reasons".
enum class DeliveryReason : std::uint8_t {
  None,
  NotYetDue,
  QuietHours,    // moved to their end, or dropped: by its rule, or because its own time runs out before they end
  FrequencyCap,  // moved to when there is room, or dropped likewise
  Expired,       // its time ran out before anybody looked: late is worse than never
};
[[nodiscard]] std::string_view name_of(DeliveryReason reason);  // "" for None

struct DeliveryDecision {
  std::string key;
  DeliveryVerdict verdict = DeliveryVerdict::SendNow;
  std::int64_t at = 0;  // when it goes; of a dropped one the moment of the decision
  DeliveryReason reason = DeliveryReason::None;
  friend bool operator==(const DeliveryDecision&, const DeliveryDecision&) = default;
};

// One decision per planned touch, in the order given. `rules_of` tells the rules of each (shop and journey combined);
// the same span length as `planned`. A touch that may go now counts for those decided after it; so does one that is
// moved, from the moment to which it moves.
[[nodiscard]] std::vector<DeliveryDecision> decide_delivery(std::span<const PlannedTouch> planned,
                                                            std::span<const DeliveryRules* const> rules_of,
                                                            std::span<const RecentTouch> recent, std::int64_t now,
                                                            const TimeZone& zone);

}  // namespace tsuzuku::journeys
