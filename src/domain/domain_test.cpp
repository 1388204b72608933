#include <gtest/gtest.h>

#include <vector>

#include "domain/codes.hpp"
#include "domain/loss_reason.hpp"
#include "domain/order_amounts.hpp"
#include "domain/return_reason.hpp"

namespace tsuzuku::domain {
namespace {

// Stored in databases of users: these numbers and names never change.
TEST(Codes, ArePinned) {
  EXPECT_EQ(static_cast<int>(OrderKind::Sale), 1);
  EXPECT_EQ(static_cast<int>(OrderKind::Credit), 2);
  const std::vector<std::string_view> states = {"accepted", "on_hold", "shipped", "delivered", "cancelled", "returned"};
  for (std::size_t i = 0; i < states.size(); ++i) {
    EXPECT_EQ(name_of(static_cast<OrderState>(i + 1)), states[i]);
    EXPECT_EQ(order_state_from(states[i]), static_cast<OrderState>(i + 1));
  }
  const std::vector<std::string_view> events = {"accepted",  "cancelled",   "out_of_stock", "shipped",
                                                "delivered", "payment_due", "paid",         "returned"};
  for (std::size_t i = 0; i < events.size(); ++i) EXPECT_EQ(name_of(static_cast<EventKind>(i + 1)), events[i]);
  EXPECT_EQ(product_kind_from("insert"), ProductKind::Insert);
  EXPECT_EQ(static_cast<int>(ProductKind::Insert), 4);
  EXPECT_EQ(product_kind_from("trial"), ProductKind::Trial);
  EXPECT_EQ(static_cast<int>(ProductKind::Trial), 5);
  EXPECT_FALSE(order_state_from("sold"));
  const std::vector<std::string_view> reasons = {
      "none",    "credit_denied", "unpaid", "customer_request", "duplicate_or_fraud", "out_of_stock",
      "address", "shop_reason",   "other",  "not_told"};
  ASSERT_EQ(reasons.size(), static_cast<std::size_t>(kLossReasons));
  for (std::size_t i = 0; i < reasons.size(); ++i) EXPECT_EQ(name_of(static_cast<LossReason>(i)), reasons[i]);
  const std::vector<std::string_view> channels = {
      "mail", "line_campaign", "line_personal", "direct_mail", "parcel_insert", "phone", "sms"};
  for (std::size_t i = 0; i < channels.size(); ++i) {
    EXPECT_EQ(name_of(static_cast<Channel>(i + 1)), channels[i]);
    EXPECT_EQ(channel_from(channels[i]), static_cast<Channel>(i + 1));
  }
  EXPECT_EQ(name_of(static_cast<ConsentState>(1)), "given");
  EXPECT_EQ(name_of(static_cast<ConsentState>(2)), "withdrawn");
  const std::vector<std::string_view> touches = {"planned", "held",    "sending",  "sent",  "delivered",
                                                 "bounced", "skipped", "in_doubt", "failed"};
  for (std::size_t i = 0; i < touches.size(); ++i) EXPECT_EQ(name_of(static_cast<TouchState>(i + 1)), touches[i]);
}

TEST(OrderAmounts, NetIsWhatStays) {
  // Three of a 1,000 yen tea, 10 % off the line, one out of stock, one returned; 200 yen coupon, 100 points.
  const std::vector<LineFacts> lines = {{3, 3'000, 300, 1, 1, 400, ProductKind::Ordinary}};
  const OrderAmounts amounts = sum_amounts(lines, 200, 100, 0);
  EXPECT_EQ(amounts.accepted, 3'000);
  EXPECT_EQ(amounts.discounts, 500);
  EXPECT_EQ(amounts.out_of_stock, 900);
  EXPECT_EQ(amounts.returned, 900);
  EXPECT_EQ(amounts.points, 100);
  EXPECT_EQ(amounts.cost, 800) << "what was out of stock was not bought";
  EXPECT_EQ(amounts.net(), 600);
}

TEST(OrderAmounts, NeverTakesBackMoreThanTheLine) {
  const std::vector<LineFacts> lines = {{2, 1'001, 0, 1, 2, 0, ProductKind::Ordinary}};
  const OrderAmounts amounts = sum_amounts(lines, 0, 0, 0);
  EXPECT_EQ(amounts.out_of_stock + amounts.returned, 1'001);
  EXPECT_EQ(amounts.net(), 0);
}

TEST(OrderAmounts, NegativePriceIsADiscount) {
  const std::vector<LineFacts> lines = {{1, 5'000, 0, 0, 0, 0, ProductKind::Ordinary},
                                        {1, -800, 0, 0, 0, 0, ProductKind::Ordinary}};
  const OrderAmounts amounts = sum_amounts(lines, 0, 0, 0);
  EXPECT_EQ(amounts.accepted, 5'000);
  EXPECT_EQ(amounts.discounts, 800);
}

TEST(OrderAmounts, UncostedIsWhatWasAskedForSoldGoodsWithoutACost) {
  const std::vector<LineFacts> lines = {
      {2, 2'000, 200, 1, 0, std::nullopt, ProductKind::Ordinary},  // 1,800 after the discount, half of it missing
      {1, 980, 0, 0, 1, std::nullopt, ProductKind::Trial},         // came back, and was sold all the same
      {1, 500, 0, 0, 0, 0, ProductKind::Ordinary},                 // known to cost nothing
      {1, 300, 0, 0, 0, std::nullopt, ProductKind::Gift},
      {1, 100, 250, 0, 0, std::nullopt, ProductKind::Ordinary},  // given away
      {1, -70, 0, 0, 0, std::nullopt, ProductKind::Ordinary}};
  const OrderAmounts amounts = sum_amounts(lines, 0, 0, 0);
  EXPECT_EQ(amounts.uncosted, 900 + 980);
  EXPECT_EQ(amounts.cost, 0);
}

TEST(ReturnReason, HasTheNumbersThatFilesKeep) {
  const std::vector<std::string_view> names = {"not_told",  "refused",    "absent",           "defect", "wrong_goods",
                                               "guarantee", "unsuitable", "customer_request", "other"};
  ASSERT_EQ(names.size(), static_cast<std::size_t>(kReturnReasons));
  for (std::size_t i = 0; i < names.size(); ++i) EXPECT_EQ(name_of(static_cast<ReturnReason>(i)), names[i]);
}

TEST(ReturnReason, IsToldByTheWordsOfCartsAndShops) {
  using enum ReturnReason;
  const std::vector<std::pair<std::string_view, ReturnReason>> told = {
      {"", NotTold},
      {"  ", NotTold},
      {"返品", NotTold},
      {"交換", NotTold},
      {"EXCHANGE", NotTold},
      {"受取拒否", Refused},
      {"受け取り拒否（代引き）", Refused},
      {"長期不在のため返送", Absent},
      {"宛先不明", Absent},
      {"初期不良", Defect},
      {"初期不良のため交換", Defect},
      {"破損していた", Defect},
      {"Damaged on arrival", Defect},
      {"割れていた", Defect},
      {"誤配送", WrongGoods},
      {"品違い", WrongGoods},
      {"Wrong item", WrongGoods},
      {"全額返金保証", Guarantee},
      {"Money-back guarantee", Guarantee},
      {"肌に合わない", Unsuitable},
      {"サイズ交換", Unsuitable},
      {"ｻｲｽﾞ違い", Unsuitable},
      {"お客様都合", CustomerRequest},
      {"お客様都合（サイズ違い）", CustomerRequest},
      {"不要になった", CustomerRequest},
      {"Changed mind", CustomerRequest},
      {"UNWANTED", CustomerRequest},
      {"味が違う", Unsuitable},
      {"???", Other},
      {"体調不良のため", Unsuitable},
      {"お届けが間に合わなかった", Other},
      {"保証期間内の故障", Defect},
      {"Wrong address", Absent},
      {"Wrong size ordered", Unsuitable},
      {"wrong item", WrongGoods},
      {"Customer absent", Absent},
      {"返送不要", Other},
      {"お客様より傷ありとの連絡", Defect},
      {"Discolored", Defect},
      {"undamaged, no longer needed", CustomerRequest},
      {"受取辞退", Refused},
      {"あて所に尋ねあたりません", Absent},
      {"住所不備", Absent},
      {"不具合", Defect},
      {"賞味期限切れ", Defect},
      {"changed my mind", CustomerRequest},
      {"Bought by mistake", CustomerRequest},
      {"shipped by mistake", WrongGoods},
      {"UNKNOWN", NotTold},
      {"返品・交換", NotTold},
  };
  for (const auto& [words, reason] : told) EXPECT_EQ(name_of(return_reason_from(words)), name_of(reason)) << words;
}

TEST(ReturnReason, WordsMaySayThatGoodsWereExchanged) {
  for (const char* words : {"交換", "初期不良のため交換", "サイズ交換", "Exchange", "replacement sent"})
    EXPECT_TRUE(tells_exchange(words)) << words;
  for (const char* words :
       {"", "返品", "初期不良", "refund", "交換不要", "交換希望なし（返金）", "交換してもらえなかった", "no exchange",
        "a replaceable part", "交換できませんでした", "交換しません", "交換はできません", "交換を希望しません",
        "交換希望しない", "exchange not possible", "exchange declined"})
    EXPECT_FALSE(tells_exchange(words)) << words;
}

TEST(LossReason, IsToldByTheWordsOfCartsAndShops) {
  using enum LossReason;
  const std::vector<std::pair<std::string_view, LossReason>> told = {
      {"与信NG", CreditDenied},
      {"後払い審査ＮＧ", CreditDenied},
      {"カード決済不可", CreditDenied},
      {"declined", CreditDenied},
      {"未入金", Unpaid},
      {"入金期限切れ", Unpaid},
      {"お客様の未入金によるキャンセル", Unpaid},
      {"Payment expired", Unpaid},
      {"お客様都合", CustomerRequest},
      {"お客さま都合", CustomerRequest},
      {"お客様都合（住所変更のため）", CustomerRequest},
      {"customer", CustomerRequest},
      {"BuyerCanceled", CustomerRequest},
      {"重複注文", DuplicateOrFraud},
      {"いたずら注文", DuplicateOrFraud},
      {"FRAUD", DuplicateOrFraud},
      {"欠品", OutOfStock},
      {"在庫切れのため", OutOfStock},
      {"NoInventory", OutOfStock},
      {"out of stock", OutOfStock},
      {"住所不明", Address},
      {"お届け先不備", Address},
      {"ShippingAddressUndeliverable", Address},
      {"店舗都合", ShopReason},
      {"ｼｽﾃﾑ不具合", ShopReason},
      {"staff", ShopReason},
      {"other", Other},
      {"天気が悪い", Other},
      {"", NotTold},
      {"　", NotTold},
  };
  for (const auto& [words, reason] : told) EXPECT_EQ(name_of(loss_reason_from(words)), name_of(reason)) << words;
}

TEST(Purchase, NeedsOrdinaryGoods) {
  EXPECT_TRUE(has_ordinary_goods(std::vector<LineFacts>{{1, 980, 0, 0, 0, 0, ProductKind::Trial}}));
  EXPECT_FALSE(has_ordinary_goods(std::vector<LineFacts>{{1, 0, 0, 0, 0, 0, ProductKind::Sample}}));
  EXPECT_TRUE(has_ordinary_goods(std::vector<LineFacts>{{1, 0, 0, 0, 0, 0, ProductKind::Ordinary}}));
  EXPECT_FALSE(has_ordinary_goods(std::vector<LineFacts>{{1, -100, 0, 0, 0, 0, ProductKind::Ordinary}}));
  EXPECT_FALSE(has_ordinary_goods(
      std::vector<LineFacts>{{1, -100, 0, 0, 0, 0, ProductKind::Ordinary}, {1, 0, 0, 0, 0, 0, ProductKind::Gift}}));
  EXPECT_TRUE(has_ordinary_goods({})) << "what was in it nobody told";
}

}  // namespace
}  // namespace tsuzuku::domain
