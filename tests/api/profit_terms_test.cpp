// The terms of profit that a shop keeps, and the numbers that are made with them, over HTTP.

#include <gtest/gtest.h>

#include "tests/api/api_server.hpp"

namespace tsuzuku::api_tests {
namespace {

constexpr std::string_view kOrders =
    "order_number,ordered_at,customer_number,product_code,quantity,unit_price\n"
    "1,2025-01-01,C1,TEA,1,3000\n"
    "2,2025-01-20,C2,TEA,1,3000\n";

class ProfitTermsApi : public ::testing::Test {
 protected:
  void SetUp() override {
    static int shops = 0;
    const std::string id = api_server().create_shop("利益の店" + std::to_string(++shops));
    shop_ = "/api/shops/" + id;
    ASSERT_EQ(string_or(api_server().import(id, "orders.csv", kOrders), "state", ""), "done");
  }
  // Of the planner: LTV of today, margin it was made with, and whose terms it names.
  struct Told {
    std::int64_t ltv = 0;
    std::int64_t margin = 0;
    std::string whose;
    friend bool operator==(const Told&, const Told&) = default;
  };
  [[nodiscard]] Told planner(const std::string& query = {}) const {
    const json::object result =
        api_server().viewer().get(shop_ + "/analyses/planner?as_of=2025-12-31" + query).object();
    Told told;
    told.ltv = integer_or(result.at("rows").as_array().at(0).as_object(), "ltv", -1);
    told.margin = integer_or(result.at("parameters").as_object(), "margin_percent", -1);
    for (const json::value& one : result.at("assumptions").as_array()) {
      const std::string_view key = string_or(one.as_object(), "key", "");
      if (key.starts_with("terms_")) told.whose += key;
    }
    return told;
  }
  [[nodiscard]] Reply keep(std::string_view body) const {
    return api_server().owner().ask("PUT", shop_ + "/profit-terms", body);
  }
  std::string shop_;
};

TEST_F(ProfitTermsApi, NumbersAreMadeWithWhatTheShopKeeps) {
  EXPECT_EQ(planner(), (Told{1'500, 50, "terms_default"}));
  ASSERT_EQ(keep(R"({"margin_percent":40,"shipping_cost":600,"payment_fee_permille":36})").status, 200);
  EXPECT_EQ(planner(), (Told{1'092, 40, "terms_of_shop"})) << "1,200 less 108; nothing was shipped";
  EXPECT_EQ(planner("&margin_percent=50"), (Told{1'392, 50, "terms_of_shop"})) << "what is asked for counts";
  EXPECT_EQ(planner("&margin_percent=50&shipping_cost=0&payment_fee_permille=0"), (Told{1'500, 50, ""}));
  ASSERT_EQ(api_server().owner().ask("DELETE", shop_ + "/profit-terms").status, 200);
  EXPECT_EQ(planner(), (Told{1'500, 50, "terms_default"}));
}

TEST_F(ProfitTermsApi, WhatStandsIsToldAndInTheRecord) {
  const json::object before = api_server().viewer().get(shop_ + "/profit-terms").object();
  EXPECT_EQ(integer_or(before, "margin_percent", -1), 50);
  EXPECT_TRUE(before.at("changed_at").is_null());
  EXPECT_EQ(integer_or(before.at("defaults").as_object(), "margin_percent", -1), 50);

  const Reply kept = keep(R"({"margin_percent":40,"shipping_cost":600,"payment_fee_permille":36})");
  ASSERT_EQ(kept.status, 200) << kept.raw.body;
  EXPECT_FALSE(kept.object().at("changed_at").is_null());
  EXPECT_EQ(integer_or(kept.object(), "shipping_cost", -1), 600);
  const json::object audit = api_server().owner().get("/api/audit").object();
  EXPECT_EQ(string_or(audit.at("entries").as_array().at(0).as_object(), "action", ""), "profit_terms.keep");
}

TEST_F(ProfitTermsApi, OnlyWhoManagesSetsThemAndWithinBounds) {
  EXPECT_EQ(api_server().viewer().ask("PUT", shop_ + "/profit-terms", R"({"margin_percent":40})").status, 403);
  EXPECT_EQ(api_server().viewer().ask("DELETE", shop_ + "/profit-terms").status, 403);
  EXPECT_EQ(keep(R"({"margin_percent":40})").error_key(), "api.missing_member");
  EXPECT_EQ(keep(R"({"margin_percent":101,"shipping_cost":0,"payment_fee_permille":0})").error_key(),
            "profit_terms.out_of_bounds");
  EXPECT_EQ(keep(R"({"margin_percent":40,"shipping_cost":-1,"payment_fee_permille":0})").error_key(),
            "profit_terms.out_of_bounds");
}

}  // namespace
}  // namespace tsuzuku::api_tests
