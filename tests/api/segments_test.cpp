// Segments over HTTP: typed, kept, followed, exported.

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "tests/api/api_server.hpp"

namespace tsuzuku::api_tests {
namespace {

constexpr std::string_view kOrders =
    "order_number,ordered_at,customer_number,product_code,quantity,unit_price,last_name,first_name,email,source\n"
    "1,2025-01-01,C1,TEA,1,3000,山田,花子,hanako@example.jp,広告\n"
    "2,2025-01-20,C1,TEA,1,3000,,,,\n"
    "3,2025-01-02,C2,TEA,1,1000,佐藤,次郎,,広告\n"
    "4,2025-01-03,C3,CUP,1,1000,=鈴木,,,\n"
    "5,2025-02-20,C3,CUP,1,1000,,,,\n"
    "6,2025-03-01,C3,CUP,1,1000,,,,\n";

class SegmentsApi : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    shop_ = api_server().create_shop("セグメントの店");
    ASSERT_EQ(string_or(api_server().import(shop_, "orders.csv", kOrders), "state", ""), "done");
  }
  [[nodiscard]] static std::string base() { return "/api/shops/" + shop_ + "/segments"; }
  [[nodiscard]] static Reply make(const std::string& name, const std::string& condition, const char* kind = "live") {
    return api_server().owner().post(base(), json::object{{"name", name}, {"kind", kind}, {"condition", condition}});
  }
  [[nodiscard]] static std::string path_of(const Reply& segment) {
    return base() + "/" + std::string(string_or(segment.object(), "id", ""));
  }
  static std::string shop_;
};
std::string SegmentsApi::shop_;

TEST_F(SegmentsApi, AConditionIsCountedWhileItIsTyped) {
  const Reply counted = api_server().viewer().post(
      base() + "/count", json::object{{"condition", "stage >= 2 and purchases(product = \"TEE\") = 0"}});
  ASSERT_EQ(counted.status, 200) << counted.raw.body;
  EXPECT_EQ(integer_or(counted.object(), "customers", -1), 2);
  EXPECT_EQ(integer_or(counted.object(), "of", -1), 3);
  EXPECT_NEAR(counted.object().at("share").as_double(), 2.0 / 3, 1e-9);
  EXPECT_EQ(string_or(counted.object(), "sentence", ""),
            "購入回数（F）が2回以上、かつ購入の回数（商品が「TEE」）が0回");
  EXPECT_EQ(counted.object().at("unknown_names").as_array().at(0).as_string(), "TEE");

  const Reply by_form =
      api_server().viewer().post(base() + "/count", json::object{{"form", counted.object().at("form")}});
  EXPECT_EQ(by_form.object(), counted.object()) << "the form says the same";
  const Reply earlier =
      api_server().viewer().post(base() + "/count", json::object{{"condition", "stage >= 2"}, {"as_of", "2025-01-31"}});
  EXPECT_EQ(integer_or(earlier.object(), "customers", -1), 1);

  const Reply wrong = api_server().viewer().post(base() + "/count", json::object{{"condition", "stage >= "}});
  EXPECT_EQ(wrong.status, 400);
  EXPECT_EQ(wrong.error_key(), "segment.unexpected_end");
  EXPECT_EQ(string_or(wrong.object().at("error").at("arguments").as_object(), "position", ""), "10");
}

TEST_F(SegmentsApi, CustomersComeWithTheReason) {
  const json::object body{{"condition", "stage >= 2 and last_purchase more than 30 days ago"}, {"page_size", 1}};
  const Reply found = api_server().owner().post(base() + "/customers", body);
  ASSERT_EQ(found.status, 200) << found.raw.body;
  EXPECT_EQ(integer_or(found.object(), "rows_total", -1), 2);
  const json::object& first = found.object().at("customers").as_array().at(0).as_object();
  EXPECT_EQ(string_or(first, "number", ""), "C3");
  const json::array& why = first.at("why").as_array();
  ASSERT_EQ(why.size(), 2U);
  EXPECT_EQ(string_or(why[0].as_object(), "sentence", ""), "購入回数（F）が2回以上");
  EXPECT_EQ(string_or(why[0].as_object(), "value", ""), "3回");
  EXPECT_EQ(string_or(why[1].as_object(), "value", ""), "2025年3月1日");
  const Reply masked = api_server().viewer().post(base() + "/customers", body);
  EXPECT_FALSE(masked.raw.body.contains("鈴木"));
  EXPECT_EQ(
      api_server().owner().post(base() + "/customers", json::object{{"condition", "everyone"}, {"page", 0}}).status,
      400);
}

