#include "services/orders/merge.hpp"

#include <gtest/gtest.h>

namespace tsuzuku::services {
namespace {

using domain::EventKind;
using domain::OrderDraft;
using domain::OrderState;

const Day kOrdered = *parse_day("2026-04-01");
const Day kLater = *parse_day("2026-04-10");

OrderDraft tea_order() {
  OrderDraft draft;
  draft.number = "A-1";
  draft.ordered_day = kOrdered;
  draft.lines = {{.key = "1", .product_code = "TEA", .quantity = 2, .unit_price = 1'000, .amount = 2'000},
                 {.key = "2", .product_code = "CUP", .quantity = 1, .unit_price = 500, .amount = 500}};
  return draft;
}

ResolvedDraft resolve(const OrderDraft& draft) {
  ResolvedDraft resolved;
  resolved.draft = &draft;
  resolved.customer_id = 7;
  resolved.order_id = 9;
  resolved.has_customer = true;
  resolved.product_id = [](const std::string& code) { return code == "TEA" ? 1 : 2; };
  resolved.product_kind = [](std::int64_t) { return domain::ProductKind::Ordinary; };
  resolved.product_cost = [](std::int64_t) -> std::optional<Money> { return std::nullopt; };
  return resolved;
}

TEST(Merge, TheSameDraftTwiceChangesNothing) {
  OrderDraft draft = tea_order();
  draft.state = OrderState::Cancelled;
  draft.cancelled_day = kLater;
  draft.cancel_reason = "お客さま都合";
  draft.points_used = 100;
  const OrderRecord once = merge(nullptr, resolve(draft));
  EXPECT_EQ(merge(&once, resolve(draft)), once);
}

TEST(Merge, UntoldFactsStay) {
  OrderDraft full = tea_order();
  full.order_discount = 200;
  full.points_used = 50;
  full.shipped_day = kLater;
  const OrderRecord stored = merge(nullptr, resolve(full));
  const OrderRecord again = merge(&stored, resolve(tea_order()));
  EXPECT_EQ(again, stored);
  EXPECT_EQ(again.amounts.discounts, 200);
  EXPECT_EQ(again.amounts.points, 50);
}

TEST(Merge, LinesGoneFromTheExportAreNoDeletion) {
  const OrderRecord stored = merge(nullptr, resolve(tea_order()));
  OrderDraft shorter = tea_order();
  shorter.lines.pop_back();
  EXPECT_EQ(merge(&stored, resolve(shorter)).amounts.accepted, 2'500);
}

TEST(Merge, ACancellationWithoutADayCountsFromTheFirstDay) {
  OrderDraft draft = tea_order();
  draft.state = OrderState::Cancelled;
  const OrderRecord order = merge(nullptr, resolve(draft));
  EXPECT_EQ(order.cancelled_day, kOrdered);
  EXPECT_TRUE(order.events.contains({EventKind::Cancelled, ""}));
}

TEST(Merge, ACancellationCanBeTakenBack) {
  OrderDraft draft = tea_order();
  draft.state = OrderState::Cancelled;
  const OrderRecord cancelled = merge(nullptr, resolve(draft));
  draft.state = OrderState::Shipped;
  const OrderRecord revived = merge(&cancelled, resolve(draft));
  EXPECT_FALSE(revived.cancelled_day);
  EXPECT_TRUE(revived.events.empty());
}

TEST(Merge, ReturnsAndOutOfStockBecomeEventsOfTheirLine) {
  OrderDraft draft = tea_order();
  draft.lines[0].out_of_stock_quantity = 1;
  draft.lines[1].returned_quantity = 1;
  draft.lines[1].returned_day = kLater;
  draft.lines[1].return_reason = "割れていた";
  const OrderRecord order = merge(nullptr, resolve(draft));
  EXPECT_EQ(order.amounts.out_of_stock, 1'000);
  EXPECT_EQ(order.amounts.returned, 500);
  const EventRecord& returned = order.events.at({EventKind::Returned, "2"});
  EXPECT_EQ(returned.day, kLater);
  EXPECT_EQ(returned.amount, 500);
  EXPECT_EQ(returned.reason, "割れていた");
}

TEST(Merge, ACreditRowIsBookedToTheOrderOfItsNumber) {
  const OrderRecord stored = merge(nullptr, resolve(tea_order()));
  OrderDraft credit;
  credit.number = "A-1";
  credit.ordered_day = kLater;
  credit.credits = {{.key = "1", .product_code = "TEA", .quantity = 1, .amount = 1'000, .day = kLater}};
  const OrderRecord order = merge(&stored, resolve(credit));
  EXPECT_EQ(order.kind, domain::OrderKind::Sale);
  EXPECT_EQ(order.ordered_day, kOrdered);
  EXPECT_EQ(order.amounts.returned, 1'000);
  EXPECT_EQ(order.events.at({EventKind::Returned, "credit:1"}).day, kLater);
}

TEST(Merge, ACreditWithoutItsOrderIsNoPurchase) {
  OrderDraft credit;
  credit.number = "C536379";
  credit.ordered_day = kLater;
  credit.credits = {{.key = "1", .product_code = "TEA", .quantity = 1, .amount = 1'000, .day = kLater}};
  const OrderRecord order = merge(nullptr, resolve(credit));
  EXPECT_EQ(order.kind, domain::OrderKind::Credit);
  EXPECT_FALSE(order.is_purchase);
  EXPECT_EQ(order.amounts.net(), -1'000);
}

TEST(Merge, AllCameBackMeansEveryLine) {
  OrderDraft draft = tea_order();
  draft.state = OrderState::Returned;
  const OrderRecord order = merge(nullptr, resolve(draft));
  EXPECT_EQ(order.amounts.returned, 2'500);
  EXPECT_EQ(order.amounts.net(), 0);
}

// A discount of the whole order is taken off each line's return by its share, and so again the next time.
TEST(Merge, WhatCameBackBearsItsShareOfADiscount) {
  OrderDraft draft = tea_order();
  draft.order_discount = 500;
  draft.state = OrderState::Returned;
  const OrderRecord order = merge(nullptr, resolve(draft));
  const Money first = *order.events.at({EventKind::Returned, "1"}).amount;
  const Money second = *order.events.at({EventKind::Returned, "2"}).amount;
  EXPECT_EQ(first + second, 2'000);
  EXPECT_EQ(first, order.lines.at("1").amount * 2'000 / 2'500);
  EXPECT_EQ(merge(&order, resolve(draft)), order);
}

TEST(Merge, ACreditTakesWhatTheLinesLeave) {
  OrderDraft draft = tea_order();
  draft.order_discount = 1'000;
  draft.lines[1].returned_quantity = 1;
  const OrderRecord stored = merge(nullptr, resolve(draft));
  OrderDraft credit;
  credit.number = "A-1";
  credit.ordered_day = kLater;
  credit.credits = {{.key = "1", .product_code = "TEA", .quantity = 2, .amount = 2'000, .day = kLater}};
  const OrderRecord order = merge(&stored, resolve(credit));
  EXPECT_EQ(order.events.at({EventKind::Returned, "2"}).amount, 500);
  EXPECT_EQ(order.events.at({EventKind::Returned, "credit:1"}).amount, 1'000);
  EXPECT_EQ(order.amounts.returned, 1'500);
  EXPECT_EQ(merge(&order, resolve(draft)).amounts.returned, 1'500);

  OrderDraft another = credit;
  another.credits[0].key = "2";
  const OrderRecord both = merge(&order, resolve(another));
  EXPECT_EQ(both.amounts.returned, 1'500);
  EXPECT_EQ(merge(&both, resolve(another)), both) << "told twice it changes nothing";
  EXPECT_EQ(merge(&both, resolve(credit)).amounts.returned, 1'500);
}

TEST(Merge, AllCameBackNeverTurnsIntoALoss) {
  OrderDraft draft = tea_order();
  draft.order_discount = 400;
  draft.points_used = 100;
  draft.state = OrderState::Returned;
  const OrderRecord order = merge(nullptr, resolve(draft));
  EXPECT_EQ(order.amounts.returned, 2'000);
  EXPECT_EQ(order.amounts.net(), 0);
  EXPECT_EQ(merge(&order, resolve(draft)), order);
}

TEST(Merge, AFullReturnAfterAPartialOneIsCountedOnce) {
  OrderDraft partial = tea_order();
  partial.credits = {{.key = "refund", .product_code = "TEA", .quantity = 1, .amount = 300, .day = kLater}};
  const OrderRecord stored = merge(nullptr, resolve(partial));
  OrderDraft full = tea_order();
  full.state = OrderState::Returned;
  EXPECT_EQ(merge(&stored, resolve(full)).amounts.net(), 0);
}

TEST(Merge, ADiscountAboveTheLineTakesNothingBackTwice) {
  OrderDraft draft = tea_order();
  draft.lines[1].discount = 700;  // the line is worth 500
  draft.lines[1].returned_quantity = 1;
  const OrderRecord order = merge(nullptr, resolve(draft));
  EXPECT_EQ(order.amounts.returned, 0);
}

TEST(Merge, GiftsOnlyAreNoPurchase) {
  const OrderDraft draft = tea_order();
  ResolvedDraft resolved = resolve(draft);
  resolved.product_kind = [](std::int64_t) { return domain::ProductKind::Sample; };
  EXPECT_FALSE(merge(nullptr, resolved).is_purchase);
}

// As some shops export orders that were cancelled early: without what was in them.
TEST(Merge, AnOrderWithoutLinesIsOneOfOrdinaryGoodsUntilLinesTellOtherwise) {
  OrderDraft bare = tea_order();
  bare.lines.clear();
  bare.state = OrderState::Cancelled;
  const OrderRecord stored = merge(nullptr, resolve(bare));
  EXPECT_EQ(stored.kind, domain::OrderKind::Sale);
  EXPECT_TRUE(stored.is_purchase);
  EXPECT_EQ(stored.amounts, domain::OrderAmounts{});

  const OrderDraft told = tea_order();
  ResolvedDraft gifts = resolve(told);
  gifts.product_kind = [](std::int64_t) { return domain::ProductKind::Gift; };
  EXPECT_FALSE(merge(&stored, gifts).is_purchase);
  EXPECT_TRUE(merge(&stored, resolve(told)).is_purchase);
}

TEST(Merge, AdjustmentsAloneAreNoPurchase) {
  OrderDraft draft = tea_order();
  draft.lines = {{.key = "1", .product_code = "B", .quantity = 1, .unit_price = -1'000, .amount = -1'000}};
  const OrderRecord order = merge(nullptr, resolve(draft));
  EXPECT_EQ(order.kind, domain::OrderKind::Sale);
  EXPECT_FALSE(order.is_purchase);
  EXPECT_EQ(order.amounts.net(), -1'000);
}

TEST(Merge, ALineWithoutACostTakesThatOfItsProductAndKeepsIt) {
  OrderDraft draft = tea_order();
  draft.lines[0].unit_cost = 300;
  ResolvedDraft resolved = resolve(draft);
  resolved.product_cost = [](std::int64_t product) { return product == 2 ? std::optional<Money>(120) : std::nullopt; };
  const OrderRecord order = merge(nullptr, resolved);
  EXPECT_EQ(order.lines.at("1").unit_cost, 300);
  EXPECT_EQ(order.lines.at("2").unit_cost, 120);
  EXPECT_EQ(order.amounts.uncosted, 0);
  resolved.product_cost = [](std::int64_t) { return std::optional<Money>(150); };
  EXPECT_EQ(merge(&order, resolved), order) << "goods cost what they cost when they were sold";
  EXPECT_EQ(merge(nullptr, resolve(tea_order())).amounts.uncosted, tea_order().lines[0].amount + 500);
}

}  // namespace
}  // namespace tsuzuku::services
