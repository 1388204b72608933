#include "journeys/event.hpp"

#include <algorithm>
#include <array>

namespace tsuzuku::journeys {
namespace {

constexpr std::array<std::string_view, 13> kEventNames = {
    "ordered",     "paid",   "shipped", "delivered", "cancelled",    "returned", "tag_added",
    "tag_removed", "opened", "clicked", "bounced",   "unsubscribed", "task_done"};
static_assert(kEventNames.size() == static_cast<std::size_t>(EventKind::TaskDone) + 1);

}  // namespace

std::span<const std::string_view> event_names() { return kEventNames; }

std::string_view name_of(EventKind kind) { return kEventNames.at(static_cast<std::size_t>(kind)); }

std::optional<EventKind> event_kind_from(std::string_view name) {
  const auto found = std::ranges::find(kEventNames, name);
  if (found == kEventNames.end()) return std::nullopt;
  return static_cast<EventKind>(found - kEventNames.begin());
}

bool is_about_order(EventKind kind) { return kind <= EventKind::Returned; }

bool matches(const Match& match, const Facts& facts) {
  return std::ranges::all_of(match, [&](const MatchRule& rule) {
    return std::ranges::any_of(facts, [&](const Fact& fact) {
      return fact.name == rule.fact && std::ranges::find(rule.any_of, fact.value) != rule.any_of.end();
    });
  });
}

std::optional<std::string_view> find_fact(const Facts& facts, std::string_view name) {
  const auto found = std::ranges::find(facts, name, &Fact::name);
  if (found == facts.end()) return std::nullopt;
  return found->value;
}

}  // namespace tsuzuku::journeys
