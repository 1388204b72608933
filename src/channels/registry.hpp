#pragma once
// Every channel that is built in.

#include <span>

#include "channels/channel.hpp"

namespace tsuzuku::channels {

[[nodiscard]] std::span<const Channel* const> all_channels();
// Null when no such channel is built in yet.
[[nodiscard]] const Channel* find_channel(domain::Channel id);

}  // namespace tsuzuku::channels
