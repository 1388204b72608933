#include "journeys/nodes/split.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/limits.hpp"
#include "base/stable_hash.hpp"
#include "journeys/walk.hpp"

namespace tsuzuku::journeys {

void Split::Way::describe(Fields& fields) {
  fields.text("name", name, Need::Required);
  fields.integer("percent", percent, {0, 100});
  fields.edge("next", next);
}

void Split::describe(Fields& fields) {
  fields.text("name", name, Need::Optional);
  fields.list("arms", arms, {2, limits::kJourneyNodeExits});
}

void Split::check(Findings& findings) const {
  std::int64_t sum = 0;
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < arms.size(); ++i) {
    sum += arms[i].percent;
    if (!arms[i].name.empty() && !names.insert(arms[i].name).second) {
      findings.add(fmt::format("arms[{}].name", i),
                   Error{ErrorKind::InvalidInput, "journeys.arm_twice", {{"arm", arms[i].name}}});
    }
  }
  if (!arms.empty() && sum != 100) {
    findings.add("arms", Error{ErrorKind::InvalidInput, "journeys.split_sum", {{"sum", std::to_string(sum)}}});
  }
}

Passage Split::pass(Walk& walk) const {
  const int slot = stable_slot(walk.run.customer.value, walk.plan.nodes()[walk.node].draw_name, 100);
  int below = 0;
  for (std::size_t arm = 0; arm + 1 < arms.size(); ++arm) {
    below += arms[arm].percent;
    if (slot < below) return Go{arm};
  }
  return Go{arms.size() - 1};
}

Reason Split::reason(std::size_t exit) const {
  return {Reason::Kind::Split, "", exit < arms.size() ? arms[exit].name : ""};
}

std::string Split::draw_name(std::int64_t journey, std::string_view node) const {
  return name.empty() ? fmt::format("journey:{}:{}", journey, node) : "split:" + name;
}

}  // namespace tsuzuku::journeys
