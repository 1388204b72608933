// The whole way over real servers: TLS, sign-in, delivery, bounce, IMAP.

#include <gtest/gtest.h>
#include <poll.h>

#include "channels/links/links_for_tests.hpp"
#include "channels/mail/imap/mailbox_reader.hpp"
#include "channels/mail/mail_channel.hpp"
#include "channels/mail/smtp/smtp_transport.hpp"
#include "tests/mail/mail_servers.hpp"
#include "tests/support/both_databases.hpp"

namespace tsuzuku::mail_tests {
namespace {

using namespace channels;
using testing_support::tell;

constexpr TouchRef kTouch{.shop = {1}, .customer = {2}, .touch = {3}};

class Servers : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!MailServers::possible()) GTEST_SKIP() << "Postfix and Dovecot can be started by root only";
    const auto running = MailServers::running();
    ASSERT_TRUE(running) << tell(running.error());
    servers_ = *running;
  }

  [[nodiscard]] Outcome send_with(const MailServer& server, const Rendered& message) {
    const auto transport = smtp_transport({.server = server, .helo = "shop.example"});
    EXPECT_TRUE(transport);
    return send(mail_channel(), **transport, message);
  }
  [[nodiscard]] Rendered mail_to(std::string address, std::string subject = "お茶が届きました") {
    const auto settings = Settings::check(mail_channel().schema(), {{"from_name", "つづく園"},
                                                                    {"from_address", kShopMailbox},
                                                                    {"postal_address", "京都市中京区1"},
                                                                    {"contact", "075-000-0000"},
                                                                    {"smtp_host", "127.0.0.1"}});
    const Content content{.subject = std::move(subject),
                          .text = "こんにちは https://shop.example/tea\n{{unsubscribe_url}}",
                          .html = "<p>こんにちは</p><a href=\"{{unsubscribe_url}}\">配信停止</a>"};
    static const LinkBook links = test_links();
    const auto composer = mail_channel().composer(*settings, content, links);
    return *(*composer)->render(
        {.touch = kTouch, .name = "山田 花子", .address = std::move(address), .now = 1'795'316'645});
  }
  [[nodiscard]] MailboxReader mailbox(const char* user, std::string_view folder = "INBOX") {
    auto reader = MailboxReader::open(servers_->imap(Security::Tls, user), folder);
    EXPECT_TRUE(reader) << tell(reader.error());
    return *std::move(reader);
  }
  // Waits for the next unseen mail.
  [[nodiscard]] std::uint32_t next_mail(MailboxReader& reader) {
    for (int tries = 0; tries < 200; ++tries) {
      const auto uids = reader.unseen(100);
      EXPECT_TRUE(uids) << tell(uids.error());
      if (uids && !uids->empty()) return uids->front();
      poll(nullptr, 0, 50);
    }
    ADD_FAILURE() << "no mail came:\n" << servers_->logs();
    return 0;
  }

  MailServers* servers_ = nullptr;
};

TEST_F(Servers, EveryWayOfSecuringTheLine) {
  for (const Security security : {Security::None, Security::StartTls, Security::Tls}) {
    const Outcome outcome = send_with(servers_->smtp(security), mail_to(kCustomerMailbox));
    EXPECT_EQ(outcome.kind, OutcomeKind::Sent) << outcome.answer.text << servers_->logs();
    MailboxReader reader = mailbox(kCustomerMailbox);
    EXPECT_TRUE(reader.mark_seen(next_mail(reader)));
  }
}

TEST_F(Servers, ACertificateOfSomebodyElseIsRefused) {
  for (const Security security : {Security::StartTls, Security::Tls}) {
    MailServer server = servers_->smtp(security);
    server.ca_file.clear();
    EXPECT_EQ(send_with(server, mail_to(kCustomerMailbox)).kind, OutcomeKind::NotConnected);
    MailServer imap = servers_->imap(security, kShopMailbox);
    imap.ca_file.clear();
    EXPECT_EQ(MailboxReader::open(imap, "INBOX").error().key, "mail.not_reached");
  }
}

TEST_F(Servers, SigningIn) {
  MailServer server = servers_->smtp(Security::StartTls);
  server.user = kShopMailbox;
  server.password = "secret";
  EXPECT_EQ(send_with(server, mail_to("nowhere@other.example")).kind, OutcomeKind::Sent) << servers_->logs();
  server.password = "wrong";
  const Outcome refused = send_with(server, mail_to(kCustomerMailbox));
  EXPECT_EQ(refused.kind, OutcomeKind::NotConnected);
  EXPECT_EQ(refused.answer.code, 535) << refused.answer.text;
  EXPECT_EQ(refused.answer.stage, Stage::Connection);
  MailboxReader reader = mailbox(kShopMailbox);
  EXPECT_TRUE(reader.mark_seen(next_mail(reader)));  // the bounce of nowhere@other.example
}

TEST_F(Servers, RefusedRecipients) {
  const MailServer server = servers_->smtp(Security::None);
  const Outcome later = send_with(server, mail_to("later@mail.example"));
  EXPECT_EQ(later.kind, OutcomeKind::TemporaryRefusal) << later.answer.text;
  EXPECT_FALSE(later.address_is_dead);
  const Outcome never = send_with(server, mail_to("never@mail.example"));
  EXPECT_EQ(never.kind, OutcomeKind::PermanentRefusal) << never.answer.text;
  EXPECT_TRUE(never.address_is_dead);
}

TEST_F(Servers, WhatArrivesIsWhatWasSent) {
  const Rendered message = mail_to(kCustomerMailbox);
  ASSERT_EQ(send_with(servers_->smtp(Security::Tls), message).kind, OutcomeKind::Sent);
  MailboxReader reader = mailbox(kCustomerMailbox);
  const std::uint32_t uid = next_mail(reader);
  const auto received = reader.fetch(uid);
  ASSERT_TRUE(received) << tell(received.error());
  EXPECT_TRUE(received->ends_with(message.body)) << *received;
  EXPECT_NE(received->find("\r\nList-Unsubscribe: <" + test_links().unsubscribe(kTouch) +
                           ">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"),
            std::string::npos);
  // Reading alone changes nothing.
  EXPECT_EQ(next_mail(reader), uid);
  EXPECT_TRUE(reader.mark_seen(uid));
  EXPECT_TRUE(reader.unseen(10)->empty());
}

TEST_F(Servers, ABounceFindsItsTouch) {
  ASSERT_EQ(send_with(servers_->smtp(Security::None), mail_to("nobody@mail.example")).kind, OutcomeKind::Sent);
  MailboxReader reader = mailbox(kShopMailbox);
  const std::uint32_t uid = next_mail(reader);
  const auto bounce = reader.fetch(uid);
  ASSERT_TRUE(bounce) << tell(bounce.error());
  const auto receipts = mail_channel().receipts(*bounce, test_links());
  ASSERT_TRUE(receipts && receipts->size() == 1U) << *bounce;
  EXPECT_EQ(receipts->front().kind, ReceiptKind::HardBounce) << *bounce;
  EXPECT_EQ(receipts->front().touch, kTouch);
  EXPECT_EQ(receipts->front().address, "nobody@mail.example");
  EXPECT_TRUE(receipts->front().detail.starts_with("5.1.1 ")) << receipts->front().detail;

  const auto moved = reader.move(uid, "処理済み & done");
  ASSERT_TRUE(moved) << tell(moved.error());
  EXPECT_TRUE(reader.unseen(10)->empty());
  EXPECT_EQ(reader.fetch(uid).error().key, "imap.no_mail");
  MailboxReader done = mailbox(kShopMailbox, "処理済み & done");
  EXPECT_TRUE(done.unseen(10)->empty());
  EXPECT_EQ(*done.fetch(1), *bounce);
}

TEST_F(Servers, MailboxesThatCannotBeRead) {
  MailServer server = servers_->imap(Security::StartTls, kShopMailbox);
  EXPECT_TRUE(MailboxReader::open(server, "INBOX"));
  EXPECT_EQ(MailboxReader::open(server, "no such folder").error().key, "imap.no_folder");
  server.password = "wrong";
  const auto refused = MailboxReader::open(server, "INBOX");
  EXPECT_EQ(refused.error().key, "mail.not_reached");
  EXPECT_EQ(refused.error().kind, ErrorKind::Unavailable);
}

}  // namespace
}  // namespace tsuzuku::mail_tests
