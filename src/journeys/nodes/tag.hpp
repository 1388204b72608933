#pragma once
// Adds a tag to the customer or takes it away.

#include "journeys/passage.hpp"
#include "journeys/schema/fields.hpp"

namespace tsuzuku::journeys {

struct Tag {
  static constexpr std::string_view kKind = "tag";
  static constexpr bool kEffect = true;
  enum class Action { Add, Remove };

  Action action = Action::Add;
  std::string tag;
  std::string next;

  void describe(Fields& fields);
  [[nodiscard]] Passage pass(Walk& walk) const;
  friend bool operator==(const Tag&, const Tag&) = default;
};

}  // namespace tsuzuku::journeys
