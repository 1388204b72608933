#include "services/messages/answers.hpp"

#include <algorithm>
#include <exception>
#include <iterator>
#include <utility>

#include "base/log.hpp"
#include "services/messages/outcomes.hpp"

namespace tsuzuku::services {

void Answers::settle(std::vector<Answer> answers) {
  if (answers.empty()) return;
  std::unique_lock lock(mutex_);
  arrived_ += answers.size();
  const std::uint64_t mine = arrived_;
  std::ranges::move(answers, std::back_inserter(waiting_));
  while (done_ < mine) {
    if (writing_) {
      written_.wait(lock);
    } else {
      write_waiting(lock);
    }
  }
}

void Answers::write_waiting(std::unique_lock<std::mutex>& lock) {
  std::vector<Answer> batch = std::exchange(waiting_, {});
  writing_ = true;
  lock.unlock();
  Status written = fail(ErrorKind::Internal, "sender.not_settled");
  std::exception_ptr thrown;
  try {
    written = write(batch);
  } catch (...) {
    thrown = std::current_exception();
  }
  lock.lock();
  writing_ = false;
  done_ += batch.size();
  written_.notify_all();
  if (!written) keep(std::move(batch), written.error());
  if (thrown) std::rethrow_exception(thrown);
}

void Answers::keep(std::vector<Answer> answers, const Error& error) {
  log::error("touches_not_settled",
             {{"shop", shop_.text()}, {"touches", std::to_string(answers.size())}, {"reason", error.key}});
  std::ranges::move(answers, std::back_inserter(kept_));
}

// One by one: a row that can never be written must not take others with it.
Status Answers::write_kept() {
  const std::lock_guard lock(mutex_);
  while (!kept_.empty()) {
    TSUZUKU_CHECK(write({kept_.back()}));
    kept_.pop_back();
  }
  return {};
}

Status Answers::write(const std::vector<Answer>& answers) {
  std::vector<TouchOutcome> outcomes;
  outcomes.reserve(answers.size());
  for (const Answer& answer : answers) outcomes.push_back(answer.outcome);
  const std::int64_t now = now_();
  TSUZUKU_TRY(session, database_->writer(sql::kPatientWriterWaitSeconds));
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(touches, desk_->touches().settle_all(*session, shop_, outcomes, now, retry_policy(channel_)));
  for (std::size_t i = 0; i < answers.size(); ++i) {
    // Without a touch the customer was erased meanwhile.
    if (!answers[i].dead_address || !touches[i]) continue;
    TSUZUKU_CHECK(desk_->receipts().dead_address(*session, shop_, *touches[i], answers[i].outcome.settled.answer, now));
  }
  return transaction.commit();
}

}  // namespace tsuzuku::services
