#include "demo/telling.hpp"

#include <gtest/gtest.h>

#include "demo/demo.hpp"

namespace tsuzuku::demo {
namespace {

std::vector<domain::OrderDraft> some_orders() {
  std::vector<domain::OrderDraft> orders;
  const auto generated = generate(
      {.orders = 4'000, .seed = 7},
      [&](domain::OrderDraft order) {
        orders.push_back(std::move(order));
        return Status{};
      },
      [](const domain::ProductDraft&) { return Status{}; }, [](const domain::SourceCostDraft&) { return Status{}; });
  EXPECT_TRUE(generated);
  return orders;
}

TEST(Telling, OnTheLastDayEverythingIsKnown) {
  const Day last = Options{}.until;
  for (domain::OrderDraft order : some_orders()) {
    const domain::OrderDraft known = known_on(order, last);
    ASSERT_EQ(known.state, order.state) << order.number;
    ASSERT_EQ(known.raw_status, order.raw_status);
    ASSERT_EQ(known.cancelled_day, order.cancelled_day);
    ASSERT_EQ(known.delivered_day, order.delivered_day);
    ASSERT_EQ(known.paid_day, order.paid_day);
    ASSERT_EQ(known.payment_due_day, order.payment_due_day) << order.number;
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
      ASSERT_EQ(known.lines[i].returned_quantity, order.lines[i].returned_quantity);
      ASSERT_EQ(known.lines[i].out_of_stock_quantity, order.lines[i].out_of_stock_quantity);
    }
  }
}

TEST(Telling, NothingOfTheFutureIsToldAndNothingIsLeftUntold) {
  int cancelled_later = 0;
  int returned_later = 0;
  for (const domain::OrderDraft& order : some_orders()) {
    const std::vector<Day> days = days_of_news(order);
    ASSERT_EQ(days.front(), order.ordered_day);
    const domain::OrderDraft first = known_on(order, order.ordered_day);
    cancelled_later += order.cancelled_day && !first.cancelled_day;
    ASSERT_TRUE(!first.cancelled_day || *first.cancelled_day <= order.ordered_day);
    ASSERT_TRUE(!first.delivered_day);
    ASSERT_NE(first.state, domain::OrderState::Returned);
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
      returned_later += order.lines[i].returned_quantity && !first.lines[i].returned_quantity;
    }
    const domain::OrderDraft last = known_on(order, days.back());
    ASSERT_EQ(last.state, known_on(order, Options{}.until).state) << order.number;
    ASSERT_EQ(last.paid_day, order.paid_day);
  }
  EXPECT_GT(cancelled_later, 20);
  EXPECT_GT(returned_later, 20);
}

TEST(Telling, AFurtherOrderIsAPurchaseLikeAnyOther) {
  Random random(3);
  const domain::CustomerDraft customer{.number = "C0000001"};
  const Moment at{.day = *parse_day("2026-07-01"), .second = 40'000};
  const domain::OrderDraft order = further_order(customer, at, 31'000, random);
  EXPECT_EQ(order.number, "260701-0031000");
  EXPECT_EQ(order.customer.number, "C0000001");
  EXPECT_EQ(order.ordered_at, to_utc(at));
  EXPECT_EQ(order.state, domain::OrderState::Delivered);
  ASSERT_EQ(order.lines.size(), 1U);
  EXPECT_GT(order.lines[0].amount, 0);
  EXPECT_EQ(order.total, order.lines[0].amount);
  EXPECT_EQ(known_on(order, at.day).state, domain::OrderState::Accepted);
}

}  // namespace
}  // namespace tsuzuku::demo
