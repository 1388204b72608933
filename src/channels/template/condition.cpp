#include "channels/template/condition.hpp"

#include <compare>
#include <utility>

namespace tsuzuku::channels {
namespace {

bool agrees(std::strong_ordering order, Comparison comparison) {
  switch (comparison) {
    case Comparison::Equal:
      return order == std::strong_ordering::equal;
    case Comparison::NotEqual:
      return order != std::strong_ordering::equal;
    case Comparison::Less:
      return order == std::strong_ordering::less;
    case Comparison::LessOrEqual:
      return order != std::strong_ordering::greater;
    case Comparison::Greater:
      return order == std::strong_ordering::greater;
    case Comparison::GreaterOrEqual:
      return order != std::strong_ordering::less;
  }
  std::unreachable();
}

}  // namespace

std::uint32_t Condition::add(Node node) {
  nodes_.push_back(std::move(node));
  return static_cast<std::uint32_t>(nodes_.size() - 1);
}

bool Condition::holds(std::span<const FieldValue* const> values) const {
  return holds(static_cast<std::uint32_t>(nodes_.size() - 1), values);
}

bool Condition::holds(std::uint32_t index, std::span<const FieldValue* const> values) const {
  const Node& node = nodes_[index];
  if (node.kind == Kind::Not) return !holds(node.left, values);
  if (node.kind == Kind::And) return holds(node.left, values) && holds(node.right, values);
  if (node.kind == Kind::Or) return holds(node.left, values) || holds(node.right, values);

  const FieldValue* value = values[node.slot];
  if (node.kind == Kind::CompareNumber) {
    if (!value || !value->number) return node.comparison == Comparison::NotEqual;
    return agrees(*value->number <=> node.number, node.comparison);
  }
  if (!value || value->text.empty()) return node.kind == Kind::CompareText && node.comparison == Comparison::NotEqual;
  return node.kind == Kind::Filled || agrees(value->text <=> node.text, node.comparison);
}

std::vector<std::uint32_t> Condition::filled_slots() const {
  std::vector<std::uint32_t> slots;
  collect_filled(static_cast<std::uint32_t>(nodes_.size() - 1), slots);
  return slots;
}

void Condition::collect_filled(std::uint32_t index, std::vector<std::uint32_t>& slots) const {
  const Node& node = nodes_[index];
  if (node.kind == Kind::And) {
    collect_filled(node.left, slots);
    collect_filled(node.right, slots);
  } else if (node.kind == Kind::Filled || (node.kind == Kind::CompareText && node.comparison == Comparison::Equal)) {
    slots.push_back(node.slot);
  } else if (node.kind == Kind::CompareNumber && node.comparison != Comparison::NotEqual) {
    slots.push_back(node.slot);
  }
}

}  // namespace tsuzuku::channels
