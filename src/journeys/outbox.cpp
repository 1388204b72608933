#include "journeys/outbox.hpp"

#include <algorithm>

#include "base/stable_hash.hpp"

namespace tsuzuku::journeys {
namespace {

using domain::TouchState;

class Applier {
 public:
  Applier(Outgoing& touch, std::int64_t now, const RetryPolicy& policy) : touch_(touch), now_(now), policy_(policy) {}

  OutboxVerdict operator()(const Claim& /*event*/) {
    if (touch_.state != TouchState::Planned || now_ < touch_.due_at) return OutboxVerdict::Refused;
    ++touch_.attempts;
    return to(TouchState::Sending, "");
  }

  OutboxVerdict operator()(const Accepted& /*event*/) {
    if (is_one_of({TouchState::Sent, TouchState::Delivered, TouchState::Bounced})) return OutboxVerdict::Nothing;
    // The answer may come after a restart has doubted it.
    if (!is_one_of({TouchState::Sending, TouchState::InDoubt})) return OutboxVerdict::Refused;
    return sent(TouchState::Sent, "");
  }

  OutboxVerdict operator()(const RefusedForGood& event) {
    if (touch_.state == TouchState::Failed) return OutboxVerdict::Nothing;
    if (!is_one_of({TouchState::Sending, TouchState::InDoubt})) return OutboxVerdict::Refused;
    return to(TouchState::Failed, event.reason);
  }

  OutboxVerdict operator()(const NotTaken& event) {
    if (touch_.state == TouchState::Planned) return OutboxVerdict::Nothing;
    if (touch_.state != TouchState::Sending) return OutboxVerdict::Refused;
    const std::int64_t next = std::max(now_ + retry_delay(policy_, touch_.attempts, touch_.key), event.not_before);
    if (touch_.attempts >= policy_.attempts_max || next > touch_.expires_at) {
      return to(TouchState::Failed, event.reason);
    }
    touch_.due_at = next;
    return to(TouchState::Planned, event.reason);
  }

  OutboxVerdict operator()(const GivenBack& event) {
    if (touch_.state == TouchState::Planned) return OutboxVerdict::Nothing;
    if (touch_.state != TouchState::Sending) return OutboxVerdict::Refused;
    --touch_.attempts;
    touch_.due_at = std::max(now_, event.due_at);
    return to(TouchState::Planned, event.reason);
  }

  OutboxVerdict operator()(const Withheld& event) {
    if (touch_.state == TouchState::Skipped) return OutboxVerdict::Nothing;
    if (touch_.state != TouchState::Sending) return OutboxVerdict::Refused;
    return to(TouchState::Skipped, event.reason);
  }

  OutboxVerdict operator()(const NoAnswer& event) {
    if (touch_.state == TouchState::InDoubt) return OutboxVerdict::Nothing;
    if (touch_.state != TouchState::Sending) return OutboxVerdict::Refused;
    return to(TouchState::InDoubt, event.reason);
  }

  OutboxVerdict operator()(const Restarted& event) {
    if (touch_.state != TouchState::Sending) return OutboxVerdict::Nothing;
    if (!event.reached) return to(TouchState::InDoubt, "restarted");
    if (*event.reached) return sent(TouchState::Sent, "");
    touch_.due_at = now_;
    return to(TouchState::Planned, "restarted");
  }

  OutboxVerdict operator()(const Move& event) {
    if (!is_one_of({TouchState::Planned, TouchState::Held})) return OutboxVerdict::Refused;
    touch_.due_at = event.to;
    return to(touch_.state, event.reason);
  }

  OutboxVerdict operator()(const Hold& event) {
    if (touch_.state == TouchState::Held) return OutboxVerdict::Nothing;
    if (touch_.state != TouchState::Planned) return OutboxVerdict::Refused;
    return to(TouchState::Held, event.reason);
  }

  OutboxVerdict operator()(const Release& /*event*/) {
    if (touch_.state == TouchState::Planned) return OutboxVerdict::Nothing;
    if (touch_.state != TouchState::Held) return OutboxVerdict::Refused;
    return to(TouchState::Planned, "");
  }

  OutboxVerdict operator()(const Skip& event) {
    if (touch_.state == TouchState::Skipped) return OutboxVerdict::Nothing;
    if (!is_one_of({TouchState::Planned, TouchState::Held})) return OutboxVerdict::Refused;
    return to(TouchState::Skipped, event.reason);
  }

  OutboxVerdict operator()(const Resolve& event) {
    if (touch_.state != TouchState::InDoubt) return OutboxVerdict::Refused;
    switch (event.resolution) {
      case Resolution::WasSent:
        return sent(TouchState::Sent, "resolved");
      case Resolution::SendAgain:
        touch_.due_at = now_;
        return to(TouchState::Planned, "resolved");
      case Resolution::GiveUp:
        return to(TouchState::Skipped, "resolved");
    }
    return OutboxVerdict::Refused;
  }

  OutboxVerdict operator()(const ReceiptDelivered& /*event*/) {
    if (is_one_of({TouchState::Delivered, TouchState::Bounced})) return OutboxVerdict::Nothing;
    if (!is_one_of({TouchState::Sending, TouchState::Sent, TouchState::InDoubt})) return OutboxVerdict::Refused;
    return sent(TouchState::Delivered, "");
  }

  OutboxVerdict operator()(const ReceiptBounced& event) {
    if (touch_.state == TouchState::Bounced) return OutboxVerdict::Nothing;
    if (!is_one_of({TouchState::Sending, TouchState::Sent, TouchState::InDoubt, TouchState::Delivered})) {
      return OutboxVerdict::Refused;
    }
    return sent(TouchState::Bounced, event.reason);
  }

 private:
  [[nodiscard]] bool is_one_of(std::initializer_list<TouchState> states) const {
    return std::ranges::find(states, touch_.state) != states.end();
  }

  OutboxVerdict to(TouchState state, std::string_view reason) {
    touch_.state = state;
    touch_.reason = std::string(reason);
    return OutboxVerdict::Changed;
  }

  OutboxVerdict sent(TouchState state, std::string_view reason) {
    if (!touch_.sent_at) touch_.sent_at = now_;
    return to(state, reason);
  }

  Outgoing& touch_;
  std::int64_t now_;
  const RetryPolicy& policy_;
};

}  // namespace

OutboxVerdict apply(Outgoing& touch, const OutboxEvent& event, std::int64_t now, const RetryPolicy& policy) {
  return std::visit(Applier(touch, now, policy), event);
}

std::int64_t retry_delay(const RetryPolicy& policy, int attempts, std::string_view key) {
  const int doublings = std::clamp(attempts - 1, 0, 20);
  const std::int64_t delay =
      std::min<std::int64_t>(policy.longest_seconds, policy.first_seconds * (std::int64_t{1} << doublings));
  return delay * (80 + stable_slot(attempts, key, 41)) / 100;
}

bool is_settled(TouchState state) {
  return state != TouchState::Planned && state != TouchState::Held && state != TouchState::Sending &&
         state != TouchState::InDoubt;
}

}  // namespace tsuzuku::journeys
