#include "journeys/schema/picture_check.hpp"

#include <algorithm>
#include <map>

#include "base/limits.hpp"
#include "journeys/schema/edges.hpp"

namespace tsuzuku::journeys {
namespace {

bool is_entry(const Node& node) {
  return std::holds_alternative<EntryCondition>(node.kind) || std::holds_alternative<EntryEvent>(node.kind);
}

bool takes_time(const Node& node) {
  return std::visit(
      [](const auto& kind) {
        if constexpr (requires { kind.takes_time(); }) {
          return kind.takes_time();
        } else {
          return false;
        }
      },
      node.kind);
}

bool has_effect(const Node& node) {
  return std::visit([](const auto& kind) { return requires { kind.kEffect; }; }, node.kind);
}

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= limits::kJourneyNodeIdBytes &&
         std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

class Picture {
 public:
  Picture(const Definition& definition, std::vector<Problem>& problems)
      : definition_(definition), nodes_(definition.nodes), problems_(problems) {}

  void check() {
    number_nodes();
    connect();
    find_entry();
    if (!std::ranges::any_of(nodes_, has_effect)) add("", "nodes", {ErrorKind::InvalidInput, "journeys.no_effect", {}});
    find_circles();
    if (whole_) {  // what lies behind an edge that leads nowhere is out of reach because of it
      find_unreached();
      find_ways_without_end();
    }
  }

 private:
  void add(std::string_view node, std::string_view field, Error error) {
    problems_.push_back({std::string(node), std::string(field), std::move(error)});
  }

  void number_nodes() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const std::string& id = nodes_[i].id;
      if (!is_id(id)) {
        add(id, "id",
            {ErrorKind::InvalidInput,
             "journeys.bad_node_id",
             {{"id", id}, {"limit", std::to_string(limits::kJourneyNodeIdBytes)}}});
      } else if (!numbers_.emplace(id, i).second) {
        add(id, "id", {ErrorKind::InvalidInput, "journeys.node_twice", {{"id", id}}});
        whole_ = false;
      }
    }
  }

  void connect() {
    exits_.resize(nodes_.size());
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      for (const Edge& edge : edges_of(nodes_[i].kind)) {
        const auto target = numbers_.find(edge.to);
        if (edge.to.empty()) {
          add(nodes_[i].id, edge.field, {ErrorKind::InvalidInput, "journeys.edge_open", {}});
        } else if (target == numbers_.end()) {
          add(nodes_[i].id, edge.field, {ErrorKind::InvalidInput, "journeys.edge_nowhere", {{"to", edge.to}}});
        } else if (is_entry(nodes_[target->second])) {
          add(nodes_[i].id, edge.field, {ErrorKind::InvalidInput, "journeys.edge_to_entry", {{"to", edge.to}}});
        } else {
          exits_[i].push_back(target->second);
          continue;
        }
        whole_ = false;
      }
    }
  }

  void find_entry() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (!is_entry(nodes_[i])) continue;
      if (entry_) {
        add(nodes_[i].id, "kind", {ErrorKind::InvalidInput, "journeys.second_entry", {{"first", nodes_[*entry_].id}}});
      } else {
        entry_ = i;
      }
    }
    if (!entry_) {
      add("", "nodes", {ErrorKind::InvalidInput, "journeys.no_entry", {}});
      whole_ = false;
    }
  }

  // Nodes from which `targets` can be reached, themselves included.
  [[nodiscard]] std::vector<bool> leading_to(std::vector<bool> targets) const {
    for (bool grown = true; grown;) {
      grown = false;
      for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (targets[i]) continue;
        if (std::ranges::any_of(exits_[i], [&](std::size_t to) { return targets[to]; })) targets[i] = grown = true;
      }
    }
    return targets;
  }

  [[nodiscard]] std::vector<bool> reached_from(std::size_t from, bool only_without_time) const {
    std::vector<bool> reached(nodes_.size());
    std::vector<std::size_t> open = {from};
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      if (only_without_time && takes_time(nodes_[at])) continue;
      for (const std::size_t to : exits_[at]) {
        if (!reached[to]) open.push_back(to);
        reached[to] = true;
      }
    }
    return reached;
  }

  // A circle is told once, at its first node.
  void find_circles() {
    std::vector<bool> told(nodes_.size());
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (told[i]) continue;
      const auto after = reached_from(i, true);
      if (!after[i]) continue;
      add(nodes_[i].id, "", {ErrorKind::InvalidInput, "journeys.circle_without_wait", {{"node", nodes_[i].id}}});
      for (std::size_t other = i; other < nodes_.size(); ++other) {
        if (after[other] && reached_from(other, true)[i]) told[other] = true;
      }
    }
  }

  void find_unreached() {
    auto reached = reached_from(*entry_, false);
    reached[*entry_] = true;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      // A second entry is told already.
      if (!reached[i] && !is_entry(nodes_[i])) {
        add(nodes_[i].id, "", {ErrorKind::InvalidInput, "journeys.unreached", {{"node", nodes_[i].id}}});
      }
    }
  }

  [[nodiscard]] bool can_stop_anywhere() const {
    const auto* by_condition = std::get_if<EntryCondition>(&nodes_[*entry_].kind);
    return (definition_.goal && definition_.stop.goal) || !definition_.stop.condition.empty() ||
           !definition_.stop.products.empty() ||
           (by_condition != nullptr && by_condition->when_it_ends == EntryCondition::WhenItEnds::Leave);
  }

  void find_ways_without_end() {
    std::vector<bool> ends(nodes_.size());
    for (std::size_t i = 0; i < nodes_.size(); ++i) ends[i] = std::holds_alternative<End>(nodes_[i].kind);
    if (std::ranges::find(ends, true) == ends.end()) {
      if (!can_stop_anywhere()) add("", "nodes", {ErrorKind::InvalidInput, "journeys.no_end", {}});
      return;
    }
    if (can_stop_anywhere()) return;
    const auto ending = leading_to(ends);
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (!ending[i]) add(nodes_[i].id, "", {ErrorKind::InvalidInput, "journeys.never_ends", {{"node", nodes_[i].id}}});
    }
  }

  const Definition& definition_;
  const std::vector<Node>& nodes_;
  std::vector<Problem>& problems_;
  std::map<std::string, std::size_t, std::less<>> numbers_;
  std::vector<std::vector<std::size_t>> exits_;
  std::optional<std::size_t> entry_;
  bool whole_ = true;
};

}  // namespace

void check_picture(const Definition& definition, std::vector<Problem>& problems) {
  Picture(definition, problems).check();
}

}  // namespace tsuzuku::journeys
