#pragma once
// The journey is over for this customer.

#include "journeys/passage.hpp"
#include "journeys/schema/fields.hpp"

namespace tsuzuku::journeys {

struct End {
  static constexpr std::string_view kKind = "end";

  void describe(Fields& fields);
  [[nodiscard]] Passage pass(Walk& walk) const;
  friend bool operator==(const End&, const End&) = default;
};

}  // namespace tsuzuku::journeys
