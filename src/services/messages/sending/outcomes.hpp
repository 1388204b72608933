#pragma once
// What the answer of a channel means for a touch. Pure.

#include "channels/channel.hpp"
#include "domain/codes.hpp"
#include "services/messages/touches.hpp"

namespace tsuzuku::services {

// When to try again, by channel: the one place that says it. Mail: most greylists let a second try through after five
// minutes; doubling to four hours, given up about a day after the first try (journeys::apply spreads the pauses).
[[nodiscard]] journeys::RetryPolicy retry_policy(domain::Channel channel);

// `now`: UTC seconds. A channel that was not reached at all says nothing about the message: the try does not count.
[[nodiscard]] Settled settled_by(const channels::Outcome& outcome, std::int64_t now);

}  // namespace tsuzuku::services
