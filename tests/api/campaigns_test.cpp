// Campaigns over HTTP, from a draft to its result.

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "tests/api/api_server.hpp"

namespace tsuzuku::api_tests {
namespace {

constexpr std::string_view kOrders =
    "order_number,ordered_at,customer_number,product_code,quantity,unit_price,email\n"
    "1,2025-01-01,C1,TEA,1,3000,c1@example.jp\n"
    "2,2025-01-20,C2,TEA,1,3000,c2@example.jp\n"
    "3,2025-01-02,C3,TEA,1,1000,\n";

class CampaignsApi : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    shop_ = api_server().create_shop("配信の店");
    ASSERT_EQ(string_or(api_server().import(shop_, "orders.csv", kOrders), "state", ""), "done");
    const json::object found = api_server().owner().get(shop() + "/customers?words=C1").object();
    const std::string customer(string_or(found.at("customers").as_array().at(0).as_object(), "id", ""));
    const Reply agreed =
        api_server().owner().post(shop() + "/customers/" + customer + "/consents",
                                  json::object{{"channel", "mail"}, {"state", "given"}, {"evidence", "店頭で"}});
    ASSERT_EQ(agreed.status, 201) << agreed.raw.body;
    const Reply message = api_server().owner().post(
        shop() + "/templates",
        json::object{
            {"name", "秋の便り"},
            {"subject", "秋"},
            {"text", "こんにちは {{unsubscribe_url}} {{sender.name}} {{sender.postal_address}} {{sender.contact}}"}});
    ASSERT_EQ(message.status, 201) << message.raw.body;
    template_ = string_or(message.object(), "id", "");
  }
  [[nodiscard]] static std::string shop() { return "/api/shops/" + shop_; }
  [[nodiscard]] static Reply make(const std::string& name, json::object more = {}) {
    json::object body{{"name", name}, {"condition", "everyone"}, {"template_id", template_}};
    for (auto& member : more) body[member.key()] = member.value();
    return api_server().owner().post(shop() + "/campaigns", body);
  }
  [[nodiscard]] static std::string path_of(const Reply& campaign) {
    return shop() + "/campaigns/" + std::string(string_or(campaign.object(), "id", ""));
  }
  static std::string shop_;
  static std::string template_;
};
std::string CampaignsApi::shop_;
std::string CampaignsApi::template_;

TEST_F(CampaignsApi, ADraftIsChangedAndRemoved) {
  const Reply made = make("秋", {{"send_at", "2099-01-01T09:00:00Z"}});
  ASSERT_EQ(made.status, 201) << made.raw.body;
  EXPECT_EQ(string_or(made.object(), "state", ""), "draft");
  EXPECT_EQ(string_or(made.object(), "send_at", ""), "2099-01-01T09:00:00Z");
  const json::object& audience = made.object().at("audience").as_object();
  EXPECT_EQ(integer_or(audience, "customers", -1), 3);
  EXPECT_EQ(integer_or(audience, "sendable", -1), 1);
  EXPECT_EQ(integer_or(audience, "no_consent", -1), 1);
  EXPECT_EQ(integer_or(audience, "no_address", -1), 1);
  const Reply changed = api_server().owner().ask("PATCH", path_of(made),
                                                 R"({"holdout_permille":100,"send_at":"","condition":"stage = 1"})");
  ASSERT_EQ(changed.status, 200) << changed.raw.body;
  EXPECT_TRUE(changed.object().at("send_at").is_null());
  EXPECT_EQ(string_or(changed.object(), "sentence", ""), "購入回数（F）が1回");
  EXPECT_EQ(api_server().owner().ask("PATCH", path_of(made), R"({"send_at":"tomorrow"})").error_key(),
            "campaigns.bad_time");
  EXPECT_EQ(api_server().owner().ask("PATCH", path_of(made), R"({"condition":"stage ="})").status, 400);
  EXPECT_EQ(api_server().viewer().ask("PATCH", path_of(made), "{}").status, 403);
  EXPECT_EQ(api_server().owner().ask("DELETE", path_of(made)).status, 204);
  EXPECT_EQ(api_server().owner().get(path_of(made)).status, 404);
}

