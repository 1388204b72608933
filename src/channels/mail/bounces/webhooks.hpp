#pragma once
// What the operators of relays report over HTTP, as JSON. Understood: our own form, SendGrid's event webhook, Amazon
// SES (bare or inside SNS).
//
//   {"events":[{"kind":"delivered|delayed|soft_bounce|hard_bounce|complained|unsubscribed",
//               "message_id":"<…@…>","address":"…","detail":"…"}]}

#include <string_view>
#include <vector>

#include "channels/channel.hpp"

namespace tsuzuku::channels {

// True when the report is JSON and no mail.
[[nodiscard]] bool is_webhook(std::string_view report);
// As Channel::receipts. InvalidInput "json.invalid"; events of kinds that are not understood are left out.
[[nodiscard]] Result<std::vector<Receipt>> read_webhook(std::string_view report, const LinkBook& links);

}  // namespace tsuzuku::channels
