// Servers as they run, with threads and the machine's clock: two on one database, and one that imports while it sends.
// Counted where the messages arrive.

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "app/assets.hpp"
#include "app/store.hpp"
#include "app/workers/message_workers.hpp"
#include "tests/mail/sending.hpp"
#include "tests/mail/sink.hpp"
#include "tests/support/messages/message_shop.hpp"
#include "tests/support/postgres_cluster.hpp"

namespace tsuzuku::mail_tests {
namespace {

using namespace std::chrono_literals;
using domain::TouchState;
using services::Touch;
using testing_support::MessageShop;
using testing_support::tell;

constexpr app::MessageWorkers::Pauses kQuick{
    .look_for_shops = 50ms, .idle = 50ms, .while_another_sends = 200ms, .after_trouble = 200ms};

// What of a server sends: the opened store, a desk, the workers.
class SendingServer {
 public:
  SendingServer(const std::string& data, const std::string& database)
      : store_(opened(data, database)), shop_(store_->database(), store_->ids(), app::now_utc_seconds() - 60) {}

  void start() {
    workers_.emplace(*store_, shop_.desk(), [] { return std::unique_ptr<services::SendGate>(); }, kQuick);
  }
  void stop() { workers_.reset(); }
  [[nodiscard]] app::Store& store() { return *store_; }
  [[nodiscard]] MessageShop& shop() { return shop_; }
  void plan(std::int64_t messages, int port) {
    shop_.save_settings({{"smtp_port", port},
                         {"smtp_security", "none"},
                         {"smtp_password", ""},
                         {"smtp_connections", 4},
                         {"pace_percent", 100'000}});
    std::vector<Touch> touches;
    for (std::int64_t id = 1; id <= messages; ++id) {
      shop_.add_customer(CustomerId{id}, address_of(id));
      touches.push_back(shop_.touch(CustomerId{id}, "m"));
    }
    shop_.plan(touches);
  }

 private:
  static std::unique_ptr<app::Store> opened(const std::string& data, const std::string& database) {
    app::register_all_assets();
    auto store = app::Store::open({.data = data, .database = database});
    if (!store) throw std::runtime_error(tell(store.error()));
    return *std::move(store);
  }
  std::unique_ptr<app::Store> store_;
  MessageShop shop_;
  std::optional<app::MessageWorkers> workers_;
};

class ServersAtWork : public ::testing::Test {
 protected:
  void SetUp() override {
    auto sink = SmtpSink::start(folder_.path());
    ASSERT_TRUE(sink) << tell(sink.error());
    sink_.emplace(*std::move(sink));
  }
  void wait_for_arrivals(std::size_t many) const {
    for (int tries = 0; tries < 6'000 && count_arrived_in(folder_.path()) < many; ++tries) ::usleep(10'000);
  }
  // Every message arrived at most once; those that did not are in doubt, and so are at most `doubts` in all.
  void expect_once(SendingServer& server, std::int64_t messages, std::int64_t doubts) {
    const std::vector<Touch> settled = wait_until_settled(server.shop(), messages);
    // Read after the states: what is told as sent has arrived by then.
    const auto arrived = arrived_in(folder_.path());
    for (const auto& [address, times] : arrived) EXPECT_EQ(times, 1) << address;
    EXPECT_LE(std::ranges::count(settled, TouchState::InDoubt, &Touch::state), doubts);
    for (const Touch& touch : settled) {
      if (touch.state == TouchState::InDoubt) continue;
      const std::int64_t id = touch.customer.value;
      EXPECT_EQ(touch.state, TouchState::Sent) << id << " " << touch.reason << " " << touch.answer;
      EXPECT_TRUE(arrived.contains(address_of(id))) << id << " is told as sent and never arrived";
    }
  }

 private:
  // One message after the other, since two counts of states would miss what goes back from sending to planned.
  static std::vector<Touch> wait_until_settled(MessageShop& shop, std::int64_t messages) {
    std::vector<Touch> touches;
    for (int tries = 0; tries < 1'200; ++tries, ::usleep(100'000)) {
      if (shop.count(TouchState::Planned) + shop.count(TouchState::Sending) > 0) continue;
      touches.clear();
      for (std::int64_t id = 1; id <= messages; ++id) touches.push_back(shop.get(CustomerId{id}, "m"));
      const auto open = [](const Touch& touch) {
        return touch.state == TouchState::Planned || touch.state == TouchState::Sending;
      };
      if (std::ranges::none_of(touches, open)) return touches;
    }
    ADD_FAILURE() << "still under way after two minutes";
    return touches;
  }

 protected:
  testing_support::TemporaryFolder folder_;
  std::optional<SmtpSink> sink_;
};

class TwoServers : public ServersAtWork {
 protected:
  static constexpr std::int64_t kMessages = 3'000;

  // Twice the database forgets who sends: the other server may take over while the first is in the middle of a batch.
  void run(const std::string& data_of_the_first, const std::string& data_of_the_second) {
    const auto url = testing_support::fresh_database();
    ASSERT_TRUE(url) << tell(url.error());
    SendingServer first(folder_.file(data_of_the_first), *url);
    first.plan(kMessages, sink_->port());
    SendingServer second(folder_.file(data_of_the_second), *url);
    first.start();
    second.start();
    for (const std::size_t arrived : {kMessages / 4, kMessages / 2}) {
      wait_for_arrivals(arrived);
      ASSERT_TRUE(testing_support::drop_lock_holders(*url));
    }
    expect_once(second, kMessages, 4 * services::BatchMaker::kCustomers);
  }
};

TEST_F(TwoServers, OnOneDatabaseSendEachMessageOnce) { run("first", "second"); }

// Both on one machine and one data directory: the living sender's journal must not pass for a dead one's.
TEST_F(TwoServers, OnOneDataDirectorySendEachMessageOnce) { run("data", "data"); }

// TSUZUKU_LONG makes it a million rows.
TEST_F(ServersAtWork, ALargeImportAndTheSenderDoNotHoldEachOtherUp) {
  constexpr std::int64_t kMessages = 3'000;
  const std::int64_t rows = std::getenv("TSUZUKU_LONG") == nullptr ? 100'000 : 1'000'000;
  SendingServer server(folder_.file("data"), "");
  const std::string file = folder_.file("orders.csv");
  {
    std::ofstream csv(file);
    csv << "order_number,ordered_at,customer_number,product_code,quantity,unit_price\n";
    for (std::int64_t row = 0; row < rows; ++row) {
      csv << "M-" << row << ",2026-01-" << 10 + row % 20 << ",N" << row % 50'000 << ",TEA,1,1000\n";
    }
  }
  server.plan(kMessages, sink_->port());
  server.start();
  wait_for_arrivals(1);
  const std::size_t before = count_arrived_in(folder_.path());
  services::ImportRequest request{.shop = server.shop().shop(), .input = {}};
  request.input.files = {{.name = "orders.csv", .path = file}};
  request.input.spool_folder = server.store().spool_folder();
  const std::atomic<bool> cancel = false;
  const auto report = server.store().imports().run(ImportId{1}, request, {}, cancel);
  ASSERT_TRUE(report) << tell(report.error());
  EXPECT_GT(count_arrived_in(folder_.path()), before) << "nothing went out while the import ran";
  EXPECT_EQ(report->counts.orders_new, rows);
  expect_once(server, kMessages, 0);
}

}  // namespace
}  // namespace tsuzuku::mail_tests
