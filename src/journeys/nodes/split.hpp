#pragma once
// Draws customers apart by chance, for comparing: the same customer draws the same arm every time.

#include "journeys/passage.hpp"
#include "journeys/problem.hpp"
#include "journeys/reason.hpp"
#include "journeys/schema/fields.hpp"

namespace tsuzuku::journeys {

struct Split {
  static constexpr std::string_view kKind = "split";
  struct Way {
    std::string name;
    int percent = 0;  // 0 closes an arm and keeps it in the picture
    std::string next;
    void describe(Fields& fields);
    friend bool operator==(const Way&, const Way&) = default;
  };

  std::string name;  // splits of one name draw alike, also in other journeys; empty = a draw of this node's own
  std::vector<Way> arms;

  void describe(Fields& fields);
  void check(Findings& findings) const;
  [[nodiscard]] Passage pass(Walk& walk) const;
  [[nodiscard]] Reason reason(std::size_t exit) const;  // why it took that exit
  // The name under which customers draw (base/stable_hash.hpp).
  [[nodiscard]] std::string draw_name(std::int64_t journey, std::string_view node) const;
  friend bool operator==(const Split&, const Split&) = default;
};

}  // namespace tsuzuku::journeys
