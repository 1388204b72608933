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

// The same text whatever the leaf says.
[[nodiscard]] inline auto same_sql(std::string text) {
  return [text = std::move(text)](const Leaf&, SqlWriter&) { return text; };
}

// `text` with every {as_of} replaced.
[[nodiscard]] inline auto sql_as_of(std::string text) {
  return [text = std::move(text)](const Leaf&, SqlWriter& writer) {
    constexpr std::string_view kPlace = "{as_of}";
    std::string filled = text;
    for (std::size_t at = filled.find(kPlace); at != std::string::npos; at = filled.find(kPlace, at))
      filled.replace(at, kPlace.size(), writer.as_of());
    return filled;
  };
}

}  // namespace tsuzuku::segments
