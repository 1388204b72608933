// What goes wrong around a sender that lives on: a full disk, a database that is away or locked, a clock that is set.
// Counted where the messages arrive.

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "services/messages/sending/handover_journal.hpp"
#include "tests/mail/scripted_server.hpp"
#include "tests/mail/sending.hpp"
#include "tests/mail/sink.hpp"
#include "tests/support/full_disk.hpp"
#include "tests/support/kept_process.hpp"
#include "tests/support/postgres_cluster.hpp"

namespace tsuzuku::mail_tests {
namespace {

using namespace services;
using domain::TouchState;
using testing_support::FullDisk;
using testing_support::tell;

constexpr int kConnections = 4;
constexpr std::uint64_t kJournalRoom = 301;  // for some fifty lines

class SendingFaults : public Sending {
 protected:
  // A sink, and `messages` due for it.
  void start(std::int64_t messages, const json::object& more = {}) {
    auto sink = SmtpSink::start(folder_.path());
    ASSERT_TRUE(sink) << tell(sink.error());
    sink_.emplace(*std::move(sink));
    json::object settings{{"smtp_connections", kConnections}};
    for (const auto& member : more) settings[member.key()] = member.value();
    make(messages, sink_->port(), settings);
  }
  // Rounds that may fail, with time passing in between.
  void work_rounds(Sender& sender, int rounds) {
    for (int round = 0; round < rounds; ++round) {
      std::ignore = sender.work_once();
      shop_->set_clock(shop_->clock() + 60);
    }
  }
  // Something that happens once so many messages have been begun; the sender's threads wait for it.
  void happens_after(int messages, std::function<void()> what) {
    happenings_.push_back({messages, std::move(what)});
    shop_->before_each_message([this] {
      const std::lock_guard lock(mutex_);
      ++begun_;
      if (happenings_.empty() || begun_ < happenings_.front().first) return;
      const auto happening = std::move(happenings_.front().second);
      happenings_.erase(happenings_.begin());
      happening();
    });
  }

