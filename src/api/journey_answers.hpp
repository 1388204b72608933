#pragma once
// Journeys as JSON, with words for people.

#include "base/catalogue.hpp"
#include "base/json.hpp"
#include "services/journeys/desk.hpp"

namespace tsuzuku::api {

// A line of the list.
[[nodiscard]] json::object to_json(const services::Journey& journey, Currency currency, const Catalogue& texts);
// The line, the definition as it was drawn, and what is wrong with it.
[[nodiscard]] json::object to_json(const services::Journey& journey, const std::vector<journeys::Problem>& problems,
                                   Currency currency, const Catalogue& texts);
[[nodiscard]] json::array to_json(const std::vector<journeys::Problem>& problems, const Catalogue& texts);
[[nodiscard]] json::object to_json(const services::JourneyNumbers& numbers);
[[nodiscard]] json::object to_json(const services::Proposed& proposed, Currency currency, const Catalogue& texts);

// definition_schema() with a title for every field, choice and kind.
[[nodiscard]] json::object journey_schema(const Catalogue& texts);

}  // namespace tsuzuku::api
