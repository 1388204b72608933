#pragma once
// What a new journey begins with, in the words of the reader's language: a definition, and the messages made with it.

#include <string>
#include <vector>

#include "base/catalogue.hpp"
#include "journeys/templates.hpp"
#include "services/journeys/desk.hpp"

namespace tsuzuku::services {

struct Beginning {
  journeys::Definition definition;
  std::vector<FirstMessage> messages;
};

// Messages are named after the journey. Usage "journeys.unknown_journey_template" {name, known}.
[[nodiscard]] Result<Beginning> beginning_of_template(const std::string& journey_name, const std::string& name,
                                                      const Catalogue& texts);
[[nodiscard]] Beginning beginning_of_proposal(const std::string& journey_name, journeys::Proposal proposal,
                                              const Catalogue& texts);

// The messages of a built-in journey and of a proposal; their names are their subjects.
[[nodiscard]] std::vector<FirstMessage> messages_of(const journeys::Template& from, const Catalogue& texts);
[[nodiscard]] std::vector<FirstMessage> messages_of(const journeys::Proposal& proposal, const Catalogue& texts);

}  // namespace tsuzuku::services
