#include "ledger/blocks.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.hpp"
#include "ledger/builder.hpp"

namespace tsuzuku::ledger {
namespace {

constexpr int kFirst = 20'000;

struct Order {
  std::int64_t customer = 0;
  std::int64_t order = 0;
  int day = kFirst;
};

std::shared_ptr<const Ledger> ledger_of(const std::vector<std::int64_t>& customers, const std::vector<Order>& orders) {
  Builder builder;
  for (const std::int64_t id : customers) builder.add_customer(id);
  for (const Order& order : orders) {
    OrderRow row;
    row.customer = order.customer;
    row.order = order.order;
    row.day = Day{order.day};
    builder.add_order(row);
  }
  return builder.finish().value();
}

LineRow line(ProductIndex product, std::int64_t quantity, std::int64_t amount) {
  return {.product = product, .position = 1, .quantity = quantity, .amount = amount};
}

Products products() {
  Products products;
  products.add("a", domain::ProductKind::Ordinary);
  products.add("b", domain::ProductKind::Ordinary);
  products.add("gift", domain::ProductKind::Gift);
  return products;
}

// Some of `orders`, each with one line whose amount is the id of its order.
LinePart part_of(std::span<const Order> orders) {
  LinePart part;
  for (const Order& order : orders) {
    part.begin_order(order.customer, order.order, order.day);
    part.add(line(1, 1, order.order));
  }
  return part;
}

TEST(Lines, StandByTheOrdersOfTheLedgerWhateverTheyComeIn) {
  Random random(3);
  std::vector<Order> orders;
  for (std::int64_t id = 1; id <= 400; ++id)
    orders.push_back({static_cast<std::int64_t>(random.below(30)), id, kFirst + static_cast<int>(random.below(40))});
  std::vector<std::int64_t> customers;
  for (std::int64_t id = 1; id < 30; ++id) customers.push_back(id);

  // The ledger keeps no ids: the amount of an order tells which it is.
  Builder builder;
  for (const std::int64_t id : customers) builder.add_customer(id);
  for (const Order& order : orders) {
    OrderRow row;
    row.customer = order.customer;
    row.order = order.order;
    row.day = Day{order.day};
    row.accepted = order.order;
    builder.add_order(row);
  }
  const auto ledger = builder.finish().value();
  std::ranges::reverse(orders);
  LinesBuilder lines_builder(*ledger, products());
  lines_builder.add(part_of(std::span(orders).first(150)));
  lines_builder.add(part_of(std::span(orders).subspan(150)));
  const auto lines = lines_builder.finish().value();
  ASSERT_EQ(lines->line_count(), orders.size());
  for (OrderIndex i = 0; i < ledger->order_count(); ++i)
    EXPECT_EQ(lines->amount()[lines->lines_of(i).begin], ledger->columns().accepted[i]);
}

TEST(Lines, SayWhatWasDeliverableAndWhatItCame) {
  const auto ledger = ledger_of({1}, {{1, 10}});
  LinePart part;
  part.begin_order(1, 10, kFirst);
  part.add({.product = 2, .position = 2, .quantity = 3, .amount = 300, .discount = 30, .unit_cost = 40});
  part.add({.product = 1,
            .position = 1,
            .quantity = 4,
            .out_of_stock_quantity = 1,
            .amount = 400,
            .discount = 40,
            .unit_cost = 50});
  part.add({.product = 3, .position = 3, .quantity = 1, .amount = -70});
  LinesBuilder builder(*ledger, products());
  builder.add(std::move(part));
  const auto lines = builder.finish().value();
  EXPECT_EQ(std::vector(lines->product().begin(), lines->product().end()), (std::vector<ProductIndex>{1, 2, 3}));
  EXPECT_EQ(std::vector(lines->quantity().begin(), lines->quantity().end()), (std::vector<std::int32_t>{3, 3, 0}));
  EXPECT_EQ(std::vector(lines->amount().begin(), lines->amount().end()), (std::vector<std::int32_t>{270, 270, -70}));
  EXPECT_EQ(std::vector(lines->cost().begin(), lines->cost().end()), (std::vector<std::int32_t>{150, 120, 0}));
  EXPECT_EQ(lines->find_product("b"), 2U);
  EXPECT_FALSE(lines->find_product("c"));
}

TEST(Lines, OtherOrdersThanTheLedgersAreRefused) {
  const std::vector<Order> orders{{1, 10, kFirst}, {1, 11, kFirst + 1}, {2, 12, kFirst}, {0, 13, kFirst}};
  const auto ledger = ledger_of({1, 2}, orders);
  const auto key = [&](const std::vector<Order>& told) {
    LinesBuilder builder(*ledger, products());
    builder.add(part_of(told));
    const auto built = builder.finish();
    return built ? std::string() : built.error().key;
  };
  EXPECT_EQ(key(orders), "");
  EXPECT_EQ(key({orders[0], orders[1], orders[2]}), "ledger.misaligned");
  EXPECT_EQ(key({orders[0], {2, 11, kFirst + 1}, orders[2], orders[3]}), "ledger.misaligned");
  EXPECT_EQ(key({orders[0], {1, 11, kFirst + 2}, orders[2], orders[3]}), "ledger.misaligned");
  EXPECT_EQ(key({orders[0], {7, 11, kFirst + 1}, orders[2], orders[3]}), "ledger.unknown_customer");
}

TEST(Lines, AmountsBeyondTheirWidthAreRefused) {
  const auto ledger = ledger_of({1}, {{1, 10}});
  LinePart part;
  part.begin_order(1, 10, kFirst);
  part.add(line(1, 1, 3'000'000'000));
  LinesBuilder builder(*ledger, products());
  builder.add(std::move(part));
  EXPECT_EQ(builder.finish().error().key, "ledger.line_out_of_range");
}

TEST(Subscriptions, StandByCustomerInTheOrderTold) {
  using enum domain::SubscriptionState;
  const auto ledger = ledger_of({1, 2, 3}, {});
  SubscriptionsBuilder builder(*ledger);
  builder.add({.customer = 1, .state = Active, .started = Day{100}});
  builder.add({.customer = 1, .state = Cancelled, .started = Day{200}, .ended = Day{300}});
  builder.add({.customer = 2, .state = Paused, .started = Day{5}});  // somebody's
  builder.add({.customer = 77, .state = Active, .started = Day{5}});
  const auto subscriptions = builder.finish().value();
  EXPECT_EQ(subscriptions->of(0).size(), 2U);
  EXPECT_EQ(subscriptions->of(1).size(), 1U);
  EXPECT_EQ(subscriptions->of(2).size(), 0U);
  EXPECT_EQ(subscriptions->count(), 3U);
  EXPECT_FALSE(subscriptions->state_on(1, Day{199}));
  EXPECT_EQ(subscriptions->state_on(1, Day{299}), Active);
  EXPECT_EQ(subscriptions->state_on(1, Day{300}), Cancelled);
}

TEST(Subscriptions, UnsortedRowsAreADefect) {
  const auto ledger = ledger_of({1, 2}, {});
  SubscriptionsBuilder builder(*ledger);
  builder.add({.customer = 2, .started = Day{100}});
  builder.add({.customer = 1, .started = Day{100}});
  EXPECT_EQ(builder.finish().error().key, "ledger.misaligned");
}

TEST(People, PartsAgreeOnTheirNames) {
  using enum domain::Channel;
  using enum domain::ConsentState;
  const auto ledger = ledger_of({10, 20, 30}, {});
  PeopleBuilder builder(*ledger, {"vip", "late"});
  PeoplePart& first = builder.part();
  PeoplePart& second = builder.part();
  first.add({.customer = 10, .birth_day = Day{-3'000}, .prefecture = "東京都", .has_mail = true, .has_address = true});
  first.add({.customer = 20, .gender = "female", .prefecture = "北海道"});
  second.add({.customer = 30, .gender = "male", .prefecture = "東京都", .has_phone = true});
  second.add({.customer = 99, .prefecture = "沖縄県"});  // nobody of the ledger
  first.add_consent(10, Mail, Given);
  first.add_consent(10, Sms, Given);
  first.add_consent(10, Mail, Withdrawn);
  second.add_tag(30, 1);
  second.add_tag(30, 0);
  first.add_tag(10, 1);
  const auto people = builder.finish().value();

  const auto prefecture = [&](CustomerIndex customer) { return people->prefectures()[people->prefecture()[customer]]; };
  EXPECT_EQ(prefecture(0), "東京都");
  EXPECT_EQ(prefecture(1), "北海道");
  EXPECT_EQ(prefecture(2), "東京都");
  EXPECT_EQ(people->prefecture()[0], people->prefecture()[2]);
  EXPECT_TRUE(std::ranges::is_sorted(people->prefectures()));
  EXPECT_EQ(people->genders()[people->gender()[0]], "");
  EXPECT_EQ(people->genders()[people->gender()[2]], "male");
  EXPECT_EQ(people->birth_day()[0], -3'000);
  EXPECT_EQ(people->birth_day()[1], kNoBirthDay);
  EXPECT_EQ(people->contact()[0], kHasMail | kHasAddress);
  EXPECT_EQ(people->contact()[2], kHasPhone);
  EXPECT_EQ(people->consent(0, Mail), Withdrawn);
  EXPECT_EQ(people->consent(0, Sms), Given);
  EXPECT_FALSE(people->consent(0, Phone));
  EXPECT_FALSE(people->consent(1, Mail));
  EXPECT_EQ(std::vector(people->tags_of(2).begin(), people->tags_of(2).end()), (std::vector<TagIndex>{0, 1}));
  EXPECT_EQ(people->tags_of(0).size(), 1U);
  EXPECT_TRUE(people->tags_of(1).empty());
}

TEST(People, EveryCustomerIsToldOfOnce) {
  const auto ledger = ledger_of({10, 20}, {});
  const auto key = [&](const std::vector<std::int64_t>& told) {
    PeopleBuilder builder(*ledger, {});
    PeoplePart& part = builder.part();
    for (const std::int64_t customer : told) part.add({.customer = customer});
    const auto built = builder.finish();
    return built ? std::string() : built.error().key;
  };
  EXPECT_EQ(key({20, 10}), "");
  EXPECT_EQ(key({10}), "ledger.misaligned");
  EXPECT_EQ(key({10, 10}), "ledger.misaligned");
  EXPECT_EQ(key({10, 20, 20}), "ledger.misaligned");
}

TEST(BlockSet, HoldsWhatWasAdded) {
  BlockSet set{Block::Lines, Block::People};
  EXPECT_TRUE(set.has(Block::Lines));
  EXPECT_FALSE(set.has(Block::Subscriptions));
  EXPECT_TRUE(set.has(BlockSet{Block::People}));
  EXPECT_TRUE(set.has(BlockSet{}));
  EXPECT_FALSE(set.has(BlockSet{Block::People, Block::Subscriptions}));
}

TEST(Facts, AnswerBySourceMonthProductAndDay) {
  const YearMonth may{664};
  const Facts facts(products(), {{2, may, 5'000}, {1, may + 1, 700}, {1, may, 300}},
                    {{1, Day{kFirst + 5}, 0}, {1, Day{kFirst}, 40}, {3, Day{kFirst}, -2}});
  EXPECT_EQ(facts.cost_of(1, may), 300);
  EXPECT_EQ(facts.cost_of(2, may), 5'000);
  EXPECT_FALSE(facts.cost_of(2, may + 1)) << "nobody told: not the same as nothing spent";
  EXPECT_FALSE(facts.on_hand(1, Day{kFirst - 1}));
  EXPECT_EQ(facts.on_hand(1, Day{kFirst + 4}), 40);
  EXPECT_EQ(facts.on_hand(1, Day{kFirst + 400}), 0);
  EXPECT_EQ(facts.on_hand(3, Day{kFirst}), -2);
  EXPECT_FALSE(facts.on_hand(2, Day{kFirst}));
  EXPECT_EQ(facts.stock_of(1).size(), 2U);
}

TEST(Touches, StandByCustomerAndDay) {
  const auto ledger = ledger_of({1, 3, 5}, {});
  TouchesBuilder builder(*ledger);
  builder.add({1, Day{kFirst + 9}, 62, domain::Channel::DirectMail});
  builder.add({1, Day{kFirst}, 0, domain::Channel::Mail});
  builder.add({2, Day{kFirst}, 9, domain::Channel::Mail});  // whom the ledger does not know
  builder.add({5, Day{kFirst}, 5, domain::Channel::LineCampaign});
  const auto touches = builder.finish().value();
  ASSERT_EQ(touches->count(), 3U);
  EXPECT_EQ(touches->of(0).size(), 2U);
  EXPECT_EQ(touches->of(1).size(), 0U);
  EXPECT_EQ(touches->day()[0], kFirst);
  EXPECT_EQ(touches->cost()[1], 62);
  EXPECT_EQ(touches->channel()[touches->of(2).begin], domain::Channel::LineCampaign);
}

TEST(Touches, WhatDoesNotFitIsRefused) {
  const auto ledger = ledger_of({1}, {});
  TouchesBuilder unsorted(*ledger);
  unsorted.add({2, Day{kFirst}, 0, domain::Channel::Mail});
  unsorted.add({1, Day{kFirst}, 0, domain::Channel::Mail});
  EXPECT_EQ(unsorted.finish().error().key, "ledger.misaligned");
  TouchesBuilder late(*ledger);
  late.add({1, Day{kNever}, 0, domain::Channel::Mail});
  EXPECT_EQ(late.finish().error().key, "ledger.touch_out_of_range");
}

}  // namespace
}  // namespace tsuzuku::ledger