TEST_F(CampaignsApi, FixedItIsPlannedByTheWorkerAndCancelledItIsTakenBack) {
  const Reply made = make("冬", {{"send_at", "2099-01-01T09:00:00Z"}});
  const Reply planned = api_server().owner().post(path_of(made) + "/plan", json::object{});
  ASSERT_EQ(planned.status, 202) << planned.raw.body;
  EXPECT_EQ(string_or(planned.object(), "state", ""), "planned");
  EXPECT_EQ(api_server().owner().ask("PATCH", path_of(made), R"({"cost":5})").error_key(), "campaigns.not_draft");
  const Reply cancelled = api_server().owner().post(path_of(made) + "/cancel", json::object{});
  ASSERT_EQ(cancelled.status, 200) << cancelled.raw.body;
  EXPECT_EQ(string_or(cancelled.object(), "state", ""), "cancelled");

  const Reply now = make("いま");
  ASSERT_EQ(api_server().owner().post(path_of(now) + "/plan", json::object{}).status, 202);
  const auto messages = [&] {
    std::int64_t all = 0;
    const json::object campaign = api_server().owner().get(path_of(now)).object();
    for (const auto& state : campaign.at("counts").as_object()) all += state.value().as_int64();
    return all;
  };
  for (int times = 0; times < 200 && messages() == 0; ++times)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_EQ(messages(), 1) << "C1 alone agreed";
}

TEST_F(CampaignsApi, WordsThatCannotGoOutAreNotPlanned) {
  const Reply message = api_server().owner().post(
      shop() + "/templates", json::object{{"name", "書きかけ"}, {"subject", "{{nobody.knows}}"}, {"text", "x"}});
  ASSERT_EQ(message.status, 201) << message.raw.body;
  const Reply made = make("書きかけ", {{"template_id", message.object().at("id")}});
  const Reply refused = api_server().owner().post(path_of(made) + "/plan", json::object{});
  EXPECT_EQ(refused.error_key(), "template.unknown_field") << refused.raw.body;
  EXPECT_EQ(string_or(api_server().owner().get(path_of(made)).object(), "state", ""), "draft");
  const std::string path = shop() + "/templates/" + std::string(string_or(message.object(), "id", ""));
  EXPECT_TRUE(api_server().owner().get(path).object().at("published_at").is_null());
}

TEST_F(CampaignsApi, WithTheCampaignItsMessageIsPublishedAndLaterWordsAreNot) {
  const std::string path = shop() + "/templates/" + template_;
  const Reply first = make("初めての公開", {{"send_at", "2099-01-01T09:00:00Z"}});
  ASSERT_EQ(api_server().owner().post(path_of(first) + "/plan", json::object{}).status, 202);
  const Reply published = api_server().owner().get(path);
  EXPECT_FALSE(published.object().at("published_at").is_null());
  EXPECT_FALSE(bool_or(published.object(), "unpublished_changes", true));
  ASSERT_EQ(api_server().owner().ask("PATCH", path, R"({"subject":"書きかけの件名"})").status, 200);
  const Reply second = make("次の公開", {{"send_at", "2099-01-01T09:00:00Z"}});
  ASSERT_EQ(api_server().owner().post(path_of(second) + "/plan", json::object{}).status, 202);
  EXPECT_TRUE(bool_or(api_server().owner().get(path).object(), "unpublished_changes", false))
      << "only a person publishes changed words";
}

TEST_F(CampaignsApi, AResultSaysWhenThereIsNothingToCompareYet) {
  const Reply made = make("結果");
  const Reply result = api_server().viewer().get(path_of(made) + "/result?goal_days=14&language=en");
  ASSERT_EQ(result.status, 200) << result.raw.body;
  EXPECT_EQ(integer_or(result.object(), "goal_days", -1), 14);
  EXPECT_TRUE(result.object().at("effects").as_array().empty());
  EXPECT_TRUE(result.object().at("more_needed").is_null());
  EXPECT_TRUE(string_or(result.object(), "definition", "").contains("14 days"));
  EXPECT_EQ(api_server().viewer().get(path_of(made) + "/result?goal_days=0").error_key(), "results.bad_goal_days");
  EXPECT_EQ(api_server().viewer().get(shop() + "/journeys/1/result").status, 404);
}

TEST_F(CampaignsApi, AHoldoutIsProposed) {
  const Reply few = api_server().viewer().get(shop() + "/holdout-proposal?condition=stage%20%3D%201&difference=1");
  ASSERT_EQ(few.status, 200) << few.raw.body;
  EXPECT_TRUE(few.object().at("permille").is_null());
  EXPECT_EQ(integer_or(few.object(), "customers", -1), 3);
  const std::string reason(string_or(few.object(), "reason", ""));
  EXPECT_TRUE(reason == "too_small" || reason == "nothing_bought") << reason;
  EXPECT_TRUE(string_or(few.object(), "message", "").contains("3人")) << few.raw.body;
  const Reply none = api_server().viewer().get(shop() + "/holdout-proposal?condition=stage%20%3D%2099&language=en");
  EXPECT_EQ(string_or(none.object(), "reason", ""), "nobody") << none.raw.body;
  EXPECT_EQ(string_or(none.object(), "message", ""), "Nobody meets the condition.");
  EXPECT_EQ(api_server().viewer().get(shop() + "/holdout-proposal?difference=x").error_key(), "results.bad_difference");
}

}  // namespace
}  // namespace tsuzuku::api_tests
