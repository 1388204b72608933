// Whom nothing reaches, over HTTP.

#include <gtest/gtest.h>

#include "tests/api/api_server.hpp"

namespace tsuzuku::api_tests {
namespace {

constexpr std::string_view kOrders =
    "order_number,ordered_at,customer_number,product_code,quantity,unit_price\n"
    "1,2025-01-01,C1,TEA,1,3000\n"
    "2,2025-01-20,C2,TEA,1,3000\n";

TEST(HoldoutApi, AShareStandsSinceItWasSetAndIsInTheRecord) {
  const std::string shop = "/api/shops/" + api_server().create_shop("取り置きの店");
  ASSERT_EQ(string_or(api_server().import(shop.substr(shop.rfind('/') + 1), "orders.csv", kOrders), "state", ""),
            "done");
  const json::object before = api_server().viewer().get(shop + "/holdout").object();
  EXPECT_EQ(integer_or(before, "permille", -1), 0);
  EXPECT_TRUE(before.at("since").is_null());
  EXPECT_EQ(integer_or(before, "of", -1), 2);
  EXPECT_TRUE(before.at("proposal").as_object().contains("message"));
  EXPECT_EQ(api_server().viewer().get(shop + "/holdout/result").error_key(), "results.nobody_held_out");

  EXPECT_EQ(api_server().viewer().ask("PUT", shop + "/holdout", R"({"permille":50})").status, 403);
  EXPECT_EQ(api_server().owner().ask("PUT", shop + "/holdout", R"({"permille":501})").error_key(), "holdout.bad_share");
  EXPECT_EQ(api_server().owner().ask("PUT", shop + "/holdout", R"({"draw_anew":true})").error_key(),
            "api.missing_member");
  const Reply set = api_server().owner().ask("PUT", shop + "/holdout", R"({"permille":500})");
  ASSERT_EQ(set.status, 200) << set.raw.body;
  EXPECT_EQ(integer_or(set.object(), "permille", -1), 500);
  EXPECT_EQ(set.object().at("since"), set.object().at("drawn_at"));
  EXPECT_EQ(api_server().owner().ask("PUT", shop + "/holdout", R"({"permille":500})").object().at("since"),
            set.object().at("since"));

  const json::object audit = api_server().owner().get("/api/audit").object();
  const json::object& last = audit.at("entries").as_array().at(0).as_object();
  EXPECT_EQ(string_or(last, "action", ""), "holdout.set") << "once: the same again is no change";
  const json::object result = api_server().viewer().get(shop + "/holdout/result?goal_days=90").object();
  EXPECT_EQ(result.at("since"), set.object().at("since"));
  EXPECT_TRUE(result.at("until").is_null());
  EXPECT_EQ(integer_or(result, "goal_days", -1), 90);
}

}  // namespace
}  // namespace tsuzuku::api_tests
