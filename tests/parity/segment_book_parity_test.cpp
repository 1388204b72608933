// Segments and who is in them, as orders come, days turn and conditions change; on both databases.

#include "services/segments/members.hpp"
#include "tests/parity/customer_shop.hpp"

namespace tsuzuku::parity {
namespace {

using namespace services;

constexpr std::int64_t kNow = kCustomersNow;
constexpr std::int64_t kDay = 86'400;

domain::CustomerDraft customer(const std::string& number) {
  domain::CustomerDraft draft;
  draft.number = number;
  draft.last_name = "客" + number;
  return draft;
}

class SegmentBookTest : public CustomerShop {
 protected:
  void SetUp() override {
    CustomerShop::SetUp();
    if (HasFatalFailure()) return;
    ASSERT_VALUE(shops, Shops::open(database(), ids_));
    all_shops_.emplace(std::move(shops));
    ASSERT_VALUE(conditions, Conditions::open(database(), *all_shops_, ledgers()));
    conditions_.emplace(std::move(conditions));
    ASSERT_VALUE(segments, Segments::open(database(), ids_, *conditions_));
    segments_.emplace(std::move(segments));
    ASSERT_VALUE(members, SegmentMembers::open(database(), *all_shops_, *conditions_));
    members_.emplace(std::move(members));
    ASSERT_OK(write({order_of(customer("A"), "1", "2026-07-01"), order_of(customer("A"), "2", "2026-08-01"),
                     order_of(customer("B"), "3", "2026-08-20"), order_of(customer("C"), "4", "2026-09-10")}));
  }

  Segment make(const std::string& name, const std::string& condition, SegmentKind kind = SegmentKind::Live) {
    auto made = segments_->create(shop(), {.name = name, .kind = kind, .condition = condition}, std::nullopt, kNow);
    if (!made) ADD_FAILURE() << testing_support::tell(made.error());
    return made.value_or(Segment{});
  }
  SegmentWork work(std::int64_t now) { return members_->work_once(now).value(); }
  [[nodiscard]] std::string members_of(const std::string& name, std::int64_t now = kNow) {
    std::string numbers;
    const Day today = conditions_->today(shop(), now).value();
    const auto ids = conditions_->members(shop_id_, condition_of_segment(name), today).value();
    std::vector<std::int64_t> values;
    for (const CustomerId id : ids) values.push_back(id.value);
    auto briefs = find_customers(database(), shop_id_, values, PersonalData::Shown).value();
    for (const std::int64_t id : values) numbers += briefs[id].number;
    return numbers;
  }
  [[nodiscard]] std::vector<SegmentMove> moves(SegmentId id) {
    return members_->moves(shop(), id, 1, 50, PersonalData::Shown).value().moves;
  }
  [[nodiscard]] std::string key_of(const auto& result) { return result ? "" : result.error().key; }

  std::optional<Shops> all_shops_;
  std::optional<Conditions> conditions_;
  std::optional<Segments> segments_;
  std::optional<SegmentMembers> members_;
};
INSTANTIATE_EACH_DATABASE(SegmentBookTest);

TEST_P(SegmentBookTest, WhoWasThereFromTheBeginningHasNotMoved) {
  const Segment quiet = make("休眠", "days_since_last_purchase > 30");
  EXPECT_FALSE(quiet.customers.has_value()) << "not counted yet";
  const SegmentWork first = work(kNow);
  EXPECT_EQ(first.asked, 1);
  EXPECT_EQ(first.entered, 2) << "A and B";
  EXPECT_EQ(segments_->get(shop(), quiet.id, kNow).value().customers, 2);
  EXPECT_TRUE(moves(quiet.id).empty());
  EXPECT_TRUE(work(kNow + 60).idle()) << "nothing has happened";
}

TEST_P(SegmentBookTest, AnOrderAndANewDayMoveCustomersAndSayWhy) {
  const Segment quiet = make("休眠", "days_since_last_purchase > 30");
  work(kNow);
  ASSERT_OK(write({order_of(customer("A"), "5", "2026-09-21")}));
  EXPECT_EQ(work(kNow + 60).left, 1);
  EXPECT_EQ(work(kNow + 25 * kDay).entered, 1) << "C, by the day alone";

  const auto told = moves(quiet.id);
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].brief.number, "C");
  EXPECT_TRUE(told[0].entered);
  EXPECT_EQ(told[0].at, kNow + 25 * kDay);
  ASSERT_EQ(told[0].reasons.size(), 1U);
  EXPECT_EQ(told[0].reasons[0], (MoveReason{"days_since_last_purchase > 30", true, 36, ""}));
  EXPECT_EQ(told[1].brief.number, "A");
  EXPECT_FALSE(told[1].entered);
  EXPECT_EQ(told[1].reasons[0], (MoveReason{"days_since_last_purchase > 30", false, 0, ""}));
  EXPECT_FALSE(told[1].condition_changed);

