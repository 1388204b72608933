#pragma once
// The condition of a block: a small tree over the template's fields, without any access to anything else.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "channels/template/fields.hpp"

namespace tsuzuku::channels {

enum class Comparison : std::uint8_t { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };

// A comparison with an empty field does not hold, except != which does.
class Condition {
 public:
  enum class Kind : std::uint8_t { Filled, CompareText, CompareNumber, Not, And, Or };
  struct Node {
    Kind kind = Kind::Filled;
    Comparison comparison = Comparison::Equal;
    std::uint32_t slot = 0;   // of the field
    std::uint32_t left = 0;   // nodes: Not has a left one only
    std::uint32_t right = 0;  //
    std::int64_t number = 0;
    std::string text;
  };

  // The index of the new node; the last one added is the root.
  std::uint32_t add(Node node);
  [[nodiscard]] bool holds(std::span<const FieldValue* const> values) const;
  // Slots of fields that cannot be empty where the condition holds.
  [[nodiscard]] std::vector<std::uint32_t> filled_slots() const;
  [[nodiscard]] std::span<const Node> nodes() const { return nodes_; }

 private:
  [[nodiscard]] bool holds(std::uint32_t node, std::span<const FieldValue* const> values) const;
  void collect_filled(std::uint32_t node, std::vector<std::uint32_t>& slots) const;
  std::vector<Node> nodes_;
};

}  // namespace tsuzuku::channels
