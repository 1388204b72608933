// What is said on the line, and what it means. The transport itself is tested against real servers in tests/mail.

#include <gtest/gtest.h>

#include <algorithm>

#include "channels/mail/smtp/replies.hpp"
#include "channels/mail/smtp/smtp_transport.hpp"

namespace tsuzuku::channels {
namespace {

// All replies of a stream that arrives in pieces of `piece` bytes: "code text", or the key of the error.
std::vector<std::string> replies_of(std::string_view stream, std::size_t piece) {
  SmtpReplies replies;
  std::vector<std::string> told;
  for (; !stream.empty(); stream.remove_prefix(std::min(piece, stream.size()))) {
    replies.feed(stream.substr(0, piece));
    for (;;) {
      const auto next = replies.next();
      if (!next) {
        told.push_back(next.error().key);
        return told;
      }
      if (!*next) break;
      told.push_back(std::to_string((*next)->code) + " " + (*next)->text);
    }
  }
  if (!replies.empty()) told.emplace_back("more");
  return told;
}

TEST(SmtpReplies, LinesOfOneReplyBelongTogether) {
  for (std::size_t piece = 1; piece < 60; ++piece) {
    EXPECT_EQ(
        replies_of("220 mx.example ESMTP\r\n250-mx.example\r\n250-SIZE 10\r\n250 HELP\r\n250\r\n354 go on\n", piece),
        (std::vector<std::string>{"220 mx.example ESMTP", "250 mx.example SIZE 10 HELP", "250 ", "354 go on"}));
  }
  EXPECT_EQ(replies_of("250-half\r\n", 100), std::vector<std::string>{"more"});
  EXPECT_EQ(replies_of("250 no end", 100), std::vector<std::string>{"more"});
}

TEST(SmtpReplies, WhatIsNoReply) {
  for (const std::string line : {"", "25", "2500 x", "abc x", "-50 x", "150 x", "600 x", "250x", "\xFF\xFE"}) {
    EXPECT_EQ(replies_of(line + "\r\n", 100), std::vector<std::string>{"smtp.bad_answer"}) << line;
  }
  EXPECT_EQ(replies_of(std::string(70'000, '2'), 1'000), std::vector<std::string>{"smtp.bad_answer"});
  std::string endless;
  for (int i = 0; i < 1'000; ++i) endless += "250-" + std::string(100, 'x') + "\r\n";
  EXPECT_LE(replies_of(endless + "250 end\r\n", 10'000)[0].size(), 1'100U);
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
