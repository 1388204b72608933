#include "services/messages/sending/outcomes.hpp"

#include "services/messages/foreign_words.hpp"

namespace tsuzuku::services {
namespace {

journeys::OutboxEvent event_of(const channels::Outcome& outcome, std::int64_t now) {
  switch (outcome.kind) {
    case channels::OutcomeKind::Sent:
      return journeys::Accepted{};
    case channels::OutcomeKind::TemporaryRefusal:
      return journeys::NotTaken{.reason = "refused_later",
                                .not_before = now + outcome.answer.retry_after_seconds.value_or(0)};
    case channels::OutcomeKind::PermanentRefusal:
      return journeys::RefusedForGood{"refused"};
    case channels::OutcomeKind::NotConnected:
      if (outcome.answer.stage == channels::Stage::Connection)
        return journeys::GivenBack{.due_at = now, .reason = "closed"};
      return journeys::NotTaken{.reason = "closed", .not_before = 0};
    case channels::OutcomeKind::InDoubt:
      return journeys::NoAnswer{"no_answer"};
  }
  return journeys::NoAnswer{"no_answer"};
}

}  // namespace

journeys::RetryPolicy retry_policy(domain::Channel channel) {
  if (channel == domain::Channel::Mail) {
    // The first pause is spread by a fifth either way and stays above five minutes.
    return {.first_seconds = 400, .longest_seconds = 4 * 3'600, .attempts_max = 11};
  }
  return {};
}

Settled settled_by(const channels::Outcome& outcome, std::int64_t now) {
  return {.event = event_of(outcome, now), .answer = foreign_words(outcome.answer.text), .address = {}, .consent = {}};
}

}  // namespace tsuzuku::services
