#include "journeys/nodes/end.hpp"

namespace tsuzuku::journeys {

void End::describe(Fields& /*fields*/) {}

Passage End::pass(Walk& /*walk*/) const { return Finish{}; }

}  // namespace tsuzuku::journeys