TEST_F(SegmentsApi, ASegmentIsKeptChangedFrozenAndRemoved) {
  const Reply made = make("2回以上", "stage >= 2");
  ASSERT_EQ(made.status, 201) << made.raw.body;
  EXPECT_EQ(integer_or(made.object(), "customers", -1), 2);
  EXPECT_EQ(make("2回以上", "everyone").status, 409);
  EXPECT_EQ(make("x", "stage = 2 and").status, 400);
  EXPECT_EQ(api_server().viewer().post(base(), json::object{{"name", "v"}, {"condition", "everyone"}}).status, 403);

  const Reply frozen = api_server().owner().post(path_of(made) + "/freeze", json::object{{"name", "名簿"}});
  ASSERT_EQ(frozen.status, 201) << frozen.raw.body;
  EXPECT_EQ(string_or(frozen.object(), "kind", ""), "frozen");
  const Reply changed = api_server().owner().ask("PATCH", path_of(made), R"({"condition":"stage >= 3"})");
  ASSERT_EQ(changed.status, 200) << changed.raw.body;
  EXPECT_EQ(string_or(changed.object(), "condition", ""), "stage >= 3");
  EXPECT_EQ(api_server().owner().ask("PATCH", path_of(frozen), R"({"condition":"stage >= 3"})").status, 409);
  EXPECT_EQ(integer_or(api_server().owner().get(path_of(made) + "/customers").object(), "rows_total", -1), 1);

  const Reply user = make("使う", "segment = \"名簿\" and has_mail");
  ASSERT_EQ(user.status, 201) << user.raw.body;
  EXPECT_EQ(api_server().owner().ask("DELETE", path_of(frozen)).error_key(), "segments.used");
  const json::object named = api_server().owner().get(path_of(frozen)).object();
  EXPECT_EQ(string_or(named.at("used_by").as_array().at(0).as_object(), "name", ""), "使う");
  for (const Reply* gone : {&user, &frozen, &made})
    EXPECT_EQ(api_server().owner().ask("DELETE", path_of(*gone)).status, 204);
  EXPECT_EQ(api_server().owner().get(path_of(made)).status, 404);
}

TEST_F(SegmentsApi, TheWorkerFollowsItsMembers) {
  const Reply made = make("休眠", "days_since_last_purchase > 60 and not tag = \"戻った\"");
  ASSERT_EQ(made.status, 201) << made.raw.body;
  const auto wait_for = [&](const char* what, const auto& arrived) {
    for (int times = 0; times < 200 && !arrived(); ++times) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_TRUE(arrived()) << what;
  };
  const auto customers = [&] { return integer_or(api_server().owner().get(path_of(made)).object(), "customers", -1); };
  wait_for("counted", [&] { return customers() == 3; });
  const Reply all = api_server().owner().get(path_of(made) + "/customers");
  const std::string customer(string_or(all.object().at("customers").as_array().at(0).as_object(), "id", ""));
  ASSERT_EQ(api_server().owner().ask("PUT", "/api/shops/" + shop_ + "/customers/" + customer + "/tags/戻った").status,
            200);
  const auto moves = [&] { return api_server().owner().get(path_of(made) + "/moves").object(); };
  wait_for("left", [&] { return !moves().at("moves").as_array().empty(); });
  const json::object move = moves().at("moves").as_array().at(0).as_object();
  EXPECT_EQ(string_or(move, "kind", ""), "left");
  EXPECT_EQ(string_or(move, "customer_id", ""), customer);
  EXPECT_EQ(string_or(move, "cause", ""), "facts");
  EXPECT_EQ(move.at("why").as_array().size(), 2U);
  EXPECT_EQ(integer_or(api_server().owner().get(path_of(made)).object(), "left_7d", -1), 1);
}

