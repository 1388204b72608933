#include "services/messages/sending/sender.hpp"

#include <algorithm>
#include <chrono>
#include <tuple>
#include <utility>
#include <vector>

#include "base/log.hpp"
#include "base/threads.hpp"
#include "services/messages/sending/noted_answer.hpp"

namespace tsuzuku::services {
namespace {

// After so long no further batch is begun: it may be that the settings are others now.
constexpr std::int64_t kRoundMs = 5'000;
constexpr int kBatchesMost = 200;
// So many wait for a connection when the next batch is made: enough to keep all of them busy meanwhile, also while the
// answers are written.
constexpr std::size_t kRoom = 2 * BatchMaker::kCustomers;
// Answers wait no longer than that for others.
constexpr std::chrono::milliseconds kWriteEvery{1'000};

// Whoever waits for more messages is told that none come, however the one who adds them ends.
class NoMore {
 public:
  explicit NoMore(Deliverer& deliverer) : deliverer_(deliverer) {}
  NoMore(const NoMore&) = delete;
  NoMore& operator=(const NoMore&) = delete;
  ~NoMore() { deliverer_.no_more(); }

 private:
  Deliverer& deliverer_;
};

}  // namespace

Sender::Sender(sql::Database& database, Shops& shops, MessageDesk& desk, SendGate* gate, ShopId shop,
               const channels::Channel& channel, std::unique_ptr<HandoverJournal> journal, SenderClock clock)
    : database_(&database),
      shops_(&shops),
      desk_(&desk),
      gate_(gate),
      shop_(shop),
      channel_(&channel),
      journal_(std::move(journal)),
      clock_(std::move(clock)),
      answers_(database, desk, *journal_, shop, channel.id(), [this] { return clock_.now(); }),
      deliverer_(parts()) {}

SenderParts Sender::parts() {
  return {.database = *database_,
          .desk = *desk_,
          .gate = gate_,
          .shop = shop_,
          .channel = *channel_,
          .journal = *journal_,
          .clock = clock_,
          .answers = answers_,
          .tally = tally_};
}

Result<std::unique_ptr<Sender>> Sender::open(sql::Database& database, Shops& shops, MessageDesk& desk, SendGate* gate,
                                             ShopId shop, const channels::Channel& channel,
                                             std::unique_ptr<HandoverJournal> journal, SenderClock clock) {
  std::unique_ptr<Sender> sender(
      new Sender(database, shops, desk, gate, shop, channel, std::move(journal), std::move(clock)));
  TSUZUKU_TRY(maker, BatchMaker::open(sender->parts()));
  sender->maker_.emplace(std::move(maker));
  return sender;
}

Result<std::int64_t> Sender::recover() {
  auto recovered = recover_by([this](Touch touch) { return by_answer(std::move(touch)); });
  if (recovered || recovered.error().kind == ErrorKind::Unavailable) return recovered;
  // An answer that the database does not take must not keep everybody else from being sent to.
  log::error("answers_not_recovered", {{"shop", shop_.text()}, {"reason", recovered.error().key}});
  return recover_by([this](Touch touch) { return by_reach(std::move(touch)); });
}

Result<std::int64_t> Sender::recover_by(const std::function<Answer(Touch)>& what_became_of) {
  TSUZUKU_TRY(session, database_->writer(sql::kPatientWriterWaitSeconds));
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  // The name first: from now on nobody claims by the old one, and what was claimed by it is seen below.
  TSUZUKU_CHECK(journal_->name_anew(*session, clock_.random_name()));
  TSUZUKU_TRY(touches, desk_->touches().being_sent(*session, shop_, channel_->id()));
  std::vector<Answer> answers;
  for (Touch& touch : touches) answers.push_back(what_became_of(std::move(touch)));
  TSUZUKU_TRY(recovered, answers_.write(*session, answers));
  TSUZUKU_CHECK(transaction.commit());
  TSUZUKU_CHECK(journal_->begin());
  return recovered;
}

// What the last sender's journal says of a touch that it had claimed.
Answer Sender::by_answer(Touch touch) const {
  const std::string* const noted = journal_->answer_of(touch.customer, touch.key);
  const auto answer = noted == nullptr ? std::nullopt : NotedAnswer::read(*noted);
  if (!answer) return by_reach(std::move(touch));
  if (answer->attempts != touch.attempts) {
    // Of an earlier try; this one would have been noted anew before it went out.
    return {.outcome = {.touch = std::move(touch), .settled = {.event = journeys::Restarted{false}}}};
  }
  return {.outcome = {.touch = std::move(touch), .settled = answer->settled()},
          .dead_address = answer->outcome.address_is_dead};
}

Answer Sender::by_reach(Touch touch) const {
  const auto reached = journal_->reached(touch.customer, touch.key);
  return {.outcome = {.touch = std::move(touch), .settled = {.event = journeys::Restarted{reached}}}};
}

// False when the channel is not ready to send.
Result<bool> Sender::renew_line() {
  TSUZUKU_TRY(found, desk_->channels().find(shop_, *channel_));
  if (found && line_ && line_->version == found->version) return true;
  line_.reset();
  const auto findings = ChannelSettings::findings(*channel_, found);
  if (std::ranges::any_of(findings, &channels::Finding::blocks)) return false;
  TSUZUKU_TRY(links, desk_->channels().links(found->settings.text("public_address")));
  line_ = std::make_unique<SendingLine>(*found, std::move(links), desk_->templates(), *channel_, shop_);
  deliverer_.try_again();
  return true;
}

Result<SendingDone> Sender::work_once() {
  std::ignore = tally_.take();
  TSUZUKU_CHECK(answers_.write());
  TSUZUKU_CHECK(maker_->begin_round());
  TSUZUKU_TRY(ready, renew_line());
  if (!ready || deliverer_.closed()) return SendingDone{};
  if (journal_->wants_anew()) TSUZUKU_CHECK(journal_->start_anew(clock_.random_name()));
  TSUZUKU_TRY(shop, shops_->get(shop_));
  TSUZUKU_TRY(batch, maker_->next(shop, *line_));
  Status sent;
  if (batch) {
    sent = send_round(shop, std::move(*batch));
  } else {
    for (auto& transport : line_->transports) transport.reset();
  }
  std::ignore = answers_.write();  // what it does not take is kept, and told by the next call
  if (!sent) return fail(sent.error());
  return tally_.take();
}

Status Sender::send_round(const Shop& shop, Batch first) {
  const std::size_t connections =
      first.full ? line_->transports.size() : std::min(line_->transports.size(), first.jobs.size());
  deliverer_.begin(*line_, connections);
  deliverer_.add(std::move(first.jobs));
  Status fed;
  on_threads(connections + 1, [&](std::size_t thread) {
    if (thread < connections) return deliverer_.work(thread);
    {
      const NoMore when_left(deliverer_);
      if (first.full) fed = feed(shop);
    }
    // Whoever hangs for minutes must not keep the answers of the others waiting.
    while (deliverer_.still_at_work(kWriteEvery)) std::ignore = answers_.write();
  });
  deliverer_.end();
  return fed;
}

// Adds batch after batch while more is due.
Status Sender::feed(const Shop& shop) {
  const std::int64_t ends_ms = clock_.steady_ms() + kRoundMs;
  for (int batches = 1; batches < kBatchesMost && !journal_->wants_anew() && deliverer_.takes_more(ends_ms);) {
    const bool room = deliverer_.wait_for_room(kRoom, kWriteEvery);
    TSUZUKU_CHECK(answers_.write());
    if (!room) continue;
    TSUZUKU_TRY(batch, maker_->next(shop, *line_));
    if (!batch) break;
    deliverer_.add(std::move(batch->jobs));
    if (!batch->full) break;
    ++batches;
  }
  return {};
}

}  // namespace tsuzuku::services
