#include "services/messages/eligibility.hpp"

namespace tsuzuku::services {
namespace {

bool forbids(const Suppression& suppression, const Eligibility& facts) {
  if (suppression.reason != SuppressionReason::Unsubscribed) return true;
  const bool agreed_since =
      facts.consent && facts.consent->state == domain::ConsentState::Given && facts.consent->at > suppression.at;
  return facts.advertising && !agreed_since;
}

}  // namespace

std::string_view obstacle(const Eligibility& facts) {
  if (!facts.known) return "no_customer";
  if (!facts.told) return "no_address";
  if (facts.address.empty()) return "bad_address";
  if (facts.suppression && forbids(*facts.suppression, facts)) return "suppressed";
  const bool agreed = facts.consent && facts.consent->state == domain::ConsentState::Given;
  if (facts.advertising && !agreed) return "no_consent";
  return {};
}

}  // namespace tsuzuku::services
