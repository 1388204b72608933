// Today's queue over HTTP: from an import to a call and its result.

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "base/words.hpp"
#include "tests/api/api_server.hpp"

namespace tsuzuku::api_tests {
namespace {

// C1 and C2 have been quiet for 40 days on the last day that the file knows of; C3 has not.
constexpr std::string_view kOrders =
    "order_number,ordered_at,customer_number,product_code,quantity,unit_price,last_name,first_name,phone\n"
    "1,2026-01-01,C1,TEA,1,3000,山田,花子,03-1234-5678\n"
    "2,2026-01-20,C1,TEA,1,3000,,,\n"
    "3,2026-01-02,C2,TEA,1,1000,佐藤,次郎,\n"
    "4,2026-01-20,C2,TEA,1,1000,,,\n"
    "5,2026-01-03,C3,TEA,1,1000,,,\n"
    "6,2026-02-20,C3,TEA,1,1000,,,\n"
    "7,2026-01-04,C4,TEA,1,1000,,,\n"
    "8,2026-01-16,C4,TEA,1,1000,,,\n"
    "9,2026-03-01,C4,TEA,1,1000,,,\n";

class TasksApi : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    shop_ = api_server().create_shop("今日の店");
    ASSERT_EQ(string_or(api_server().import(shop_, "orders.csv", kOrders), "state", ""), "done");
  }
  // The queue is made after the import has been answered for.
  [[nodiscard]] static json::object today() {
    for (int times = 0; times < 200; ++times) {
      const Reply reply = api_server().owner().get(base() + "/today");
      if (reply.status != 200 || !suggested(reply.object()).empty()) return reply.object();
      std::this_thread::sleep_for(std::chrono::milliseconds(25));
    }
    ADD_FAILURE() << "no task has come";
    return {};
  }
  [[nodiscard]] static const json::array& suggested(const json::object& today) {
    return today.at("suggested").as_array();
  }
  // From the last purchase to the day that the page shows, as the deadline is counted: not to the last known day.
  [[nodiscard]] static std::string quiet_on(const json::object& today) {
    const Day shown = parse_day(string_or(today, "day", "")).value();
    return number_words(shown - day_from_civil(2026, 1, 20).value());
  }
  [[nodiscard]] static std::string base() { return "/api/shops/" + shop_; }
  [[nodiscard]] static std::string path_of(const json::value& task) {
    return base() + "/tasks/" + string_or(task.as_object(), "id", "");
  }
  static std::string shop_;
};
std::string TasksApi::shop_;

TEST_F(TasksApi, TheQuietOnesAreNamedWithTheReason) {
  const json::object now = today();
  ASSERT_EQ(suggested(now).size(), 2U) << to_text(now);
  const json::object& first = suggested(now)[0].as_object();
  EXPECT_EQ(string_or(first, "customer_name", ""), "山田 花子");
  EXPECT_EQ(string_or(first, "phone", ""), "03-1234-5678");
  EXPECT_EQ(string_or(first, "due", ""), "2026-03-20");
  EXPECT_EQ(string_or(first, "reason", ""),
            "2回買っている方です。最後の購入は2026年1月20日（" + quiet_on(now) + "日前）、1回あたり3,000円。");
  const json::object english = api_server().owner().get(base() + "/today?language=en").object();
  EXPECT_EQ(string_or(suggested(english)[0].as_object(), "reason", ""),
            "Bought 2 times, the last time on 20 Jan 2026 (" + quiet_on(english) + " days ago), ¥3,000 each.");
  EXPECT_EQ(integer_or(now, "capacity", 0), 20);
  EXPECT_EQ(api_server().viewer().get(base() + "/today").status, 403);
}

TEST_F(TasksApi, TakeTryFinishAndOpenAgain) {
  const json::value task = suggested(today())[0];
  Person helper = api_server().invited("hana@example.jp", "service");
  ASSERT_EQ(helper.ask("PUT", path_of(task) + "/staff").status, 200);
  const Reply taken = api_server().owner().ask("PUT", path_of(task) + "/staff");
  EXPECT_EQ(taken.status, 409);
  EXPECT_EQ(taken.error_key(), "tasks.taken");
  EXPECT_EQ(helper.get(base() + "/today").object().at("mine").as_array().size(), 1U);

  const auto results = path_of(task) + "/results";
  EXPECT_EQ(helper.post(results, json::object{{"result", "sold"}}).error_key(), "api.unknown_result");
  EXPECT_EQ(helper.post(results, json::object{{"result", "call_again"}}).error_key(), "tasks.no_time");
  EXPECT_EQ(helper.post(results, json::object{{"result", "call_again"}, {"call_again_day", "soon"}}).error_key(),
            "api.bad_time");
  const Reply again = helper.post(
      results, json::object{{"result", "call_again"}, {"call_again_day", "2099-01-05"}, {"call_again_time", "18:30"}});
  ASSERT_EQ(again.status, 200) << again.raw.body;
  EXPECT_EQ(string_or(again.object(), "call_again_at", ""), "2099-01-05T09:30:00Z") << "18:30 in Tokyo";
  EXPECT_EQ(integer_or(helper.get(base() + "/today").object(), "later", -1), 1);

  ASSERT_EQ(helper.post(results, json::object{{"result", "reached"}, {"note", "喜ばれた"}}).status, 200);
  const Reply finished = helper.get(base() + "/tasks");
  ASSERT_EQ(integer_or(finished.object(), "rows_total", 0), 1);
  const json::object& done = finished.object().at("tasks").as_array()[0].as_object();
  EXPECT_EQ(string_or(done, "state", ""), "done");
  EXPECT_EQ(string_or(done, "note", ""), "喜ばれた");
  EXPECT_EQ(integer_or(done, "tries", 0), 2);
  EXPECT_EQ(helper.post(results, json::object{{"result", "bought"}}).error_key(), "tasks.not_open");

  ASSERT_EQ(helper.post(path_of(task) + "/reopen", json::object{}).status, 200);
  ASSERT_EQ(helper.ask("DELETE", path_of(task) + "/staff").status, 200);
  EXPECT_EQ(suggested(today()).size(), 2U);
}

TEST_F(TasksApi, CapacityIsThePersons) {
  Person helper = api_server().invited("jiro@example.jp", "service");
  const auto set = [&](const json::value& capacity) {
    return helper.ask("PUT", base() + "/today/capacity", to_text(json::object{{"capacity", capacity}}));
  };
  ASSERT_EQ(set(1).status, 200);
  const json::object now = helper.get(base() + "/today").object();
  EXPECT_EQ(suggested(now).size(), 1U);
  EXPECT_EQ(integer_or(now, "waiting", -1), 1);
  EXPECT_EQ(set(-1).error_key(), "tasks.bad_capacity");
  EXPECT_EQ(set(10'000'000'000).error_key(), "tasks.bad_capacity");
  EXPECT_EQ(set("many").status, 400);
}

}  // namespace
}  // namespace tsuzuku::api_tests
