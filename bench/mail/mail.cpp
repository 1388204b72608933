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
#include "bench/measurement.hpp"
#include "channels/links/links_for_tests.hpp"
#include "channels/mail/mail_channel.hpp"
#include "tests/support/kept_process.hpp"

namespace tsuzuku::bench {
namespace {

namespace fs = std::filesystem;
using namespace channels;

constexpr int kRounds = 3;  // the median counts
constexpr std::size_t kMailBytes = 20'480;

// A newsletter as block editors write it: tables with styles, fourteen products with links, a foot.
Content newsletter() {
  Content content{.subject = "{{customer.last_name | 'お客'}}様、そろそろお茶がなくなる頃です", .text = {}, .html = {}};
  content.text =
      "{{customer.last_name | 'お客'}} {{customer.first_name | ''}} 様\n\n前回のお届けから{{days | "
      "'30'}}日が過ぎました。\n";
  content.html =
      "<!doctype html><html lang=\"ja\"><head><title>つづく園</title><style>td{padding:8px}</style></head><body>"
      "<p>{{customer.last_name | 'お客'}} {{customer.first_name | ''}} 様</p>"
      "{{#if stage >= "
      "3}}<p>いつもありがとうございます。</p>{{else}}<p>初めてのお茶はいかがでしたか。</p>{{/if}}<table>";
  for (int product = 0; product < 14; ++product) {
    content.text +=
        fmt::format("・煎茶{} https://shop.example/products/{}?c={{{{customer.code}}}}\n", product, product);
    content.html += fmt::format(
        "<tr><td align=\"center\" style=\"font-family:'Hiragino Sans','Yu Gothic UI',Meiryo,sans-serif;font-size:16px;"
        "line-height:24px;color:#333333;background-color:#ffffff\"><a href=\"https://shop.example/products/{}?c={{{{"
        "customer.code}}}}&amp;utm_source=mail\" style=\"color:#1a7f37;text-decoration:none\"><img "
        "src=\"https://shop.example/"
        "images/{}.jpg\" alt=\"煎茶{}\" width=\"560\" style=\"display:block;border:0;outline:none\"></a>"
        "<p style=\"margin:0 0 "
        "16px\">香りの高い一番茶を、摘んだその日に蒸しました。水出しでもおいしくお召し上がりいただけます。"
        "{{{{customer.last_name | 'お客'}}}}様には、次の定期便でもう一袋お試しいただけます。</p></td></tr>\n",
        product, product, product);
  }
  content.text += "\n{{sender.name}} {{sender.postal_address}} {{sender.contact}}\n配信停止 {{unsubscribe_url}}\n";
  content.html +=
      "</table><p>{{sender.name}}<br>{{sender.postal_address}}<br>{{sender.contact}}</p>"
      "<p><a href=\"{{unsubscribe_url}}\">配信停止</a> <a "
      "href=\"{{preferences_url}}\">配信の設定</a></p></body></html>";
  return content;
}

Recipient recipient(std::int64_t number) {
  Recipient made{.touch = {.shop = {1}, .customer = {number}, .touch = {number}},
                 .name = fmt::format("山田 花子{}", number),
                 .address = fmt::format("c{}@mail.example", number),
                 .now = 1'795'316'645,
                 .group = "bench"};
  made.fields.set("customer.last_name", fmt::format("山田{}", number));
  if (number % 3 != 0) made.fields.set("customer.first_name", "花子");
  made.fields.set("customer.code", fmt::format("C{:08}", number));
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
    port_ = testing_support::free_port();
    std::vector<std::string> command = {"/usr/sbin/smtp-sink", "-c"};
    if (geteuid() == 0) command.insert(command.end(), {"-u", "nobody"});
    command.insert(command.end(), {fmt::format("127.0.0.1:{}", port_), "1000"});
    TSUZUKU_TRY(sink, testing_support::KeptProcess::start(command, (folder_ / "sink").string()));
    if (!testing_support::wait_for_port(port_, sink)) return fail(ErrorKind::Unavailable, "bench.no_sink");
    TSUZUKU_TRY(settings, Settings::check(mail_channel().schema(), {{"from_name", "つづく園"},
                                                                    {"from_address", "tea@shop.example"},
                                                                    {"postal_address", "京都市中京区一之船入町1"},
                                                                    {"contact", "https://shop.example/contact"},
                                                                    {"smtp_host", "127.0.0.1"},
                                                                    {"smtp_port", port_},
                                                                    {"smtp_security", "none"}}));
    const LinkBook links = test_links();
    TSUZUKU_TRY(composer, mail_channel().composer(settings, newsletter(), links));
    TSUZUKU_CHECK(check_size(*composer));

    std::vector<double> ours, peers;
    for (int round = 0; round < kRounds; ++round) {
      TSUZUKU_TRY(peer, smtp_source());
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

  Result<double> smtp_source() const {
    TSUZUKU_TRY(costs, run_process({"/usr/sbin/smtp-source", "-d", "-s", std::to_string(connections_), "-m",
                                    std::to_string(messages_), "-l", std::to_string(kMailBytes), "-f",
                                    "tea@shop.example", "-t", "a@mail.example", fmt::format("127.0.0.1:{}", port_)},
                                   folder_ / "source"));
    if (costs.exit_code != 0) return fail(ErrorKind::Unavailable, "bench.smtp_source_failed");
    return costs.milliseconds;
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
  int port_ = 0;
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
