#pragma once
// Which message goes next, so that no lane (operator of mailboxes) gets more at once than it takes. The pace of each
// lane is remembered from round to round. Knows no clock: the moment is told. Safe for threads.

#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "channels/channel.hpp"
#include "channels/mail/pacing/pacing.hpp"

namespace tsuzuku::services {

class Lanes {
 public:
  struct Pick {
    enum class Kind : std::uint8_t { Go, Wait, Finished };
    Kind kind = Kind::Finished;
    std::size_t message = 0;   // Go
    std::size_t waiting = 0;   // Go: so many still wait
    std::int64_t wait_ms = 0;  // Wait: until then none of them can go
  };
  struct Left {
    std::size_t message = 0;
    std::int64_t wait_ms = 0;  // when its turn would have come
  };

  // A new round: nothing waits, and messages are counted from 0 again.
  void begin();
  // One more message; its number in this round.
  std::size_t add(const channels::Lane& lane);
  [[nodiscard]] std::size_t waiting() const;
  // Finished: nothing waits.
  [[nodiscard]] Pick pick(std::int64_t now_ms);
  // What became of a message that was picked.
  void done(std::size_t message, channels::OutcomeKind outcome, std::int64_t now_ms);
  // Those that nobody has picked; they leave the round.
  [[nodiscard]] std::vector<Left> take_rest(std::int64_t now_ms);

 private:
  struct State {
    channels::PaceLimit limit;
    channels::Pace pace;
    int under_way = 0;
    std::deque<std::size_t> waiting;
  };
  mutable std::mutex mutex_;
  std::map<std::string, State> lanes_;
  std::vector<State*> lane_of_;
  std::vector<State*> open_;  // lanes where somebody waits
  std::size_t waiting_ = 0;
};

}  // namespace tsuzuku::services
