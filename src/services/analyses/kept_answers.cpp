#include "services/analyses/kept_answers.hpp"

#include <algorithm>

namespace tsuzuku::services {

KeptAnswers::Identity KeptAnswers::identity_of(const ledger::Blocks& blocks) {
  return {blocks.ledger, blocks.lines, blocks.subscriptions, blocks.people, blocks.facts, blocks.touches};
}

bool KeptAnswers::same(const Identity& a, const Identity& b) {
  return std::ranges::equal(a, b,
                            [](const auto& x, const auto& y) { return !x.owner_before(y) && !y.owner_before(x); });
}

std::optional<analysis::Table> KeptAnswers::find(const Question& question, const ledger::Blocks& blocks) {
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find(kept_, question, &Kept::question);
  if (found == kept_.end()) return std::nullopt;
  if (!same(found->blocks, identity_of(blocks))) {
    drop(found);
    return std::nullopt;
  }
  kept_.splice(kept_.begin(), kept_, found);
  return kept_.front().table;
}

void KeptAnswers::keep(Question question, const ledger::Blocks& blocks, const analysis::Table& table) {
  const std::size_t cells = table.rows.size() * table.columns.size() + 1;
  if (cells > cells_max_ / 10) return;
  const std::lock_guard lock(mutex_);
  for (auto kept = kept_.begin(); kept != kept_.end();) {
    const auto old = kept++;
    if (old->blocks.front().expired()) drop(old);  // of a ledger that nobody holds any more
  }
  if (const auto before = std::ranges::find(kept_, question, &Kept::question); before != kept_.end()) drop(before);
  while (!kept_.empty() && cells_ + cells > cells_max_) drop(std::prev(kept_.end()));
  cells_ += cells;
  kept_.push_front({std::move(question), identity_of(blocks), table, cells});
}

void KeptAnswers::drop(std::list<Kept>::iterator kept) {
  cells_ -= kept->cells;
  kept_.erase(kept);
}

}  // namespace tsuzuku::services
