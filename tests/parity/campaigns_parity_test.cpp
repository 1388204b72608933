// Campaigns from draft to done, cut short at any point; on both databases.

#include <algorithm>
#include <set>

#include "services/campaigns/planner.hpp"
#include "tests/parity/customer_shop.hpp"

namespace tsuzuku::parity {
namespace {

using namespace services;

constexpr std::int64_t kNow = kCustomersNow;
constexpr int kPeople = 60;

class CampaignsTest : public CustomerShop {
 protected:
  // Customer n: without address when n % 6 == 0, never asked when n % 6 == 1, withdrawn when n % 6 == 2, suppressed
  // when n % 6 == 3; the others agreed and can be reached.
  void SetUp() override {
    CustomerShop::SetUp();
    if (HasFatalFailure()) return;
    ASSERT_VALUE(shops, Shops::open(database(), ids_));
    all_shops_.emplace(std::move(shops));
    ASSERT_VALUE(conditions, Conditions::open(database(), *all_shops_, ledgers()));
    conditions_.emplace(std::move(conditions));
    ASSERT_VALUE(templates, Templates::open(database(), ids_));
    templates_.emplace(std::move(templates));
    ASSERT_VALUE(suppressions, Suppressions::open(database()));
    suppressions_.emplace(std::move(suppressions));
    ASSERT_VALUE(touches, Touches::open(database(), ids_));
    touches_.emplace(std::move(touches));
    ASSERT_VALUE(campaigns, Campaigns::open({.database = database(),
                                             .ids = ids_,
                                             .conditions = *conditions_,
                                             .templates = *templates_,
                                             .suppressions = *suppressions_}));
    campaigns_ = std::move(campaigns);
    planner_ = open_planner();
    std::vector<domain::OrderDraft> orders;
    for (int n = 0; n < kPeople; ++n) {
      domain::CustomerDraft customer;
      customer.number = "K" + std::to_string(n);
      if (n % 6 != 0) customer.email = "k" + std::to_string(n) + "@example.jp";
      orders.push_back(order_of(customer, std::to_string(n), "2026-09-01"));
    }
    ASSERT_OK(write(orders));
    ASSERT_VALUE(consents, Consents::open(database(), ids_));
    for (int n = 0; n < kPeople; ++n) {
      if (n % 6 < 2) continue;
      const CustomerId customer = id_of("K" + std::to_string(n));
      ASSERT_OK(consents.add(shop_id_, customer,
                             {.channel = domain::Channel::Mail, .origin = "test", .evidence = "form"}, kNow - 100));
      if (n % 6 == 2) {
        ASSERT_OK(consents.add(shop_id_, customer,
                               {.channel = domain::Channel::Mail,
                                .state = domain::ConsentState::Withdrawn,
                                .origin = "test",
                                .evidence = "form"},
                               kNow - 50));
      }
      if (n % 6 == 3) ASSERT_OK(suppressions_->add(shop_id_, {.address = "k" + std::to_string(n) + "@example.jp"}));
    }
    ASSERT_VALUE(message, templates_->create(shop_id_, {.name = "秋の便り"}, kNow));
    message_ = message.id;
  }

  std::unique_ptr<CampaignPlanner> open_planner() {
    return CampaignPlanner::open({.database = database(),
                                  .shops = *all_shops_,
                                  .conditions = *conditions_,
                                  .campaigns = *campaigns_,
                                  .touches = *touches_})
        .value();
  }
  Campaign make(CampaignChange change = {}) {
    if (!change.name) change.name = "秋";
    if (!change.condition) change.condition = "everyone";
    if (!change.message) change.message = message_;
    auto made = campaigns_->create(shop(), change, std::nullopt, kNow);
    if (!made) ADD_FAILURE() << testing_support::tell(made.error());
    return made.value_or(Campaign{});
  }
  [[nodiscard]] Campaign get(CampaignId id) { return campaigns_->get(shop(), id).value(); }
  CampaignWork work(std::int64_t now = kNow) { return planner_->work_once(now).value(); }
  // Customers with a touch of the campaign, by their arm.
  [[nodiscard]] std::map<std::int64_t, std::int64_t> arms() {
    auto session = database().reader().value();
    const auto queries =
        sql::Queries::parse("test", "-- name: arms\nselect customer_id, arm, state from touches", session->dialect());
    std::map<std::int64_t, std::int64_t> found;
    const auto rows = session->rows(queries->get("arms")).value();
    for (const sql::Row& row : rows) {
      EXPECT_TRUE(found.emplace(sql::integer(row[0]), sql::integer(row[1])).second) << "twice";
    }
    return found;
  }
  [[nodiscard]] std::string key_of(const auto& result) { return result ? "" : result.error().key; }

