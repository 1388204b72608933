#pragma once
// What became of claimed touches, on its way into the database: many in one transaction, for a commit costs as much for
// one as for two hundred. What the database does not take is kept until it does.

#include <cstdint>
#include <functional>
#include <mutex>
#include <span>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "services/messages/desk.hpp"
#include "services/messages/sending/handover_journal.hpp"
#include "services/messages/touches.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct Answer {
  TouchOutcome outcome;
  bool dead_address = false;  // nobody has the address it went to
};

// Not owned: database, desk and journal outlive it.
class Answers {
 public:
  // `now`: UTC seconds.
  Answers(sql::Database& database, MessageDesk& desk, const HandoverJournal& journal, ShopId shop,
          domain::Channel channel, std::function<std::int64_t()> now)
      : database_(&database), desk_(&desk), journal_(&journal), shop_(shop), channel_(channel), now_(std::move(now)) {}

  // Safe for threads, also while another one writes.
  void add(Answer answer);
  // Writes everything that has been added; by one thread at a time. While the database is away it is kept for the next
  // call. What it will never take is put in doubt, for a person to decide. Conflict "sender.taken_over": what the
  // channel took or refused is written all the same; the rest belongs to somebody else by now.
  [[nodiscard]] Status write();
  // Inside the caller's transaction. How many touches are no longer being sent.
  [[nodiscard]] Result<std::int64_t> write(sql::Session& session, std::span<const Answer> answers) const;

 private:
  [[nodiscard]] Status write_at_once(std::span<const Answer> answers) const;
  [[nodiscard]] Status write_one_by_one();

  sql::Database* database_;
  MessageDesk* desk_;
  const HandoverJournal* journal_;
  ShopId shop_;
  domain::Channel channel_;
  std::function<std::int64_t()> now_;

  std::mutex mutex_;             // guards the next one
  std::vector<Answer> waiting_;  // for the next transaction
  std::vector<Answer> kept_;     // that are being written, or could not be
};

}  // namespace tsuzuku::services
