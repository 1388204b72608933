// What the fields mean, on shops of a few customers.

#include <gtest/gtest.h>

#include <algorithm>

#include "segments/small_shop_for_tests.hpp"

namespace tsuzuku::segments {
namespace {

using Ids = std::vector<std::int64_t>;

// The customers for whom `text` holds on the day.
Ids who(const SmallShop& shop, std::string_view text, std::string_view as_of) {
  const ledger::Blocks blocks = shop.blocks();
  const auto condition = checked(text, {.currency = shop.currency, .segment = {}, .own_name = {}});
  EXPECT_TRUE(condition) << text << ": " << condition.error().key;
  if (!condition) return {-1};
  const auto set = evaluate(*condition, {.blocks = blocks, .as_of = day(as_of)});
  EXPECT_TRUE(set) << text << ": " << set.error().key;
  return set ? set->ids(*blocks.ledger) : Ids{-1};
}

// 1 bought three times, 2 once, 3 never.
SmallShop three() {
  SmallShop shop;
  shop.orders = {
      {.customer = 1, .on = "2025-01-10", .amount = 3'000, .source = "flyer", .lines = {{"trial"}}},
      {.customer = 1, .on = "2025-02-09", .amount = 5'000, .source = "mail", .lines = {{"set"}, {"soap"}}},
      {.customer = 1, .on = "2025-03-31", .amount = 4'000, .lines = {{"set"}}},
      {.customer = 2, .on = "2025-03-01", .amount = 9'000, .lines = {{"soap", 2, 9'000, 2}}},
  };
  return shop;
}

TEST(Meaning, StagesAndDaysSince) {
  const SmallShop shop = three();
  EXPECT_EQ(who(shop, "stage = 3", "2025-04-30"), Ids{1});
  EXPECT_EQ(who(shop, "stage = 2", "2025-03-30"), Ids{1}) << "the third order is not there yet";
  EXPECT_EQ(who(shop, "stage = 0", "2025-04-30"), Ids{3});
  EXPECT_EQ(who(shop, "stage = 0", "2025-01-09"), (Ids{1, 2, 3}));
  EXPECT_EQ(who(shop, "days_since_last_purchase = 30", "2025-04-30"), Ids{1});
  EXPECT_EQ(who(shop, "days_since_last_purchase < 1000", "2025-04-30"), (Ids{1, 2}));
  EXPECT_EQ(who(shop, "days_since_first_purchase = 110", "2025-04-30"), Ids{1});
  EXPECT_EQ(who(shop, "first_purchase = 2025-03-01", "2025-04-30"), Ids{2});
  EXPECT_EQ(who(shop, "first_purchase in the last 61 days", "2025-04-30"), Ids{2});
  EXPECT_EQ(who(shop, "first_purchase in the last 60 days", "2025-04-30"), Ids{});
  EXPECT_EQ(who(shop, "last_purchase between 30 and 60 days ago", "2025-04-30"), (Ids{1, 2}));
  EXPECT_EQ(who(shop, "last_purchase between 31 and 59 days ago", "2025-04-30"), Ids{});
  EXPECT_EQ(who(shop, "last_purchase more than 29 days ago", "2025-04-30"), (Ids{1, 2}));
  EXPECT_EQ(who(shop, "last_purchase more than 30 days ago", "2025-04-30"), Ids{2});
  EXPECT_EQ(who(shop, "last_purchase from 2025-03-31", "2025-04-30"), Ids{1});
  EXPECT_EQ(who(shop, "last_purchase to 2025-03-01", "2025-04-30"), Ids{2});
}

TEST(Meaning, WhatIsNotKnownDoesNotHoldAndNeitherDoesItsOpposite) {
  const SmallShop shop = three();
  EXPECT_EQ(who(shop, "days_since_last_purchase > 5", "2025-04-30"), (Ids{1, 2}));
  EXPECT_EQ(who(shop, "days_since_last_purchase <= 5", "2025-04-30"), Ids{});
  EXPECT_EQ(who(shop, "days_since_last_purchase is unknown", "2025-04-30"), Ids{3});
  EXPECT_EQ(who(shop, "first_source != \"flyer\"", "2025-04-30"), (Ids{2, 3}));
  EXPECT_EQ(who(shop, "not first_source = \"flyer\"", "2025-04-30"), (Ids{2, 3}));
  EXPECT_EQ(who(shop, "first_source not in (\"flyer\", \"mail\")", "2025-04-30"), (Ids{2, 3}));
  EXPECT_EQ(who(shop, "first_source is unknown and stage > 0", "2025-04-30"), Ids{2});
  EXPECT_EQ(who(shop, "first_source = \"nobody's\"", "2025-04-30"), Ids{});
}

TEST(Meaning, OwnRhythm) {
  const SmallShop shop = three();
  EXPECT_EQ(who(shop, "usual_interval = 40", "2025-03-31"), Ids{1}) << "80 days between three purchases";
  EXPECT_EQ(who(shop, "usual_interval = 30", "2025-03-01"), Ids{1});
  EXPECT_EQ(who(shop, "usual_interval is known", "2025-12-31"), Ids{1});
  EXPECT_EQ(who(shop, "usual_interval_elapsed = 0", "2025-03-31"), Ids{1});
  EXPECT_EQ(who(shop, "usual_interval_elapsed = 150", "2025-05-30"), Ids{1});
  EXPECT_EQ(who(shop, "usual_interval_elapsed = 152", "2025-05-31"), Ids{1}) << "61 days of 40, rounded down";
}

TEST(Meaning, CountsAndSumsOfChosenOrders) {
  const SmallShop shop = three();
  EXPECT_EQ(who(shop, "purchases in the last 60 days >= 1", "2025-04-30"), (Ids{1}));
  EXPECT_EQ(who(shop, "purchases in the last 61 days", "2025-04-30"), (Ids{1, 2}));
  EXPECT_EQ(who(shop, "purchases(product = \"set\") = 2", "2025-04-30"), Ids{1});
  EXPECT_EQ(who(shop, "purchases(product in (\"trial\", \"soap\")) = 2", "2025-04-30"), Ids{1});
  EXPECT_EQ(who(shop, "purchases(product = \"soap\")", "2025-04-30"), Ids{1}) << "2's soap was out of stock";
  EXPECT_EQ(who(shop, "orders(product is unknown)", "2025-04-30"), Ids{2});
  EXPECT_EQ(who(shop, "not purchases(product = \"set\")", "2025-04-30"), (Ids{2, 3}));
  EXPECT_EQ(who(shop, "purchases(product = \"set\" and source = \"mail\")", "2025-04-30"), Ids{1});
  EXPECT_EQ(who(shop, "purchases(product = \"trial\" and source = \"mail\")", "2025-04-30"), Ids{});
  EXPECT_EQ(who(shop, "purchases(number = 1 and product = \"trial\")", "2025-04-30"), Ids{1});
  EXPECT_EQ(who(shop, "purchases(latest and product = \"set\")", "2025-03-30"), Ids{1});
  EXPECT_EQ(who(shop, "purchases(latest and product = \"soap\")", "2025-04-30"), Ids{});
  EXPECT_EQ(who(shop, "purchases(number = 2 and interval = 30)", "2025-04-30"), Ids{1});
  EXPECT_EQ(who(shop, "orders(interval is unknown)", "2025-04-30"), (Ids{1, 2}));
  EXPECT_EQ(who(shop, "purchases(days_since_first between 30 and 59)", "2025-04-30"), Ids{1});
  EXPECT_EQ(who(shop, "net_sales = 12000", "2025-04-30"), Ids{1});
  EXPECT_EQ(who(shop, "net_sales(source is unknown) >= 4000", "2025-04-30"), (Ids{1, 2}));
  EXPECT_EQ(who(shop, "net_sales from 2025-02-01 to 2025-02-28 > 0", "2025-04-30"), Ids{1});
  EXPECT_EQ(who(shop, "net_sales = 0", "2025-04-30"), Ids{3});
}

TEST(Meaning, OrdersOfOneDayAreOnePurchaseWhereTheShopMergesThem) {
  SmallShop shop;
  shop.orders = {{.customer = 1, .on = "2025-01-10", .lines = {{"a"}}},
                 {.customer = 1, .on = "2025-01-10", .lines = {{"b"}}},
                 {.customer = 1, .on = "2025-01-20", .lines = {{"b"}}}};
  EXPECT_EQ(who(shop, "stage = 2 and orders = 3 and purchases = 2", "2025-02-01"), Ids{1});
  EXPECT_EQ(who(shop, "purchases(number = 1 and product = \"b\")", "2025-02-01"), Ids{1});
  EXPECT_EQ(who(shop, "orders(number = 1) = 2 and purchases(number = 1) = 1", "2025-02-01"), Ids{1});
  shop.merge_same_day = false;
  EXPECT_EQ(who(shop, "stage = 3 and purchases = 3", "2025-02-01"), Ids{1});
  EXPECT_EQ(who(shop, "purchases(number = 2 and interval = 0)", "2025-02-01"), Ids{1});
  EXPECT_EQ(who(shop, "purchases(number = 1 and product = \"b\")", "2025-02-01"), Ids{});
}

TEST(Meaning, WhatBecameKnownLaterIsNotYetTrue) {
  SmallShop shop;
  shop.orders = {{.customer = 1,
                  .on = "2025-01-10",
                  .amount = 5'000,
                  .shipped = day("2025-01-14"),
                  .delivered = day("2025-01-17"),
                  .due = day("2025-01-31"),
                  .paid = day("2025-02-05"),
                  .discount = 500,
                  .points = 200,
                  .returns = {{day("2025-02-10"), 1'000}}},
                 {.customer = 2, .on = "2025-01-10", .cancelled = day("2025-01-12"), .due = day("2025-01-31")},
                 {.customer = 3, .on = "2025-01-10", .due = day("2025-01-31"), .purchase = false}};
  EXPECT_EQ(who(shop, "orders(shipped)", "2025-01-13"), Ids{});
  EXPECT_EQ(who(shop, "orders(shipped and shipping_days = 4)", "2025-01-14"), Ids{1});
  EXPECT_EQ(who(shop, "orders(shipping_days is unknown)", "2025-01-13"), (Ids{1, 2, 3}));
  EXPECT_EQ(who(shop, "orders(delivered and delivery_days = 7)", "2025-01-17"), Ids{1});
  EXPECT_EQ(who(shop, "orders(days_overdue = 0)", "2025-01-31"), (Ids{1, 3})) << "a cancelled order is owed by nobody";
  EXPECT_EQ(who(shop, "orders(days_overdue = 4)", "2025-02-04"), (Ids{1, 3}));
  EXPECT_EQ(who(shop, "orders(days_overdue >= 0)", "2025-02-05"), Ids{3});
  EXPECT_EQ(who(shop, "orders(payment_delay = 5)", "2025-02-05"), Ids{1});
  EXPECT_EQ(who(shop, "orders(payment_delay is known)", "2025-02-04"), Ids{});
  EXPECT_EQ(who(shop, "orders(not paid and not cancelled)", "2025-02-04"), (Ids{1, 3}));
  EXPECT_EQ(who(shop, "orders(cancelled)", "2025-01-11"), Ids{});
  EXPECT_EQ(who(shop, "stage = 1", "2025-01-11"), (Ids{1, 2}));
  EXPECT_EQ(who(shop, "stage = 1", "2025-01-12"), Ids{1});
  EXPECT_EQ(who(shop, "orders(cancelled and not purchase)", "2025-01-12"), Ids{2});
  EXPECT_EQ(who(shop, "net_sales = 4300", "2025-02-09"), Ids{1});
  EXPECT_EQ(who(shop, "net_sales = 3300 and orders(net_amount = 3300)", "2025-02-10"), Ids{1});
  EXPECT_EQ(who(shop, "orders(returned and returned_amount = 1000)", "2025-02-10"), Ids{1});
  EXPECT_EQ(who(shop, "orders(returned)", "2025-02-09"), Ids{});
  EXPECT_EQ(who(shop, "orders(discount = 500 and points = 200)", "2025-02-09"), Ids{1});
}

TEST(Meaning, People) {
  using enum domain::Channel;
  using enum domain::ConsentState;
  SmallShop shop;
  shop.customers = 4;
  shop.people = {
      {.customer = 1, .birth_day = day("1996-02-29"), .gender = "female", .prefecture = "東京都", .has_mail = true},
      {.customer = 2, .birth_day = Day{-1}, .gender = "male", .prefecture = "大阪府", .has_phone = true},
      {.customer = 3, .gender = "someone", .has_address = true}};
  shop.words = {{1, Mail, Given}, {1, Mail, Withdrawn}, {2, Mail, Given}, {2, Sms, Withdrawn}};
  shop.tags = {{1, 0}, {2, 0}, {2, 1}};
  EXPECT_EQ(who(shop, "age = 28", "2025-02-28"), Ids{1});
  EXPECT_EQ(who(shop, "age = 29", "2025-03-01"), Ids{1});
  EXPECT_EQ(who(shop, "age = 55", "2025-03-01"), Ids{2}) << "born on 31 December 1969";
  EXPECT_EQ(who(shop, "age is unknown", "2025-03-01"), (Ids{3, 4}));
  EXPECT_EQ(who(shop, "birth_month in (2, 3)", "2025-03-01"), Ids{1});
  EXPECT_EQ(who(shop, "birth_month = 12", "2025-03-01"), Ids{2});
  EXPECT_EQ(who(shop, "gender = female", "2025-03-01"), Ids{1});
  EXPECT_EQ(who(shop, "gender != female", "2025-03-01"), (Ids{2, 3, 4}));
  EXPECT_EQ(who(shop, "gender is known and gender not in (female, male, other)", "2025-03-01"), Ids{3});
  EXPECT_EQ(who(shop, "prefecture in (\"東京都\", \"大阪府\", \"沖縄県\")", "2025-03-01"), (Ids{1, 2}));
  EXPECT_EQ(who(shop, "prefecture is unknown", "2025-03-01"), (Ids{3, 4}));
  EXPECT_EQ(who(shop, "has_mail or has_address", "2025-03-01"), (Ids{1, 3}));
  EXPECT_EQ(who(shop, "has_phone", "2025-03-01"), Ids{2});
  EXPECT_EQ(who(shop, "consent(mail) = given", "2025-03-01"), Ids{2});
  EXPECT_EQ(who(shop, "consent(mail) = withdrawn", "2025-03-01"), Ids{1}) << "the latest word counts";
  EXPECT_EQ(who(shop, "consent(sms) is unknown", "2025-03-01"), (Ids{1, 3, 4}));
  EXPECT_EQ(who(shop, "tag = \"vip\"", "2025-03-01"), (Ids{1, 2}));
  EXPECT_EQ(who(shop, "tag = \"vip\" and tag = \"late\"", "2025-03-01"), Ids{2});
  EXPECT_EQ(who(shop, "tag in (\"late\", \"none\")", "2025-03-01"), Ids{2});
  EXPECT_EQ(who(shop, "tag != \"late\"", "2025-03-01"), (Ids{1, 3, 4}));
  EXPECT_EQ(who(shop, "tag is unknown", "2025-03-01"), (Ids{3, 4}));
}

TEST(Meaning, Subscriptions) {
  using enum domain::SubscriptionState;
  SmallShop shop;
  shop.subscriptions = {{.customer = 1, .state = Cancelled, .started = day("2025-01-05"), .ended = day("2025-03-10")},
                        {.customer = 1, .state = Active, .started = day("2025-04-01")},
                        {.customer = 2, .state = Paused, .started = day("2025-02-01")}};
  shop.orders = {{.customer = 1, .on = "2025-01-05", .round = 1, .subscription = 1},
                 {.customer = 1, .on = "2025-02-05", .round = 2, .subscription = 1},
                 {.customer = 1, .on = "2025-04-01", .round = 1, .subscription = 2},
                 {.customer = 2, .on = "2025-02-01", .cancelled = day("2025-02-02"), .round = 7, .subscription = 1}};
  EXPECT_EQ(who(shop, "subscription_state = active", "2025-03-09"), Ids{1}) << "not cancelled yet";
  EXPECT_EQ(who(shop, "subscription_state = cancelled", "2025-03-10"), Ids{1});
  EXPECT_EQ(who(shop, "subscription_state = active", "2025-03-10"), Ids{});
  EXPECT_EQ(who(shop, "subscription_state in (active, paused)", "2025-04-01"), (Ids{1, 2}));
  EXPECT_EQ(who(shop, "subscription_state is unknown", "2025-01-31"), (Ids{2, 3}));
  EXPECT_EQ(who(shop, "subscription_round = 2", "2025-03-31"), Ids{1});
  EXPECT_EQ(who(shop, "subscription_round = 1", "2025-04-01"), Ids{1}) << "the latest one";
  EXPECT_EQ(who(shop, "subscription_round = 7", "2025-02-01"), Ids{2});
  EXPECT_EQ(who(shop, "subscription_round is known", "2025-04-01"), Ids{1}) << "2's order was cancelled";
  EXPECT_EQ(who(shop, "subscription_ended in the last 5 days", "2025-03-14"), Ids{1});
  EXPECT_EQ(who(shop, "subscription_started = 2025-01-05", "2025-03-31"), Ids{1});
  EXPECT_EQ(who(shop, "orders(subscription and round >= 2)", "2025-04-01"), (Ids{1, 2}));
}

TEST(Meaning, RanksUseTheBordersOfTheAnalyses) {
  const SmallShop shop = three();
  EXPECT_EQ(who(shop, "rfm_r = 5", "2025-04-30"), Ids{1});
  EXPECT_EQ(who(shop, "rfm_r(r5_days_max: 29) = 4", "2025-04-30"), (Ids{1, 2}));
  EXPECT_EQ(who(shop, "rfm_f = 2 and rfm_m = 3", "2025-04-30"), Ids{1});
  EXPECT_EQ(who(shop, "rfm_f is unknown", "2025-04-30"), Ids{3});
  EXPECT_EQ(who(shop, "rfm_m(from: 2025-03-01, to: 2025-03-31) = 2", "2025-04-30"), Ids{2});
  EXPECT_EQ(who(shop, "rfm_r(source: \"flyer\") is known", "2025-04-30"), Ids{1});
  EXPECT_EQ(who(shop, "rfm_r(source: \"-\") is known", "2025-04-30"), Ids{2});
  EXPECT_EQ(who(shop, "cpm_cell = young and cpm_active", "2025-04-30"), Ids{1});
  EXPECT_EQ(who(shop, "cpm_cell(young_days: 60, amount: 10000) = trendy", "2025-04-30"), Ids{1});
  EXPECT_EQ(who(shop, "cpm_cell = first and not cpm_active(churn_days: 60)", "2025-04-30"), Ids{2});
  EXPECT_EQ(who(shop, "not cpm_active", "2025-04-30"), Ids{3});
}

TEST(Meaning, MoneyIsInMajorUnits) {
  SmallShop shop;
  shop.currency = {"USD", 2};
  shop.orders = {{.customer = 1, .on = "2025-01-10", .amount = 1'250},
                 {.customer = 2, .on = "2025-01-10", .amount = 1'251}};
  EXPECT_EQ(who(shop, "net_sales = 12.5", "2025-02-01"), Ids{1});
  EXPECT_EQ(who(shop, "net_sales > 12.50", "2025-02-01"), Ids{2});
  EXPECT_EQ(who(shop, "net_sales < 13 and net_sales > 12", "2025-02-01"), (Ids{1, 2}));
}

TEST(Meaning, BucketsAreDrawnOnceAndForEver) {
  SmallShop shop;
  shop.customers = 5'000;
  const auto count = [&](std::string_view text) { return std::ssize(who(shop, text, "2025-01-01")); };
  const auto third = count("bucket(\"a\", 3) = 0");
  EXPECT_NEAR(static_cast<double>(third), 5'000.0 / 3, 100);
  EXPECT_EQ(who(shop, "bucket(\"a\", 3) = 0", "2025-01-01"), who(shop, "bucket(\"a\", 3) = 0", "2026-01-01"));
  EXPECT_EQ(count("bucket(\"a\", 3) = 0 or bucket(\"a\", 3) = 1 or bucket(\"a\", 3) = 2"), 5'000);
  EXPECT_NEAR(static_cast<double>(count("bucket(\"a\", 3) = 0 and bucket(\"b\", 3) = 0")), 5'000.0 / 9, 100);
  EXPECT_EQ(count("everyone"), 5'000);
  EXPECT_EQ(count("not everyone"), 0);
}

}  // namespace
}  // namespace tsuzuku::segments
