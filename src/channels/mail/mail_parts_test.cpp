// Addresses, headers and whole messages.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "channels/codec/base64.hpp"
#include "channels/mail/header_words.hpp"
#include "channels/mail/message.hpp"

namespace tsuzuku::channels {
namespace {

TEST(Mailbox, AddressesAreCheckedAndMadeAlike) {
  EXPECT_EQ(*checked_address(" Hanako.Yamada@Example.JP "), "Hanako.Yamada@example.jp");
  EXPECT_EQ(*checked_address("a@日本語.jp"), "a@xn--wgv71a119e.jp");
  EXPECT_EQ(*checked_address("a..b.@docomo.ne.jp"), "a..b.@docomo.ne.jp");
  for (const std::string bad :
       {"", "a", "@b.jp", "a@", "a@b", "a@b..jp", "a@-b.jp", "a b@c.jp", "a@b.jp\r\nBcc: x@y.jp", "山田@b.jp",
        "<a@b.jp>", "a@b@c.jp", "a,b@c.jp", "a＠b.jp", "a@[127.0.0.1]", "\"a b\"@c.jp"}) {
    EXPECT_EQ(checked_address(bad).error().key, "mail.bad_address") << bad;
  }
  EXPECT_TRUE(checked_address(std::string(64, 'a') + "@b.jp"));
  EXPECT_FALSE(checked_address(std::string(65, 'a') + "@b.jp"));
  EXPECT_FALSE(checked_address("a@" + std::string(64, 'b') + ".jp"));
}

TEST(Mailbox, AddressesThatBreakTheRulesAreQuoted) {
  EXPECT_EQ(quoted_address("a.b@c.jp"), "a.b@c.jp");
  EXPECT_EQ(quoted_address("a..b@docomo.ne.jp"), "\"a..b\"@docomo.ne.jp");
  EXPECT_EQ(quoted_address("a.@ezweb.ne.jp"), "\"a.\"@ezweb.ne.jp");
  EXPECT_EQ(quoted_address(".a@ezweb.ne.jp"), "\".a\"@ezweb.ne.jp");
  EXPECT_EQ(domain_of("a@Docomo.ne.jp"), "docomo.ne.jp");
}

std::string text_header(std::string_view name, std::string_view text) {
  std::string out;
  append_text_header(name, text, out);
  return out;
}

TEST(HeaderWords, AsciiStaysReadable) {
  EXPECT_EQ(text_header("Subject", "Hello"), "Subject: Hello\r\n");
  EXPECT_EQ(text_header("Subject", ""), "Subject: \r\n");
  EXPECT_EQ(text_header("Subject", "a =?b"), "Subject: =?UTF-8?B?YSA9P2I=?=\r\n");
  EXPECT_EQ(text_header("Subject", "a\r\nBcc: b@c.jp"), "Subject: =?UTF-8?B?YSAgQmNjOiBiQGMuanA=?=\r\n");
  EXPECT_EQ(text_header("Subject", std::string(60, 'a') + " " + std::string(60, 'b')),
            "Subject: " + std::string(60, 'a') + "\r\n " + std::string(60, 'b') + "\r\n");
}

TEST(HeaderWords, JapaneseIsCutBetweenCharacters) {
  EXPECT_EQ(text_header("Subject", "お茶"), "Subject: =?UTF-8?B?44GK6Iy2?=\r\n");
  std::string longer;
  for (int i = 0; i < 40; ++i) longer += "続く";
  const std::string header = text_header("Subject", longer);
  EXPECT_EQ(decode_header_text(header.substr(9)), longer);
  EXPECT_GT(std::ranges::count(header, '\n'), 5);
}

TEST(HeaderWords, Mailboxes) {
  const auto header = [](std::string name) {
    std::string out;
    append_mailbox_header("From", {std::move(name), "tea@shop.example"}, out);
    return out;
  };
  EXPECT_EQ(header(""), "From: <tea@shop.example>\r\n");
  EXPECT_EQ(header("Tea Shop"), "From: Tea Shop <tea@shop.example>\r\n");
  EXPECT_EQ(header("Tea, \"Shop\""), "From: \"Tea, \\\"Shop\\\"\" <tea@shop.example>\r\n");
  EXPECT_EQ(header("お茶"), "From: =?UTF-8?B?44GK6Iy2?= <tea@shop.example>\r\n");
  EXPECT_EQ(header("<a@b.jp>\r\nTo: x"), "From: =?UTF-8?B?PGFAYi5qcD4gIFRvOiB4?= <tea@shop.example>\r\n");
  for (const auto& line : split(header("お茶の専門店つづく園 オンラインショップ 定期便係"), '\n'))
    EXPECT_LE(line.size(), 77U);
}

RC_GTEST_PROP(HeaderWordsProperty, EveryTextComesBackAndEveryLineIsShort, (const std::vector<std::uint32_t>& points)) {
  std::string text;
  for (const std::uint32_t point : points) {
    const char32_t character = point % 0x11'0000;
    const bool surrogate = character >= 0xD800 && character < 0xE000;
    text += to_utf8(std::u32string(1, surrogate || character < 0x20 ? U'続' : character));
  }
  const std::string header = text_header("Subject", text);
  std::string expected;
  for (const char c : text) expected += c == 0x7F ? ' ' : c;
  for (const std::string_view hidden : {"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"}) {
    RC_PRE(expected.find(hidden) == std::string::npos);
  }
  RC_ASSERT(decode_header_text(std::string_view(header).substr(9)) == trim(expected));
  RC_ASSERT(header.ends_with("\r\n"));
  for (std::string_view line : split(std::string_view(header).substr(0, header.size() - 2), '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    RC_ASSERT(line.size() <= 76U);
    RC_ASSERT(is_utf8(decode_header_text(line)));  // no character is cut in two
    RC_ASSERT(line.find('\r') == std::string_view::npos);
  }
}

TEST(HeaderDecoding, WordsOfTheField) {
  // Adjacent words are one run: a padded word does not end it, a character may be cut in two.
  EXPECT_EQ(decode_header_text("=?UTF-8?B?YQ==?= =?UTF-8?B?Yg==?="), "ab");
  EXPECT_EQ(decode_header_text("=?UTF-8?B?44GC4w==?=\r\n =?utf-8?B?gYQ=?="), "あい");
  EXPECT_EQ(decode_header_text("=?UTF-8?Q?=E3=81=82_b=?= c"), "あ b= c");
  EXPECT_EQ(decode_header_text("a =?UTF-8?Q?b?= c =?UTF-8?Q?d?="), "a b c d");
  EXPECT_EQ(decode_header_text("=?ISO-2022-JP?B?GyRCLSE0QXxxGyhC?="), "①漢ⅰ");
  EXPECT_EQ(decode_header_text("=?Shift_JIS?B?h0CRsQ==?="), "①続");
  EXPECT_EQ(decode_header_text("=?iso-8859-1*de?Q?=FC?="), "ü");
  EXPECT_EQ(decode_header_text("=?EUC-JP?B?pKI=?="), "あ");
  EXPECT_EQ(decode_header_text("=?x-unknown?Q?a?="), "a");
  EXPECT_EQ(decode_header_text("=?UTF-8?X?a?="), "=?UTF-8?X?a?=");
  EXPECT_EQ(decode_header_text("=?UTF-8?B?"), "=?UTF-8?B?");
  EXPECT_EQ(decode_header_text("\x91\xB1\x82\xAD"), "続く");  // raw Shift_JIS
  EXPECT_EQ(decode_header_text(" a\r\n\tb "), "a b");
}

MailMessage mail() {
  return {.from = {"お茶", "tea@shop.example"},
          .to = {"山田 花子", "hanako@mail.example"},
          .subject = "お茶が届きました",
          .text = "山田 様\nこんにちは",
          .html = "<p>山田 様</p>",
          .message_id = "token@shop.example",
          .date = 1'795'316'645,
          .unsubscribe_url = "https://shop.example/u/" + std::string(200, 'a'),
          .feedback_id = "j1:mail:shop"};
}

TEST(MailMessage, ByteForByte) {
  auto message = mail();
  message.unsubscribe_url = "https://shop.example/u/x";
  EXPECT_EQ(*build_message(message),
            "Date: Sun, 22 Nov 2026 03:04:05 +0000\r\n"
            "From: =?UTF-8?B?44GK6Iy2?= <tea@shop.example>\r\n"
            "To: =?UTF-8?B?5bGx55SwIOiKseWtkA==?= <hanako@mail.example>\r\n"
            "Subject: =?UTF-8?B?44GK6Iy244GM5bGK44GN44G+44GX44Gf?=\r\n"
            "Message-ID: <token@shop.example>\r\n"
            "List-Unsubscribe: <https://shop.example/u/x>\r\n"
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
            "Feedback-ID: j1:mail:shop\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: multipart/alternative; boundary=\"=_tsuzuku_part\"\r\n"
            "\r\n"
            "--=_tsuzuku_part\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: base64\r\n"
            "\r\n"
            "5bGx55SwIOanmA0K44GT44KT44Gr44Gh44Gv\r\n"
            "\r\n"
            "--=_tsuzuku_part\r\n"
            "Content-Type: text/html; charset=utf-8\r\n"
            "Content-Transfer-Encoding: base64\r\n"
            "\r\n"
            "PHA+5bGx55SwIOanmDwvcD4=\r\n"
            "\r\n"
            "--=_tsuzuku_part--\r\n");
}

TEST(MailMessage, UnsubscribeIsNeverFoldedOrEncoded) {
  const std::string built = *build_message(mail());
  EXPECT_NE(built.find("\r\nList-Unsubscribe: <" + mail().unsubscribe_url +
                       ">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"),
            std::string::npos);
}

TEST(MailMessage, PlainTextAlone) {
  auto message = mail();
  message.html.clear();
  message.unsubscribe_url.clear();
  const std::string built = *build_message(message);
  EXPECT_EQ(built.find("multipart"), std::string::npos);
  EXPECT_EQ(built.find("List-Unsubscribe"), std::string::npos);
  EXPECT_NE(built.find("\r\n\r\n5bGx"), std::string::npos);
}

TEST(MailMessage, NothingCanAddAHeader) {
  const auto key_of = [](auto change) {
    auto message = mail();
    change(message);
    const auto built = build_message(message);
    return built ? std::string("built") : built.error().key;
  };
  constexpr auto* kInjection = "a\r\nBcc: evil@evil.example";
  EXPECT_EQ(key_of([&](auto& m) { m.message_id = kInjection; }), "mail.bad_header");
  EXPECT_EQ(key_of([&](auto& m) { m.unsubscribe_url = kInjection; }), "mail.bad_header");
  EXPECT_EQ(key_of([&](auto& m) { m.unsubscribe_url = "https://a/>,<mailto:x"; }), "mail.bad_header");
  EXPECT_EQ(key_of([&](auto& m) { m.unsubscribe_url = "https://a/" + std::string(990, 'a'); }), "mail.bad_header");
  EXPECT_EQ(key_of([&](auto& m) { m.feedback_id = kInjection; }), "mail.bad_header");
  EXPECT_EQ(key_of([&](auto& m) { m.from.address = kInjection; }), "mail.bad_address");
  EXPECT_EQ(key_of([&](auto& m) { m.to.address = "a@b.example\r\nBcc: c@d.example"; }), "mail.bad_address");
  EXPECT_EQ(key_of([&](auto& m) { m.reply_to = {"", kInjection}; }), "mail.bad_address");
  EXPECT_EQ(key_of([&](auto& m) { m.text.clear(); }), "mail.no_text");
  EXPECT_EQ(key_of([&](auto& m) { m.html = std::string(limits::kMailBytes, 'a'); }), "mail.too_large");
  EXPECT_EQ(key_of([&](auto& m) { m.subject = kInjection; }), "built");
}

RC_GTEST_PROP(MailMessageProperty, TheHeaderHasTheLinesItShouldHave,
              (const std::string& subject, const std::string& name, const std::string& text)) {
  RC_PRE(!text.empty());
  auto message = mail();
  message.subject = subject;
  message.from.name = name;
  message.to.name = name;
  message.text = text;
  const std::string built = *build_message(message);
  const std::string head = built.substr(0, built.find("\r\n\r\n"));
  std::size_t headers = 0;
  for (const auto& line : split(head, '\n')) headers += line.starts_with(' ') ? 0 : 1;
  RC_ASSERT(headers == 10U);
  for (const auto& line : split(built, '\n')) RC_ASSERT(line.size() <= 998U);
  for (std::size_t i = 0; i < built.size(); ++i) {
    RC_ASSERT(built[i] > 0);
    if (built[i] == '\n') RC_ASSERT(i > 0 && built[i - 1] == '\r');
    if (built[i] == '\r') RC_ASSERT(i + 1 < built.size() && built[i + 1] == '\n');
  }
}

TEST(MailDate, Known) {
  EXPECT_EQ(mail_date(0), "Thu, 01 Jan 1970 00:00:00 +0000");
  EXPECT_EQ(mail_date(951'827'696), "Tue, 29 Feb 2000 12:34:56 +0000");
}

}  // namespace
}  // namespace tsuzuku::channels
