#include "base/money.hpp"

#include <array>

namespace tsuzuku {
namespace {

constexpr std::array kCurrencies = {
    Currency{"JPY", 0}, Currency{"USD", 2}, Currency{"EUR", 2}, Currency{"GBP", 2}, Currency{"BRL", 2},
    Currency{"CNY", 2}, Currency{"KRW", 0}, Currency{"TWD", 2}, Currency{"HKD", 2}, Currency{"SGD", 2},
    Currency{"THB", 2}, Currency{"VND", 0}, Currency{"AUD", 2}, Currency{"CAD", 2}, Currency{"NZD", 2},
    Currency{"CHF", 2}, Currency{"SEK", 2}, Currency{"NOK", 2}, Currency{"DKK", 2}, Currency{"INR", 2},
    Currency{"MXN", 2}, Currency{"PHP", 2}, Currency{"MYR", 2}, Currency{"IDR", 2},
};

std::string text_of(Money amount, Currency currency, bool grouped) {
  // Unsigned so that the smallest value has a magnitude too.
  const bool negative = amount < 0;
  const auto magnitude = negative ? ~static_cast<std::uint64_t>(amount) + 1 : static_cast<std::uint64_t>(amount);
  const auto unit = static_cast<std::uint64_t>(minor_units_per_major(currency));
  std::string major = std::to_string(magnitude / unit);
  if (grouped) {
    for (int at = static_cast<int>(major.size()) - 3; at > 0; at -= 3)
      major.insert(static_cast<std::size_t>(at), 1, ',');
  }
  if (currency.decimals > 0) {
    const std::string minor = std::to_string(magnitude % unit);
    major += '.';
    major.append(static_cast<std::size_t>(currency.decimals) - minor.size(), '0');
    major += minor;
  }
  return negative ? "-" + major : major;
}

}  // namespace

std::optional<Currency> find_currency(std::string_view code) {
  for (const Currency& currency : kCurrencies) {
    if (currency.code == code) return currency;
  }
  return std::nullopt;
}

std::int64_t minor_units_per_major(Currency currency) {
  std::int64_t unit = 1;
  for (int i = 0; i < currency.decimals; ++i) unit *= 10;
  return unit;
}

std::string to_plain_text(Money amount, Currency currency) { return text_of(amount, currency, false); }
std::string to_grouped_text(Money amount, Currency currency) { return text_of(amount, currency, true); }

std::int64_t divide_rounded(std::int64_t numerator, std::int64_t denominator) {
  const std::int64_t quotient = numerator / denominator;
  const std::int64_t remainder = numerator % denominator;
  const std::int64_t distance = remainder < 0 ? -remainder : remainder;
  if (distance >= denominator - distance) return numerator < 0 ? quotient - 1 : quotient + 1;
  return quotient;
}

std::optional<std::int64_t> checked_add(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) return std::nullopt;
  return sum;
}

std::optional<std::int64_t> checked_multiply(std::int64_t a, std::int64_t b) {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(a, b, &product)) return std::nullopt;
  return product;
}

}  // namespace tsuzuku
