#pragma once
// What fields are made of.

#include <utility>

#include "segments/chunk.hpp"
#include "segments/field.hpp"
#include "segments/sql.hpp"

namespace tsuzuku::segments {

using ledger::CustomerIndex;
using ledger::OrderIndex;

// Values that are looked up for each customer: `value(chunk, customer)`.
template <typename Value>
[[nodiscard]] auto per_customer(Value value) {
  return [value](const Leaf&, const Binding&) -> Result<Values> {
    return [value](Chunk& chunk, std::span<std::int64_t> out) {
      for (std::size_t n = 0; n < out.size(); ++n)
        out[n] = value(chunk, chunk.first_customer() + static_cast<CustomerIndex>(n));
    };
  };
}

// For each order: `value(chunk, order)`, the order in the ledger's indexes.
template <typename Value>
[[nodiscard]] auto per_order(Value value) {
  return [value](const Leaf&, const Binding&) -> Result<Values> {
    return [value](Chunk& chunk, std::span<std::int64_t> out) {
      const OrderIndex begin = chunk.orders().begin;
      for (std::size_t i = 0; i < out.size(); ++i) out[i] = value(chunk, begin + static_cast<OrderIndex>(i));
    };
  };
}

// The names of all channels, and where their texts stand.
inline constexpr std::string_view kChannelTexts = "segments.channels";
[[nodiscard]] inline std::vector<std::string> channel_names() {
  std::vector<std::string> names;
  for (int code = static_cast<int>(domain::Channel::Mail); code <= static_cast<int>(domain::Channel::Sms); ++code)
    names.emplace_back(name_of(static_cast<domain::Channel>(code)));
  return names;
}

// The same text whatever the leaf says.
[[nodiscard]] inline auto same_sql(std::string text) {
  return [text = std::move(text)](const Leaf&, SqlWriter&) { return text; };
}

}  // namespace tsuzuku::segments
