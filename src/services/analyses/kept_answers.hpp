#pragma once
// Answers that were given, kept for whoever asks the same of the same ledger again: the next person who opens the
// page, the same page after a look elsewhere. An analysis is pure, so an answer is right as long as its blocks are
// those that are asked now; with the next ledger nothing of before is found any more. What was asked of the one before
// is still known then, so that somebody can ask it again before people do.

#include <array>
#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "analysis/arguments.hpp"
#include "analysis/table.hpp"
#include "base/id.hpp"
#include "ledger/blocks.hpp"

namespace tsuzuku::services {

// Thread safe.
class KeptAnswers {
 public:
  // Cells in all; one answer may be at most a tenth of it.
  explicit KeptAnswers(std::size_t cells_max = 2'000'000) : cells_max_(cells_max) {}

  struct Question {
    ShopId shop;
    std::string analysis;
    analysis::RawArguments arguments;
    friend bool operator==(const Question&, const Question&) = default;
  };
  // Nothing when nobody asked it of these very blocks.
  [[nodiscard]] std::optional<analysis::Table> find(const Question& question, const ledger::Blocks& blocks);
  // Those asked longest ago give way.
  void keep(Question question, const ledger::Blocks& blocks, const analysis::Table& table);

  // Questions of the shop that people asked last, kept for whichever ledger: those that were renewed least since come
  // first, so that each has its turn while orders keep coming. One that was renewed `kRenewals` times since anybody
  // asked it is not among them: at an order a minute after two days.
  [[nodiscard]] std::vector<Question> worth_renewing(ShopId shop, std::size_t most) const;
  [[nodiscard]] bool has(const Question& question, const ledger::Blocks& blocks) const;
  // A new answer to a question that is kept; nobody has asked it. Nothing when the question is not kept any more.
  void renew(const Question& question, const ledger::Blocks& blocks, const analysis::Table& table);

  // Nobody renews it any more.
  void forget(const Question& question);

  static constexpr int kRenewals = 3'000;
  static constexpr std::size_t kMost = 500;  // answers, so that looking through them costs nothing beside one

 private:
  // Weak: an answer keeps no ledger alive, and another one at the same address is not taken for it.
  using Identity = std::array<std::weak_ptr<const void>, 6>;
  struct Kept {
    Question question;
    Identity blocks;
    analysis::Table table;
    std::size_t cells = 0;
    int renewals = 0;  // since somebody asked
  };
  [[nodiscard]] static Identity identity_of(const ledger::Blocks& blocks);
  [[nodiscard]] static bool same(const Identity& a, const Identity& b);
  void drop(std::list<Kept>::iterator kept);

  // REQUIRES: the caller holds the mutex.
  void make_room(std::size_t cells);

  const std::size_t cells_max_;
  mutable std::mutex mutex_;
  std::list<Kept> kept_;  // asked last first
  std::size_t cells_ = 0;
};

}  // namespace tsuzuku::services
