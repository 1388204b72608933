#pragma once
// What became of handed-over messages, on its way into the database. Answers that come in while others are being
// written go into the next transaction together: a commit costs as much for one as for twenty.

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "services/messages/desk.hpp"
#include "services/messages/touches.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct Answer {
  TouchOutcome outcome;
  bool dead_address = false;  // nobody has the address it went to
};

// Not owned: database and desk outlive it. Thread safe.
class Answers {
 public:
  // `now`: UTC seconds.
  Answers(sql::Database& database, MessageDesk& desk, ShopId shop, domain::Channel channel,
          std::function<std::int64_t()> now)
      : database_(&database), desk_(&desk), shop_(shop), channel_(channel), now_(std::move(now)) {}

  // Returns when they are written down, or kept because the database did not take them.
  void settle(std::vector<Answer> answers);
  void settle(Answer answer) {
    std::vector<Answer> one;
    one.push_back(std::move(answer));
    settle(std::move(one));
  }
  // Writes what was kept; the first error. Nothing else may be claimed before.
  [[nodiscard]] Status write_kept();

 private:
  [[nodiscard]] Status write(const std::vector<Answer>& answers);
  // Unlocks `lock` while it writes. What an exception interrupts is kept, and thrown on.
  void write_waiting(std::unique_lock<std::mutex>& lock);
  void keep(std::vector<Answer> answers, const Error& error);

  sql::Database* database_;
  MessageDesk* desk_;
  ShopId shop_;
  domain::Channel channel_;
  std::function<std::int64_t()> now_;

  std::mutex mutex_;  // guards everything below
  std::condition_variable written_;
  bool writing_ = false;         // by one of the threads, for all of them
  std::vector<Answer> waiting_;  // for the next transaction
  std::uint64_t arrived_ = 0, done_ = 0;
  std::vector<Answer> kept_;
};

}  // namespace tsuzuku::services
