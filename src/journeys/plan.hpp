#pragma once
// A definition that has passed its check, ready to run: edges are places, not names. The step function takes nothing
// else, so a dangling edge, a second entry or a circle without a wait cannot occur while a customer is under way.

#include <bitset>
#include <expected>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "journeys/definition.hpp"

namespace tsuzuku::journeys {

struct PlanNode {
  std::vector<std::size_t> exits;  // places in nodes()
  std::string draw_name;           // of a split
  bool effect = false;             // sends, makes a task or tags: stop rules are asked before
};

// One version of one journey; immutable, shared between threads.
class Plan {
 public:
  // The problems of check() without its options.
  [[nodiscard]] static std::expected<Plan, std::vector<Problem>> make(JourneyId journey, int version,
                                                                      Definition definition);

  [[nodiscard]] JourneyId journey() const { return journey_; }
  [[nodiscard]] int version() const { return version_; }
  [[nodiscard]] const Definition& definition() const { return definition_; }
  [[nodiscard]] std::span<const PlanNode> nodes() const { return nodes_; }
  [[nodiscard]] const Node& node(std::size_t place) const { return definition_.nodes[place]; }
  [[nodiscard]] std::optional<std::size_t> find(std::string_view id) const;

  [[nodiscard]] std::size_t entry() const { return entry_; }
  // Null when customers come in by the other kind of entry.
  [[nodiscard]] const EntryCondition* entry_condition() const;
  [[nodiscard]] const EntryEvent* entry_event() const;

  [[nodiscard]] bool sends_by(domain::Channel channel) const { return channels_[static_cast<std::size_t>(channel)]; }
  // The facts of the entry event that a run keeps.
  [[nodiscard]] Facts kept_of(const Facts& facts) const;

 private:
  Plan() = default;

  JourneyId journey_;
  int version_ = 0;
  Definition definition_;
  std::vector<PlanNode> nodes_;
  std::map<std::string, std::size_t, std::less<>> places_;
  std::size_t entry_ = 0;
  std::bitset<16> channels_;
  std::vector<std::string> facts_;
};

}  // namespace tsuzuku::journeys
