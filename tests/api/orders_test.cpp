// Orders told by a program with a shop's key.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "tests/api/api_server.hpp"

namespace tsuzuku::api_tests {
namespace {

json::object order(std::string_view number, std::string_view customer, std::int64_t price = 3'000) {
  return {{"order_number", number},
          {"ordered_at", "2026-11-20T10:00:00+09:00"},
          {"customer_number", customer},
          {"lines", json::array{json::object{{"product_code", "TEA"}, {"quantity", 1}, {"unit_price", price}}}}};
}

class OrdersApi : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    ApiServer& server = api_server();
    shop_ = server.create_shop("連携の店");
    const Reply made = server.owner().post(keys(), json::object{{"name", "カート"}});
    ASSERT_EQ(made.status, 201) << made.raw.body;
    key_ = std::string(string_or(made.object(), "token", ""));
    key_id_ = std::string(string_or(made.object(), "id", ""));
  }
  static std::string keys() { return "/api/shops/" + shop_ + "/keys"; }
  static Reply tell(const json::array& orders, const std::string& key = key_) {
    return api_server().anonymous().ask("POST", "/api/orders", to_text(json::object{{"orders", orders}}),
                                        {{"Authorization", "Bearer " + key}});
  }
  static std::int64_t count(const Reply& reply, std::string_view name) { return integer_or(reply.object(), name, -1); }
  static std::int64_t orders_of_shop() {
    return integer_or(api_server().owner().get("/api/shops/" + shop_ + "/summary").object(), "orders", -1);
  }
  inline static std::string shop_, key_, key_id_;
};

