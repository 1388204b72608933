#pragma once
// Whether a message may go to this person, by what the law and the address ask: there is somebody, there is an address,
// they agreed, and nothing forbids the address. Pure.

#include <optional>
#include <string>
#include <string_view>

#include "domain/codes.hpp"
#include "services/messages/suppressions.hpp"

namespace tsuzuku::services {

// The latest word of the customer on the channel.
struct ConsentWord {
  std::int64_t id = 0;
  domain::ConsentState state = domain::ConsentState::Given;
  std::int64_t at = 0;
};

struct Eligibility {
  bool known = false;   // the shop has the customer
  bool told = false;    // an address was told …
  std::string address;  // … and is one; empty else
  bool advertising = true;
  std::optional<ConsentWord> consent;
  std::optional<Suppression> suppression;  // of the address
};

// Why it must not go, a name with a text under "journeys.delivery_reasons"; empty when it may. Advertising needs
// consent that was given; what the customer asked for does not, and goes to an address that only wants no advertising.
// Consent given after somebody unsubscribed the address counts again.
[[nodiscard]] std::string_view obstacle(const Eligibility& facts);

}  // namespace tsuzuku::services
