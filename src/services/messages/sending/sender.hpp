#pragma once
// Sends what is due of one shop by one channel: claim, ask whoever planned it, look at consent and address, compose,
// hand over, write down what came back. While the connections hand over, one thread writes their answers in large
// transactions and claims and makes ready what comes next.
//
// Exactly once: what is claimed is committed as Sending before a byte goes out; what is about to be handed over stands
// in the journal first, and its answer as soon as it is there; nothing more is claimed before what was answered by
// then is written down. So after a crash at any moment a message is either sent, or certain not to have been handed
// over and sent again, or, when it was on the wire just then, in doubt and left to a person. The same holds while the
// database is away, while nothing can be noted on a full disk, and when another sender takes over from one that still
// lives.

#include <functional>
#include <memory>
#include <optional>

#include "base/error.hpp"
#include "base/id.hpp"
#include "channels/channel.hpp"
#include "services/messages/desk.hpp"
#include "services/messages/sending/answers.hpp"
#include "services/messages/sending/batch_maker.hpp"
#include "services/messages/sending/deliverer.hpp"
#include "services/messages/sending/gate.hpp"
#include "services/messages/sending/handover_journal.hpp"
#include "services/messages/sending/sender_clock.hpp"
#include "services/messages/sending/sending_done.hpp"
#include "services/messages/sending/sending_line.hpp"
#include "services/shops/shops.hpp"

namespace tsuzuku::services {

// For one thread. Not owned: everything it is given outlives it; `gate` may be null.
class Sender {
 public:
  // `journal` is this shop's and channel's alone.
  [[nodiscard]] static Result<std::unique_ptr<Sender>> open(sql::Database& database, Shops& shops, MessageDesk& desk,
                                                            SendGate* gate, ShopId shop,
                                                            const channels::Channel& channel,
                                                            std::unique_ptr<HandoverJournal> journal,
                                                            SenderClock clock);
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;
  ~Sender() = default;

  // Settles what the last sender left behind. Before the first work_once(). How many touches.
  [[nodiscard]] Result<std::int64_t> recover();

  // Batch after batch while more is due, for some seconds. Idle when nothing is due, the channel is not ready, or it
  // was found closed a moment ago. Conflict "sender.taken_over": another sender works for this shop now; this one is of
  // no more use. After any other error it may be called again; what had been answered by then is kept.
  [[nodiscard]] Result<SendingDone> work_once();

 private:
  Sender(sql::Database& database, Shops& shops, MessageDesk& desk, SendGate* gate, ShopId shop,
         const channels::Channel& channel, std::unique_ptr<HandoverJournal> journal, SenderClock clock);
  [[nodiscard]] SenderParts parts();
  [[nodiscard]] Result<bool> renew_line();
  [[nodiscard]] Status send_round(const Shop& shop, Batch first);
  [[nodiscard]] Status feed(const Shop& shop);
  [[nodiscard]] Result<std::int64_t> recover_by(const std::function<Answer(Touch)>& what_became_of);
  [[nodiscard]] Answer by_answer(Touch touch) const;
  [[nodiscard]] Answer by_reach(Touch touch) const;

  sql::Database* database_;
  Shops* shops_;
  MessageDesk* desk_;
  SendGate* gate_;
  ShopId shop_;
  const channels::Channel* channel_;
  std::unique_ptr<HandoverJournal> journal_;
  SenderClock clock_;
  SendingTally tally_;
  Answers answers_;
  std::optional<BatchMaker> maker_;
  Deliverer deliverer_;
  std::unique_ptr<SendingLine> line_;
};

}  // namespace tsuzuku::services
