#pragma once
// Money is a signed 64-bit integer of minor units (yen, cents) of the shop's one currency.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tsuzuku {

using Money = std::int64_t;

struct Currency {
  std::string_view code;  // ISO 4217
  int decimals = 0;       // digits of the minor unit: JPY 0, USD 2
};

// Known ISO 4217 codes; nothing for others.
[[nodiscard]] std::optional<Currency> find_currency(std::string_view code);

// 10^decimals.
[[nodiscard]] std::int64_t minor_units_per_major(Currency currency);

// "1234567.80" without separators: the form of CSV output.
[[nodiscard]] std::string to_plain_text(Money amount, Currency currency);
// "1,234,567.80"
[[nodiscard]] std::string to_grouped_text(Money amount, Currency currency);

// numerator / denominator rounded half away from zero; denominator > 0.
[[nodiscard]] std::int64_t divide_rounded(std::int64_t numerator, std::int64_t denominator);

// Nothing on overflow of 64 bits.
[[nodiscard]] std::optional<std::int64_t> checked_add(std::int64_t a, std::int64_t b);
[[nodiscard]] std::optional<std::int64_t> checked_multiply(std::int64_t a, std::int64_t b);

}  // namespace tsuzuku
