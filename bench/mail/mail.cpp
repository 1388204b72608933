// Mails of 20 kB, each rendered for its recipient with fallbacks, conditions, tracked links and a pixel, built and sent
// over SMTP to a local smtp-sink; beside Postfix' smtp-source, which sends one and the same text of that size.
//
//   bench_mail MESSAGES CONNECTIONS

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/threads.hpp"
#include "bench/mail/newsletter.hpp"
#include "bench/mail/smtp_peer.hpp"
#include "bench/measurement.hpp"
#include "channels/links/links_for_tests.hpp"
#include "channels/mail/mail_channel.hpp"

namespace tsuzuku::bench {
namespace {

namespace fs = std::filesystem;
using namespace channels;

constexpr int kRounds = 3;  // the median counts

Recipient recipient(std::int64_t number) {
  Recipient made{.touch = {.shop = {1}, .customer = {number}, .touch = {number}},
                 .name = fmt::format("山田 花子{}", number),
                 .address = fmt::format("c{}@mail.example", number),
                 .now = 1'795'316'645,
                 .group = "bench"};
  made.fields.set("customer.last_name", fmt::format("山田{}", number));
  if (number % 3 != 0) made.fields.set("customer.first_name", "花子");
  made.fields.set("customer.number", fmt::format("C{:08}", number));
  made.fields.set("stage", number % 5, std::to_string(number % 5));
  return made;
}

class Bench {
 public:
  Bench(std::int64_t messages, int connections)
      : messages_(messages),
        connections_(connections),
        folder_(fs::temp_directory_path() / fmt::format("bench_mail_{}", getpid())) {
    fs::create_directories(folder_);
  }
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;
  ~Bench() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  Status run() {
    TSUZUKU_TRY(peer_of, SmtpPeer::start(folder_));
    TSUZUKU_TRY(settings, Settings::check(mail_channel().schema(), {{"from_name", "つづく園"},
                                                                    {"from_address", "tea@shop.example"},
                                                                    {"postal_address", "京都市中京区一之船入町1"},
                                                                    {"contact", "https://shop.example/contact"},
                                                                    {"smtp_host", "127.0.0.1"},
                                                                    {"smtp_port", peer_of.port()},
                                                                    {"smtp_security", "none"}}));
    const LinkBook links = test_links();
    TSUZUKU_TRY(composer, mail_channel().composer(settings, newsletter(), links));
    TSUZUKU_CHECK(check_size(*composer));

    std::vector<double> ours, peers;
    for (int round = 0; round < kRounds; ++round) {
      TSUZUKU_TRY(peer, peer_of.smtp_source(messages_, connections_));
      peers.push_back(peer);
      TSUZUKU_TRY(own, send_all(settings, *composer));
      ours.push_back(own);
      std::cerr << fmt::format("smtp-source {:.0f}/s, ours {:.0f}/s\n", rate(peer), rate(own));
    }
    print({.name = fmt::format("mails of 20 kB, personalised and tracked, {} connections", connections_),
           .orders = messages_,
           .ours_ms = median(ours),
           .peer = "Postfix smtp-source, one text for all",
           .peer_ms = median(peers),
           .peak_mb = {}});
    return {};
  }

 private:
  [[nodiscard]] double rate(double milliseconds) const { return static_cast<double>(messages_) * 1'000 / milliseconds; }

  // The comparison is fair only when both send as many bytes.
  [[nodiscard]] static Status check_size(const Composer& composer) {
    TSUZUKU_TRY(mail, composer.render(recipient(1)));
    std::cerr << fmt::format("{} bytes a mail\n", mail.body.size());
    if (mail.body.size() >= kMailBytes * 95 / 100) return {};
    return fail(ErrorKind::Internal, "bench.mail_too_small", {{"bytes", std::to_string(mail.body.size())}});
  }

  Result<double> send_all(const Settings& settings, const Composer& composer) const {
    std::atomic<std::int64_t> next = 1, sent = 0;
    const StopWatch watch;
    on_threads(static_cast<std::size_t>(connections_), [&](std::size_t) {
      const auto transport = *mail_channel().transport(settings);
      for (std::int64_t number = next++; number <= messages_; number = next++) {
        const auto mail = composer.render(recipient(number));
        if (mail && send(mail_channel(), *transport, *mail).kind == OutcomeKind::Sent) ++sent;
      }
    });
    const double milliseconds = watch.milliseconds();
    if (sent != messages_) return fail(ErrorKind::Internal, "bench.mails_missing", {{"sent", std::to_string(sent)}});
    return milliseconds;
  }

  std::int64_t messages_;
  int connections_;
  fs::path folder_;
};

}  // namespace
}  // namespace tsuzuku::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: bench_mail MESSAGES CONNECTIONS\n";
    return 2;
  }
  tsuzuku::bench::Bench bench(std::atoll(argv[1]), std::atoi(argv[2]));
  return tsuzuku::bench::exit_code_of(bench.run());
}
