#include "services/messages/sending/answers.hpp"

#include <utility>

#include "base/log.hpp"
#include "services/messages/sending/outcomes.hpp"

namespace tsuzuku::services {

void Answers::add(Answer answer) {
  const std::lock_guard lock(mutex_);
  waiting_.push_back(std::move(answer));
}

Status Answers::write() {
  // One by one: a row that can never be written must not take others with it.
  while (!kept_.empty()) {
    TSUZUKU_CHECK(write_at_once({&kept_.back(), 1}));
    kept_.pop_back();
  }
  {
    const std::lock_guard lock(mutex_);
    kept_.swap(waiting_);
  }
  const Status written = write_at_once(kept_);
  if (written) {
    kept_.clear();
  } else {
    log::error("touches_not_settled",
               {{"shop", shop_.text()}, {"touches", std::to_string(kept_.size())}, {"reason", written.error().key}});
  }
  return written;
}

Status Answers::write_at_once(std::span<const Answer> answers) {
  if (answers.empty()) return {};
  TSUZUKU_TRY(session, database_->writer(sql::kPatientWriterWaitSeconds));
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_CHECK(write(*session, answers));
  return transaction.commit();
}

Result<std::int64_t> Answers::write(sql::Session& session, std::span<const Answer> answers) const {
  std::vector<TouchOutcome> outcomes;
  outcomes.reserve(answers.size());
  for (const Answer& answer : answers) outcomes.push_back(answer.outcome);
  const std::int64_t now = now_();
  TSUZUKU_TRY(touches, desk_->touches().settle_all(session, shop_, outcomes, now, retry_policy(channel_)));
  std::int64_t settled = 0;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (!touches[i]) continue;  // the customer was erased meanwhile
    if (touches[i]->state != domain::TouchState::Sending) ++settled;
    if (!answers[i].dead_address) continue;
    TSUZUKU_CHECK(desk_->receipts().dead_address(session, shop_, *touches[i], answers[i].outcome.settled.answer, now));
  }
  return settled;
}

}  // namespace tsuzuku::services
