#pragma once
// Customers as docs/api.md tells them.

#include "base/catalogue.hpp"
#include "base/json.hpp"
#include "base/money.hpp"
#include "services/customers/desk.hpp"

namespace tsuzuku::api {

// Usage "customers.unknown_channel" (with the known ones).
[[nodiscard]] Result<domain::Channel> channel_named(const std::string& name);

// Without the members that the handler adds (masked, page, page_size).
[[nodiscard]] json::object to_json(const services::CustomerListPage& page, Currency currency);
[[nodiscard]] json::object to_json(const services::CustomerPage& page, Currency currency, const Catalogue& texts);
[[nodiscard]] json::object to_json(const services::OrderStoryPage& page, Currency currency);
[[nodiscard]] json::object to_json(const services::TimelinePage& page, const services::Shop& shop,
                                   const Catalogue& texts);
[[nodiscard]] json::object to_json(const services::CustomerNote& note);
[[nodiscard]] json::object to_json(const services::Consent& consent);
[[nodiscard]] json::array to_json(const std::vector<services::CustomerTag>& tags);
[[nodiscard]] json::array to_json(const std::vector<services::Consent>& consents);

}  // namespace tsuzuku::api
