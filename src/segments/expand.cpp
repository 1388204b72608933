#include "segments/expand.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "segments/field.hpp"
#include "segments/shape.hpp"
#include "segments/text.hpp"

namespace tsuzuku::segments {
namespace {

Condition group_of(Condition::Kind kind, std::vector<Condition> parts, const Place& place) {
  if (parts.size() == 1 && kind != Condition::Kind::Not) return std::move(parts.front());
  return {.kind = kind, .parts = std::move(parts), .leaf = {}, .place = place};
}

class Expander {
 public:
  explicit Expander(const Surroundings& surroundings) : surroundings_(surroundings) {
    if (!surroundings.own_name.empty()) open_.push_back(surroundings.own_name);
  }

  Result<Condition> expand(const Condition& condition) {
    if (condition.kind == Condition::Kind::Leaf) {
      if (++leaves_ > limits::kConditionLeaves) {
        return fail(ErrorKind::TooLarge, "segment.too_many_leaves",
                    {{"position", condition.place.text}, {"limit", std::to_string(limits::kConditionLeaves)}});
      }
      if (condition.leaf.field->name == kSegmentField) return members(condition);
      return condition;
    }
    Condition whole{.kind = condition.kind, .parts = {}, .leaf = {}, .place = condition.place};
    for (const Condition& part : condition.parts) {
      TSUZUKU_TRY(expanded, expand(part));
      whole.parts.push_back(std::move(expanded));
    }
    return whole;
  }

 private:
  // Any of the conditions of the live ones, or being a member of one of the frozen ones.
  Result<Condition> members(const Condition& leaf) {
    const Comparison& comparison = *leaf.leaf.comparison;
    std::vector<Condition> parts;
    Condition frozen = leaf;
    frozen.leaf.comparison = Comparison{.op = Operator::In, .values = {}};
    for (const Literal& value : comparison.values) {
      const auto& name = std::get<std::string>(value);
      TSUZUKU_TRY(segment, find(name, leaf.place));
      if (segment.frozen) {
        frozen.leaf.comparison->values.push_back(value);
        continue;
      }
      TSUZUKU_TRY(part, condition_of(name, segment, leaf.place));
      parts.push_back(std::move(part));
    }
    if (!frozen.leaf.comparison->values.empty()) parts.push_back(std::move(frozen));
    Condition members = group_of(Condition::Kind::Any, std::move(parts), leaf.place);
    if (comparison.op == Operator::Equal || comparison.op == Operator::In) return members;
    std::vector<Condition> negated;
    negated.push_back(std::move(members));
    return group_of(Condition::Kind::Not, std::move(negated), leaf.place);
  }

  Result<NamedSegment> find(const std::string& name, const Place& place) const {
    if (std::ranges::find(open_, name) != open_.end()) {
      std::string chain;
      for (const std::string& open : open_) chain += open + " → ";
      return fail(ErrorKind::InvalidInput, "segment.names_itself",
                  {{"position", place.text}, {"name", name}, {"chain", chain + name}});
    }
    if (surroundings_.segment) {
      TSUZUKU_TRY(segment, surroundings_.segment(name));
      if (segment) return std::move(*segment);
    }
    return fail(ErrorKind::InvalidInput, "segment.unknown_segment", {{"position", place.text}, {"name", name}});
  }

  Result<Condition> condition_of(const std::string& name, const NamedSegment& segment, const Place& place) {
    if (open_.size() > static_cast<std::size_t>(limits::kConditionDepth)) {
      return fail(ErrorKind::InvalidInput, "segment.chain_too_long",
                  {{"position", place.text}, {"limit", std::to_string(limits::kConditionDepth)}});
    }
    open_.push_back(name);
    auto expanded = read(segment.condition);
    open_.pop_back();
    if (expanded) {
      expanded->place = place;
      return expanded;
    }
    // What is wrong with the segments named is told as it is; what is wrong within one, with its name.
    const auto& [kind, key, arguments] = expanded.error();
    const bool told = kind != ErrorKind::InvalidInput || key == "segment.names_itself" ||
                      key == "segment.chain_too_long" || key == "segment.in_named_segment";
    if (told) return expanded;
    return fail(ErrorKind::InvalidInput, "segment.in_named_segment",
                {{"position", place.text}, {"name", name}, {"detail", key}});
  }

  Result<Condition> read(const std::string& text) {
    TSUZUKU_TRY(condition, parse(text));
    TSUZUKU_CHECK(check_leaves(condition, surroundings_.currency));
    return expand(condition);
  }

  const Surroundings& surroundings_;
  std::vector<std::string> open_;  // names of the segments being written out, the outermost first
  std::size_t leaves_ = 0;
};

}  // namespace

Result<Condition> expand(const Condition& condition, const Surroundings& surroundings) {
  return Expander(surroundings).expand(condition);
}

}  // namespace tsuzuku::segments