TEST_F(OrdersApi, AreTakenAtOnceAndTwiceChangesNothing) {
  const std::int64_t before = orders_of_shop();
  const Reply first = tell({order("N-1", "C1"), order("N-2", "C2")});
  ASSERT_EQ(first.status, 200) << first.raw.body;
  EXPECT_EQ(count(first, "new"), 2);
  EXPECT_EQ(orders_of_shop(), before + 2);
  EXPECT_EQ(count(tell({order("N-1", "C1"), order("N-2", "C2")}), "same"), 2);
  EXPECT_EQ(count(tell({order("N-1", "C1", 3'500)}), "changed"), 1);
  EXPECT_EQ(orders_of_shop(), before + 2);

  const json::object imports = api_server().owner().get("/api/shops/" + shop_ + "/imports").object();
  ASSERT_EQ(imports.at("imports").as_array().size(), 1U) << "one for all that a day brings";
  const json::object& import = imports.at("imports").as_array()[0].as_object();
  EXPECT_EQ(string_or(import, "profile", ""), "api");
  EXPECT_GE(integer_or(import.at("counts").as_object(), "orders_new", -1), 2);
}

TEST_F(OrdersApi, WhatIsWrongIsToldAndTheOthersAreTaken) {
  json::object wrong = order("R-2", "C3");
  wrong["lines"].as_array()[0].as_object()["quantity"] = "two";
  const Reply reply = tell({order("R-1", "C3"), wrong, order("N-1", "somebody else")});
  ASSERT_EQ(reply.status, 200) << reply.raw.body;
  EXPECT_EQ(count(reply, "new"), 1);
  const json::array& refused = reply.object().at("refused").as_array();
  ASSERT_GE(refused.size(), 1U);
  const json::object& first = refused[0].as_object();
  EXPECT_EQ(integer_or(first, "position", 0), 2);
  EXPECT_EQ(string_or(first, "order_number", ""), "R-2");
  EXPECT_EQ(string_or(first, "key", ""), "quarantine.bad_quantity");
  EXPECT_FALSE(string_or(first, "message", "").empty());
}

TEST_F(OrdersApi, AnOrderOfSomebodyElseIsRefused) {
  ASSERT_EQ(count(tell({order("O-1", "C7")}), "new"), 1);
  const Reply reply = tell({order("O-1", "C8")});
  const json::array& refused = reply.object().at("refused").as_array();
  ASSERT_EQ(refused.size(), 1U);
  EXPECT_EQ(string_or(refused[0].as_object(), "key", ""), "quarantine.order_of_other_customer");
}

TEST_F(OrdersApi, OnlyAKeyOpens) {
  EXPECT_EQ(tell({order("X", "C1")}, "tsuzuku_guessed").status, 401);
  EXPECT_EQ(tell({order("X", "C1")}, "").status, 401);
  const std::string body = to_text(json::object{{"orders", json::array{order("X", "C1")}}});
  EXPECT_EQ(api_server().owner().ask("POST", "/api/orders", body).status, 401) << "a session is no key";
  EXPECT_EQ(api_server().anonymous().ask("GET", "/api/shops", {}, {{"Authorization", "Bearer " + key_}}).status, 401)
      << "a key opens nothing else";
  EXPECT_EQ(api_server().viewer().get(keys()).status, 403);
}

TEST_F(OrdersApi, ARemovedKeyOpensNothing) {
  ApiServer& server = api_server();
  const Reply made = server.owner().post(keys(), json::object{{"name", "倉庫"}});
  const std::string token(string_or(made.object(), "token", ""));
  EXPECT_EQ(tell({order("K-1", "C1")}, token).status, 200);
  const auto listed = server.owner().get(keys());
  EXPECT_EQ(listed.raw.body.find(token), std::string::npos) << "it is shown once";
  ASSERT_EQ(listed.body.as_array().size(), 2U);
  EXPECT_TRUE(listed.body.as_array()[1].as_object().at("used_day").is_string());
  const std::string path = keys() + "/" + std::string(string_or(made.object(), "id", ""));
  EXPECT_EQ(server.owner().ask("DELETE", path).status, 204);
  EXPECT_EQ(server.owner().ask("DELETE", path).status, 404);
  EXPECT_EQ(tell({order("K-2", "C1")}, token).status, 401);
}

TEST_F(OrdersApi, ConsentIsKeptAndANoIsNotOverruledByAnOlderYes) {
  const auto consent_of = [](std::string_view number) {
    const std::string customers = "/api/shops/" + shop_ + "/customers";
    const Reply found = api_server().owner().get(customers + "?words=" + std::string(number));
    const json::array& rows = found.object().at("customers").as_array();
    if (rows.empty()) return std::string("nobody");
    const std::string id(string_or(rows[0].as_object(), "id", ""));
    const Reply one = api_server().owner().get(customers + "/" + id);
    const json::array& consents = one.object().at("consents").as_array();
    return consents.empty() ? std::string("none") : std::string(string_or(consents[0].as_object(), "state", ""));
  };
  const auto told = [](std::string_view number, std::string_view day, std::string_view consent) {
    json::object one = order(number, "AGREES");
    one["ordered_at"] = day;
    one["mail_consent"] = consent;
    return tell({one}).status;
  };
  ASSERT_EQ(told("Y-1", "2026-11-01", "yes"), 200);
  const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (consent_of("AGREES") != "given" && std::chrono::steady_clock::now() < limit) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_EQ(consent_of("AGREES"), "given");
  ASSERT_EQ(told("Y-2", "2026-11-03", "no"), 200);
  EXPECT_EQ(consent_of("AGREES"), "withdrawn");
  ASSERT_EQ(told("Y-3", "2026-11-02", "yes"), 200);
  EXPECT_EQ(consent_of("AGREES"), "withdrawn");
  ASSERT_EQ(told("Y-4", "2026-11-04", "yes"), 200);
  EXPECT_EQ(consent_of("AGREES"), "given");
  ASSERT_EQ(told("Y-5", "2031-01-01", "yes"), 200) << "a mistyped year";
  const std::string customers = "/api/shops/" + shop_ + "/customers";
  const std::string id(string_or(
      api_server().owner().get(customers + "?words=AGREES").object().at("customers").as_array()[0].as_object(), "id",
      ""));
  EXPECT_EQ(api_server()
                .owner()
                .post(customers + "/" + id + "/consents",
                      json::object{{"channel", "mail"}, {"state", "withdrawn"}, {"evidence", "電話で"}})
                .status,
            201);
  EXPECT_EQ(consent_of("AGREES"), "withdrawn") << "a yes of the future overrules nothing";
}

TEST_F(OrdersApi, TheNumbersFollow) {
  const std::string numbers = "/api/shops/" + shop_ + "/analyses/stages";
  ASSERT_EQ(count(tell({order("F-1", "C-new")}), "new"), 1);
  const auto customers = [&] {
    const Reply reply = api_server().owner().get(numbers);
    const json::array& rows = reply.object().at("rows").as_array();
    return rows.empty() ? 0 : integer_or(rows[0].as_object(), "customers", 0);
  };
  const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  const std::int64_t wanted =
      integer_or(api_server().owner().get("/api/shops/" + shop_ + "/summary").object(), "customers", -1);
  while (customers() < wanted && std::chrono::steady_clock::now() < limit) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_EQ(customers(), wanted);
}

TEST_F(OrdersApi, NothingAndTooMuchAreSaid) {
  EXPECT_EQ(tell({}).error_key(), "received.none");
  json::array many;
  for (int i = 0; i < 1'001; ++i) many.push_back(json::object{{"lines", json::array{}}});
  EXPECT_EQ(tell(many).error_key(), "received.too_many");
  const Reply reply =
      api_server().anonymous().ask("POST", "/api/orders", R"({"orders": [1]})", {{"Authorization", "Bearer " + key_}});
  EXPECT_EQ(reply.error_key(), "api.bad_member");
}

}  // namespace
}  // namespace tsuzuku::api_tests
