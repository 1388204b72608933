#include "segments/compile.hpp"

#include <algorithm>

#include "segments/check.hpp"
#include "segments/chunk.hpp"
#include "segments/text.hpp"
#include "segments/window.hpp"

namespace tsuzuku::segments {
namespace {

Matches negated(Matches inner) {
  return [inner = std::move(inner)](Chunk& chunk, std::span<std::uint8_t> out) {
    inner(chunk, out);
    for (std::uint8_t& holds : out) holds ^= 1U;
  };
}

// `kAll`: each must hold. The parts that follow are not asked where the first ones leave nothing open.
template <bool kAll>
Matches combined(std::vector<Matches> parts) {
  return [parts = std::move(parts)](Chunk& chunk, std::span<std::uint8_t> out) {
    parts.front()(chunk, out);
    std::vector<std::uint8_t> next(out.size());
    for (std::size_t p = 1; p < parts.size(); ++p) {
      constexpr std::uint8_t kOpen = kAll ? 1 : 0;
      if (std::ranges::find(out, kOpen) == out.end()) return;
      parts[p](chunk, next);
      for (std::size_t i = 0; i < out.size(); ++i) out[i] = kAll ? out[i] & next[i] : out[i] | next[i];
    }
  };
}

Matches members_of(const CustomerSet& set) {
  return [&set](Chunk& chunk, std::span<std::uint8_t> out) {
    for (std::size_t n = 0; n < out.size(); ++n)
      out[n] = set.has(chunk.first_customer() + static_cast<ledger::CustomerIndex>(n));
  };
}

// A flag holds, a count is at least one, a day lies within the window.
Predicate default_predicate(const Leaf& leaf, const Binding& binding) {
  if (leaf.field->type != Type::Day) return {Operator::AtLeast, {1}};
  const auto [from, to] = days_of(*leaf.window, binding.as_of);
  return {Operator::Between, {from, to}};
}

Predicate predicate_of(const Leaf& leaf, const Binding& binding) {
  if (!leaf.comparison) return default_predicate(leaf, binding);
  const Comparison& comparison = *leaf.comparison;
  std::vector<std::int64_t> values;
  for (const Literal& literal : comparison.values) {
    if (leaf.field->type != Type::Text) {
      values.push_back(integer_of(literal, *leaf.field, binding.blocks.ledger->currency()));
      continue;
    }
    const auto names = leaf.field->names(binding);
    const auto found = std::ranges::find(names, std::get<std::string>(literal));
    if (found != names.end()) values.push_back(found - names.begin());
  }
  // A name nobody has equals nothing.
  Operator op = comparison.op;
  if (leaf.field->type == Type::Text && op == Operator::Equal) op = Operator::In;
  if (leaf.field->type == Type::Text && op == Operator::NotEqual) op = Operator::NotIn;
  return {op, std::move(values)};
}

Result<Matches> many_holds(const Leaf& leaf, const Binding& binding) {
  const Comparison& comparison = *leaf.comparison;
  std::vector<std::string> wanted;
  for (const Literal& literal : comparison.values) {
    const auto* code = std::get_if<Code>(&literal);
    wanted.push_back(code != nullptr ? code->name : std::get<std::string>(literal));
  }
  TSUZUKU_TRY(holds, leaf.field->matches(wanted, binding));
  const bool asks_for_none =
      comparison.op == Operator::NotEqual || comparison.op == Operator::NotIn || comparison.op == Operator::Unknown;
  return asks_for_none ? negated(std::move(holds)) : std::move(holds);
}

}  // namespace

Result<CompiledLeaf> compile_leaf(const Leaf& leaf, const Binding& binding, const ExternalSets& external) {
  if (leaf.field->is_external()) {
    const auto set =
        external.find(to_text(Condition{.kind = Condition::Kind::Leaf, .parts = {}, .leaf = leaf, .place = {}}));
    if (set == external.end())
      return fail(ErrorKind::Internal, "segment.no_external_facts", {{"field", leaf.field->name}});
    return CompiledLeaf{{}, members_of(set->second)};
  }
  if (leaf.field->many) {
    TSUZUKU_TRY(holds, many_holds(leaf, binding));
    return CompiledLeaf{{}, std::move(holds)};
  }
  TSUZUKU_TRY(values, leaf.field->values(leaf, binding));
  CompiledLeaf compiled{values, {}};
  compiled.holds = [values, predicate = predicate_of(leaf, binding)](Chunk& chunk, std::span<std::uint8_t> out) {
    std::vector<std::int64_t> column(out.size());
    values(chunk, column);
    predicate.apply(column, out);
  };
  return compiled;
}

Result<Matches> compile(const Condition& condition, const Binding& binding, const ExternalSets& external) {
  if (condition.kind == Condition::Kind::Leaf) {
    TSUZUKU_TRY(leaf, compile_leaf(condition.leaf, binding, external));
    return std::move(leaf.holds);
  }
  std::vector<Matches> parts;
  for (const Condition& part : condition.parts) {
    TSUZUKU_TRY(compiled, compile(part, binding, external));
    parts.push_back(std::move(compiled));
  }
  if (condition.kind == Condition::Kind::Not) return negated(std::move(parts.front()));
  if (condition.kind == Condition::Kind::All) return combined<true>(std::move(parts));
  return combined<false>(std::move(parts));
}

}  // namespace tsuzuku::segments
