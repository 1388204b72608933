#pragma once
// Messages and channels as docs/api.md tells them.

#include <string>

#include "base/catalogue.hpp"
#include "base/json.hpp"
#include "channels/channel.hpp"
#include "channels/mail/dns/dns_checks.hpp"
#include "services/channels/channel_settings.hpp"
#include "services/messages/drafts.hpp"
#include "services/messages/suppressions.hpp"
#include "services/messages/templates.hpp"
#include "services/messages/touches.hpp"

namespace tsuzuku::api {

// A channel that is built in. NotFound "channels.unknown" {name, known}.
[[nodiscard]] Result<const channels::Channel*> built_channel(std::string_view name);

[[nodiscard]] json::array to_json(const std::vector<channels::Finding>& findings, const Catalogue& texts);
[[nodiscard]] json::array schema_to_json(const channels::Channel& channel, const Catalogue& texts);
[[nodiscard]] json::object to_json(const channels::Trial& trial, const channels::Channel& channel,
                                   const Catalogue& texts);
[[nodiscard]] json::object to_json(const channels::DnsCheck& check, const Catalogue& texts);
[[nodiscard]] json::object to_json(const services::MessageTemplate& made);
[[nodiscard]] json::object to_json(const services::Preview& preview);
[[nodiscard]] json::object to_json(const services::Suppression& suppression);
// Without the customer's name, which the handler adds.
[[nodiscard]] json::object to_json(const services::Touch& touch, const Catalogue& texts);

}  // namespace tsuzuku::api
