// Many messages over several connections into Postfix' smtp-sink, counted where they arrive.

#include "tests/mail/sink.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "base/threads.hpp"
#include "channels/links/links_for_tests.hpp"
#include "channels/mail/mail_channel.hpp"
#include "tests/support/both_databases.hpp"
#include "tests/support/temporary_folder.hpp"

namespace tsuzuku::mail_tests {
namespace {

using namespace channels;

std::string text_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::string line_after(const std::string& text, const std::string& begin) {
  const std::size_t at = text.find("\n" + begin);
  if (at == std::string::npos) return {};
  const std::size_t from = at + 1 + begin.size();
  return text.substr(from, text.find('\n', from) - from);
}

Settings settings(int port) {
  return *Settings::check(mail_channel().schema(), {{"from_name", "つづく園"},
                                                    {"from_address", "tea@shop.example"},
                                                    {"postal_address", "京都市中京区1"},
                                                    {"contact", "075-000-0000"},
                                                    {"smtp_host", "127.0.0.1"},
                                                    {"smtp_port", port},
                                                    {"smtp_security", "none"}});
}

TEST(Sink, AThousandMessagesOverFourConnectionsArriveOnceEach) {
  constexpr std::int64_t kMessages = 1'000;
  constexpr std::size_t kConnections = 4;
  const testing_support::TemporaryFolder folder;
  ASSERT_VALUE(sink, SmtpSink::start(folder.path()));
  const LinkBook links = test_links();
  const auto shop = settings(sink.port());
  const auto composer = *mail_channel().composer(
      shop, {.subject = "{{customer.name}} 様", .text = "{{unsubscribe_url}}", .html = "<p>{{customer.name}}</p>"},
      links);

  std::atomic<std::int64_t> next = 1, sent = 0;
  on_threads(kConnections, [&](std::size_t) {
    const auto transport = *mail_channel().transport(shop);
    for (std::int64_t n = next++; n <= kMessages; n = next++) {
      Recipient recipient{.touch = {.shop = {1}, .customer = {n}, .touch = {n}},
                          .address = "c" + std::to_string(n) + "@mail.example",
                          .now = 1'795'316'645};
      recipient.fields.set("customer.name", "顧客" + std::to_string(n));
      sent += send(mail_channel(), *transport, *composer->render(recipient)).kind == OutcomeKind::Sent ? 1 : 0;
    }
  });
  EXPECT_EQ(sent, kMessages);

  std::map<std::string, int> by_message_id, by_recipient;
  for (const auto& file : std::filesystem::directory_iterator(folder.file("mails"))) {
    const std::string text = text_of(file.path());
    ++by_message_id[line_after(text, "Message-ID: ")];
    ++by_recipient[line_after(text, "X-Rcpt-Args: ")];
  }
  EXPECT_EQ(by_message_id.size(), static_cast<std::size_t>(kMessages));
  EXPECT_EQ(by_recipient.size(), static_cast<std::size_t>(kMessages));
  for (const auto& [id, count] : by_message_id) EXPECT_EQ(count, 1) << id;
}

TEST(Sink, OneClickHeadersArriveByteForByte) {
  const testing_support::TemporaryFolder folder;
  ASSERT_VALUE(sink, SmtpSink::start(folder.path()));
  const LinkBook links = test_links();
  const auto shop = settings(sink.port());
  const TouchRef touch{.shop = {1}, .customer = {2}, .touch = {3}};
  const auto composer =
      *mail_channel().composer(shop, {.subject = "x", .text = "{{unsubscribe_url}}", .html = ""}, links);
  const auto transport = *mail_channel().transport(shop);
  const Rendered message = *composer->render({.touch = touch, .address = "a@mail.example", .now = 1});
  ASSERT_EQ(send(mail_channel(), *transport, message).kind, OutcomeKind::Sent);
  const auto file = std::filesystem::directory_iterator(folder.file("mails"))->path();
  std::string sent = message.body;
  std::erase(sent, '\r');
  const std::string received = text_of(file);
  EXPECT_NE(received.find("\nList-Unsubscribe: <" + links.unsubscribe(touch) +
                          ">\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\n"),
            std::string::npos);
  EXPECT_NE(received.find(sent), std::string::npos) << received;
}

}  // namespace
}  // namespace tsuzuku::mail_tests
