#pragma once
// Keys of the texts that people read of fields, in locales/server/<language>/segments.json.

#include <string>
#include <string_view>

#include "segments/field.hpp"

namespace tsuzuku::segments {

[[nodiscard]] std::string title_key(const Field& field);        // "segments.fields.order.source.title"
[[nodiscard]] std::string description_key(const Field& field);  // "segments.fields.order.source.description"
[[nodiscard]] std::string choice_key(const Field& field, std::string_view choice);
[[nodiscard]] std::string title_key(const Field& field, const Parameter& parameter);
[[nodiscard]] std::string choice_key(const Field& field, const Parameter& parameter, std::string_view choice);
[[nodiscard]] std::string unit_key(std::string_view unit);      // "segments.units.days"
[[nodiscard]] std::string quantity_key(std::string_view unit);  // "segments.quantities.days": fills {number}
[[nodiscard]] std::string operator_key(Operator op);            // "segments.operators.at_least"
[[nodiscard]] std::string group_key(std::string_view group);    // "segments.field_groups.purchases"
[[nodiscard]] std::string scope_key(Scope scope);               // "segments.scopes.order"

}  // namespace tsuzuku::segments
