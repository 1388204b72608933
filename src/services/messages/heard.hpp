#pragma once
// Opens and clicks on their way into the database: heard by the server's network threads, written in batches by
// somebody else, so that nobody who follows a link waits for a disk.

#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "channels/links/link_book.hpp"
#include "services/messages/touch_events.hpp"
#include "services/messages/touches.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct Heard {
  channels::TouchRef touch;
  TouchEventKind kind = TouchEventKind::Opened;
  std::int64_t at = 0;  // UTC seconds
  std::string detail;   // as TouchEvent's
  std::string user_agent;
  bool head = false;
  bool prefetch = false;
};

// Memory only: what has not been written when the program dies is lost, and what does not fit any more is not heard. An
// open more or less changes no decision; a full disk must not take the shop's links down. Thread safe.
class HeardQueue {
 public:
  static constexpr std::size_t kMost = 100'000;
  static constexpr std::size_t kAgentBytes = 300;

  // False when it was full.
  bool push(Heard heard);
  [[nodiscard]] std::vector<Heard> take(std::size_t most);
  // In front again, when they could not be written; what does not fit is dropped.
  void put_back(std::vector<Heard> heard);
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] std::int64_t dropped() const;  // since the start

 private:
  mutable std::mutex mutex_;
  std::deque<Heard> waiting_;
  std::int64_t dropped_ = 0;
};

// One batch in one transaction: says how many were taken from the queue. What belongs to no touch is left out. After an
// error everything stands in the queue again.
[[nodiscard]] Result<std::int64_t> write_heard(sql::Database& database, const Touches& touches,
                                               const TouchEvents& events, HeardQueue& queue);

}  // namespace tsuzuku::services