  const Segment now = segments_->get(shop(), quiet.id, kNow + 25 * kDay).value();
  EXPECT_EQ(now.customers, 2);
  EXPECT_EQ(now.entered_7d, 1);
  EXPECT_EQ(now.left_7d, 0) << "three weeks ago";
}

TEST_P(SegmentBookTest, WhoComesBackStaysTwice) {
  const Segment quiet = make("休眠", "days_since_last_purchase > 30");
  work(kNow);
  ASSERT_OK(write({order_of(customer("A"), "5", "2026-09-21")}));
  work(kNow + 60);
  EXPECT_EQ(work(kNow + 40 * kDay).entered, 2) << "A again, and C";
  EXPECT_EQ(moves(quiet.id).size(), 3U);
  EXPECT_EQ(segments_->get(shop(), quiet.id, kNow + 40 * kDay).value().customers, 3);
}

TEST_P(SegmentBookTest, AChangedConditionIsNamedAsTheCauseAlsoThroughAnotherSegment) {
  const Segment quiet = make("休眠", "days_since_last_purchase > 30");
  const Segment more = make("休眠の2回以上", "segment = \"休眠\" and stage >= 2");
  work(kNow);
  EXPECT_EQ(segments_->get(shop(), more.id, kNow).value().customers, 1);
  ASSERT_OK(segments_->change(shop(), quiet.id, {.condition = "days_since_last_purchase > 60"}, kNow));
  const SegmentWork changed = work(kNow + 60);
  EXPECT_EQ(changed.asked, 2);
  EXPECT_EQ(changed.left, 3) << "A and B of the one, A of the other";
  for (const SegmentMove& move : moves(more.id)) EXPECT_TRUE(move.condition_changed);
}

TEST_P(SegmentBookTest, AFrozenOneKeepsItsMembers) {
  make("休眠", "days_since_last_purchase > 30");
  const Segment source = segments_->list(shop(), kNow).value().front();
  ASSERT_VALUE(frozen, segments_->freeze(shop(), source.id, "9月の名簿", std::nullopt, kNow));
  EXPECT_EQ(frozen.kind, SegmentKind::Frozen);
  EXPECT_EQ(to_text(frozen.frozen_day.value()), "2026-09-21");
  work(kNow);
  EXPECT_EQ(members_of("9月の名簿"), "AB");
  ASSERT_OK(write({order_of(customer("A"), "5", "2026-09-21")}));
  work(kNow + 60);
  EXPECT_EQ(members_of("休眠"), "B");
  EXPECT_EQ(members_of("9月の名簿"), "AB");
  EXPECT_EQ(key_of(segments_->change(shop(), frozen.id, {.condition = "everyone"}, kNow)), "segments.frozen");
  EXPECT_TRUE(moves(frozen.id).empty());
}

