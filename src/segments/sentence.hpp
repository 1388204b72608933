#pragma once
// A condition in a person's words, and what was found when it was asked. Words come from
// locales/server/<language>/segments.json.

#include <string>

#include "base/catalogue.hpp"
#include "base/money.hpp"
#include "segments/condition.hpp"
#include "segments/evaluate.hpp"

namespace tsuzuku::segments {

// "購入回数（F）が2回、かつ…": one line, groups in brackets; amounts are in the shop's currency.
[[nodiscard]] std::string sentence_of(const Condition& condition, Currency currency, const Catalogue& texts);

// The value that a leaf had, as people read it: "45日", "2026年4月1日", "同意". Where there is none (a fact outside the
// ledger, many values at once) whether the leaf holds; "not known" for a field that has none for this customer.
[[nodiscard]] std::string value_text(const LeafAnswer& answer, Currency currency, const Catalogue& texts);

}  // namespace tsuzuku::segments
