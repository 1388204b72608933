// The outbox: every case on SQLite and on PostgreSQL.

#include <set>
#include <thread>

#include "services/messages/touches.hpp"
#include "services/shops/shops.hpp"
#include "tests/parity/parity_test.hpp"
#include "tests/support/counted_values.hpp"

namespace tsuzuku::parity {
namespace {

using namespace services;
using domain::TouchState;

constexpr std::int64_t kNow = 1'790'000'000;  // 2026-09-21 22:13 in Tokyo
constexpr std::int64_t kHour = 3'600;
constexpr std::int64_t kDay = 24 * kHour;
constexpr CustomerId kHanako{101}, kTaro{102};

class TouchesTest : public testing_support::EachStore {
 protected:
  void SetUp() override {
    EachStore::SetUp();
    if (HasFatalFailure()) return;
    ASSERT_VALUE(shops, Shops::open(database(), ids_));
    ASSERT_VALUE(shop, shops.create({.name = "店"}, kNow));
    shop_ = shop.id;
    ASSERT_VALUE(touches, Touches::open(database(), ids_));
    touches_.emplace(std::move(touches));
  }
  [[nodiscard]] static Touch touch(CustomerId customer, std::string key, std::int64_t due = kNow) {
    Touch touch;
    touch.customer = customer;
    touch.key = std::move(key);
    touch.journey = JourneyId{5};
    touch.version = 1;
    touch.run = RunId{7};
    touch.node = "mail1";
    touch.due_at = due;
    touch.expires_at = due + 7 * kDay;
    touch.why = R"([{"condition":"purchases = 1"}])";
    return touch;
  }
  std::int64_t add(const std::vector<Touch>& all) {
    auto session = database().writer().value();
    auto transaction = sql::Transaction::begin(*session).value();
    const std::int64_t added = touches_->add(*session, shop_, all, kNow).value();
    EXPECT_TRUE(transaction.commit());
    return added;
  }
  [[nodiscard]] Claimed claim(std::int64_t now = kNow, const journeys::DeliveryRules& rules = {}, int most = 100) {
    const TimeZone zone = *TimeZone::find("Asia/Tokyo");
    return touches_->claim({.shop = shop_, .rules = rules, .zone = zone, .now = now, .most = most}).value();
  }
  [[nodiscard]] bool settle(CustomerId customer, const std::string& key, journeys::OutboxEvent event,
                            std::int64_t now = kNow) {
    return touches_->settle(shop_, customer, key, {.event = std::move(event), .answer = "250 ok"}, now).value();
  }
  [[nodiscard]] Touch get(CustomerId customer, const std::string& key) {
    return touches_->get(shop_, customer, key).value();
  }

