#pragma once
// Asks conditions from above to below; the first that holds shows the way.

#include "journeys/passage.hpp"
#include "journeys/reason.hpp"
#include "journeys/schema/fields.hpp"

namespace tsuzuku::journeys {

struct Branch {
  static constexpr std::string_view kKind = "branch";
  struct Way {
    std::string condition;
    std::string next;
    void describe(Fields& fields);
    friend bool operator==(const Way&, const Way&) = default;
  };

  std::vector<Way> branches;
  std::string otherwise;

  void describe(Fields& fields);
  [[nodiscard]] Passage pass(Walk& walk) const;
  [[nodiscard]] Reason reason(std::size_t exit) const;  // why it took that exit
  friend bool operator==(const Branch&, const Branch&) = default;
};

}  // namespace tsuzuku::journeys