  std::optional<Shops> all_shops_;
  std::optional<Conditions> conditions_;
  std::optional<Templates> templates_;
  std::optional<Suppressions> suppressions_;
  std::optional<Touches> touches_;
  std::unique_ptr<Campaigns> campaigns_;
  std::unique_ptr<CampaignPlanner> planner_;
  TemplateId message_;
};
INSTANTIATE_EACH_DATABASE(CampaignsTest);

TEST_P(CampaignsTest, ADraftSaysWhoWouldBeReached) {
  const Campaign campaign = make({.holdout_permille = 300});
  const ReachCounts counts = campaigns_->audience(shop(), campaign, kNow).value();
  EXPECT_EQ(counts.customers, kPeople);
  EXPECT_EQ(counts.no_address, 10);
  EXPECT_EQ(counts.no_consent, 20) << "never asked, and withdrawn";
  EXPECT_EQ(counts.suppressed, 10);
  EXPECT_EQ(counts.sendable + counts.held_out, 20);
  EXPECT_GT(counts.held_out, 0);
  EXPECT_EQ(campaigns_->audience(shop(), campaign, kNow + 1).value(), counts) << "the draw stands";
}

TEST_P(CampaignsTest, PlannedOnceWithTheSameHoldoutAndThenRunning) {
  const Campaign campaign = make({.holdout_permille = 300, .cost = 3});
  const ReachCounts expected = campaigns_->audience(shop(), campaign, kNow).value();
  EXPECT_EQ(campaigns_->plan(shop(), campaign.id, kNow).value().state, CampaignState::Planned);
  EXPECT_EQ(work().decided, kPeople);
  const Campaign running = get(campaign.id);
  EXPECT_EQ(running.state, CampaignState::Running);
  EXPECT_EQ(running.audience, expected);
  EXPECT_EQ(running.counts.at("planned"), expected.sendable);
  std::int64_t held_out = 0;
  for (const auto& [customer, arm] : arms()) {
    EXPECT_EQ(arm == 2, is_held_out(CustomerId{customer}, campaign.id, 300));
    held_out += arm == 2 ? 1 : 0;
  }
  EXPECT_EQ(held_out, expected.held_out);
  EXPECT_EQ(work().decided, 0);
  ASSERT_OK(run("update touches set state = 4, sent_at = 1 where state = 1"));
  work(kNow + 60);
  EXPECT_EQ(get(campaign.id).state, CampaignState::Done);
  EXPECT_EQ(key_of(campaigns_->cancel(shop(), campaign.id, kNow)), "campaigns.over");
}

TEST_P(CampaignsTest, WhomNothingReachesIsCountedAndRecordedAsSuch) {
  GlobalHoldouts holdouts = GlobalHoldouts::open(database()).value();
  const Campaign campaign = make({.holdout_permille = 300});
  const ReachCounts before = campaigns_->audience(shop(), campaign, kNow).value();
  ASSERT_OK(holdouts.set(shop_id_, {.permille = 400}, std::nullopt, kNow));
  const GlobalHoldout holdout = holdouts.of(shop_id_).value();
  const ReachCounts counts = campaigns_->audience(shop(), campaign, kNow).value();
  EXPECT_GT(counts.global_holdout, 0);
  EXPECT_EQ(counts.sendable + counts.held_out + counts.global_holdout, before.sendable + before.held_out);
  ASSERT_OK(campaigns_->plan(shop(), campaign.id, kNow));
  work();
  EXPECT_EQ(get(campaign.id).audience, counts);
  std::int64_t global = 0;
  for (const auto& [customer, arm] : arms()) {
    EXPECT_EQ(arm == 3, holdout.holds_out(CustomerId{customer}));
    global += arm == 3 ? 1 : 0;
    if (arm != 3) continue;
    const Touch touch = touches_->of_customer(shop_id_, CustomerId{customer}).value().at(0);
    EXPECT_EQ(touch.reason, "global_holdout");
    EXPECT_EQ(touch.state, domain::TouchState::Skipped);
  }
  EXPECT_EQ(global, counts.global_holdout);
}

TEST_P(CampaignsTest, OneAddressGetsOneCopyForWhoBoughtLast) {
  const auto with_address = [&](int n, const std::string& address) {
    return run("update customers set email = '" + address + "' where customer_id = " +
               id_of("K" + std::to_string(n)).text() + "; update shops set people_version = people_version + 1");
  };
  const CustomerId earlier = id_of("K4"), latest = id_of("K5"), other = id_of("K10");
  ASSERT_OK(with_address(4, "House@Example.jp"));
  ASSERT_OK(with_address(5, "house@example.jp"));
  ASSERT_OK(with_address(10, "HOUSE@example.jp "));
  ASSERT_OK(with_address(7, "house@example.jp"));  // never agreed, and bought last of all
  domain::CustomerDraft again;
  again.number = "K5";
  ASSERT_OK(write({order_of(again, "again", "2026-09-10")}));
  again.number = "K7";
  ASSERT_OK(write({order_of(again, "later", "2026-09-15")}));
  const Campaign campaign = make();
  const ReachCounts counts = campaigns_->audience(shop(), campaign, kNow).value();
  EXPECT_EQ(counts.same_address, 2);
  EXPECT_EQ(counts.sendable, 18);
  ASSERT_OK(campaigns_->plan(shop(), campaign.id, kNow));
  work();
  EXPECT_EQ(get(campaign.id).audience, counts);
  EXPECT_TRUE(arms().contains(latest.value));
  EXPECT_FALSE(arms().contains(earlier.value));
  EXPECT_FALSE(arms().contains(other.value));
}

TEST_P(CampaignsTest, WaitsForItsMoment) {
  const Campaign campaign = make({.send_at = kNow + 7'200});
  ASSERT_OK(campaigns_->plan(shop(), campaign.id, kNow));
  EXPECT_EQ(work().decided, 0) << "too early to know who it will be";
  EXPECT_EQ(work(kNow + 7'200 - kPlanAheadSeconds).decided, kPeople);
  EXPECT_EQ(get(campaign.id).state, CampaignState::Planned);
  work(kNow + 7'200);
  EXPECT_EQ(get(campaign.id).state, CampaignState::Running);
  auto due = touches_->of_customer(shop_id_, CustomerId{arms().begin()->first}).value();
  EXPECT_EQ(due.at(0).due_at, kNow + 7'200);
}

// After each batch the program may die; another one goes on from what stands in the database.
TEST_P(CampaignsTest, GoesOnBehindTheLastOneDecided) {
  const Campaign campaign = make();
  ASSERT_OK(campaigns_->plan(shop(), campaign.id, kNow));
  const auto ids = conditions_->members(shop_id_, "everyone", conditions_->today(shop(), kNow).value()).value();
  // As a program leaves it that died after thirty customers, ten of whom can be reached.
  ASSERT_OK(
      run("update campaigns set planned_to = " + ids[29].text() +
          ", audience = '{\"customers\":30,\"sendable\":10,\"no_consent\":10,\"no_address\":5,\"suppressed\":5}'"));
  planner_ = open_planner();
  EXPECT_EQ(work().decided, 30);
  const Campaign running = get(campaign.id);
  EXPECT_EQ(running.audience->customers, kPeople);
  EXPECT_EQ(running.audience->sendable, 20);
  EXPECT_EQ(arms().size(), 10U);
  EXPECT_TRUE(std::ranges::all_of(arms(), [&](const auto& one) { return one.first > ids[29].value; }));
}

TEST_P(CampaignsTest, TwoProgramsPlanEverybodyOnce) {
  const Campaign campaign = make();
  ASSERT_OK(campaigns_->plan(shop(), campaign.id, kNow));
  const auto other = open_planner();
  std::int64_t decided = 0;
  for (int round = 0; round < 3; ++round) decided += work().decided + other->work_once(kNow).value().decided;
  EXPECT_EQ(decided, kPeople);
  EXPECT_EQ(arms().size(), 20U);
}

TEST_P(CampaignsTest, ACancelledOneIsTakenBack) {
  const Campaign campaign = make({.send_at = kNow + 300});
  ASSERT_OK(campaigns_->plan(shop(), campaign.id, kNow));
  work();
  ASSERT_OK(campaigns_->cancel(shop(), campaign.id, kNow));
  EXPECT_EQ(work().withdrawn, 20);
  const Campaign cancelled = get(campaign.id);
  EXPECT_EQ(cancelled.counts.at("skipped"), 20);
  EXPECT_EQ(touches_->of_customer(shop_id_, CustomerId{arms().begin()->first}).value().at(0).reason, "stopped");
  EXPECT_EQ(work(kNow + 600).decided, 0);
  const Campaign never = make({.name = "冬", .send_at = kNow + 9'000});
  ASSERT_OK(campaigns_->plan(shop(), never.id, kNow));
  ASSERT_OK(campaigns_->cancel(shop(), never.id, kNow));
  EXPECT_EQ(work(kNow + 9'000).decided, 0);
}

TEST_P(CampaignsTest, DraftsAreGuardedAndOthersFixed) {
  const auto refused = [&](const CampaignChange& change) {
    return key_of(campaigns_->create(shop(), change, std::nullopt, kNow));
  };
  EXPECT_EQ(refused({.condition = "everyone"}), "campaigns.no_name");
  EXPECT_EQ(refused({.name = "x"}), "campaigns.no_condition");
  EXPECT_EQ(refused({.name = "x", .condition = "stage ="}), "segment.unexpected_end");
  EXPECT_EQ(refused({.name = "x", .segment = SegmentId{3}}), "segments.unknown_id");
  EXPECT_EQ(refused({.name = "x", .condition = "everyone", .message = TemplateId{3}}), "templates.unknown_id");
  EXPECT_EQ(refused({.name = "x", .condition = "everyone", .holdout_permille = 501}), "campaigns.bad_holdout");
  EXPECT_EQ(refused({.name = "x", .condition = "everyone", .cost = -1}), "campaigns.bad_cost");
  const Campaign campaign = make();
  EXPECT_EQ(refused({.name = "秋", .condition = "everyone"}), "campaigns.name_taken");
  EXPECT_EQ(campaigns_->change(shop(), campaign.id, {.holdout_permille = 100}, kNow).value().holdout_permille, 100);
  const Campaign wordless =
      campaigns_->create(shop(), {.name = "空", .condition = "everyone"}, std::nullopt, kNow).value();
  EXPECT_EQ(key_of(campaigns_->plan(shop(), wordless.id, kNow)), "campaigns.no_template");
  ASSERT_OK(campaigns_->remove(shop(), wordless.id));
  EXPECT_EQ(key_of(campaigns_->get(shop(), wordless.id)), "campaigns.unknown_id");
  ASSERT_OK(campaigns_->plan(shop(), campaign.id, kNow));
  EXPECT_EQ(key_of(campaigns_->change(shop(), campaign.id, {.cost = 1}, kNow)), "campaigns.not_draft");
  EXPECT_EQ(key_of(campaigns_->remove(shop(), campaign.id)), "campaigns.not_draft");
  EXPECT_EQ(key_of(campaigns_->plan(shop(), campaign.id, kNow)), "campaigns.not_draft");
}

}  // namespace
}  // namespace tsuzuku::parity
