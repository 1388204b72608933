#pragma once
// Claims what is due and finds out who may get it and with what words: consent and address, second copies, and whoever
// planned it. Whoever may not, or not now, is settled here.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "channels/channel.hpp"
#include "services/messages/audience.hpp"
#include "services/messages/desk.hpp"
#include "services/messages/sending/answers.hpp"
#include "services/messages/sending/batch.hpp"
#include "services/messages/sending/gate.hpp"
#include "services/messages/sending/handover_journal.hpp"
#include "services/messages/sending/second_copies.hpp"
#include "services/messages/sending/sender_clock.hpp"
#include "services/messages/sending/sending_done.hpp"
#include "services/messages/sending/sending_line.hpp"
#include "services/shops/shops.hpp"

namespace tsuzuku::services {

// What a sender and its parts share. Not owned; `gate` may be null.
struct SenderParts {
  sql::Database& database;
  MessageDesk& desk;
  SendGate* gate;
  ShopId shop;
  const channels::Channel& channel;
  HandoverJournal& journal;
  const SenderClock& clock;
  Answers& answers;
  SendingTally& tally;
};

// For one thread at a time.
class BatchMaker {
 public:
  static constexpr int kCustomers = 200;  // in one batch

  [[nodiscard]] static Result<BatchMaker> open(const SenderParts& parts);

  // Before the first next() of a round, with every answer written and nothing under way: settles what a claim holds
  // whose commit was not answered.
  [[nodiscard]] Status begin_round();
  // Nothing when nothing was due. Earlier batches of the round may still be on their way.
  [[nodiscard]] Result<std::optional<Batch>> next(const Shop& shop, SendingLine& line);

 private:
  BatchMaker(const SenderParts& parts, Audience audience, SecondCopies copies)
      : parts_(parts), audience_(std::move(audience)), copies_(std::move(copies)) {}
  [[nodiscard]] Status take_back_lost_claim();
  [[nodiscard]] Result<Claimed> claim(const Shop& shop);
  // Gives all of them back when it cannot find out.
  [[nodiscard]] Result<std::vector<Job>> prepare(const Shop& shop, SendingLine& line, std::vector<Touch> touches);
  [[nodiscard]] Result<std::vector<Job>> look(const Shop& shop, SendingLine& line, std::span<const Touch> touches);
  [[nodiscard]] std::optional<Settled> obstacle_of(Job& job, const SendingLine& line) const;
  [[nodiscard]] Status find_second_copies(sql::Session& session, std::vector<Job>& jobs) const;
  [[nodiscard]] bool goes_there_already(const Job& job);
  [[nodiscard]] std::optional<Settled> ask_gate(const Touch& touch) const;

  SenderParts parts_;
  Audience audience_;
  SecondCopies copies_;
  // Words and address of what goes out in this round: the store does not know all of them yet.
  std::map<std::pair<std::int64_t, std::string>, CustomerId> going_;
  bool claim_unanswered_ = false;
};

}  // namespace tsuzuku::services
