#pragma once
// Mail as a channel.

#include "channels/channel.hpp"

namespace tsuzuku::channels {

// Fields it fills: sender.name, sender.address, sender.postal_address, sender.contact, unsubscribe_url,
// preferences_url.
[[nodiscard]] const Channel& mail_channel();

}  // namespace tsuzuku::channels
