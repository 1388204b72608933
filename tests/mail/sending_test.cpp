// The whole way: from the outbox of a store through the sender to a server, and what the server says back into the
// store. Counted where the messages arrive.

#include "tests/mail/sending.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <set>

#include "base/random.hpp"
#include "services/messages/bounce_mailbox.hpp"
#include "tests/mail/mail_servers.hpp"
#include "tests/mail/scripted_server.hpp"
#include "tests/mail/sink.hpp"

namespace tsuzuku::mail_tests {
namespace {

using namespace services;
using domain::TouchState;
using testing_support::tell;

class SendingTest : public Sending {
 protected:
  // send_all() in a process of its own that is killed after `ms`; true when it had finished before.
  [[nodiscard]] bool killed_after(std::int64_t run, int ms) {
    close();
    const pid_t child = ::fork();
    if (child == 0) {
      open(run);
      send_all();
      ::_exit(HasFatalFailure() ? 1 : 0);
    }
    for (int waited = 0; waited < ms; ++waited) {
      int status = 0;
      if (::waitpid(child, &status, WNOHANG) == child) {
        EXPECT_EQ(status, 0);
        open(run + 1);
        return true;
      }
      ::usleep(1'000);
    }
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    open(run + 1);
    return false;
  }
};

TEST_F(SendingTest, KilledAgainAndAgainEveryMessageArrivesOnce) {
  constexpr std::int64_t kMessages = 8'000;
  constexpr int kConnections = 4;
  const auto sink = SmtpSink::start(folder_.path());
  ASSERT_TRUE(sink) << tell(sink.error());
  make(kMessages, sink->port(), {{"smtp_connections", kConnections}});
  Random random(20'261'122);
  int kills = 0;
  std::int64_t run = 1;
  while (kills < 12 && !killed_after(run++, 40 + static_cast<int>(random.below(120)))) ++kills;
  EXPECT_GE(kills, 3) << "the test kills nothing any more: give it more messages";
  send_all();

  auto counts = arrived();
  for (const auto& [address, times] : counts) ASSERT_EQ(times, 1) << address;
  auto doubtful = shop_->desk().touches().in_doubt(shop_->shop().id, 1'000);
  ASSERT_TRUE(doubtful) << tell(doubtful.error());
  EXPECT_LE(doubtful->size(), static_cast<std::size_t>(kills * kConnections)) << "only what was under way";
  EXPECT_EQ(shop_->count(TouchState::Sent) + static_cast<std::int64_t>(doubtful->size()), kMessages);

  // A person looks up each of them at the other side.
  for (const Touch& touch : *doubtful) {
    const bool there = counts.contains(address_of(touch.customer.value));
    const auto resolution = there ? journeys::Resolution::WasSent : journeys::Resolution::SendAgain;
    ASSERT_TRUE(shop_->desk().touches().settle(shop_->shop().id, touch.customer, touch.key,
                                               {.event = journeys::Resolve{resolution}}, shop_->clock()));
  }
  send_all();
  counts = arrived();
  EXPECT_EQ(counts.size(), static_cast<std::size_t>(kMessages));
  for (const auto& [address, times] : counts) EXPECT_EQ(times, 1) << address;
  EXPECT_EQ(shop_->count(TouchState::Sent), kMessages);
  RecordProperty("kills", kills);
  RecordProperty("in_doubt", static_cast<int>(doubtful->size()));
}

// Bytes of memory in use.
std::int64_t memory_in_use() {
  std::ifstream file("/proc/self/statm");
  std::int64_t pages = 0;
  file >> pages >> pages;
  return pages * ::sysconf(_SC_PAGESIZE);
}

TEST_F(SendingTest, MemoryStaysFlatHoweverMuchIsDue) {
  constexpr std::int64_t kMessages = 2'000;
  const auto sink = SmtpSink::start(folder_.path());
  ASSERT_TRUE(sink) << tell(sink.error());
  make(kMessages, sink->port());
  std::int64_t after_some = 0, most = 0;
  const auto begin = std::chrono::steady_clock::now();
  send_all([&] {
    const std::int64_t now = memory_in_use();
    if (after_some == 0) after_some = now;
    most = std::max(most, now);
    return false;
  });
  const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  EXPECT_EQ(shop_->count(TouchState::Sent), kMessages);
  EXPECT_LT(most - after_some, 8 << 20) << "ten batches take what one takes";
  RecordProperty("messages_per_second", static_cast<int>(static_cast<double>(kMessages) / seconds));
  RecordProperty("growth_kib", static_cast<int>((most - after_some) / 1'024));
}

// Every third is greylisted, every fifth refused for good, every seventh told "later" for ever.
TEST_F(SendingTest, InAStormOfRefusalsEverythingIsTakenOnceOrTold) {
  constexpr std::int64_t kMessages = 210;
  std::mutex mutex;
  std::set<std::string> seen;
  const ScriptedServer server([&](const std::string& line) -> SmtpReply {
    if (!line.starts_with("RCPT TO:<c")) return {};
    const std::int64_t customer = std::stoll(line.substr(10));
    const std::lock_guard lock(mutex);
    if (customer % 7 == 0) return {.text = "452 4.2.2 mailbox full"};
    if (customer % 5 == 0) return {.text = "550 5.1.1 no such user"};
    if (customer % 3 == 0 && seen.insert(line).second) return {.text = "451 4.7.1 greylisted, try again"};
    return {};
  });
  make(kMessages, server.port());
  send_all();
  std::int64_t sent = 0, refused = 0, full = 0;
  for (std::int64_t id = 1; id <= kMessages; ++id) {
    const Touch touch = shop_->get(CustomerId{id}, "m");
    if (id % 7 == 0) {
      EXPECT_TRUE(touch.state == TouchState::Failed || touch.state == TouchState::Skipped) << id << " " << touch.reason;
      ++full;
    } else if (id % 5 == 0) {
      EXPECT_EQ(touch.state, TouchState::Failed) << id;
      ++refused;
    } else {
      EXPECT_EQ(touch.state, TouchState::Sent) << id << " " << touch.reason << " " << touch.answer;
      EXPECT_EQ(touch.attempts, id % 3 == 0 ? 2 : 1) << id;
      ++sent;
    }
  }
  EXPECT_EQ(server.messages().size(), static_cast<std::size_t>(sent));
  const auto suppressed = shop_->desk().suppressions().page(shop_->shop().id, 1, 500);
  ASSERT_TRUE(suppressed) << tell(suppressed.error());
  EXPECT_EQ(suppressed->rows_total, refused) << "a full mailbox is no dead address";
  EXPECT_GT(full, 0);
}

// The server takes the whole message and falls silent; the program is killed while it waits.
TEST_F(SendingTest, AServerThatHangsLeavesOneInDoubtAndHoldsUpNobodyElse) {
  const ScriptedServer server([](const std::string& line) -> SmtpReply {
    if (line == ".") return {.text = "250 Ok", .close = false, .silence_ms = 20'000};
    return {};
  });
  make(5, server.port(), {{"smtp_connections", 1}});
  ASSERT_FALSE(killed_after(1, 1'500));
  EXPECT_EQ(server.messages().size(), 1U);
  const auto sender = shop_->sender(channels::mail_channel(), folder_.path());
  const auto recovered = sender->recover();
  ASSERT_TRUE(recovered) << tell(recovered.error());
  EXPECT_EQ(*recovered, 5);
  EXPECT_EQ(shop_->count(TouchState::InDoubt), 1);
  EXPECT_EQ(shop_->count(TouchState::Planned), 4);
}

// The real thing: Postfix bounces, Dovecot keeps the bounce, and the address is never written to again.
TEST_F(SendingTest, ABounceComesBackAndTheAddressIsLeftInPeace) {
  if (!MailServers::possible()) GTEST_SKIP() << "Postfix and Dovecot can be started by root only";
  const auto servers = MailServers::running();
  ASSERT_TRUE(servers) << tell(servers.error());
  const channels::MailServer smtp = (*servers)->smtp(channels::Security::None);
  const channels::MailServer imap = (*servers)->imap(channels::Security::Tls, kShopMailbox);
  make(0, smtp.port,
       {{"smtp_host", smtp.host},
        {"imap_host", imap.host},
        {"imap_port", imap.port},
        {"imap_security", "tls"},
        {"imap_user", imap.user},
        {"imap_password", imap.password},
        {"imap_ca_file", imap.ca_file}});
  shop_->add_customer(CustomerId{500}, "nobody@mail.example");
  shop_->plan({shop_->touch(CustomerId{500}, "m")});
  shop_->set_clock(kNow + 60);
  const auto sender = shop_->sender(channels::mail_channel(), folder_.path());
  ASSERT_TRUE(sender->recover());
  const auto sent = sender->work_once();
  ASSERT_TRUE(sent) << tell(sent.error());
  ASSERT_EQ(shop_->get(CustomerId{500}, "m").state, TouchState::Sent) << (*servers)->logs();

  BounceMailbox mailbox(shop_->shop().id, shop_->desk().channels(), shop_->desk().receipts());
  for (int tries = 0; tries < 1'200 && shop_->get(CustomerId{500}, "m").state != TouchState::Bounced; ++tries) {
    const auto done = mailbox.work_once(kNow + 120);
    ASSERT_TRUE(done) << tell(done.error());
    ::usleep(50'000);
  }
  const Touch bounced = shop_->get(CustomerId{500}, "m");
  ASSERT_EQ(bounced.state, TouchState::Bounced) << (*servers)->logs();
  EXPECT_TRUE(bounced.answer.starts_with("5.1.1")) << bounced.answer;
  shop_->plan({shop_->touch(CustomerId{500}, "again")});
  ASSERT_TRUE(sender->work_once());
  EXPECT_EQ(shop_->get(CustomerId{500}, "again").state, TouchState::Skipped);
  EXPECT_EQ(shop_->get(CustomerId{500}, "again").reason, "suppressed");
  const auto nothing = mailbox.work_once(kNow + 200);
  ASSERT_TRUE(nothing) << tell(nothing.error());
  EXPECT_EQ(nothing->read, 0) << "it was put away";
}

}  // namespace
}  // namespace tsuzuku::mail_tests
