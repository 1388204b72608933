#pragma once
// The life of a touch, from planned to what became of it: which change is allowed when, what a restart does, when to
// try again. Pure; shared by journeys and campaigns and by every channel.
//
//            Hold/Release                Accepted            Delivered
//   Held <----------------> Planned ---> Sending ---> Sent ------------> Delivered
//     \                    / |   ^          | |  \       \                 |
//      \__ Skip __________/  |   |__________| |   \_______\_______________/__ Bounced
//                 v          |   not reached, |    \___ Failed (refused for good, or tried too often)
//              Skipped <-----'   or "later"   v       (Sending -> Skipped: withheld before a byte was given)
//                                          InDoubt: no answer; only a person or a receipt ends it
//
// What the service above must do
//   * Claim in one transaction (state = Planned and due_at <= now, FOR UPDATE SKIP LOCKED) and commit BEFORE a byte
//   goes
//     to the channel. So whatever a channel may have seen is in Sending.
//   * Write the channel's answer with apply(); an answer that comes twice changes nothing.
//   * At a start, apply Restarted to everything in Sending that this sender had claimed. `reached` is false only when
//   it
//     is certain that the channel was not asked: the sender's own journal of "about to hand over" has no such key, or
//     the channel, asked for the message key, says that it does not know it.
//   * Never write the state by hand.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "domain/codes.hpp"

namespace tsuzuku::journeys {

struct Outgoing {
  std::string key;  // the message's, the same at every try
  domain::TouchState state = domain::TouchState::Planned;
  std::int64_t due_at = 0;  // UTC seconds
  std::int64_t expires_at = 0;
  int attempts = 0;
  std::optional<std::int64_t> sent_at;
  std::string reason;  // why it is where it is: a key, or what the channel said
  friend bool operator==(const Outgoing&, const Outgoing&) = default;
};

// By the sender
struct Claim {};
struct Accepted {};
struct RefusedForGood {
  std::string reason;
};
// The channel was not reached, or said "later": certain that it has not taken the message.
struct NotTaken {
  std::string reason;
  std::int64_t not_before = 0;  // the channel asked for so much patience; UTC seconds
};
// The sender had no turn for it or found the channel closed: the try does not count.
struct GivenBack {
  std::int64_t due_at = 0;
  std::string reason;
};
// The sender found right before handing over that it must not go: consent withdrawn, address gone.
struct Withheld {
  std::string reason;
};
struct NoAnswer {
  std::string reason;
};
struct Restarted {
  std::optional<bool> reached;  // nothing = not known
};
// By rules and people
struct Move {
  std::int64_t to = 0;
  std::string reason;
};
struct Hold {
  std::string reason;
};
struct Release {};
struct Skip {
  std::string reason;
};
enum class Resolution : std::uint8_t { WasSent, SendAgain, GiveUp };
struct Resolve {
  Resolution resolution = Resolution::WasSent;
};
// By receipts
struct ReceiptDelivered {};
struct ReceiptBounced {
  std::string reason;
};

using OutboxEvent = std::variant<Claim, Accepted, RefusedForGood, NotTaken, GivenBack, Withheld, NoAnswer, Restarted,
                                 Move, Hold, Release, Skip, Resolve, ReceiptDelivered, ReceiptBounced>;

struct RetryPolicy {
  int first_seconds = 60;
  int longest_seconds = 4 * 3'600;
  int attempts_max = 20;
};

enum class OutboxVerdict : std::uint8_t {
  Changed,
  Nothing,  // it is so already, or the news is older than the state
  Refused,  // not allowed in this state: a defect of the caller, or a person was too late
};

// Changes `touch` only when the verdict is Changed.
[[nodiscard]] OutboxVerdict apply(Outgoing& touch, const OutboxEvent& event, std::int64_t now,
                                  const RetryPolicy& policy = {});

// Seconds to the next try after so many: doubling from the first to the longest, spread by a fifth either way by the
// key, so that what failed together does not come back together.
[[nodiscard]] std::int64_t retry_delay(const RetryPolicy& policy, int attempts, std::string_view key);

// Whether nothing will change it any more but a late receipt.
[[nodiscard]] bool is_settled(domain::TouchState state);

}  // namespace tsuzuku::journeys
