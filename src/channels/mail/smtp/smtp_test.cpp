// What is said on the line, and what it means. The transport itself is tested against real servers in tests/mail.

#include <gtest/gtest.h>

#include "channels/mail/smtp/dialogue.hpp"
#include "channels/mail/smtp/smtp_transport.hpp"

namespace tsuzuku::channels {
namespace {

TEST(Dialogue, FollowsAMessage) {
  Dialogue dialogue;
  dialogue.begin_message();
  dialogue.reply("220 mx.example ESMTP\r\n");
  EXPECT_EQ(dialogue.stage(), Stage::Connection);
  EXPECT_EQ(dialogue.code(), 220);
  dialogue.command("EHLO shop.example");
  EXPECT_EQ(dialogue.code(), 0);
  dialogue.reply("250-mx.example\r\n");
  EXPECT_EQ(dialogue.code(), 0);
  dialogue.reply("250 8BITMIME\r\n");
  dialogue.command("MAIL FROM:<a@b.example> SIZE=3");
  EXPECT_EQ(dialogue.stage(), Stage::Sender);
  dialogue.reply("250 2.1.0 Ok\r\n");
  dialogue.command("RCPT TO:<c@d.example>");
  EXPECT_EQ(dialogue.stage(), Stage::Recipient);
  dialogue.reply("450-4.2.0 <c@d.example>: Recipient address rejected:\r\n");
  dialogue.reply("450 4.2.0 Greylisted\r\n");
  EXPECT_EQ(dialogue.code(), 450);
  EXPECT_EQ(dialogue.text(), "4.2.0 <c@d.example>: Recipient address rejected: 4.2.0 Greylisted");
}

TEST(Dialogue, TheAnswerToQuitIsNoneToTheMessage) {
  Dialogue dialogue;
  dialogue.begin_message();
  dialogue.command("RCPT TO:<c@d.example>");
  dialogue.reply("550 5.1.1 nobody\r\n");
  dialogue.command("QUIT");
  dialogue.reply("221 2.0.0 Bye\r\n");
  EXPECT_EQ(dialogue.stage(), Stage::Recipient);
  EXPECT_EQ(dialogue.code(), 550);
}

TEST(Dialogue, AnOldReplyIsNoneToTheMessage) {
  Dialogue dialogue;
  dialogue.begin_message();
  dialogue.command("MAIL FROM:<a@b.example>");
  dialogue.reply("250 Ok\r\n");
  dialogue.command("RCPT TO:<c@d.example>");
  dialogue.reply("250 Ok\r\n");
  dialogue.command("DATA");
  dialogue.reply("354 go on\r\n");
  EXPECT_EQ(dialogue.stage(), Stage::Content);
  dialogue.content_given();
  EXPECT_EQ(dialogue.stage(), Stage::HandedOver);
  EXPECT_EQ(dialogue.code(), 0);
  dialogue.reply("garbage\r\n");
  dialogue.reply("\r\n");
  EXPECT_EQ(dialogue.code(), 0);
  dialogue.begin_message();
  EXPECT_EQ(dialogue.stage(), Stage::Connection);
}

Outcome judged(Stage stage, int code, std::string text = "") {
  return judge_smtp({.stage = stage, .answered = true, .code = code, .text = std::move(text)});
}

TEST(JudgeSmtp, CodesAtTheirStages) {
  EXPECT_EQ(judged(Stage::HandedOver, 250).kind, OutcomeKind::Sent);
  EXPECT_EQ(judged(Stage::HandedOver, 451).kind, OutcomeKind::TemporaryRefusal);
  EXPECT_EQ(judged(Stage::HandedOver, 554).kind, OutcomeKind::PermanentRefusal);
  EXPECT_EQ(judged(Stage::Recipient, 450).kind, OutcomeKind::TemporaryRefusal);
  EXPECT_EQ(judged(Stage::Recipient, 550).kind, OutcomeKind::PermanentRefusal);
  EXPECT_EQ(judged(Stage::Sender, 550).kind, OutcomeKind::PermanentRefusal);
  EXPECT_EQ(judged(Stage::Content, 452).kind, OutcomeKind::TemporaryRefusal);
  // A wrong password, a banned server: the message has done nothing wrong.
  EXPECT_EQ(judged(Stage::Connection, 535).kind, OutcomeKind::NotConnected);
  EXPECT_EQ(judged(Stage::Connection, 421).kind, OutcomeKind::NotConnected);
}

TEST(JudgeSmtp, OnlyDeadAddressesAreDead) {
  EXPECT_TRUE(judged(Stage::Recipient, 550, "5.1.1 <a@b.example>: unknown").address_is_dead);
  EXPECT_TRUE(judged(Stage::Recipient, 550, "Unknown user a@docomo.ne.jp").address_is_dead);
  EXPECT_TRUE(judged(Stage::HandedOver, 550, "5.1.1 unknown").address_is_dead);
  EXPECT_FALSE(judged(Stage::Recipient, 450, "4.1.1 unknown").address_is_dead);
  EXPECT_FALSE(judged(Stage::Recipient, 552, "5.2.2 mailbox full").address_is_dead);
  EXPECT_FALSE(judged(Stage::Recipient, 550, "5.7.1 blocked: user unknown to us").address_is_dead);
  EXPECT_FALSE(judged(Stage::Sender, 550, "5.1.1 sender unknown").address_is_dead);
  EXPECT_FALSE(judged(Stage::Recipient, 550, "").address_is_dead);
}

TEST(EnhancedStatus, StandsAtTheBegin) {
  EXPECT_EQ(enhanced_status("5.1.1 x"), "5.1.1");
  EXPECT_EQ(enhanced_status("4.7.650"), "4.7.650");
  EXPECT_EQ(enhanced_status("5.1"), "");
  EXPECT_EQ(enhanced_status("5.1."), "");
  EXPECT_EQ(enhanced_status("3.1.1"), "");
  EXPECT_EQ(enhanced_status("x 5.1.1"), "");
  EXPECT_EQ(enhanced_status(""), "");
}

TEST(SmtpTransport, RefusesWhatCannotBeAServer) {
  const auto key_of = [](SmtpSettings settings) {
    const auto made = smtp_transport(std::move(settings));
    return made ? std::string("made") : made.error().key;
  };
  EXPECT_EQ(key_of({.server = {.host = "mx.example", .port = 25}, .helo = "shop.example"}), "made");
  EXPECT_EQ(key_of({.server = {.host = "mx.example/x", .port = 25}, .helo = "shop.example"}), "mail.bad_host");
  EXPECT_EQ(key_of({.server = {.host = "", .port = 25}, .helo = "shop.example"}), "mail.bad_host");
  EXPECT_EQ(key_of({.server = {.host = "a@b", .port = 25}, .helo = "shop.example"}), "mail.bad_host");
  EXPECT_EQ(key_of({.server = {.host = "mx.example", .port = 25}, .helo = "shop\r\nMAIL"}), "mail.bad_host");
  EXPECT_EQ(key_of({.server = {.host = "mx.example", .port = 25, .security = Security::None, .password = "x"},
                    .helo = "shop.example"}),
            "mail.password_without_tls");
}

}  // namespace
}  // namespace tsuzuku::channels
