#include "channels/mail/bounces/reports.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "channels/codec/base64.hpp"
#include "channels/links/links_for_tests.hpp"
#include "channels/mail/bounces/mime_part.hpp"

namespace tsuzuku::channels {
namespace {

constexpr TouchRef kTouch{.shop = {1}, .customer = {2}, .touch = {3}};

std::string message_id() { return "<" + test_links().message_token(kTouch) + "@shop.example>"; }

// A bounce as Postfix writes it, with the group of one recipient.
std::string bounce(std::string_view group, std::string_view original_headers) {
  return "Return-Path: <>\r\n"
         "From: MAILER-DAEMON@mx.example (Mail Delivery System)\r\n"
         "Subject: Undelivered Mail Returned to Sender\r\n"
         "Auto-Submitted: auto-replied\r\n"
         "MIME-Version: 1.0\r\n"
         "Content-Type: multipart/report; report-type=delivery-status;\r\n"
         "\tboundary=\"8A5F.123/mx.example\"\r\n"
         "\r\n"
         "This is a MIME-encapsulated message.\r\n"
         "\r\n"
         "--8A5F.123/mx.example\r\n"
         "Content-Description: Notification\r\n"
         "Content-Type: text/plain; charset=us-ascii\r\n"
         "\r\n"
         "I'm sorry to have to inform you ...\r\n"
         "\r\n"
         "--8A5F.123/mx.example\r\n"
         "Content-Description: Delivery report\r\n"
         "Content-Type: message/delivery-status\r\n"
         "\r\n"
         "Reporting-MTA: dns; mx.example\r\n"
         "X-Postfix-Queue-ID: 8A5F\r\n"
         "\r\n" +
         std::string(group) +
         "\r\n"
         "--8A5F.123/mx.example\r\n"
         "Content-Description: Undelivered Message Headers\r\n"
         "Content-Type: text/rfc822-headers\r\n"
         "\r\n" +
         std::string(original_headers) +
         "\r\n"
         "--8A5F.123/mx.example--\r\n";
}

std::string original() { return "From: a@b.example\r\nMessage-ID: " + message_id() + "\r\nSubject: x\r\n"; }

std::vector<Receipt> read(std::string_view mail) { return read_incoming_mail(mail, test_links()); }

struct Case {
  const char* group;
  ReceiptKind kind;
};

TEST(Reports, ReasonsAreHardOrSoft) {
  for (const auto& [group, kind] : std::vector<Case>{
           {"Action: failed\r\nStatus: 5.1.1\r\n", ReceiptKind::HardBounce},
           {"Action: Failed\r\nStatus: 5.1.1 (bad destination)\r\n", ReceiptKind::HardBounce},
           {"Action: failed\r\nStatus: 5.1.10\r\n", ReceiptKind::HardBounce},
           {"Action: failed\r\nStatus: 5.2.1\r\n", ReceiptKind::HardBounce},
           {"Action: failed\r\nStatus: 5.4.4\r\n", ReceiptKind::HardBounce},
           {"Action: failed\r\nStatus: 5.0.0\r\nDiagnostic-Code: smtp; 550 Unknown user a@docomo.ne.jp\r\n",
            ReceiptKind::HardBounce},
           {"Action: failed\r\nStatus: 5.0.0\r\nDiagnostic-Code: smtp; 550-5.1.1 The email account\r\n that you "
            "tried\r\n",
            ReceiptKind::HardBounce},
           {"Action: failed\r\nDiagnostic-Code: smtp; 550 no such user here\r\n", ReceiptKind::HardBounce},
           {"Action: failed\r\nStatus: 5.2.2\r\nDiagnostic-Code: smtp; 552 mailbox full\r\n", ReceiptKind::SoftBounce},
           {"Action: failed\r\nStatus: 5.7.1\r\nDiagnostic-Code: smtp; 550 blocked\r\n", ReceiptKind::SoftBounce},
           {"Action: failed\r\nStatus: 5.7.26\r\n", ReceiptKind::SoftBounce},
           {"Action: failed\r\nStatus: 4.4.1\r\nDiagnostic-Code: x; user unknown\r\n", ReceiptKind::SoftBounce},
           {"Action: failed\r\nStatus: 5.0.0\r\n", ReceiptKind::SoftBounce},
           {"Action: failed\r\n", ReceiptKind::SoftBounce},
           {"Action: delayed\r\nStatus: 4.1.1\r\n", ReceiptKind::Delayed},
           {"Action: relayed\r\nStatus: 2.0.0\r\n", ReceiptKind::Delivered},
           {"Action: delivered\r\nStatus: 2.0.0\r\n", ReceiptKind::Delivered}}) {
    const auto receipts =
        read(bounce("Final-Recipient: rfc822; hanako@mail.example\r\n" + std::string(group), original()));
    ASSERT_EQ(receipts.size(), 1U) << group;
    EXPECT_EQ(receipts[0].kind, kind) << group;
    EXPECT_EQ(receipts[0].touch, kTouch) << group;
    EXPECT_EQ(receipts[0].address, "hanako@mail.example");
  }
}

TEST(Reports, DetailsArePlain) {
  const auto receipts = read(bounce(
      "Original-Recipient: rfc822;Hanako@mail.example\r\nFinal-Recipient: rfc822; h@other.example\r\nAction: failed\r\n"
      "Status: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 <h@other.example>:\r\n    Recipient address rejected\r\n",
      original()));
  ASSERT_EQ(receipts.size(), 1U);
  EXPECT_EQ(receipts[0].address, "Hanako@mail.example");
  EXPECT_EQ(receipts[0].detail, "5.1.1 smtp; 550 5.1.1 <h@other.example>: Recipient address rejected");
}

TEST(Reports, SeveralRecipients) {
  const auto receipts =
      read(bounce("Final-Recipient: rfc822; a@x.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
                  "Final-Recipient: rfc822; b@x.example\r\nAction: delayed\r\nStatus: 4.0.0\r\n",
                  original()));
  ASSERT_EQ(receipts.size(), 2U);
  EXPECT_EQ(receipts[0].kind, ReceiptKind::HardBounce);
  EXPECT_EQ(receipts[1].kind, ReceiptKind::Delayed);
  EXPECT_EQ(receipts[1].address, "b@x.example");
}

constexpr auto* kUnknownUser = "Final-Recipient: rfc822; a@x.example\r\nAction: failed\r\nStatus: 5.1.1\r\n";

TEST(Reports, TheTouchIsProvenByATokenOfOurs) {
  EXPECT_EQ(read(bounce(kUnknownUser, original()))[0].touch, kTouch);
  // A relay that makes Message-IDs of its own leaves the link to unsubscribe.
  EXPECT_EQ(read(bounce(kUnknownUser, "Message-ID: <0101@relay.example>\r\nList-Unsubscribe: <" +
                                          test_links().unsubscribe(kTouch) + ">\r\n"))[0]
                .touch,
            kTouch);
  EXPECT_FALSE(read(bounce(kUnknownUser, "Message-ID: <run:1:2:3@shop.example>\r\n"))[0].touch);
  std::string forged = original();
  forged[forged.find('<') + 10] = forged[forged.find('<') + 10] == 'A' ? 'B' : 'A';
  EXPECT_FALSE(read(bounce(kUnknownUser, forged))[0].touch);
}

TEST(Reports, TheWholeMessageComesBackEncoded) {
  std::string encoded;
  append_base64_lines(original() + "\r\nbody", encoded);
  const auto mail = bounce(kUnknownUser, "") +
                    "--8A5F.123/mx.example\r\nContent-Type: message/rfc822\r\n"
                    "Content-Transfer-Encoding: base64\r\n\r\n" +
                    encoded;
  std::string before_end = mail;
  const std::string closing = "--8A5F.123/mx.example--\r\n";
  before_end.erase(before_end.find(closing), closing.size());
  EXPECT_EQ(read(before_end)[0].touch, kTouch);
}

TEST(Reports, BouncesWithoutAStructureAreSoft) {
  const auto qmail = read(
      "Return-Path: <>\nFrom: MAILER-DAEMON@old.example\nSubject: failure notice\n\n"
      "Hi. This is the qmail-send program at old.example.\n<a@x.example>:\n"
      "user unknown\n\n--- Below this line is a copy of the message.\n\n" +
      original());
  ASSERT_EQ(qmail.size(), 1U);
  EXPECT_EQ(qmail[0].kind, ReceiptKind::SoftBounce);
  EXPECT_EQ(qmail[0].touch, kTouch);
  EXPECT_EQ(qmail[0].detail, "failure notice");
  const auto exim = read(
      "X-Failed-Recipients: a@x.example\nFrom: Mail Delivery System <x@y.example>\n"
      "Subject: =?ISO-2022-JP?B?GyRCR1s/LjxUMkQbKEI=?=\n\n" +
      original());
  ASSERT_EQ(exim.size(), 1U);
  EXPECT_EQ(exim[0].kind, ReceiptKind::SoftBounce);
  EXPECT_EQ(exim[0].address, "a@x.example");
  EXPECT_TRUE(is_utf8(exim[0].detail));
}

TEST(Reports, Complaints) {
  const auto receipts = read(
      "From: fbl@provider.example\nMIME-Version: 1.0\n"
      "Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n"
      "--b\nContent-Type: text/plain\n\nA complaint.\n"
      "--b\nContent-Type: message/feedback-report\n\n"
      "Feedback-Type: abuse\nUser-Agent: Provider/1\nOriginal-Rcpt-To: <a@x.example>\n\n"
      "--b\nContent-Type: message/rfc822\n\n" +
      original() + "\n\nbody\n--b--\n");
  ASSERT_EQ(receipts.size(), 1U);
  EXPECT_EQ(receipts[0].kind, ReceiptKind::Complained);
  EXPECT_EQ(receipts[0].touch, kTouch);
  EXPECT_EQ(receipts[0].address, "a@x.example");
}

TEST(Reports, AnswersOfMachinesAndPeople) {
  const std::string about = "In-Reply-To: " + message_id() + "\nSubject: Re: x\n";
  const auto away = read("From: a@x.example\nAuto-Submitted: auto-replied\n" + about + "\nI am away.\n");
  ASSERT_EQ(away.size(), 1U);
  EXPECT_EQ(away[0].kind, ReceiptKind::AutoReply);
  const auto person = read("From: a@x.example\nAuto-Submitted: no\n" + about + "\nThanks!\n");
  ASSERT_EQ(person.size(), 1U);
  EXPECT_EQ(person[0].kind, ReceiptKind::Reply);
  EXPECT_EQ(person[0].touch, kTouch);
  EXPECT_TRUE(read("From: a@x.example\nSubject: hello\n\nBuy!\n").empty());
  EXPECT_TRUE(read("").empty());
}

TEST(MimePart, TakesWhateverArrives) {
  EXPECT_EQ(parse_mime("").type(), "text/plain");
  EXPECT_EQ(parse_mime("no headers at all").content, "");
  EXPECT_EQ(parse_mime("\n\nbody").content, "\nbody");
  const MimePart part = parse_mime("A: 1\nB : 2\n 3\n\t4\nbroken\nC:\n\nx\n\ny");
  EXPECT_EQ(part.header("b"), "2 3 4");
  EXPECT_EQ(part.header("c"), "");
  EXPECT_EQ(part.content, "x\n\ny");
  EXPECT_EQ(parse_mime("Content-Type: multipart/mixed\n\n--\nx").parts.size(), 0U);
  EXPECT_EQ(parse_mime("Content-Transfer-Encoding: Quoted-Printable\n\na=3Db=\nc=").content, "a=bc=");
}

TEST(MimePart, PartsAreCutAtTheirBoundaryOnly) {
  const MimePart part = parse_mime(
      "Content-Type: multipart/mixed; x=\"a;boundary=no\"; Boundary=\"b\"\n\npreamble\n--b\n\none\n--bb\n--b \n"
      "Content-Type: multipart/alternative; boundary=bb\n\n--bb\n\ntwo\n--bb--\n--b--\nepilogue");
  ASSERT_EQ(part.parts.size(), 2U);
  EXPECT_EQ(part.parts[0].content, "one\n--bb");
  ASSERT_EQ(part.parts[1].parts.size(), 1U);
  EXPECT_EQ(part.parts[1].parts[0].content, "two");
}

TEST(MimePart, DepthEnds) {
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "Content-Type: message/rfc822\n\n";
  const MimePart part = parse_mime(deep);
  std::size_t depth = 0;
  for (const MimePart* at = &part; !at->parts.empty(); at = &at->parts[0]) ++depth;
  EXPECT_EQ(depth, 8U);
}

}  // namespace
}  // namespace tsuzuku::channels
