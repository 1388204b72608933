#include <algorithm>
#include <array>
#include <string>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "intake/values.hpp"

namespace tsuzuku::intake {
namespace {

constexpr std::string_view kBadMoney = "bad_money";
constexpr std::string_view kMoneyOverflow = "money_overflow";
constexpr std::string_view kBadQuantity = "bad_quantity";
constexpr std::string_view kQuantityOverflow = "quantity_overflow";
constexpr int kExtraDecimals = 4;  // beyond the currency's own

// A backslash is what a yen sign becomes in CP932.
constexpr std::array<std::string_view, 16> kCurrencySigns = {"¥",   "\\",  "$",   "£",   "€",   "円",  "R$", "US$",
                                                             "JPY", "USD", "GBP", "EUR", "BRL", "AU$", "元", "圓"};
constexpr std::array<std::string_view, 8> kCounters = {"個", "点", "枚", "本", "セット", "袋", "箱", "コ"};

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool take_front(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text = trim(text.substr(prefix.size()));
  return true;
}

bool take_back(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text = trim(text.substr(0, text.size() - suffix.size()));
  return true;
}

bool take_minus(std::string_view& text) {
  // NFKC has turned the full-width hyphen into "-" but leaves the mathematical minus and the triangles.
  for (const std::string_view sign : {"-", "\xE2\x88\x92", "▲", "△", "‐"}) {
    if (take_front(text, sign)) return true;
  }
  return false;
}

template <std::size_t N>
void take_signs(std::string_view& text, const std::array<std::string_view, N>& signs) {
  for (const std::string_view sign : signs) {
    if (take_front(text, sign) || take_back(text, sign)) return;
  }
}

// Cuts signs of currency and of minus off both ends; true when the number is negative, nothing when it is
// marked negative twice.
template <std::size_t N>
std::optional<bool> strip_signs(std::string_view& text, const std::array<std::string_view, N>& signs) {
  if (!text.empty() && is_digit(text.front()) && is_digit(text.back())) return false;  // nearly every cell
  bool negative = false;
  if (text.size() >= 2 && text.front() == '(' && text.back() == ')') {
    negative = true;
    text = trim(text.substr(1, text.size() - 2));
  }
  bool minus = take_minus(text);
  take_signs(text, signs);
  if (!minus) minus = take_minus(text);
  if (minus && negative) return std::nullopt;
  if (!minus) take_front(text, "+");
  take_signs(text, signs);
  return negative || minus;
}

struct Decimal {
  std::int64_t digits = 0;  // without the mark
  int decimals = 0;         // digits behind the mark, trailing zeros dropped
  bool overflow = false;
};

// Digits in groups of three or ungrouped, then at most one mark.
std::optional<Decimal> parse_decimal(std::string_view text, char mark) {
  const char grouping = mark == '.' ? ',' : '.';
  const auto mark_at = text.find(mark);
  const std::string_view whole = text.substr(0, mark_at);
  std::string_view fraction = mark_at == std::string_view::npos ? std::string_view{} : text.substr(mark_at + 1);
  if (whole.empty() && fraction.empty()) return std::nullopt;
  while (fraction.ends_with('0')) fraction.remove_suffix(1);

  Decimal result;
  const auto push = [&result](char c) {
    if (__builtin_mul_overflow(result.digits, 10, &result.digits) ||
        __builtin_add_overflow(result.digits, c - '0', &result.digits)) {
      result.overflow = true;
    }
  };
  bool grouped = false;
  int run = 0;
  for (const char c : whole) {
    if (c == grouping) {
      if (run == 0 || run > 3 || (grouped && run != 3)) return std::nullopt;
      grouped = true;
      run = 0;
    } else if (is_digit(c)) {
      push(c);
      ++run;
    } else {
      return std::nullopt;
    }
  }
  if (grouped && run != 3) return std::nullopt;
  for (const char c : fraction) {
    if (!is_digit(c)) return std::nullopt;
    push(c);
    ++result.decimals;
  }
  return result;
}

std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (; exponent > 0; --exponent) power *= 10;
  return power;
}

Parsed<Price> price_of(std::string_view text, MoneyForm form) {
  const auto negative = strip_signs(text, kCurrencySigns);
  if (!negative) return std::unexpected(kBadMoney);
  const auto decimal = parse_decimal(text, form.decimal_mark);
  if (!decimal) return std::unexpected(kBadMoney);
  if (decimal->overflow) return std::unexpected(kMoneyOverflow);
  const int extra = decimal->decimals - form.decimals;
  if (extra > kExtraDecimals) return std::unexpected(kBadMoney);
  Price price{decimal->digits, power_of_ten(std::max(extra, 0))};
  const auto scaled = checked_multiply(price.value, power_of_ten(std::max(-extra, 0)));
  if (!scaled || *scaled / price.per > limits::kOrderMoney) return std::unexpected(kMoneyOverflow);
  price.value = *negative ? -*scaled : *scaled;
  return price;
}

Parsed<std::int64_t> quantity_of(std::string_view text) {
  const auto negative = strip_signs(text, kCounters);
  if (!negative) return std::unexpected(kBadQuantity);
  const auto decimal = parse_decimal(text, '.');
  if (!decimal || decimal->decimals > 0) return std::unexpected(kBadQuantity);
  if (decimal->overflow || decimal->digits > limits::kQuantity) return std::unexpected(kQuantityOverflow);
  return *negative ? -decimal->digits : decimal->digits;
}

}  // namespace

Parsed<Price> parse_price(std::string_view text, MoneyForm form) {
  if (is_ascii(text)) return price_of(text, form);
  const std::string narrow = nfkc(text);
  return price_of(trim(narrow), form);
}

Parsed<Money> parse_money(std::string_view text, MoneyForm form) {
  const auto price = parse_price(text, form);
  if (!price) return std::unexpected(price.error());
  return divide_rounded(price->value, price->per);
}

Parsed<Money> times(Price price, std::int64_t quantity) {
  const auto product = checked_multiply(price.value, quantity);
  if (!product) return std::unexpected(kMoneyOverflow);
  const Money amount = divide_rounded(*product, price.per);
  if (amount > limits::kOrderMoney || amount < -limits::kOrderMoney) return std::unexpected(kMoneyOverflow);
  return amount;
}

Parsed<std::int64_t> parse_quantity(std::string_view text) {
  if (is_ascii(text)) return quantity_of(text);
  const std::string narrow = nfkc(text);
  return quantity_of(trim(narrow));
}

}  // namespace tsuzuku::intake
