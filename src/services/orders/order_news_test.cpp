#include "services/orders/order_news.hpp"

#include <gtest/gtest.h>

namespace tsuzuku::services {
namespace {

using journeys::EventKind;

class OrderNews : public ::testing::Test {
 protected:
  static OrderRecord order() {
    OrderRecord record;
    record.customer_id = 1;
    record.order_id = 77;
    record.has_customer = true;
    record.is_purchase = true;
    record.ordered_at = 1'790'000'000;
    record.lines["1"].product_id = 5;
    record.lines["2"].product_id = 6;
    record.lines["3"].product_id = 5;
    return record;
  }
  std::vector<journeys::Happened> news(const OrderRecord* before, const OrderRecord& after) const {
    return news_of(before, after, names_, zone_);
  }
  std::vector<EventKind> kinds(const OrderRecord* before, const OrderRecord& after) const {
    std::vector<EventKind> all;
    for (const auto& event : news(before, after)) all.push_back(event.kind);
    return all;
  }
  TimeZone zone_ = *TimeZone::find("Asia/Tokyo");
  OrderNames names_{[](std::int64_t id) { return "P" + std::to_string(id); }, "検索", "card"};
};

using Kinds = std::vector<EventKind>;

TEST_F(OrderNews, ANewOrderIsToldAtItsOwnSecondWithItsFacts) {
  const auto all = news(nullptr, order());
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].kind, EventKind::Ordered);
  EXPECT_EQ(all[0].key, "77");
  EXPECT_EQ(all[0].at, 1'790'000'000);
  EXPECT_EQ(all[0].facts,
            (journeys::Facts{{"product", "P5"}, {"product", "P6"}, {"source", "検索"}, {"payment", "card"}}));
}

TEST_F(OrderNews, OnlyWhatIsNewIsTold) {
  const OrderRecord before = order();
  OrderRecord after = before;
  EXPECT_EQ(kinds(&before, after), Kinds{});
  after.shipped_day = Day{20'700};
  const auto all = news(&before, after);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].kind, EventKind::Shipped);
  EXPECT_EQ(all[0].at, 20'700 * std::int64_t{86'400} - 9 * 3'600) << "midnight on the shop's wall";
  const OrderRecord shipped = after;
  after.delivered_day = Day{20'702};
  after.paid_day = Day{20'701};
  EXPECT_EQ(kinds(&shipped, after), (Kinds{EventKind::Paid, EventKind::Delivered}));
  after = shipped;
  after.shipped_day = Day{20'701};
  EXPECT_EQ(kinds(&shipped, after), Kinds{}) << "a corrected day is no second parcel";
}

TEST_F(OrderNews, CancelledAndReturned) {
  const OrderRecord before = order();
  OrderRecord after = before;
  after.cancelled_day = Day{20'700};
  EXPECT_EQ(kinds(&before, after), Kinds{EventKind::Cancelled});
  EXPECT_EQ(kinds(nullptr, after), Kinds{EventKind::Cancelled}) << "it was over before anybody heard of it";
  after = before;
  after.events[{domain::EventKind::Returned, "2"}].day = Day{20'711};
  after.events[{domain::EventKind::Returned, "1"}].day = Day{20'710};
  const auto all = news(&before, after);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].kind, EventKind::Returned);
  EXPECT_EQ(zone_.day_of(all[0].at), Day{20'710});
}

TEST_F(OrderNews, NobodyIsToldOfSalesWithoutCustomerUntilTheyFindOne) {
  OrderRecord before = order();
  before.has_customer = false;
  before.shipped_day = Day{20'700};
  EXPECT_EQ(kinds(nullptr, before), Kinds{});
  OrderRecord after = before;
  after.has_customer = true;
  EXPECT_EQ(kinds(&before, after), (Kinds{EventKind::Ordered, EventKind::Shipped}));
}

TEST_F(OrderNews, GiftsAndCreditsAreNoOrders) {
  OrderRecord gift = order();
  gift.is_purchase = false;
  EXPECT_EQ(kinds(nullptr, gift), Kinds{});
  OrderRecord credit = order();
  credit.kind = domain::OrderKind::Credit;
  EXPECT_EQ(kinds(nullptr, credit), Kinds{});
}

}  // namespace
}  // namespace tsuzuku::services
