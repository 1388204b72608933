#pragma once
// A condition as JSON, as forms edit it:
//
//   {"and": [c, …]}  {"or": [c, …]}  {"not": c}
//   {"field": "purchases", "where": c, "window": {"last_days": 90}, "op": ">=", "value": 3}
//   {"field": "consent", "arguments": {"channel": "mail"}, "op": "=", "value": "given"}
//   {"field": "prefecture", "op": "in", "values": ["東京都"]}     "between", "not_in" have values too
//   {"field": "age", "op": "is_unknown"}
//
// window: {"last_days": n}, {"between_days_ago": [n, m]}, {"more_than_days_ago": n}, {"from": day, "to": day}. Values:
// numbers (with decimals as text, "12.5"), days and codes as text; the field says which.

#include "base/error.hpp"
#include "base/json.hpp"
#include "segments/condition.hpp"
#include "segments/field.hpp"

namespace tsuzuku::segments {

// Of them the value is a list.
[[nodiscard]] inline bool has_list(Operator op) {
  return op == Operator::In || op == Operator::NotIn || op == Operator::Between;
}

// from_form(to_form(c)) == c. A group of one is what it holds.
[[nodiscard]] json::value to_form(const Condition& condition);

// Errors (InvalidInput unless said), all with `position` (the path): "segment.bad_form" (expected), and those of
// parse() that can be.
[[nodiscard]] Result<Condition> from_form(const json::value& form);

// A field as a form needs it: name, scope, type, unit, bounds, operators, choices, parameters, what it counts. Titles
// and descriptions are keys of texts (words.hpp).
[[nodiscard]] json::object describe(const Field& field);

}  // namespace tsuzuku::segments
