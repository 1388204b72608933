#pragma once
// Sends a message. Plans a touch and goes on at once: sending is the outbox's work.

#include "domain/codes.hpp"
#include "journeys/delivery_rules.hpp"
#include "journeys/passage.hpp"
#include "journeys/schema/fields.hpp"

namespace tsuzuku::journeys {

struct Send {
  static constexpr std::string_view kKind = "send";
  static constexpr bool kEffect = true;

  std::optional<domain::Channel> channel;
  std::string message;      // id of the template
  std::string variant;      // label of the arm in results; may be empty
  bool advertising = true;  // needs consent, counts for the frequency cap, keeps quiet hours
  WhenBlocked when_quiet = WhenBlocked::Move;
  WhenBlocked when_capped = WhenBlocked::Move;
  int expires_hours = 72;  // what cannot go out within this time is dropped: late is worse than never
  std::string next;

  void describe(Fields& fields);
  [[nodiscard]] Passage pass(Walk& walk) const;
  friend bool operator==(const Send&, const Send&) = default;
};

}  // namespace tsuzuku::journeys
