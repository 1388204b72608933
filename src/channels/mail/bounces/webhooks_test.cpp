#include "channels/mail/bounces/webhooks.hpp"

#include <gtest/gtest.h>

#include "channels/links/links_for_tests.hpp"

namespace tsuzuku::channels {
namespace {

constexpr TouchRef kTouch{.shop = {1}, .customer = {2}, .touch = {3}};

std::string message_id() { return "<" + test_links().message_token(kTouch) + "@shop.example>"; }

std::vector<Receipt> read(std::string report) {
  const std::size_t at = report.find("$ID");
  if (at != std::string::npos) report.replace(at, 3, message_id());
  auto receipts = read_webhook(report, test_links());
  EXPECT_TRUE(receipts);
  return receipts.value_or(std::vector<Receipt>());
}

TEST(Webhooks, AreToldFromMails) {
  EXPECT_TRUE(is_webhook(" \n{\"events\":[]}"));
  EXPECT_TRUE(is_webhook("[]"));
  EXPECT_FALSE(is_webhook("Return-Path: <>\r\n"));
  EXPECT_FALSE(is_webhook(""));
  EXPECT_EQ(read_webhook("{", test_links()).error().key, "json.invalid");
}

TEST(Webhooks, OurOwnForm) {
  const auto receipts = read(
      R"({"events":[{"kind":"hard_bounce","message_id":"$ID","address":"a@b.example","detail":"5.1.1 gone"},{"kind":"?"}]})");
  ASSERT_EQ(receipts.size(), 1U);
  EXPECT_EQ(receipts[0].kind, ReceiptKind::HardBounce);
  EXPECT_EQ(receipts[0].touch, kTouch);
  EXPECT_EQ(receipts[0].address, "a@b.example");
  EXPECT_EQ(receipts[0].detail, "5.1.1 gone");
}

TEST(Webhooks, SendGrid) {
  const auto receipts = read(
      R"([{"email":"a@b.example","event":"bounce","type":"bounce","status":"5.1.1","reason":"550 no","smtp-id":"$ID"},
          {"email":"a@b.example","event":"bounce","type":"blocked","reason":"550 spam"},
          {"email":"a@b.example","event":"spamreport"},{"email":"a@b.example","event":"open"},{"event":"deferred"}])");
  ASSERT_EQ(receipts.size(), 4U);
  EXPECT_EQ(receipts[0].kind, ReceiptKind::HardBounce);
  EXPECT_EQ(receipts[0].touch, kTouch);
  EXPECT_EQ(receipts[0].detail, "5.1.1 550 no");
  EXPECT_EQ(receipts[1].kind, ReceiptKind::SoftBounce);
  EXPECT_FALSE(receipts[1].touch) << "no token of ours, no touch";
  EXPECT_EQ(receipts[2].kind, ReceiptKind::Complained);
  EXPECT_EQ(receipts[3].kind, ReceiptKind::Delayed);
}

TEST(Webhooks, AmazonSesBareAndInsideSns) {
  const std::string notice =
      R"({"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"a@b.example",
          "status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1"}]},"mail":{"messageId":"0102",
          "headers":[{"name":"Message-ID","value":"$ID"}]}})";
  const auto bare = read(notice);
  ASSERT_EQ(bare.size(), 1U);
  EXPECT_EQ(bare[0].kind, ReceiptKind::HardBounce);
  EXPECT_EQ(bare[0].touch, kTouch);
  json::object wrapped{{"Type", "Notification"}, {"Message", notice}};
  const auto inner = read(to_text(wrapped));
  ASSERT_EQ(inner.size(), 1U);
  EXPECT_EQ(inner[0].touch, kTouch);
  const auto passing = read(
      R"({"notificationType":"Bounce","bounce":{"bounceType":"Transient","bouncedRecipients":[{"emailAddress":"a@b.example"}]}})");
  ASSERT_EQ(passing.size(), 1U);
  EXPECT_EQ(passing[0].kind, ReceiptKind::SoftBounce);
  EXPECT_TRUE(read(R"({"Type":"SubscriptionConfirmation","Message":"You have chosen to subscribe"})").empty());
}

TEST(Webhooks, NothingOfAnyShapeBreaksIt) {
  for (const char* odd :
       {R"({"events":{}})", R"({"events":[1,null,[]]})", R"([[],1,"x",{"event":5}])",
        R"({"notificationType":"Bounce","bounce":[],"mail":5})", R"({"Message":5})", "[]", "{}", "5"}) {
    EXPECT_TRUE(read(odd).empty()) << odd;
  }
}

}  // namespace
}  // namespace tsuzuku::channels
