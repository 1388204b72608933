// Results read from the store, beside the same sums made by hand from what was written; on both databases.

#include <algorithm>

#include "services/results/results.hpp"
#include "tests/parity/customer_shop.hpp"

namespace tsuzuku::parity {
namespace {

using namespace services;

constexpr std::int64_t kNow = kCustomersNow;
constexpr std::int64_t kDay = 86'400;
constexpr int kPeople = 48;
constexpr std::int64_t kMailCost = 7;

class ResultsTest : public CustomerShop {
 protected:
  // Customer n came in n hours after the first one, 60 days ago; every third was held out. What they bought: n % 4
  // orders within 30 days, one long before, one too late, one that was cancelled.
  void SetUp() override {
    CustomerShop::SetUp();
    if (HasFatalFailure()) return;
    ASSERT_VALUE(results, Results::open(database(), ledgers()));
    results_.emplace(std::move(results));
    std::vector<domain::OrderDraft> orders;
    for (int n = 0; n < kPeople; ++n) {
      domain::CustomerDraft customer;
      customer.number = "K" + std::to_string(n);
      const auto add = [&](const std::string& what, std::int64_t at, Money amount) -> domain::OrderDraft& {
        orders.push_back(order_of(customer, customer.number + what, "2026-01-01", amount));
        orders.back().ordered_at = at;
        orders.back().ordered_day = TimeZone::find("Asia/Tokyo")->day_of(at);
        return orders.back();
      };
      add("old", entered(n) - 100 * kDay, 500 + n);
      add("trigger", entered(n), 900);
      for (int i = 0; i < n % 4; ++i)
        add("in" + std::to_string(i), entered(n) + (5 + 3 * i) * kDay, 1'000 + 10 * n + i);
      add("late", entered(n) + 31 * kDay, 9'000);
      add("cancelled", entered(n) + 2 * kDay, 4'000).cancelled_day = Day{20'700};
      orders.back().state = domain::OrderState::Cancelled;
    }
    ASSERT_OK(write(orders));
    ASSERT_OK(
        run("insert into journeys (journey_id, shop_id, name, state, version, created_at, updated_at) values (5, " +
            shop_id_.text() + ", 'F2', 4, 1, 0, 0)"));
    for (int n = 0; n < kPeople; ++n) {
      ASSERT_OK(run(run_of(n, 100 + n, entered(n), n % 3 == 0 ? 2 : 1)));
      if (n % 3 != 0) ASSERT_OK(run(touch_of(n)));
    }
  }

  static std::int64_t entered(int n) { return kNow - 60 * kDay + n * 3'600; }
  std::string id(int n) { return id_of("K" + std::to_string(n)).text(); }
  std::string run_of(int n, int run, std::int64_t at, int arm) {
    return "insert into journey_runs (customer_id, run_id, shop_id, journey_id, version, entry_key, arm, state, node, "
           "entered_at, memory) values (" +
           id(n) + ", " + std::to_string(run) + ", " + shop_id_.text() + ", 5, 1, 'k" + std::to_string(run) + "', " +
           std::to_string(arm) + ", 2, 'n', " + std::to_string(at) + ", '{}');";
  }
  std::string touch_of(int n) {
    const std::string touch = std::to_string(1'000 + n);
    std::string sql =
        "insert into touches (customer_id, message_key, touch_id, shop_id, channel, advertising, state, arm, "
        "journey_id, run_id, variant, cost, priority, when_quiet, when_capped, planned_at, due_at, expires_at, "
        "sent_at, "
        "attempts, reason, answer, why) values (" +
        id(n) + ", 'k', " + touch + ", " + shop_id_.text() + ", 1, 1, 4, 1, 5, 1, '', " + std::to_string(kMailCost) +
        ", 0, 1, 1, 0, 0, 0, " + std::to_string(entered(n) + kDay) + ", 1, '', '', '');";
    for (const auto& [kind, machine, seen] :
         {std::tuple(1, 0, n % 2 == 0), std::tuple(2, 1, true), std::tuple(2, 0, n % 5 == 0)}) {
      if (!seen) continue;
      sql += "insert into touch_events (customer_id, touch_id, event_id, shop_id, kind, at, machine, detail) values (" +
             id(n) + ", " + touch + ", " + std::to_string(10 * kind + machine) + ", " + shop_id_.text() + ", " +
             std::to_string(kind) + ", 0, " + std::to_string(machine) + ", '');";
    }
    return sql;
  }
  [[nodiscard]] ResultReport ask(const ResultRequest& request = {}, std::int64_t now = kNow) {
    auto report = results_->of_journey(shop(), JourneyId{5}, request, now);
    if (!report) ADD_FAILURE() << testing_support::tell(report.error());
    return report.value_or(ResultReport{});
  }

  std::optional<Results> results_;
};
INSTANTIATE_EACH_DATABASE(ResultsTest);

TEST_P(ResultsTest, CountsWhatWasBoughtInTheWindowAndNothingElse) {
  const ResultReport report = ask();
  ArmTotals treated, holdout;
  for (int n = 0; n < kPeople; ++n) {
    ArmTotals& arm = n % 3 == 0 ? holdout : treated;
    ++arm.customers;
    arm.bought += n % 4 > 0 ? 1 : 0;
    arm.totals[0] += n % 4;
    for (int i = 0; i < n % 4; ++i) arm.totals[1] += 1'000 + 10 * n + i;
    if (n % 3 == 0) continue;
    ++arm.sent;
    arm.opened += n % 2 == 0 ? 1 : 0;
    arm.clicked += n % 5 == 0 ? 1 : 0;
    arm.touch_cost += kMailCost;
  }
  for (const auto& [ours, theirs] :
       {std::pair(&report.outcome.treated, &treated), std::pair(&report.outcome.holdout, &holdout)}) {
    EXPECT_EQ(ours->customers, theirs->customers);
    EXPECT_EQ(ours->bought, theirs->bought);
    EXPECT_EQ(ours->sent, theirs->sent);
    EXPECT_EQ(ours->opened, theirs->opened);
    EXPECT_EQ(ours->clicked, theirs->clicked);
    EXPECT_DOUBLE_EQ(ours->totals[0], theirs->totals[0]);
    EXPECT_DOUBLE_EQ(ours->totals[1], theirs->totals[1]);
    EXPECT_DOUBLE_EQ(ours->totals[2], theirs->totals[1]) << "no cost was told";
    EXPECT_DOUBLE_EQ(ours->totals[3], theirs->totals[1] - theirs->touch_cost);
  }
  EXPECT_EQ(report.looking, Looking::Once) << "ended, and every window is over";
  ASSERT_EQ(report.outcome.effects.size(), 4U);
  EXPECT_TRUE(report.left_out.empty());
  EXPECT_NE(std::ranges::find(report.assumptions, "costs_missing"), report.assumptions.end());
}

TEST_P(ResultsTest, WhoIsNotComparedIsTold) {
  ASSERT_OK(run(run_of(1, 500, entered(1) + kDay, 1)));  // again: the first way in counts
  ASSERT_OK(run("update journey_runs set arm = 3 where run_id = 104"));
  const ResultReport report = ask({}, entered(40) + 30 * kDay);
  EXPECT_EQ(report.outcome.treated.customers + report.outcome.holdout.customers, 40)
      << "41 windows are over, one global";
  EXPECT_EQ(report.left_out, (std::vector<ResultLeftOut>{{"global_holdout", 1}, {"window_open", 7}}));
  EXPECT_EQ(report.looking, Looking::Anytime);
}

TEST_P(ResultsTest, WhatWasNotImportedYetIsNotTakenForNotBought) {
  const auto zone = TimeZone::find("Asia/Tokyo");
  const Day last = zone->day_of(entered(20) + 30 * kDay);
  const std::string day = std::to_string(last.value);
  ASSERT_OK(run("update orders set ordered_day = " + day + " where ordered_day > " + day +
                "; update orders set cancelled_day = " + day + " where cancelled_day > " + day +
                "; update shops set data_version = data_version + 1"));
  std::int64_t over = 0;
  for (int n = 0; n < kPeople; ++n) over += entered(n) + 30 * kDay <= zone->to_utc(last + 1, 0) ? 1 : 0;
  ASSERT_LT(over, kPeople);
  const ResultReport report = ask();
  EXPECT_EQ(report.as_of, last);
  EXPECT_EQ(report.outcome.treated.customers + report.outcome.holdout.customers, over);
  EXPECT_EQ(report.looking, Looking::Anytime);
}

TEST_P(ResultsTest, APeriodChoosesEntries) {
  const auto zone = TimeZone::find("Asia/Tokyo");
  const Day second = zone->day_of(entered(0)) + 1;
  std::int64_t expected = 0;
  for (int n = 0; n < kPeople; ++n) expected += zone->day_of(entered(n)) == second ? 1 : 0;
  const ResultReport report = ask({.from = second, .to = second});
  EXPECT_EQ(report.outcome.treated.customers + report.outcome.holdout.customers, expected);
  EXPECT_EQ(report.from, second);
  EXPECT_EQ(results_->of_journey(shop(), JourneyId{5}, {.goal_days = 0}, kNow).error().key, "results.bad_goal_days");
  EXPECT_EQ(results_->of_journey(shop(), JourneyId{6}, {}, kNow).error().key, "results.unknown_journey");
  EXPECT_EQ(results_->of_campaign(shop(), CampaignId{6}, {}, kNow).error().key, "results.unknown_campaign");
}

TEST_P(ResultsTest, AJourneysOwnGoalSaysHowLong) {
  EXPECT_EQ(ask().goal_days, kGoalDays) << "the journey has none";
  const auto version = [&](int number, const std::string& goal) {
    return run("insert into journey_versions (journey_id, version, definition, created_at) values (5, " +
               std::to_string(number) + R"(, '{"format": 1, )" + goal + R"("nodes": []}', 0); )" +
               "update journeys set version = " + std::to_string(number) + " where journey_id = 5");
  };
  ASSERT_OK(version(2, R"("goal": {"event": "ordered", "days": 7}, )"));
  const ResultReport week = ask();
  EXPECT_EQ(week.goal_days, 7);
  EXPECT_DOUBLE_EQ(week.outcome.treated.totals[0] + week.outcome.holdout.totals[0], kPeople * 3 / 4)
      << "the first of the orders on day 5, 8 and 11";
  EXPECT_EQ(ask({.goal_days = 30}).goal_days, 30) << "what is asked for goes first";
  ASSERT_OK(run(R"(update journeys set draft = '{"goal": {"event": "ordered", "days": 90}}' where journey_id = 5)"));
  EXPECT_EQ(ask().goal_days, 7) << "what is only drawn holds for nobody yet";
  ASSERT_OK(version(3, R"("goal": {"event": "ordered", "days": 900}, )"));
  EXPECT_EQ(ask().goal_days, kGoalDaysMost);
  ASSERT_OK(version(4, ""));
  EXPECT_EQ(ask().goal_days, kGoalDays);
}

// Every sixth of those in the journey is held out of everything; what came in before that share stood is not compared.
TEST_P(ResultsTest, AllTogetherIsComparedWithWhomNothingReached) {
  GlobalHoldouts holdouts = GlobalHoldouts::open(database()).value();
  EXPECT_EQ(results_->of_everything(shop(), {}, kNow).error().key, "results.nobody_held_out");
  ASSERT_OK(holdouts.set(shop_id_, {.permille = 100}, std::nullopt, entered(10)));
  ASSERT_OK(run("update journey_runs set arm = 3 where run_id % 6 = 0"));
  ASSERT_OK(run(run_of(1, 500, entered(40), 1)));  // came in before, and again: their first way since then counts
  ASSERT_OK(run(run_of(20, 501, entered(40), 3)));
  std::int64_t held_out = 0, all = 1;
  double orders_held_out = 0;
  for (int n = 10; n < kPeople; ++n) {
    ++all;
    if ((100 + n) % 6 != 0) continue;
    ++held_out;
    orders_held_out += n % 4;
  }
  ASSERT_VALUE(report, results_->of_everything(shop(), {}, kNow));
  EXPECT_EQ(report.outcome.holdout.customers, held_out);
  EXPECT_EQ(report.outcome.treated.customers, all - held_out) << "those held out of the journey alone are reached";
  EXPECT_DOUBLE_EQ(report.outcome.holdout.totals[0], orders_held_out);
  EXPECT_EQ(report.period->since, entered(10));
  EXPECT_EQ(report.looking, Looking::Anytime) << "it stands";

  ASSERT_OK(holdouts.set(shop_id_, {.permille = 0}, std::nullopt, entered(30) + 30 * kDay));
  ASSERT_VALUE(over, results_->of_everything(shop(), {}, kNow));
  EXPECT_EQ(over.outcome.holdout.customers + over.outcome.treated.customers, 21)
      << "only whose window was over before it ended";
  EXPECT_EQ(over.looking, Looking::Once);
  EXPECT_EQ(over.period->until, entered(30) + 30 * kDay);
  const auto zone = TimeZone::find("Asia/Tokyo");
  ASSERT_VALUE(first_day, results_->of_everything(shop(), {.to = zone->day_of(entered(12))}, kNow));
  EXPECT_LT(first_day.outcome.treated.customers, over.outcome.treated.customers);
}

TEST_P(ResultsTest, EverybodyOfACampaignComesInAtItsMoment) {
  ASSERT_OK(
      run("insert into campaigns (campaign_id, shop_id, name, state, condition, holdout_permille, send_at, created_at, "
          "updated_at) values (9, " +
          shop_id_.text() + ", '秋', 4, 'everyone', 300, " + std::to_string(entered(0)) + ", 0, 0)"));
  ASSERT_OK(run("update touches set campaign_id = 9, journey_id = null"));
  ASSERT_VALUE(report, results_->of_campaign(shop(), CampaignId{9}, {}, kNow));
  EXPECT_EQ(report.outcome.treated.customers, 32);
  EXPECT_EQ(report.outcome.treated.sent, 32);
  EXPECT_EQ(report.outcome.weeks.size(), 1U);
  EXPECT_EQ(report.goal_days, kGoalDays);
  EXPECT_TRUE(report.outcome.effects.empty()) << "nobody was held out";
}

}  // namespace
}  // namespace tsuzuku::parity
