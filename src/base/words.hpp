#pragma once
// How numbers, money, days and months are written for people: 4,900, 59円 or ¥59, 2026年11月21日 or 21 Nov 2026. What
// differs by language stands in the catalogue under "words"; the grouping of digits is the same in all of them.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/day.hpp"
#include "base/money.hpp"

namespace tsuzuku {

class Catalogue;

[[nodiscard]] std::string number_words(std::int64_t number);
[[nodiscard]] std::string money_words(Money amount, Currency currency, const Catalogue& texts);
[[nodiscard]] std::string day_words(Day day, const Catalogue& texts);

// The same for arguments of texts, which are written for programs ("4900", "59 JPY", "2026-11-21", "2026-11"). A form
// is "number", "money", "day", "month", "name" (a word where it is "-", which stands for nothing told) or "one/other":
// words for exactly 1 and for every other number. What is not written as the form expects stays as it is.
[[nodiscard]] std::string words_in_form(std::string_view value, std::string_view form, const Catalogue& texts);

// "59 JPY": what the form "money" reads.
[[nodiscard]] std::string money_argument(Money amount, Currency currency);

}  // namespace tsuzuku
