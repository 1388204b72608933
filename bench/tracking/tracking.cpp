// Openings and clicks by the signed links of real messages, asked of the whole server while it sends; beside the
// server's plainest answer, in turn, in the same run.
//
//   bench_tracking SECONDS CONNECTIONS

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <thread>

#include "app/random.hpp"
#include "app/secret_key.hpp"
#include "app/store.hpp"
#include "bench/mail/newsletter.hpp"
#include "bench/mail/smtp_peer.hpp"
#include "bench/measurement.hpp"
#include "bench/tracking/wrk.hpp"
#include "tests/api/api_server.hpp"
#include "tests/support/messages/message_shop.hpp"

namespace tsuzuku::bench {
namespace {

using namespace services;
using namespace std::chrono_literals;
using domain::TouchState;
using testing_support::MessageShop;

constexpr int kRounds = 3;  // the median counts
constexpr std::int64_t kCustomers = 20'000;
constexpr int kMessagesEach = 10;
constexpr std::size_t kLinked = 2'000;  // messages that people open
constexpr std::string_view kPublic = "https://m.shop.example";

// The store of the running server, opened beside it.
class SendingShop {
 public:
  static Result<std::unique_ptr<SendingShop>> open(const std::string& data) {
    TSUZUKU_TRY(database, sql::open_database(data + "/tsuzuku.sqlite"));
    TSUZUKU_TRY(key, app::load_secret_key(data));
    return std::unique_ptr<SendingShop>(new SendingShop(std::move(database), key));
  }
  [[nodiscard]] MessageShop& shop() { return shop_; }

  void fill(int sink_port) {
    const channels::Content words = newsletter();
    shop_.change_words({.subject = words.subject, .text = words.text, .html = words.html});
    for (std::int64_t id = 1; id <= kCustomers; ++id) {
      shop_.add_customer(CustomerId{id}, fmt::format("c{}@d{}.example", id, id % 400));
    }
    for (int message = 0; message < kMessagesEach; ++message) {
      std::vector<Touch> touches;
      for (std::int64_t id = 1; id <= kCustomers; ++id) {
        touches.push_back(planned_by_nobody(CustomerId{id}, fmt::format("m{}", message)));
      }
      shop_.plan(touches);
    }
    shop_.save_settings({{"smtp_port", sink_port},
                         {"smtp_security", "none"},
                         {"smtp_password", ""},
                         {"smtp_connections", 4},
                         {"pace_percent", 100'000}});
  }

  // An opening and a click of each of the first messages.
  Result<std::vector<std::string>> paths() {
    TSUZUKU_TRY(desk, MessageDesk::open(*database_, ids_, key_, app::fill_random));
    TSUZUKU_TRY(links, desk->channels().links(kPublic));
    std::vector<std::string> paths;
    for (std::int64_t id = 1; id <= static_cast<std::int64_t>(kLinked); ++id) {
      const Touch touch = shop_.get(CustomerId{id}, "m0");
      const channels::TouchRef ref{.shop = shop_.shop().id, .customer = touch.customer, .touch = touch.id};
      paths.push_back(links.open_pixel(ref).substr(kPublic.size()));
      paths.push_back(links.click(ref, 1, "https://shop.example/products/1?utm_source=mail").substr(kPublic.size()));
    }
    return paths;
  }

 private:
  // No journey and no campaign is asked whether it may go.
  [[nodiscard]] Touch planned_by_nobody(CustomerId customer, std::string key) const {
    Touch touch = shop_.touch(customer, std::move(key));
    touch.journey.reset();
    touch.run.reset();
    touch.version = 0;
    touch.node.clear();
    return touch;
  }

  SendingShop(std::shared_ptr<sql::Database> database, MasterKey key)
      : database_(std::move(database)), key_(key), shop_(*database_, ids_, app::now_utc_seconds() - 60) {}

  std::shared_ptr<sql::Database> database_;
  MasterKey key_;
  IdMaker ids_{[] { return std::int64_t{1'790'000'000'000}; }};
  MessageShop shop_;
};

Status run(int seconds, int connections) {
  if (!Wrk::is_there()) {
    std::cerr << "not measured: wrk is not installed (apt-get install wrk)\n";
    return {};
  }
  const testing_support::TemporaryFolder folder;
  TSUZUKU_TRY(sink, SmtpPeer::start(folder.path()));
  api_tests::ApiServer& server = api_tests::api_server();
  TSUZUKU_TRY(sending, SendingShop::open(server.data().file("data")));
  MessageShop& shop = sending->shop();
  sending->fill(sink.port());
  TSUZUKU_TRY(paths, sending->paths());
  // The server looks for new shops every few seconds.
  for (int tries = 0; tries < 600 && shop.count(TouchState::Sent) == 0; ++tries) std::this_thread::sleep_for(50ms);

  const Wrk wrk(folder.path(), server.port(), connections, seconds);
  std::vector<double> tracked, plain, tracked_p99, plain_p99;
  for (int round = 0; round < kRounds; ++round) {
    TSUZUKU_TRY(peer, wrk.get({"/api/health"}));
    const std::int64_t sent_before = shop.count(TouchState::Sent);
    TSUZUKU_TRY(ours, wrk.get(paths));
    const std::int64_t sent = shop.count(TouchState::Sent) - sent_before;
    std::cerr << fmt::format("health {:.0f}/s p99 {:.1f} ms, tracked {:.0f}/s p99 {:.1f} ms, {} mails sent meanwhile\n",
                             peer.per_second, peer.p99_ms, ours.per_second, ours.p99_ms, sent);
    if (!ours.all_answered) return fail(ErrorKind::Internal, "bench.not_all_answered");
    if (sent == 0) return fail(ErrorKind::Internal, "bench.nothing_sent_meanwhile");
    tracked.push_back(ours.per_second);
    tracked_p99.push_back(ours.p99_ms);
    plain.push_back(peer.per_second);
    plain_p99.push_back(peer.p99_ms);
  }
  const std::string what = fmt::format("openings and clicks while mails are sent, {} connections", connections);
  constexpr std::int64_t kRequests = 100'000;
  print({.name = what,
         .orders = kRequests,
         .ours_ms = static_cast<double>(kRequests) * 1'000 / median(tracked),
         .peer = "the same server's health answer",
         .peer_ms = static_cast<double>(kRequests) * 1'000 / median(plain),
         .peak_mb = {}});
  print({.name = what + ": the slowest of a hundred",
         .orders = 1,
         .ours_ms = median(tracked_p99),
         .peer = "the same server's health answer",
         .peer_ms = median(plain_p99),
         .peak_mb = {}});
  return {};
}

}  // namespace
}  // namespace tsuzuku::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: bench_tracking SECONDS CONNECTIONS\n";
    return 2;
  }
  return tsuzuku::bench::exit_code_of(tsuzuku::bench::run(std::atoi(argv[1]), std::atoi(argv[2])));
}
