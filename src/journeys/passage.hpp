#pragma once
// What a node answers when a run stands at it.

#include <cstddef>
#include <cstdint>
#include <variant>

namespace tsuzuku::journeys {

struct Stay {
  std::int64_t until = 0;  // UTC seconds; nobody waits without an end
};
struct Go {
  std::size_t exit = 0;  // in the order in which describe() names the edges
};
struct Undecided {};  // a condition cannot be answered now: stay and ask again, never guess
struct Finish {};

using Passage = std::variant<Stay, Go, Undecided, Finish>;

// What a node sees of the run that stands at it (walk.hpp).
struct Walk;

}  // namespace tsuzuku::journeys
