#pragma once
// Hands a batch to the channel on all its connections at once: composes, notes, hands over, takes the answer.

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/error.hpp"
#include "channels/channel.hpp"
#include "services/messages/sending/batch.hpp"
#include "services/messages/sending/batch_maker.hpp"
#include "services/messages/sending/lanes.hpp"
#include "services/messages/sending/sending_line.hpp"

namespace tsuzuku::services {

// For one thread: deliver() starts those it needs for the connections and returns when they have ended.
class Deliverer {
 public:
  explicit Deliverer(const SenderParts& parts) : parts_(parts) {}

  // What had no turn is given back. Afterwards closed() tells whether the channel was there.
  void deliver(std::vector<Job>& jobs, SendingLine& line);
  // Gives back what was not begun.
  void give_back(std::vector<Job>& jobs);
  // Whether the channel was found closed and is left alone for a while.
  [[nodiscard]] bool closed() const { return parts_.clock.steady_ms() < closed_until_ms_; }
  // Other settings: another channel, maybe.
  void try_again() {
    closed_until_ms_ = 0;
    closed_times_ = 0;
  }

 private:
  void send_on(std::size_t connection, std::vector<Job>& jobs, SendingLine& line);
  [[nodiscard]] Result<channels::Rendered> compose(const Job& job) const;
  [[nodiscard]] channels::Outcome hand_over(const Job& job, const channels::Rendered& message, SendingLine& line,
                                            std::unique_ptr<channels::Transport>& transport) const;
  [[nodiscard]] bool take_answer(Job& job, const channels::Outcome& outcome);
  void give_back(Job& job, std::int64_t wait_ms);
  void give_back_rest(std::vector<Job>& jobs);

  SenderParts parts_;
  Lanes lanes_;
  std::int64_t batch_ends_ms_ = 0;  // steady, as the next one
  std::int64_t closed_until_ms_ = 0;
  int closed_times_ = 0;
  std::atomic<bool> anything_out_ = false;  // of this batch
  std::atomic<bool> found_closed_ = false;
};

}  // namespace tsuzuku::services
