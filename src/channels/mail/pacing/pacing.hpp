#pragma once
// How fast to send. Pure functions: the state goes in and comes out, so one place may keep it for any
// number of sender threads and a test needs no clock.

#include <cstdint>
#include <string>
#include <string_view>

#include "channels/channel.hpp"

namespace tsuzuku::channels {

// Mailboxes that one operator runs under several domains share one limit: "gmail" for gmail.com and googlemail.com,
// "docomo", "au", "softbank", "yahoo.co.jp", "microsoft", "icloud"; any other domain is its own operator.
[[nodiscard]] std::string operator_of(std::string_view domain);

// Careful values for an unknown sender; a shop with a good name may raise them.
[[nodiscard]] PaceLimit default_limit(std::string_view mail_operator);

// How fast one operator is sent to at present.
struct Pace {
  std::int64_t next_ms = 0;  // the moment from which the next message may go
  std::int64_t rate_permille =
      1000;  // share of the limit that is used: halved by a refusal, grows back with what is taken
  friend bool operator==(const Pace&, const Pace&) = default;
};

struct Turn {
  bool go = false;
  std::int64_t wait_ms = 0;  // when not
  Pace pace;                 // to keep when the message is sent
};
// May a message go now? After silence at most one second's worth goes at once. A clock that is set back
// stops nothing for longer than a minute.
[[nodiscard]] Turn take_turn(const Pace& pace, const PaceLimit& limit, std::int64_t now_ms);
// What an outcome teaches. A temporary refusal halves the rate (at least 1/64 is left) and holds everything for ten
// seconds; each message that is taken gives back 1/100.
[[nodiscard]] Pace after(const Pace& pace, OutcomeKind outcome, std::int64_t now_ms);

}  // namespace tsuzuku::channels
