#include "channels/registry.hpp"

#include <algorithm>
#include <array>

#include "channels/mail/mail_channel.hpp"

namespace tsuzuku::channels {

std::span<const Channel* const> all_channels() {
  static const std::array<const Channel*, 1> kAll = {&mail_channel()};
  return kAll;
}

const Channel* find_channel(domain::Channel id) {
  const auto all = all_channels();
  const auto found = std::ranges::find(all, id, &Channel::id);
  return found == all.end() ? nullptr : *found;
}

}  // namespace tsuzuku::channels
