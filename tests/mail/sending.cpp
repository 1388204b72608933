#include "tests/mail/sending.hpp"

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "tests/support/postgres_cluster.hpp"
#include "tests/support/store/migrated_database.hpp"

namespace tsuzuku::mail_tests {

using domain::TouchState;
using services::Touch;
using testing_support::tell;

namespace {
constexpr std::int64_t kIdsOfTheFirst = 0;
constexpr auto kPatience = std::chrono::minutes(2);
}  // namespace

std::string address_of(std::int64_t customer) {
  return "c" + std::to_string(customer) + "@d" + std::to_string(customer % 40) + ".example";
}

std::map<std::string, int> arrived_in(const std::string& folder) {
  std::map<std::string, int> times;
  for (const auto& file : std::filesystem::directory_iterator(folder + "/mails")) {
    std::ifstream mail(file.path());
    for (std::string line; std::getline(mail, line);) {
      if (!line.starts_with("X-Rcpt-Args: ")) continue;
      const std::size_t from = line.find('<') + 1;
      ++times[line.substr(from, line.find('>') - from)];
    }
  }
  return times;
}

std::size_t count_arrived_in(const std::string& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder + "/mails"), {}));
}

void Sending::in_postgres() {
  const auto fresh = testing_support::fresh_database();
  ASSERT_TRUE(fresh) << tell(fresh.error());
  url_ = *fresh + "&options=-c%20synchronous_commit%3Don";
}

void Sending::make(std::int64_t customers, int port, const json::object& more) {
  open(kIdsOfTheFirst);
  json::object settings{
      {"smtp_port", port}, {"smtp_security", "none"}, {"smtp_password", ""}, {"pace_percent", 100'000}};
  for (const auto& member : more) settings[member.key()] = member.value();
  shop_->save_settings(settings);
  std::vector<Touch> touches;
  for (std::int64_t id = 1; id <= customers; ++id) {
    shop_->add_customer(CustomerId{id}, address_of(id));
    touches.push_back(shop_->touch(CustomerId{id}, "m"));
  }
  shop_->plan(touches);
}

void Sending::open(std::int64_t run, const sql::OpenOptions& options) {
  ids_.emplace([run] { return 1'790'000'000'000 + run * 1'000'000; });
  auto database = testing_support::migrated(url_);
  ASSERT_TRUE(database) << tell(database.error());
  database->reset();
  database = sql::open_database(url_, options);
  ASSERT_TRUE(database) << tell(database.error());
  database_ = *database;
  shop_.emplace(*database_, *ids_, kNow);
}

void Sending::close() {
  shop_.reset();
  database_.reset();
}

std::unique_ptr<services::Sender> Sending::ready_sender() {
  auto sender = shop_->sender(channels::mail_channel(), folder_.path());
  shop_->set_clock(kNow + 60);
  const auto recovered = sender->recover();
  EXPECT_TRUE(recovered) << tell(recovered.error());
  return sender;
}

void Sending::send_all(const std::function<bool()>& until) {
  const auto sender = ready_sender();
  for (int idle = 0; idle < 40;) {
    const auto done = sender->work_once();
    ASSERT_TRUE(done) << tell(done.error());
    idle = done->idle() ? idle + 1 : 0;
    if (done->idle()) shop_->set_clock(shop_->clock() + 1'800);
    if (shop_->count(TouchState::Planned) == 0 || (until && until())) return;
  }
}

int Sending::work_through(services::Sender& sender) {
  int failed = 0;
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (std::chrono::steady_clock::now() < end) {
    const auto done = sender.work_once();
    if (!done) {
      ++failed;
      ::usleep(20'000);
      continue;
    }
    if (!done->idle()) continue;
    if (shop_->count(TouchState::Planned) + shop_->count(TouchState::Sending) == 0) return failed;
    shop_->set_clock(shop_->clock() + 1'800);
  }
  ADD_FAILURE() << "messages are stuck: " << shop_->count(TouchState::Planned) << " planned, "
                << shop_->count(TouchState::Sending) << " being sent";
  return failed;
}

void Sending::expect_all_sent_once(std::int64_t messages) {
  const auto times = arrived();
  EXPECT_EQ(times.size(), static_cast<std::size_t>(messages));
  for (const auto& [address, often] : times) EXPECT_EQ(often, 1) << address;
  EXPECT_EQ(shop_->count(TouchState::Sent), messages);
  EXPECT_EQ(shop_->count(TouchState::InDoubt), 0);
}

}  // namespace tsuzuku::mail_tests
