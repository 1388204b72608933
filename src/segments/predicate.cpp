#include "segments/predicate.hpp"

#include <algorithm>

#include "segments/field.hpp"

namespace tsuzuku::segments {
namespace {

template <typename Holds>
void fill(std::span<const std::int64_t> values, std::span<std::uint8_t> out, const Holds& holds) {
  for (std::size_t i = 0; i < values.size(); ++i) out[i] = holds(values[i]);
}

}  // namespace

Predicate::Predicate(Operator op, std::vector<std::int64_t> values) : op_(op), values_(std::move(values)) {
  std::ranges::sort(values_);
}

// What is unknown is the lowest of all numbers, so only comparisons that look downwards must ask for it.
bool Predicate::operator()(std::int64_t value) const {
  std::uint8_t holds = 0;
  apply({&value, 1}, {&holds, 1});
  return holds != 0;
}

void Predicate::apply(std::span<const std::int64_t> values, std::span<std::uint8_t> out) const {
  const std::int64_t low = values_.empty() ? kUnknown : values_.front();
  const std::int64_t high = values_.empty() ? kUnknown : values_.back();
  const auto listed = [this](std::int64_t v) { return v != kUnknown && std::ranges::binary_search(values_, v); };
  switch (op_) {
    case Operator::Equal:
      return fill(values, out, [=](std::int64_t v) { return v == low && v != kUnknown; });
    case Operator::NotEqual:
      return fill(values, out, [=](std::int64_t v) { return v != low || v == kUnknown; });
    case Operator::Less:
      return fill(values, out, [=](std::int64_t v) { return v < low && v != kUnknown; });
    case Operator::AtMost:
      return fill(values, out, [=](std::int64_t v) { return v <= low && v != kUnknown; });
    case Operator::Greater:
      return fill(values, out, [=](std::int64_t v) { return v > low && v != kUnknown; });
    case Operator::AtLeast:
      return fill(values, out, [=](std::int64_t v) { return v >= low && v != kUnknown; });
    case Operator::Between:
      return fill(values, out, [=](std::int64_t v) { return v >= low && v <= high && v != kUnknown; });
    case Operator::In:
      return fill(values, out, listed);
    case Operator::NotIn:
      return fill(values, out, [&](std::int64_t v) { return !listed(v); });
    case Operator::Known:
      return fill(values, out, [](std::int64_t v) { return v != kUnknown; });
    case Operator::Unknown:
      return fill(values, out, [](std::int64_t v) { return v == kUnknown; });
  }
}

}  // namespace tsuzuku::segments