  std::mutex mutex_;  // guards the next two
  int begun_ = 0;
  std::vector<std::pair<int, std::function<void()>>> happenings_;
  std::optional<SmtpSink> sink_;
};

// Only the journal lies on this disk: again and again it ends in the middle of a line.
TEST_F(SendingFaults, OnAFullDiskNothingIsHandedOverThatIsNotNoted) {
  constexpr std::int64_t kMessages = 400;
  in_postgres();
  start(kMessages);
  const auto sender = ready_sender();
  {
    const FullDisk full(kJournalRoom);
    work_rounds(*sender, 5);
  }
  const std::size_t before = count_arrived();
  EXPECT_GT(before, 0U);
  EXPECT_LT(before, static_cast<std::size_t>(kMessages)) << "the disk was never full";
  EXPECT_EQ(shop_->count(TouchState::Sent), static_cast<std::int64_t>(before));
  work_through(*sender);
  expect_all_sent_once(kMessages);
}

// The same, and the program ends before there is room again.
TEST_F(SendingFaults, AfterAFullDiskTheNextSenderKnowsWhatWasHandedOver) {
  constexpr std::int64_t kMessages = 400;
  in_postgres();
  start(kMessages);
  {
    const auto sender = ready_sender();
    const FullDisk full(kJournalRoom);
    work_rounds(*sender, 5);
  }
  send_all();
  expect_all_sent_once(kMessages);
}

// The line after half a line would be glued to it, and a crash would take its message for one that never went out.
TEST_F(SendingFaults, AJournalWithHalfALineTakesNoMoreLines) {
  open(1);
  const auto journal = HandoverJournal::open(*database_, "mail", folder_.file("sender.journal"), "boot-1");
  ASSERT_TRUE(journal) << tell(journal.error());
  {
    const auto session = database_->writer();
    ASSERT_TRUE(session) << tell(session.error());
    ASSERT_TRUE((*journal)->name_anew(**session, "first"));
    ASSERT_TRUE((*journal)->begin());
  }
  ASSERT_TRUE((*journal)->about_to_hand_over(CustomerId{1}, "m"));
  {
    const FullDisk full(std::filesystem::file_size(folder_.file("sender.journal")) + 2);
    EXPECT_FALSE((*journal)->about_to_hand_over(CustomerId{2}, "m"));
  }
  EXPECT_FALSE((*journal)->about_to_hand_over(CustomerId{3}, "m")) << "there is room again, and half a line";
  EXPECT_TRUE((*journal)->wants_anew());
  ASSERT_TRUE((*journal)->start_anew("second"));
  EXPECT_FALSE((*journal)->wants_anew());
  EXPECT_TRUE((*journal)->about_to_hand_over(CustomerId{3}, "m"));
}

// The whole store lies on it: neither claims nor answers can be written.
TEST_F(SendingFaults, AStoreOnAFullDiskLosesNoAnswer) {
  constexpr std::int64_t kMessages = 1'500;
  start(kMessages);
  std::optional<FullDisk> full;
  // The store's own file is larger: neither it nor its log can grow or be written back.
  happens_after(300, [&] { full.emplace(4'096); });
  const auto sender = ready_sender();
  work_rounds(*sender, 20);
  EXPECT_GT(count_arrived(), 200U);
  EXPECT_LT(count_arrived(), static_cast<std::size_t>(kMessages)) << "the disk was never full";
  full.reset();
  work_through(*sender);
  expect_all_sent_once(kMessages);
}

TEST_F(SendingFaults, ADatabaseThatDiesAndComesBackSendsNothingTwice) {
  constexpr std::int64_t kMessages = 1'000;
  in_postgres();
  start(kMessages);
  std::jthread starting;
  const auto outage = [&] {
    // A server killed while pg_ctl still waits for it would be one that could not start.
    if (starting.joinable()) starting.join();
    EXPECT_TRUE(testing_support::kill_server());
    starting = std::jthread([] {
      ::usleep(500'000);
      EXPECT_TRUE(testing_support::start_server());
    });
  };
  happens_after(kMessages / 4, outage);
  happens_after(kMessages / 2, outage);
  const auto sender = ready_sender();
  EXPECT_GE(work_through(*sender), 2) << "rounds that failed";
  starting.join();
  expect_all_sent_once(kMessages);
}

// Somebody copies the file with a tool that locks it, for longer than we wait.
TEST_F(SendingFaults, AStoreThatIsLockedForLongHoldsUpAndLosesNothing) {
  constexpr std::int64_t kMessages = 1'000;
  start(kMessages);
  close();
  open(1, {.busy_seconds = 1});
  std::optional<testing_support::KeptProcess> other;
  const std::string locked = folder_.file("locked");
  happens_after(kMessages / 4, [&] {
    auto started = testing_support::KeptProcess::start(
        {"sqlite3", url_, ".timeout 10000", "begin immediate", ".shell touch " + locked, ".shell sleep 4", "rollback"},
        folder_.file("lock.log"));
    ASSERT_TRUE(started) << tell(started.error());
    other.emplace(*std::move(started));
    for (int tries = 0; tries < 1'000 && !std::filesystem::exists(locked); ++tries) ::usleep(10'000);
    EXPECT_TRUE(std::filesystem::exists(locked));
  });
  const auto sender = ready_sender();
  EXPECT_GE(work_through(*sender), 1) << "rounds that failed";
  expect_all_sent_once(kMessages);
}

// A day forward while some are greylisted, an hour back while others are on their way.
TEST_F(SendingFaults, AClockThatIsSetSendsNothingTwiceAndStopsNothing) {
  constexpr std::int64_t kMessages = 600;
  constexpr std::int64_t kDay = 86'400, kHour = 3'600;
  std::mutex mutex;
  std::set<std::string> seen;
  std::map<std::string, int> taken;
  std::string recipient;
  const ScriptedServer server([&](const std::string& line) -> SmtpReply {
    const std::lock_guard lock(mutex);
    if (line.starts_with("RCPT TO:<c")) {
      recipient = line;
      if (std::stoll(line.substr(10)) % 3 == 0 && seen.insert(line).second) return {.text = "451 4.7.1 greylisted"};
    }
    if (line != ".") return {};
    ++taken[recipient];
    if (taken.size() == 150) shop_->jump_clock(kDay);
    if (taken.size() == 300) shop_->jump_clock(-kHour);
    return {};
  });
  make(kMessages, server.port(), {{"smtp_connections", 1}});
  const auto sender = ready_sender();
  const std::int64_t began = shop_->clock();
  work_through(*sender);
  EXPECT_EQ(taken.size(), static_cast<std::size_t>(kMessages));
  for (const auto& [to, often] : taken) EXPECT_EQ(often, 1) << to;
  EXPECT_EQ(shop_->count(TouchState::Sent), kMessages);
  EXPECT_LT(shop_->clock() - began - kDay + kHour, 4 * kHour) << "somebody waited for the clock to come round";
}

}  // namespace
}  // namespace tsuzuku::mail_tests
