// The work queue: every case on SQLite and on PostgreSQL.

#include <algorithm>
#include <set>

#include "analysis/registry.hpp"
#include "services/demo_shops/demo_shops.hpp"
#include "services/ledgers/load_ledger.hpp"
#include "services/staff/staff.hpp"
#include "services/tasks/r30_queue.hpp"
#include "services/tasks/tasks.hpp"
#include "tests/parity/parity_test.hpp"
#include "tests/support/counted_values.hpp"

namespace tsuzuku::parity {
namespace {

using namespace services;

constexpr std::int64_t kNow = 1'790'000'000;
constexpr std::int64_t kHour = 3'600;
constexpr Tasks::Moment kMoment{kNow, kNow - 9 * kHour, kNow + 15 * kHour};

class TasksTest : public testing_support::EachStore {
 protected:
  void SetUp() override {
    EachStore::SetUp();
    if (HasFatalFailure()) return;
    ASSERT_VALUE(shops, Shops::open(database(), ids_));
    ASSERT_VALUE(shop, shops.create({.name = "店"}, kNow));
    shop_ = shop;
    ASSERT_OK(store_demo(database(), ids_, shop_, {.orders = 3'000}, kNow, [](std::int64_t) {}));
    ASSERT_VALUE(ledger, load_ledger(database(), shop_));
    ledger_ = ledger;
    ASSERT_VALUE(tasks, Tasks::open(database(), ids_));
    tasks_.emplace(std::move(tasks));
    ASSERT_VALUE(directory, StaffDirectory::open(database(), ids_));
    ASSERT_VALUE(hana, directory.create({"hana@example.jp", "花", Role::Service}, kNow));
    ASSERT_VALUE(taro, directory.create({"taro@example.jp", "太郎", Role::Service}, kNow));
    hana_ = hana.id;
    taro_ = taro.id;
  }
  [[nodiscard]] Day last_day() const { return *ledger_->last_known_day(); }
  [[nodiscard]] Result<QueueReport> refresh(Day today) {
    return refresh_r30_queue(database(), *tasks_, shop_, *ledger_, today, kNow);
  }
  [[nodiscard]] Today today_of(StaffId staff) {
    return tasks_->today(shop_.id, staff, kMoment, PersonalData::Shown).value();
  }
  [[nodiscard]] Task first_suggested() { return today_of(hana_).suggested.at(0); }

  IdMaker ids_ = testing_support::counting_ids();
  Shop shop_;
  std::shared_ptr<const ledger::Ledger> ledger_;
  std::optional<Tasks> tasks_;
  StaffId hana_, taro_;
};
INSTANTIATE_EACH_DATABASE(TasksTest);

TEST_P(TasksTest, TheQueueIsTheAnalysisWorthMostFirst) {
  ASSERT_VALUE(report, refresh(last_day() + 3));  // no orders are known of the last three days
  EXPECT_EQ(report.as_of, last_day());
  ASSERT_VALUE(table,
               analysis::analyse({.ledger = ledger_}, "r30", {{"as_of", to_text(last_day())}, {"rows_max", "2000"}}));
  EXPECT_EQ(report.opened, std::ssize(table.rows));
  ASSERT_GT(report.opened, 25);

  ASSERT_OK(tasks_->set_capacity(shop_.id, hana_, 7));
  const Today today = today_of(hana_);
  ASSERT_EQ(today.suggested.size(), 7U);
  EXPECT_EQ(today.waiting, report.opened - 7);
  for (std::size_t i = 0; i < today.suggested.size(); ++i) {
    EXPECT_EQ(today.suggested[i].value, std::get<std::int64_t>(table.rows[i].back()));
    EXPECT_FALSE(today.suggested[i].customer_name.empty());
  }
  EXPECT_EQ(today_of(taro_).suggested.size(), static_cast<std::size_t>(kDefaultCapacity));
}

TEST_P(TasksTest, AskingAgainChangesNothingAndTimeClosesWhatIsOver) {
  const Day before = last_day() - 40;
  ASSERT_VALUE(first, refresh(before));
  ASSERT_VALUE(again, refresh(before));
  EXPECT_EQ(again.opened + again.ordered + again.missed, 0);
  ASSERT_VALUE(later, refresh(last_day()));
  EXPECT_GT(later.opened, 0);
  EXPECT_GT(later.ordered, 0) << "some came by themselves";
  EXPECT_GT(later.missed, 0) << "of others day 60 has passed";
  EXPECT_EQ(later.ordered + later.missed, first.opened) << "40 days later none of the first is still in time";
  ASSERT_VALUE(finished, tasks_->finished(shop_.id, 1, 500, PersonalData::Shown));
  EXPECT_EQ(finished.rows_total, first.opened);
  EXPECT_EQ(std::ranges::count(finished.rows, "ordered", &Task::result), later.ordered);
}

TEST_P(TasksTest, ATaskIsOnePersonsAndCanBeGivenBack) {
  ASSERT_OK(refresh(last_day()));
  const Task task = first_suggested();
  ASSERT_OK(tasks_->assign(shop_.id, task.id, hana_));
  EXPECT_EQ(tasks_->assign(shop_.id, task.id, taro_).error().key, "tasks.taken");
  EXPECT_EQ(today_of(hana_).mine.at(0).id, task.id);
  const Today of_taro = today_of(taro_);
  EXPECT_TRUE(std::ranges::none_of(of_taro.suggested, [&](const Task& one) { return one.id == task.id; }));
  ASSERT_OK(tasks_->assign(shop_.id, task.id, std::nullopt));
  EXPECT_EQ(first_suggested().id, task.id);
  EXPECT_EQ(tasks_->assign(shop_.id, TaskId{5}, hana_).error().key, "tasks.unknown_id");
}

TEST_P(TasksTest, AbsentComesBackTomorrowAndCallAgainAtItsHour) {
  ASSERT_OK(refresh(last_day()));
  const Task task = first_suggested();
  ASSERT_OK(tasks_->record(shop_.id, task.id, hana_, {.result = TaskResult::Absent, .note = "留守"}, kMoment));
  EXPECT_TRUE(today_of(hana_).mine.empty());
  EXPECT_EQ(today_of(hana_).later, 1);
  const Tasks::Moment tomorrow{kMoment.day_end + kHour, kMoment.day_end, kMoment.day_end + 24 * kHour};
  ASSERT_VALUE(next, tasks_->today(shop_.id, hana_, tomorrow, PersonalData::Shown));
  ASSERT_EQ(next.mine.size(), 1U);
  EXPECT_EQ(next.mine[0].note, "留守");
  EXPECT_EQ(next.mine[0].tries, 1);

  const Tasks::Try no_time{.result = TaskResult::CallAgain};
  EXPECT_EQ(tasks_->record(shop_.id, task.id, hana_, no_time, kMoment).error().key, "tasks.no_time");
  const Tasks::Try passed{.result = TaskResult::CallAgain, .call_again_at = kNow - 1};
  EXPECT_EQ(tasks_->record(shop_.id, task.id, hana_, passed, kMoment).error().key, "tasks.time_passed");
  const Tasks::Try at_six{.result = TaskResult::CallAgain, .call_again_at = kNow + 2 * kHour};
  ASSERT_OK(tasks_->record(shop_.id, task.id, hana_, at_six, kMoment));
  EXPECT_EQ(today_of(hana_).mine.at(0).call_again_at, kNow + 2 * kHour);
}

TEST_P(TasksTest, WhatIsDoneCountsTodayAndCanBeOpenedAgain) {
  ASSERT_OK(refresh(last_day()));
  const Task task = first_suggested();
  ASSERT_OK(tasks_->record(shop_.id, task.id, hana_, {.result = TaskResult::Reached, .note = ""}, kMoment));
  EXPECT_EQ(today_of(hana_).done_today, 1);
  EXPECT_EQ(tasks_->record(shop_.id, task.id, hana_, {.result = TaskResult::Bought}, kMoment).error().key,
            "tasks.not_open");
  ASSERT_OK(tasks_->reopen(shop_.id, task.id, hana_, kNow));
  EXPECT_EQ(today_of(hana_).done_today, 0);
  EXPECT_EQ(today_of(hana_).mine.at(0).id, task.id);
  EXPECT_EQ(today_of(hana_).mine.at(0).tries, 1) << "the record keeps the try";
}

TEST_P(TasksTest, WhoRefusesIsNotCalledAgain) {
  ASSERT_OK(refresh(last_day() - 20));
  const Task task = first_suggested();
  ASSERT_OK(tasks_->record(shop_.id, task.id, hana_, {.result = TaskResult::Refused}, kMoment));
  // Quiet again after another purchase would be a new reason; a refusal holds against it.
  ASSERT_VALUE(session, database().writer());
  ASSERT_VALUE(refusing, tasks_->refusing_calls(*session, shop_.id));
  EXPECT_EQ(refusing, std::vector{task.customer});
  session.reset();
  ASSERT_VALUE(again, refresh(last_day() - 20));
  EXPECT_EQ(again.refusing, 1);

  ASSERT_OK(tasks_->reopen(shop_.id, task.id, hana_, kNow + 1));  // a slip of the hand
  ASSERT_VALUE(after, refresh(last_day() - 20));
  EXPECT_EQ(after.refusing, 0);
}

TEST_P(TasksTest, TellsWhatTheCustomerOrderedAfterwards) {
  const Day early = last_day() - 100;
  ASSERT_OK(refresh(early));
  ASSERT_OK(tasks_->set_capacity(shop_.id, hana_, 1'000));
  const std::int64_t then = std::int64_t{early.value} * 86'400 + 3 * kHour;
  const Tasks::Moment moment{then, then, then + kHour};
  for (const Task& task : today_of(hana_).suggested) {
    ASSERT_OK(tasks_->record(shop_.id, task.id, hana_, {.result = TaskResult::Reached}, moment));
  }
  ASSERT_VALUE(finished, tasks_->finished(shop_.id, 1, 500, PersonalData::Shown));
  int ordered = 0;
  for (const Task& task : finished.rows) {
    if (!task.next_order) continue;
    ++ordered;
    EXPECT_GE(*task.next_order, early);
    EXPECT_GE(task.next_order_net, 0);
  }
  EXPECT_GT(ordered, 0);
  EXPECT_LT(ordered, std::ssize(finished.rows));
}

TEST_P(TasksTest, MasksWhoMayNotSee) {
  ASSERT_OK(refresh(last_day()));
  ASSERT_VALUE(today, tasks_->today(shop_.id, hana_, kMoment, PersonalData::Masked));
  EXPECT_TRUE(today.suggested.at(0).customer_name.ends_with("＊＊＊"));
}

TEST_P(TasksTest, AShopWithoutOrdersHasNothingToDo) {
  ASSERT_VALUE(shops, Shops::open(database(), ids_));
  ASSERT_VALUE(empty, shops.create({.name = "新しい店"}, kNow));
  ASSERT_VALUE(ledger, load_ledger(database(), empty));
  ASSERT_VALUE(report, refresh_r30_queue(database(), *tasks_, empty, *ledger, last_day(), kNow));
  EXPECT_EQ(report.opened, 0);
  EXPECT_TRUE(tasks_->today(empty.id, hana_, kMoment, PersonalData::Shown).value().suggested.empty());
  EXPECT_EQ(tasks_->set_capacity(empty.id, hana_, -1).error().key, "tasks.bad_capacity");
}

}  // namespace
}  // namespace tsuzuku::parity
