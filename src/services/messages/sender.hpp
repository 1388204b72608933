#pragma once
// Sends what is due of one shop by one channel: claim, ask whoever planned it, look at consent and address, compose,
// hand over, write down what came back.
//
// Exactly once: what is claimed is committed as Sending before a byte goes out; what is about to be handed over stands
// in the journal first; what the channel answered is written before anything else is claimed. So after a crash at any
// moment a message is either sent, or certain not to have been handed over and sent again, or in doubt and left to a
// person. The same holds while the database is away, while nothing can be noted on a full disk, and when another sender
// takes over from one that still lives.

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "channels/channel.hpp"
#include "services/messages/answers.hpp"
#include "services/messages/audience.hpp"
#include "services/messages/desk.hpp"
#include "services/messages/gate.hpp"
#include "services/messages/handover_journal.hpp"
#include "services/messages/lanes.hpp"
#include "services/messages/second_copies.hpp"
#include "services/shops/shops.hpp"

namespace tsuzuku::services {

// What one round did.
struct SendingDone {
  std::int64_t sent = 0;
  std::int64_t later = 0;    // "later" or the connection broke: planned again
  std::int64_t refused = 0;  // for good
  std::int64_t in_doubt = 0;
  std::int64_t skipped = 0;     // must not go
  std::int64_t given_back = 0;  // had no turn
  std::int64_t moved = 0;       // by quiet hours and caps
  std::int64_t dropped = 0;     // the same
  std::string closed;           // why the channel could not be reached, when nothing went out
  [[nodiscard]] bool idle() const {
    return sent + later + refused + in_doubt + skipped + given_back + moved + dropped == 0;
  }
};

// What the sender gets from outside.
struct SenderClock {
  std::function<std::int64_t()> now_ms;        // UTC; may be set forward and back
  std::function<std::int64_t()> steady_ms;     // of any beginning; never set
  std::function<void(std::int64_t ms)> pause;  // may return early
  std::function<bool()> stopping;              // finish what is under way, begin nothing more
  std::function<std::string()> random_name;    // nobody can guess it
};

// For one thread: work_once() starts those it needs for the connections and returns when they have ended. Not owned:
// everything it is given outlives it; `gate` may be null.
class Sender {
 public:
  static constexpr int kBatch = 200;  // customers

  // `journal` is this shop's and channel's alone.
  [[nodiscard]] static Result<std::unique_ptr<Sender>> open(sql::Database& database, Shops& shops, MessageDesk& desk,
                                                            SendGate* gate, ShopId shop,
                                                            const channels::Channel& channel,
                                                            std::unique_ptr<HandoverJournal> journal,
                                                            SenderClock clock);

  // Settles what the last sender left behind. Before the first work_once(). How many touches.
  [[nodiscard]] Result<std::int64_t> recover(std::int64_t now);

  // One batch. Idle when nothing is due, the channel is not ready, or it was found closed a moment ago. Claims nothing
  // new until every earlier answer is written down. Conflict "sender.taken_over": another sender works for this shop
  // now; this one is of no more use. After any other error it may be called again.
  [[nodiscard]] Result<SendingDone> work_once(std::int64_t now);

 private:
  struct Line;  // what stands on one version of the settings
  struct Job;   // a touch on its way

  Sender(sql::Database& database, Shops& shops, MessageDesk& desk, SendGate* gate, ShopId shop,
         const channels::Channel& channel, Audience audience, SecondCopies copies,
         std::unique_ptr<HandoverJournal> journal, SenderClock clock);
  [[nodiscard]] Result<bool> renew_line();
  [[nodiscard]] Status take_back_lost_claim(std::int64_t now);
  [[nodiscard]] Result<std::vector<Touch>> claim(const Shop& shop, std::int64_t now);
  [[nodiscard]] Result<std::vector<Job>> prepare(const Shop& shop, const std::vector<Touch>& touches, std::int64_t now);
  [[nodiscard]] Status find_second_copies(sql::Session& session, std::vector<Job>& jobs, std::int64_t now) const;
  [[nodiscard]] std::optional<Settled> obstacle_of(Job& job, std::int64_t now) const;
  [[nodiscard]] std::optional<Settled> ask_gate(const Touch& touch, std::int64_t now);
  [[nodiscard]] Result<SendingDone> deliver(std::vector<Job>& jobs);
  void send_on(std::size_t connection, std::vector<Job>& jobs);
  [[nodiscard]] Result<channels::Rendered> compose(const Job& job) const;
  [[nodiscard]] bool take_answer(const Job& job, const channels::Outcome& outcome);
  [[nodiscard]] channels::Outcome hand_over(const Job& job, const channels::Rendered& message,
                                            std::unique_ptr<channels::Transport>& transport);
  void give_back_rest(const std::vector<Job>& jobs);
  void give_back(const std::vector<Touch>& touches, std::int64_t due_at);
  [[nodiscard]] std::int64_t now() const { return clock_.now_ms() / 1'000; }
  void count(std::int64_t SendingDone::* what, std::int64_t many = 1);

  sql::Database* database_;
  Shops* shops_;
  MessageDesk* desk_;
  SendGate* gate_;
  ShopId shop_;
  const channels::Channel* channel_;
  Audience audience_;
  SecondCopies copies_;
  std::unique_ptr<HandoverJournal> journal_;
  SenderClock clock_;
  Answers answers_;

  std::unique_ptr<Line> line_;
  Lanes lanes_;
  bool claim_unanswered_ = false;
  std::int64_t closed_until_ms_ = 0;  // steady, as the next one
  int closed_times_ = 0;
  std::int64_t batch_ends_ms_ = 0;
  std::mutex mutex_;  // guards what stands below
  SendingDone done_;

 public:
  ~Sender();
};

}  // namespace tsuzuku::services
