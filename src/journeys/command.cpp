#include "journeys/command.hpp"

#include <fmt/format.h>

namespace tsuzuku::journeys {

std::string CommandKey::text() const { return fmt::format("{}:{}:{}", run.value, node, visit); }

}  // namespace tsuzuku::journeys
