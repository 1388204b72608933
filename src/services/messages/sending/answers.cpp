#include "services/messages/sending/answers.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

#include "base/log.hpp"
#include "services/messages/sending/outcomes.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::string_view kTakenOver = "sender.taken_over";

}  // namespace

void Answers::add(Answer answer) {
  const std::lock_guard lock(mutex_);
  waiting_.push_back(std::move(answer));
}

Status Answers::write() {
  {
    const std::lock_guard lock(mutex_);
    std::ranges::move(waiting_, std::back_inserter(kept_));
    waiting_.clear();
  }
  if (kept_.empty()) return {};
  Status written = write_at_once(kept_);
  if (!written && written.error().kind == ErrorKind::Unavailable) {
    log::error("touches_not_settled",
               {{"shop", shop_.text()}, {"touches", std::to_string(kept_.size())}, {"reason", written.error().key}});
    return written;
  }
  if (!written && written.error().key != kTakenOver) return write_one_by_one();
  kept_.clear();
  return written;
}

// One that can never be written must not take others with it.
Status Answers::write_one_by_one() {
  while (!kept_.empty()) {
    Status written = write_at_once({&kept_.back(), 1});
    if (!written && written.error().kind != ErrorKind::Unavailable && written.error().key != kTakenOver) {
      log::error("touch_put_in_doubt", {{"shop", shop_.text()}, {"reason", written.error().key}});
      const Answer doubt{
          .outcome = {.touch = kept_.back().outcome.touch, .settled = {.event = journeys::NoAnswer{"not_settled"}}}};
      written = write_at_once({&doubt, 1});
    }
    if (!written && written.error().kind == ErrorKind::Unavailable) return written;
    kept_.pop_back();
  }
  return {};
}

Status Answers::write_at_once(std::span<const Answer> answers) const {
  TSUZUKU_TRY(session, database_->writer(sql::kPatientWriterWaitSeconds));
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  const Status in_force = journal_->check_in_force(*session);
  if (in_force) {
    TSUZUKU_CHECK(write(*session, answers));
    return transaction.commit();
  }
  if (in_force.error().key != kTakenOver) return in_force;
  // Whoever took over may have claimed the same touches since: what says "again" or "nobody knows" is about our claim.
  std::vector<Answer> certain;
  std::ranges::copy_if(answers, std::back_inserter(certain), [](const Answer& answer) {
    const journeys::OutboxEvent& event = answer.outcome.settled.event;
    return std::holds_alternative<journeys::Accepted>(event) || std::holds_alternative<journeys::RefusedForGood>(event);
  });
  TSUZUKU_CHECK(write(*session, certain));
  TSUZUKU_CHECK(transaction.commit());
  return in_force;
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
