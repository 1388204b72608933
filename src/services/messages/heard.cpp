#include "services/messages/heard.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.hpp"
#include "services/messages/reader_kind.hpp"

namespace tsuzuku::services {
namespace {

// Small enough that others do not wait for the writer.
constexpr std::size_t kBatch = 200;

Status write_batch(sql::Database& database, const Touches& touches, const TouchEvents& events,
                   const std::vector<Heard>& batch) {
  TSUZUKU_TRY(session, database.writer(sql::kPatientWriterWaitSeconds));
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  for (const Heard& heard : batch) {
    TSUZUKU_TRY(touch, touches.find(*session, heard.touch.shop, heard.touch.customer, heard.touch.touch));
    if (!touch) continue;
    Reading reading{.user_agent = heard.user_agent, .head = heard.head, .prefetch = heard.prefetch};
    if (touch->sent_at) reading.seconds_since_sent = heard.at - *touch->sent_at;
    TSUZUKU_CHECK(
        events.add(*session, heard.touch.shop, *touch,
                   {.kind = heard.kind, .at = heard.at, .machine = is_machine(reading), .detail = heard.detail}));
  }
  return transaction.commit();
}

}  // namespace

bool HeardQueue::push(Heard heard) {
  heard.user_agent = std::string(cut_utf8(heard.user_agent, kAgentBytes));
  const std::lock_guard lock(mutex_);
  if (waiting_.size() >= kMost) {
    ++dropped_;
    return false;
  }
  waiting_.push_back(std::move(heard));
  return true;
}

std::vector<Heard> HeardQueue::take(std::size_t most) {
  const std::lock_guard lock(mutex_);
  const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(most, waiting_.size()));
  std::vector<Heard> taken(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
  waiting_.erase(waiting_.begin(), end);
  return taken;
}

void HeardQueue::put_back(std::vector<Heard> heard) {
  const std::lock_guard lock(mutex_);
  while (!heard.empty() && waiting_.size() < kMost) {
    waiting_.push_front(std::move(heard.back()));
    heard.pop_back();
  }
  dropped_ += static_cast<std::int64_t>(heard.size());
}

std::size_t HeardQueue::size() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

std::int64_t HeardQueue::dropped() const {
  const std::lock_guard lock(mutex_);
  return dropped_;
}

Result<std::int64_t> write_heard(sql::Database& database, const Touches& touches, const TouchEvents& events,
                                 HeardQueue& queue) {
  std::vector<Heard> batch = queue.take(kBatch);
  if (batch.empty()) return 0;
  const auto written = write_batch(database, touches, events, batch);
  const auto many = static_cast<std::int64_t>(batch.size());
  if (written) return many;
  queue.put_back(std::move(batch));
  return fail(written.error());
}

}  // namespace tsuzuku::services
