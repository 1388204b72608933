#include "services/analyses/kept_answers.hpp"

#include <algorithm>

namespace tsuzuku::services {
namespace {

std::size_t cells_of(const analysis::Table& table) { return table.rows.size() * table.columns.size() + 1; }

}  // namespace

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
  if (found == kept_.end() || !same(found->blocks, identity_of(blocks))) return std::nullopt;
  found->renewals = 0;
  kept_.splice(kept_.begin(), kept_, found);
  return kept_.front().table;
}

bool KeptAnswers::has(const Question& question, const ledger::Blocks& blocks) const {
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find(kept_, question, &Kept::question);
  return found != kept_.end() && same(found->blocks, identity_of(blocks));
}

std::vector<KeptAnswers::Question> KeptAnswers::worth_renewing(ShopId shop, std::size_t most) const {
  const std::lock_guard lock(mutex_);
  std::vector<const Kept*> worth;
  for (const Kept& kept : kept_) {
    if (worth.size() == most) break;
    if (kept.question.shop == shop && kept.renewals < kRenewals) worth.push_back(&kept);
  }
  std::ranges::stable_sort(worth, {}, [](const Kept* kept) { return kept->renewals; });
  std::vector<Question> questions;
  for (const Kept* kept : worth) questions.push_back(kept->question);
  return questions;
}

void KeptAnswers::keep(Question question, const ledger::Blocks& blocks, const analysis::Table& table) {
  const std::size_t cells = cells_of(table);
  if (cells > cells_max_ / 10) return;
  const std::lock_guard lock(mutex_);
  if (const auto before = std::ranges::find(kept_, question, &Kept::question); before != kept_.end()) drop(before);
  make_room(cells);
  cells_ += cells;
  kept_.push_front({std::move(question), identity_of(blocks), table, cells});
}

void KeptAnswers::renew(const Question& question, const ledger::Blocks& blocks, const analysis::Table& table) {
  const std::size_t cells = cells_of(table);
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find(kept_, question, &Kept::question);
  if (found == kept_.end()) return;
  if (cells > cells_max_ / 10) return drop(found);
  cells_ += cells - found->cells;
  found->blocks = identity_of(blocks);
  found->table = table;
  found->cells = cells;
  ++found->renewals;
  while (cells_ > cells_max_) drop(std::prev(kept_.end()));
}

void KeptAnswers::make_room(std::size_t cells) {
  while (!kept_.empty() && (cells_ + cells > cells_max_ || kept_.size() >= kMost)) drop(std::prev(kept_.end()));
}

void KeptAnswers::forget(const Question& question) {
  const std::lock_guard lock(mutex_);
  if (const auto found = std::ranges::find(kept_, question, &Kept::question); found != kept_.end()) drop(found);
}

void KeptAnswers::drop(std::list<Kept>::iterator kept) {
  cells_ -= kept->cells;
  kept_.erase(kept);
}

}  // namespace tsuzuku::services
