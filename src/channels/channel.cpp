#include "channels/channel.hpp"

#include <utility>

namespace tsuzuku::channels {

Outcome send(const Channel& channel, Transport& transport, const Rendered& message) {
  Answer answer = transport.exchange(message);
  if (answer.answered) return channel.judge(std::move(answer));
  const bool handed_over = answer.stage == Stage::HandedOver;
  return {.kind = handed_over ? OutcomeKind::InDoubt : OutcomeKind::NotConnected, .answer = std::move(answer)};
}

}  // namespace tsuzuku::channels