TEST_F(SegmentsApi, AFileSaysWhoTookIt) {
  const Reply made = make("全員", "everyone");
  const Reply numbers = api_server().owner().get(path_of(made) + ".csv");
  ASSERT_EQ(numbers.status, 200) << numbers.raw.body;
  EXPECT_TRUE(numbers.raw.body.contains("C1"));
  EXPECT_FALSE(numbers.raw.body.contains("hanako") || numbers.raw.body.contains("山田"));
  const Reply people = api_server().owner().get(path_of(made) + ".csv?personal=1");
  EXPECT_TRUE(people.raw.body.contains("hanako@example.jp"));
  EXPECT_TRUE(people.raw.body.contains("'=鈴木")) << "no formula for a spreadsheet";
  EXPECT_EQ(api_server().viewer().get(path_of(made) + ".csv").status, 403);
  const Reply audit = api_server().owner().get("/api/audit");
  const json::object& last = audit.object().at("entries").as_array().at(0).as_object();
  EXPECT_EQ(string_or(last, "action", ""), "export.segment");
  EXPECT_TRUE(string_or(last, "detail", "").contains("\"personal_data\":true"));
}

TEST_F(SegmentsApi, ACellBecomesACondition) {
  const Reply cell = api_server().viewer().get(base() + "/from-cell?analysis=stages&as_of=2025-03-31&cell.stage=2");
  ASSERT_EQ(cell.status, 200) << cell.raw.body;
  const Reply counted = api_server().viewer().post(
      base() + "/count", json::object{{"condition", cell.object().at("condition")}, {"as_of", "2025-03-31"}});
  EXPECT_EQ(integer_or(counted.object(), "customers", -1), 2);
  EXPECT_FALSE(string_or(cell.object(), "name", "").empty());
  EXPECT_EQ(api_server().viewer().get(base() + "/from-cell?analysis=r30").error_key(),
            "segment.cell_without_condition");
}

TEST_F(SegmentsApi, ACellThatIsNoConditionIsKeptAsAList) {
  const std::string body =
      R"({"name":"はじめの十分位","analysis":"deciles","arguments":{"as_of":"2025-03-31"},"cell":{"decile":"1"}})";
  EXPECT_EQ(api_server().viewer().ask("POST", base() + "/from-cell", body).status, 403);
  const Reply kept = api_server().owner().ask("POST", base() + "/from-cell", body);
  ASSERT_EQ(kept.status, 201) << kept.raw.body;
  EXPECT_EQ(string_or(kept.object(), "kind", ""), "frozen");
  EXPECT_EQ(string_or(kept.object(), "frozen_day", ""), "2025-03-31");
  EXPECT_TRUE(kept.object().at("form").is_null());
  EXPECT_TRUE(string_or(kept.object(), "sentence", "").contains("2025-03-31")) << kept.raw.body;
  EXPECT_FALSE(string_or(kept.object(), "sentence", "").contains("analysis.")) << "every name has its words";
  const Reply customers = api_server().viewer().get(path_of(kept) + "/customers");
  EXPECT_EQ(integer_or(customers.object(), "rows_total", -1), integer_or(kept.object(), "customers", -2));
  EXPECT_EQ(api_server().owner().ask("POST", base() + "/from-cell", R"({"name":"x"})").error_key(),
            "api.missing_member");
}

TEST_F(SegmentsApi, AFormKnowsTheNamesOfTheShop) {
  const Reply reply = api_server().viewer().get("/api/shops/" + shop_ + "/segment-fields?language=en");
  ASSERT_EQ(reply.status, 200) << reply.raw.body;
  bool seen = false;
  for (const json::value& item : reply.object().at("fields").as_array()) {
    const json::object& field = item.as_object();
    EXPECT_FALSE(string_or(field, "title", "segments.").starts_with("segments.")) << to_text(field);
    if (string_or(field, "name", "") != "product") continue;
    seen = true;
    EXPECT_EQ(field.at("known_values").as_array(), (json::array{"CUP", "TEA"})) << "three lines each, then by name";
  }
  EXPECT_TRUE(seen);
}

}  // namespace
}  // namespace tsuzuku::api_tests