  IdMaker ids_ = testing_support::counting_ids();
  ShopId shop_;
  std::optional<Touches> touches_;
};
INSTANTIATE_EACH_DATABASE(TouchesTest);

TEST_P(TouchesTest, AKeyIsPlannedOnceAndComesBackAsItWent) {
  const Touch planned = touch(kHanako, "7:mail1:1");
  EXPECT_EQ(add({planned, touch(kTaro, "7:mail1:1")}), 2);
  EXPECT_EQ(add({planned}), 0);
  Touch stored = get(kHanako, "7:mail1:1");
  EXPECT_EQ(stored.planned_at, kNow);
  stored.id = {};
  stored.planned_at = 0;
  EXPECT_EQ(stored, planned);
  EXPECT_EQ(touches_->get(shop_, kHanako, "other").error().key, "touches.unknown");
}

TEST_P(TouchesTest, WhoIsHeldOutIsRecordedAndNeverSent) {
  Touch held = touch(kHanako, "k");
  held.arm = journeys::Arm::Holdout;
  ASSERT_EQ(add({held}), 1);
  EXPECT_EQ(get(kHanako, "k").state, TouchState::Skipped);
  EXPECT_EQ(get(kHanako, "k").reason, "holdout");
  EXPECT_TRUE(claim().idle());
}

TEST_P(TouchesTest, WhatIsDueIsTakenOnceAndSentOnce) {
  add({touch(kHanako, "a"), touch(kTaro, "b"), touch(kTaro, "later", kNow + kHour)});
  const Claimed first = claim();
  ASSERT_EQ(first.touches.size(), 2U);
  EXPECT_EQ(first.touches[0].state, TouchState::Sending);
  EXPECT_EQ(get(kHanako, "a").state, TouchState::Sending);
  EXPECT_TRUE(claim().idle());
  EXPECT_TRUE(settle(kHanako, "a", journeys::Accepted{}));
  EXPECT_TRUE(settle(kHanako, "a", journeys::Accepted{})) << "an answer that comes twice";
  EXPECT_EQ(get(kHanako, "a").state, TouchState::Sent);
  EXPECT_EQ(get(kHanako, "a").sent_at, kNow);
  EXPECT_EQ(get(kHanako, "a").answer, "250 ok");
  EXPECT_FALSE(settle(kHanako, "a", journeys::NotTaken{"mail.later"})) << "it is out";
  EXPECT_EQ(claim(kNow + kHour).touches.size(), 1U);
}

TEST_P(TouchesTest, WhatWasNotTakenComesAgainAndWithoutAnswerOnlyAPersonDecides) {
  add({touch(kHanako, "a"), touch(kTaro, "b")});
  ASSERT_EQ(claim().touches.size(), 2U);
  EXPECT_TRUE(settle(kHanako, "a", journeys::NotTaken{"mail.greylisted"}));
  const Touch again = get(kHanako, "a");
  EXPECT_EQ(again.state, TouchState::Planned);
  EXPECT_GT(again.due_at, kNow);
  EXPECT_EQ(claim(again.due_at).touches.size(), 1U);
  EXPECT_TRUE(settle(kTaro, "b", journeys::NoAnswer{"mail.lost"}));
  ASSERT_VALUE(doubtful, touches_->in_doubt(shop_, 10));
  ASSERT_EQ(doubtful.size(), 1U);
  EXPECT_EQ(doubtful[0].key, "b");
  EXPECT_TRUE(claim(kNow + kDay).idle());
  EXPECT_TRUE(settle(kTaro, "b", journeys::Resolve{journeys::Resolution::WasSent}));
  EXPECT_EQ(get(kTaro, "b").state, TouchState::Sent);
}

TEST_P(TouchesTest, ARestartLeavesNobodyInBetween) {
  add({touch(kHanako, "a"), touch(kTaro, "b")});
  ASSERT_EQ(claim().touches.size(), 2U);
  {
    ASSERT_VALUE(session, database().writer());
    ASSERT_VALUE(left, touches_->being_sent(*session, shop_, domain::Channel::Mail));
    ASSERT_EQ(left.size(), 2U);
    ASSERT_VALUE(settled, touches_->settle_all(*session, shop_,
                                               std::vector<TouchOutcome>{{left[0], {.event = journeys::Restarted{}}},
                                                                         {left[1], {.event = journeys::Accepted{}}}},
                                               kNow));
    EXPECT_EQ(settled[0]->state, TouchState::InDoubt);
    EXPECT_EQ(settled[1]->state, TouchState::Sent);
  }
  EXPECT_EQ(get(kHanako, "a").state, TouchState::InDoubt);
  EXPECT_EQ(get(kTaro, "b").state, TouchState::Sent);
}

// What a sender holds in its hands may have been changed by somebody else.
TEST_P(TouchesTest, ATouchThatChangedMeanwhileIsReadAgainBeforeItIsSettled) {
  add({touch(kHanako, "a"), touch(kTaro, "b")});
  const std::vector<Touch> claimed = claim().touches;
  ASSERT_EQ(claimed.size(), 2U);
  EXPECT_TRUE(settle(kHanako, "a", journeys::NotTaken{"mail.greylisted"}));
  const Touch again = get(kHanako, "a");
  Touch erased = claimed[1];
  erased.key = "gone";
  ASSERT_VALUE(session, database().writer());
  ASSERT_VALUE(settled, touches_->settle_all(*session, shop_,
                                             std::vector<TouchOutcome>{{claimed[0], {.event = journeys::Accepted{}}},
                                                                       {erased, {.event = journeys::Accepted{}}},
                                                                       {claimed[1], {.event = journeys::Accepted{}}}},
                                             kNow));
  EXPECT_EQ(settled[0], again) << "it is planned again: nobody has accepted it";
  EXPECT_FALSE(settled[1].has_value());
  EXPECT_EQ(settled[2]->state, TouchState::Sent);
}

TEST_P(TouchesTest, RulesMoveAndDropAndTellWhy) {
  Touch dropped = touch(kHanako, "drop", kNow + 1);
  dropped.when_capped = journeys::WhenBlocked::Drop;
  add({touch(kHanako, "first"), touch(kHanako, "second", kNow + 2), dropped, touch(kTaro, "other")});
  const journeys::DeliveryRules cap{.quiet_hours = {}, .caps = {{.touches = 1, .hours = 24, .channels = {}}}};
  const Claimed claimed = claim(kNow + kHour, cap);
  EXPECT_EQ(claimed.touches.size(), 2U) << "one each";
  EXPECT_EQ(claimed.moved, 1);
  EXPECT_EQ(claimed.dropped, 1);
  EXPECT_EQ(get(kHanako, "drop").state, TouchState::Skipped);
  EXPECT_EQ(get(kHanako, "drop").reason, "frequency_cap");
  EXPECT_EQ(get(kHanako, "second").reason, "frequency_cap");
  EXPECT_GT(get(kHanako, "second").due_at, kNow + kHour);

  add({touch(CustomerId{103}, "night")});
  const journeys::DeliveryRules quiet{.quiet_hours = {{.from = 21 * 3'600, .to = 8 * 3'600, .channels = {}}},
                                      .caps = {}};
  EXPECT_EQ(claim(kNow, quiet).moved, 1);
  EXPECT_EQ(TimeZone::find("Asia/Tokyo")->second_of_day(get(CustomerId{103}, "night").due_at), 8 * 3'600);
}

TEST_P(TouchesTest, ARunThatEndsTakesItsPlansBack) {
  Touch of_another = touch(kHanako, "x");
  of_another.run = RunId{8};
  add({touch(kHanako, "a"), touch(kHanako, "b", kNow + kDay), of_another});
  ASSERT_VALUE(session, database().writer());
  ASSERT_VALUE(withdrawn, touches_->withdraw(*session, shop_, RunId{7}, kHanako, "goal", kNow));
  session.reset();
  EXPECT_EQ(withdrawn, 2);
  EXPECT_EQ(get(kHanako, "b").reason, "goal");
  EXPECT_EQ(claim(kNow + kDay).touches.size(), 1U);
  ASSERT_VALUE(all, touches_->of_customer(shop_, kHanako));
  EXPECT_EQ(all.size(), 3U);
}

TEST_P(TouchesTest, ManySendersTakeEachTouchOnce) {
  std::vector<Touch> all;
  for (std::int64_t i = 0; i < 300; ++i) all.push_back(touch(CustomerId{1'000 + i}, "k"));
  ASSERT_EQ(add(all), 300);
  std::vector<std::vector<std::int64_t>> taken(4);
  {
    std::vector<std::jthread> senders;
    for (auto& mine : taken) {
      senders.emplace_back([&] {
        for (int empty = 0; empty < 3;) {
          const Claimed claimed = claim(kNow, {}, 7);
          for (const Touch& one : claimed.touches) mine.push_back(one.customer.value);
          if (claimed.idle()) ++empty;
        }
      });
    }
  }
  std::multiset<std::int64_t> customers;
  for (const auto& mine : taken) customers.insert(mine.begin(), mine.end());
  EXPECT_EQ(customers.size(), 300U);
  EXPECT_EQ(std::set<std::int64_t>(customers.begin(), customers.end()).size(), 300U);
}

}  // namespace
}  // namespace tsuzuku::parity
