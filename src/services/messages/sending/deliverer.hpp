#pragma once
// Hands messages to the channel on all its connections at once: composes, notes, hands over, takes the answer. Somebody
// goes on adding messages meanwhile, so that no connection waits for another.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "base/error.hpp"
#include "channels/channel.hpp"
#include "services/messages/sending/batch.hpp"
#include "services/messages/sending/batch_maker.hpp"
#include "services/messages/sending/lanes.hpp"
#include "services/messages/sending/sending_line.hpp"

namespace tsuzuku::services {

// A round: begin(), then add() until no_more() on one thread and work() on others, then end().
class Deliverer {
 public:
  explicit Deliverer(const SenderParts& parts) : parts_(parts) {}

  // `line` outlives the round.
  void begin(SendingLine& line, std::size_t connections);
  void add(std::vector<Job> jobs);
  // False when no more shall be added: no connection is left, the sender is stopping, or `until_ms` (steady) has come.
  [[nodiscard]] bool takes_more(std::int64_t until_ms) const;
  // Waits until fewer than `room` messages wait; false when they do not after so long.
  [[nodiscard]] bool wait_for_room(std::size_t room, std::chrono::milliseconds longest);
  void no_more();
  // Waits until every connection has ended; whether one has not after so long.
  [[nodiscard]] bool still_at_work(std::chrono::milliseconds longest);
  // One connection's share. It ends early when the channel is closed to it: the others may go on.
  void work(std::size_t connection);
  // Gives back what had no turn. Afterwards closed() tells whether the channel was there.
  void end();

  // Whether the channel was found closed and is left alone for a while.
  [[nodiscard]] bool closed() const { return parts_.clock.steady_ms() < closed_until_ms_; }
  // Other settings: another channel, maybe.
  void try_again() {
    closed_until_ms_ = 0;
    closed_times_ = 0;
  }

 private:
  class Leaving;
  // Whether the connection can take another one.
  [[nodiscard]] bool send(Job& job, std::size_t message, std::size_t connection);
  [[nodiscard]] std::unique_ptr<Job> take(const Lanes::Pick& pick);
  [[nodiscard]] Result<channels::Rendered> compose(const Job& job) const;
  [[nodiscard]] channels::Outcome hand_over(const Job& job, const channels::Rendered& message,
                                            std::unique_ptr<channels::Transport>& transport) const;
  void give_back(Job& job, std::int64_t wait_ms);
  [[nodiscard]] bool take_answer(Job& job, const channels::Outcome& outcome);

  SenderParts parts_;
  SendingLine* line_ = nullptr;
  Lanes lanes_;
  std::int64_t closed_until_ms_ = 0;  // steady, as the next ones
  int closed_times_ = 0;
  std::atomic<std::int64_t> ends_ms_ = 0;
  std::atomic<std::size_t> connections_ = 0;  // that are still there
  std::atomic<bool> no_more_ = false;
  std::atomic<bool> anything_out_ = false;
  std::atomic<bool> found_closed_ = false;

  std::mutex mutex_;                        // guards what stands below
  std::vector<std::unique_ptr<Job>> jobs_;  // by their number in the lanes; null once it is taken
  std::size_t room_wanted_ = 0;
  std::condition_variable added_, room_, left_;
};

}  // namespace tsuzuku::services
