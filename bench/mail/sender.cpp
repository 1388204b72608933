// The sender as a whole: claimed from the store, asked about, personalised, tracked, noted, sent over SMTP to a local
// smtp-sink, settled in the store; mails of 20 kB. Beside Postfix' smtp-source, which sends one and the same text of
// that size and keeps no record.
//
//   bench_sender MESSAGES CONNECTIONS

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <thread>

#include "app/assets.hpp"
#include "app/random.hpp"
#include "app/store.hpp"
#include "bench/mail/newsletter.hpp"
#include "bench/mail/smtp_peer.hpp"
#include "bench/measurement.hpp"
#include "tests/support/messages/message_shop.hpp"

namespace tsuzuku::bench {
namespace {

namespace fs = std::filesystem;
using namespace services;
using testing_support::MessageShop;

constexpr int kRounds = 3;  // the median counts
constexpr std::int64_t kDomains = 400;
constexpr auto kAtOnce = 10'000;  // touches in one transaction

template <typename Clock>
std::int64_t milliseconds_of() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now().time_since_epoch()).count();
}

SenderClock clock() {
  return {.now_ms = milliseconds_of<std::chrono::system_clock>,
          .steady_ms = milliseconds_of<std::chrono::steady_clock>,
          .pause = [](std::int64_t ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); },
          .stopping = [] { return false; },
          .random_name = app::random_name};
}

class Bench {
 public:
  Bench(std::int64_t messages, int connections)
      : messages_(messages),
        connections_(connections),
        folder_(fs::temp_directory_path() / fmt::format("bench_sender_{}", getpid())) {
    fs::create_directories(folder_);
  }
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;
  ~Bench() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  Status run() {
    app::register_all_assets();
    TSUZUKU_TRY(peer, SmtpPeer::start(folder_));
    TSUZUKU_TRY(store, app::Store::open({.data = folder_ / "data", .database = {}}));
    MessageShop shop(store->database(), store->ids(), app::now_utc_seconds() - 60);
    const channels::Content words = newsletter();
    shop.change_words({.subject = words.subject, .text = words.text, .html = words.html});
    shop.save_settings({{"smtp_port", peer.port()},
                        {"smtp_security", "none"},
                        {"smtp_password", ""},
                        {"smtp_connections", connections_},
                        {"pace_percent", 100'000}});
    for (std::int64_t id = 1; id <= messages_; ++id) {
      shop.add_customer(CustomerId{id}, fmt::format("c{}@d{}.example", id, id % kDomains));
    }
    std::vector<double> ours, peers;
    for (int round = 0; round < kRounds; ++round) {
      TSUZUKU_TRY(peer_ms, peer.smtp_source(messages_, connections_));
      plan(shop, fmt::format("m{}", round));
      TSUZUKU_TRY(own_ms, send_all(*store, shop));
      std::cerr << fmt::format("smtp-source {:.0f}/s, ours {:.0f}/s\n", rate(peer_ms), rate(own_ms));
      peers.push_back(peer_ms);
      ours.push_back(own_ms);
    }
    if (shop.count(domain::TouchState::Sent) != messages_ * kRounds) {
      return fail(ErrorKind::Internal, "bench.mails_missing");
    }
    print({.name = fmt::format("sender: from the outbox to the server and back, mails of 20 kB, {} connections",
                               connections_),
           .orders = messages_,
           .ours_ms = median(ours),
           .peer = "Postfix smtp-source, one text for all, no record",
           .peer_ms = median(peers),
           .peak_mb = {}});
    return {};
  }

 private:
  [[nodiscard]] double rate(double milliseconds) const { return static_cast<double>(messages_) * 1'000 / milliseconds; }

  void plan(MessageShop& shop, const std::string& key) const {
    for (std::int64_t first = 1; first <= messages_; first += kAtOnce) {
      std::vector<Touch> touches;
      for (std::int64_t id = first; id < std::min(first + kAtOnce, messages_ + 1); ++id) {
        touches.push_back(shop.touch(CustomerId{id}, key));
      }
      shop.plan(touches);
    }
  }

  Result<double> send_all(app::Store& store, MessageShop& shop) const {
    TSUZUKU_TRY(journal, HandoverJournal::open(store.database(), "bench", folder_ / "journal", "this boot"));
    TSUZUKU_TRY(sender, Sender::open(store.database(), shop.shops(), shop.desk(), nullptr, shop.shop().id,
                                     channels::mail_channel(), std::move(journal), clock()));
    TSUZUKU_CHECK(sender->recover());
    std::int64_t sent = 0;
    const StopWatch watch;
    while (sent < messages_) {
      TSUZUKU_TRY(done, sender->work_once());
      if (done.idle()) return fail(ErrorKind::Internal, "bench.mails_missing", {{"sent", std::to_string(sent)}});
      sent += done.sent;
    }
    return watch.milliseconds();
  }

  std::int64_t messages_;
  int connections_;
  fs::path folder_;
};

}  // namespace
}  // namespace tsuzuku::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: bench_sender MESSAGES CONNECTIONS\n";
    return 2;
  }
  tsuzuku::bench::Bench bench(std::atoll(argv[1]), std::atoi(argv[2]));
  return tsuzuku::bench::exit_code_of(bench.run());
}
