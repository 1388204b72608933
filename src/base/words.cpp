#include "base/words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/catalogue.hpp"

namespace tsuzuku {
namespace {

constexpr std::string_view kDigits = "0123456789";

// "1234567.50" -> "1,234,567.50"; nothing but a plain decimal number is touched.
std::string grouped(std::string_view number) {
  std::string text(number);
  const std::size_t begin = text.starts_with('-') ? 1 : 0;
  const std::size_t end = std::min(text.find('.'), text.size());
  const bool whole = end > begin && std::string_view(text).substr(begin, end - begin).find_first_not_of(kDigits) ==
                                        std::string_view::npos;
  const bool fraction = end == text.size() || text.find_first_not_of(kDigits, end + 1) == std::string::npos;
  if (!whole || !fraction) return text;
  for (std::size_t at = end; at > begin + 3; at -= 3) text.insert(at - 3, 1, ',');
  return text;
}

// The sign stands before the symbol of the currency: -¥59.
std::string money_of(std::string_view amount, std::string_view code, const Catalogue& texts) {
  const bool negative = amount.starts_with('-');
  std::string key = fmt::format("words.money.{}", code);
  if (!texts.contains(key)) key = "words.money.other";
  return (negative ? "-" : "") +
         texts.text(key, {{"amount", grouped(amount.substr(negative ? 1 : 0))}, {"currency", std::string(code)}});
}

std::string date_words(std::string_view name, const CivilDate& date, const Catalogue& texts) {
  return texts.text(fmt::format("words.{}", name), {{"year", std::to_string(date.year)},
                                                    {"month", texts.text(fmt::format("words.months.{}", date.month))},
                                                    {"day", std::to_string(date.day)}});
}

}  // namespace

std::string number_words(std::int64_t number) { return to_grouped_text(number, Currency{"", 0}); }

std::string money_words(Money amount, Currency currency, const Catalogue& texts) {
  return money_of(to_plain_text(amount, currency), currency.code, texts);
}

std::string day_words(Day day, const Catalogue& texts) { return date_words("day", civil(day), texts); }

std::string words_in_form(std::string_view value, std::string_view form, const Catalogue& texts) {
  if (const auto slash = form.find('/'); slash != std::string_view::npos) {
    return std::string(value == "1" ? form.substr(0, slash) : form.substr(slash + 1));
  }
  if (form == "number") return grouped(value);
  if (form == "name" && value == "-") return texts.text("words.not_told");
  if (form == "day") {
    if (const auto day = parse_day(value)) return day_words(*day, texts);
  }
  if (form == "month") {
    if (const auto month = parse_year_month(value)) return date_words("month", civil(first_day(*month)), texts);
  }
  if (form == "money") {
    const auto blank = value.find(' ');
    if (blank != std::string_view::npos) return money_of(value.substr(0, blank), value.substr(blank + 1), texts);
  }
  return std::string(value);
}

std::string money_argument(Money amount, Currency currency) {
  return fmt::format("{} {}", to_plain_text(amount, currency), currency.code);
}

}  // namespace tsuzuku
