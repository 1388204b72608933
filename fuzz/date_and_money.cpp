// Any bytes as a date, an amount, a quantity. What is accepted lies within the limits and, written in the plain
// form, is read back as the same.

#include <cstdint>
#include <cstdlib>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "intake/values.hpp"

namespace {

using namespace tsuzuku;
using namespace tsuzuku::intake;

void require(bool condition) {
  if (!condition) std::abort();
}

void check_date(std::string_view text, DateOrder order) {
  const auto moment = parse_moment(text, order);
  if (!moment) return;
  const int year = civil(moment->day).year;
  require(year >= limits::kFirstYear && year <= limits::kLastYear);
  require(!moment->second_of_day || (*moment->second_of_day >= 0 && *moment->second_of_day < 86'400));
  const auto again = parse_moment(to_text(moment->day));
  require(again && again->day == moment->day);
}

void check_money(std::string_view text, Currency currency, char mark) {
  const MoneyForm form{currency.decimals, mark};
  const auto price = parse_price(text, form);
  const auto money = parse_money(text, form);
  require(price.has_value() == money.has_value());
  if (!money) return;
  require(*money >= -limits::kOrderMoney - 1 && *money <= limits::kOrderMoney + 1);
  const auto once = times(*price, 1);
  require(!once || *once == *money);
  if (*money >= -limits::kOrderMoney && *money <= limits::kOrderMoney) {
    require(parse_money(to_plain_text(*money, currency), {currency.decimals, '.'}) == *money);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!is_utf8(text)) return 0;  // the reader lets nothing else through
  for (const auto order : {DateOrder::YearMonthDay, DateOrder::DayMonthYear, DateOrder::MonthDayYear})
    check_date(text, order);
  for (const char mark : {'.', ','}) {
    check_money(text, {"JPY", 0}, mark);
    check_money(text, {"USD", 2}, mark);
  }
  const auto quantity = parse_quantity(text);
  require(!quantity || (*quantity >= -limits::kQuantity && *quantity <= limits::kQuantity));
  return 0;
}