TEST_P(SegmentBookTest, WhatACrashLeftUndoneIsDoneByTheNext) {
  const Segment quiet = make("休眠", "days_since_last_purchase > 30");
  work(kNow);
  // As if the program had ended after the first rows: some have left, nothing says that the work is done.
  ASSERT_OK(write({order_of(customer("A"), "5", "2026-09-21"), order_of(customer("B"), "6", "2026-09-21")}));
  ASSERT_OK(run("update segment_members set left_at = " + std::to_string(kNow) +
                ", left_why = '{}' where customer_id = (select min(customer_id) from segment_members)"));
  EXPECT_EQ(work(kNow + 60).left, 1);
  EXPECT_EQ(segments_->get(shop(), quiet.id, kNow).value().customers, 0);
  EXPECT_EQ(moves(quiet.id).size(), 2U);
}

TEST_P(SegmentBookTest, NamesAreGuarded) {
  const Segment quiet = make("休眠", "days_since_last_purchase > 30");
  const Segment user = make("使う", "segment = \"休眠\"");
  const auto create = [&](const std::string& name, const std::string& condition) {
    return key_of(segments_->create(shop(), {.name = name, .condition = condition}, std::nullopt, kNow));
  };
  EXPECT_EQ(create("  ", "everyone"), "segments.no_name");
  EXPECT_EQ(create(std::string(3'000, 'x'), "everyone"), "segments.name_too_long");
  EXPECT_EQ(create("休眠", "everyone"), "segments.name_taken");
  EXPECT_EQ(create("x", "stage ="), "segment.unexpected_end");
  EXPECT_EQ(create("自分", "segment = \"自分\""), "segment.names_itself");
  EXPECT_EQ(key_of(segments_->change(shop(), quiet.id, {.condition = "segment = \"使う\""}, kNow)),
            "segment.names_itself");
  EXPECT_EQ(key_of(segments_->change(shop(), quiet.id, {.name = "別"}, kNow)), "segments.used");
  EXPECT_EQ(key_of(segments_->change(shop(), user.id, {.name = "休眠"}, kNow)), "segments.name_taken");
  EXPECT_EQ(key_of(segments_->remove(shop(), quiet.id)), "segments.used");
  EXPECT_EQ(segments_->get(shop(), quiet.id, kNow).value().used_by,
            (std::vector<SegmentUse>{{"segment", user.id.value, "使う"}}));
  work(kNow);
  ASSERT_OK(segments_->remove(shop(), user.id));
  ASSERT_OK(segments_->remove(shop(), quiet.id));
  EXPECT_EQ(key_of(segments_->get(shop(), quiet.id, kNow)), "segments.unknown_id");
  EXPECT_TRUE(segments_->list(shop(), kNow).value().empty());
}

TEST_P(SegmentBookTest, JourneysAndCampaignsUseSegmentsToo) {
  const Segment quiet = make("休眠", "days_since_last_purchase > 30");
  ASSERT_OK(run(
      "insert into campaigns (campaign_id, shop_id, name, state, condition, holdout_permille, created_at, updated_at) "
      "values (7, " +
      shop_id_.text() +
      ", '秋', 1, 'stage = 2 and segment = \"休眠\"', 0, 0, 0);"
      "insert into journeys (journey_id, shop_id, name, state, version, created_at, updated_at, draft) "
      "values (8, " +
      shop_id_.text() + ", 'F2', 1, 0, 0, 0, '{\"entry\":{\"condition\":\"segment in (\\\"休眠\\\")\"}}')"));
  EXPECT_EQ(segments_->get(shop(), quiet.id, kNow).value().used_by,
            (std::vector<SegmentUse>{{"campaign", 7, "秋"}, {"journey", 8, "F2"}}));
}

TEST_P(SegmentBookTest, ASenselessSegmentStopsNobody) {
  make("休眠", "days_since_last_purchase > 30");
  ASSERT_OK(
      run("insert into segments (segment_id, shop_id, name, kind, condition, created_at, updated_at) values (3, " +
          shop_id_.text() + ", '壊れた', 1, 'segment = \"もうない\"', 0, 0)"));
  const SegmentWork done = work(kNow);
  EXPECT_EQ(done.failed, 1);
  EXPECT_EQ(done.asked, 1);
}

}  // namespace
}  // namespace tsuzuku::parity
