#include "segments/evaluate.hpp"

#include <algorithm>
#include <atomic>

#include "base/threads.hpp"
#include "segments/chunk.hpp"
#include "segments/compile.hpp"
#include "segments/shape.hpp"
#include "segments/text.hpp"

namespace tsuzuku::segments {
namespace {

// Whole words of the set, and few enough that what a chunk computes stays in a core's own cache.
constexpr std::size_t kCustomersPerChunk = 64 * CustomerSet::kBits;

Result<ExternalSets> ask_external(const Checked& condition, const Ground& ground) {
  ExternalSets sets;
  if (!condition.is_external() || ground.external == nullptr) return sets;
  for (const Condition* leaf : top_leaves(condition.expanded())) {
    if (!leaf->leaf.field->is_external()) continue;
    std::string text = to_text(*leaf);
    if (sets.contains(text)) continue;
    TSUZUKU_TRY(ids, ground.external->customers(*leaf, ground.as_of));
    sets.emplace(std::move(text), CustomerSet::of(*ground.blocks.ledger, ids));
  }
  return sets;
}

// Later days than the ledger can name are as its last one.
int as_of_day(const Ground& ground) { return std::clamp(ground.as_of.value, -1, ledger::kLastLedgerDay); }

Status check_blocks(const Checked& condition, const Ground& ground) {
  if (ground.blocks.held().has(condition.needs())) return {};
  return fail(ErrorKind::Internal, "segment.no_block");
}

void set_words(std::span<const std::uint8_t> holds, std::uint64_t* words) {
  for (std::size_t begin = 0; begin < holds.size(); begin += CustomerSet::kBits) {
    const std::size_t size = std::min(CustomerSet::kBits, holds.size() - begin);
    std::uint64_t word = 0;
    for (std::size_t bit = 0; bit < size; ++bit) word |= std::uint64_t{holds[begin + bit]} << bit;
    *words++ = word;
  }
}

}  // namespace

Result<CustomerSet> evaluate(const Checked& condition, const Ground& ground) {
  TSUZUKU_CHECK(check_blocks(condition, ground));
  TSUZUKU_TRY(external, ask_external(condition, ground));
  const int as_of = as_of_day(ground);
  TSUZUKU_TRY(holds_for, compile(condition.expanded(), {ground.blocks, as_of}, external));

  const std::size_t customers = ground.blocks.ledger->customer_count();
  CustomerSet set(customers);
  const std::size_t chunks = (customers + kCustomersPerChunk - 1) / kCustomersPerChunk;
  const std::size_t wanted = ground.threads != 0 ? ground.threads : machine_threads();
  std::atomic<std::size_t> next{0};
  on_threads(std::clamp<std::size_t>(wanted, 1, std::max<std::size_t>(chunks, 1)), [&](std::size_t) {
    Chunk chunk(ground.blocks, as_of);
    std::vector<std::uint8_t> holds;
    for (std::size_t n = next++; n < chunks; n = next++) {
      const std::size_t begin = n * kCustomersPerChunk;
      const std::size_t end = std::min(begin + kCustomersPerChunk, customers);
      chunk.move_to(static_cast<ledger::CustomerIndex>(begin), static_cast<ledger::CustomerIndex>(end));
      holds.assign(end - begin, 0);
      holds_for(chunk, holds);
      set_words(holds, set.words().data() + begin / CustomerSet::kBits);
    }
  });
  return set;
}

Result<std::vector<LeafAnswer>> explain(const Checked& condition, const Ground& ground,
                                        ledger::CustomerIndex customer) {
  TSUZUKU_CHECK(check_blocks(condition, ground));
  TSUZUKU_TRY(external, ask_external(condition, ground));
  const Binding binding{ground.blocks, as_of_day(ground)};
  Chunk chunk(ground.blocks, binding.as_of);
  chunk.move_to(customer, customer + 1);
  std::vector<LeafAnswer> answers;
  for (const Condition* leaf : top_leaves(condition.expanded())) {
    TSUZUKU_TRY(compiled, compile_leaf(leaf->leaf, binding, external));
    LeafAnswer& answer = answers.emplace_back();
    answer.leaf = leaf;
    std::uint8_t holds = 0;
    compiled.holds(chunk, {&holds, 1});
    answer.holds = holds != 0;
    if (!compiled.values) continue;
    std::int64_t value = kUnknown;
    compiled.values(chunk, {&value, 1});
    if (value == kUnknown) continue;
    answer.value = value;
    if (leaf->leaf.field->type == Type::Text)
      answer.name = leaf->leaf.field->names(binding)[static_cast<std::size_t>(value)];
  }
  return answers;
}

std::vector<UnknownName> unknown_names(const Checked& condition, const Ground& ground) {
  const Binding binding{ground.blocks, as_of_day(ground)};
  std::vector<UnknownName> unknown;
  for_each_leaf(condition.expanded(), [&](const Condition& leaf) {
    const Field& field = *leaf.leaf.field;
    if (!field.names || !leaf.leaf.comparison || !ground.blocks.held().has(field.needs)) return;
    const auto names = field.names(binding);
    for (const Literal& literal : leaf.leaf.comparison->values) {
      const auto* name = std::get_if<std::string>(&literal);
      if (name != nullptr && std::ranges::find(names, *name) == names.end()) unknown.push_back({&leaf, *name});
    }
  });
  return unknown;
}

}  // namespace tsuzuku::segments
