#pragma once
// Segments as docs/api.md tells them.

#include "base/catalogue.hpp"
#include "base/json.hpp"
#include "services/segments/desk.hpp"

namespace tsuzuku::api {

// {"condition","form","sentence"}: the three ways of saying it.
[[nodiscard]] json::object condition_json(const segments::Condition& condition, Currency currency,
                                          const Catalogue& texts);
[[nodiscard]] json::object to_json(const services::Segment& segment, Currency currency, const Catalogue& texts);
[[nodiscard]] json::array to_json(const std::vector<segments::LeafAnswer>& answers, Currency currency,
                                  const Catalogue& texts);
[[nodiscard]] json::object to_json(const services::SegmentMove& move, Currency currency, const Catalogue& texts);
// What a form of conditions is made from: groups, fields with their words, names that the shop has.
[[nodiscard]] json::object fields_json(const services::KnownNames& names, const Catalogue& texts);

}  // namespace tsuzuku::api
