// Customers over HTTP: found, looked at, written about, and recorded who did.

#include <gtest/gtest.h>

#include <algorithm>

#include "http/query.hpp"
#include "tests/api/api_server.hpp"

namespace tsuzuku::api_tests {
namespace {

constexpr std::string_view kOrders =
    "order_number,ordered_at,customer_number,product_code,quantity,unit_price,last_name,first_name,last_name_kana,"
    "first_name_kana,phone,email\n"
    "A-1,2026-01-01 10:00,C1,TEA,1,3000,倉本,花子,クラモト,ハナコ,090-1234-5678,hanako@example.jp\n"
    "A-2,2026-02-01 11:00,C1,TEA,1,3000,,,,,,\n"
    "A-3,2026-03-05 12:00,C2,TEA,1,1000,佐藤,次郎,サトウ,ジロウ,,\n";

std::string text_of(const json::value& value, std::string_view name) {
  return std::string(string_or(value.as_object(), name, ""));
}

class CustomersApi : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    ApiServer& server = api_server();
    shop_ = server.create_shop("お客さまの店");
    ASSERT_EQ(string_or(server.import(shop_, "orders.csv", kOrders), "state", ""), "done");
    serving_ = std::make_unique<Person>(server.invited("serving@example.jp", "service"));
    const json::array found = list("words=" + http::percent_encode("ｸﾗﾓﾄ"));
    ASSERT_EQ(found.size(), 1U);
    customer_ = text_of(found[0], "id");
  }
  static void TearDownTestSuite() { serving_.reset(); }

  [[nodiscard]] static std::string base() { return "/api/shops/" + shop_ + "/customers"; }
  [[nodiscard]] static std::string one() { return base() + "/" + customer_; }
  [[nodiscard]] static json::array list(const std::string& query, const Person& person = api_server().owner()) {
    const Reply reply = person.get(base() + "?" + query);
    EXPECT_EQ(reply.status, 200) << reply.raw.body;
    return reply.status == 200 ? reply.object().at("customers").as_array() : json::array();
  }
  [[nodiscard]] static std::vector<std::string> numbers(const std::string& query) {
    std::vector<std::string> all;
    for (const json::value& row : list(query)) all.push_back(text_of(row, "number"));
    return all;
  }
  // The audit record's newest entries about this test's customer, by their action.
  [[nodiscard]] static std::vector<std::string> deeds() {
    std::vector<std::string> actions;
    const json::object record = api_server().owner().get("/api/audit?page_size=500").object();
    for (const json::value& entry : record.at("entries").as_array()) {
      if (text_of(entry, "object") == customer_) actions.push_back(text_of(entry, "action"));
    }
    return actions;
  }

  inline static std::string shop_;
  inline static std::string customer_;
  inline static std::unique_ptr<Person> serving_;
};

TEST_F(CustomersApi, TheListIsSearchedSortedAndFiltered) {
  const json::array rows = list("words=5678");
  ASSERT_EQ(rows.size(), 1U);
  const json::object& row = rows[0].as_object();
  EXPECT_EQ(string_or(row, "name", ""), "倉本 花子");
  EXPECT_EQ(string_or(row, "name_kana", ""), "クラモト ハナコ");
  EXPECT_EQ(integer_or(row, "purchases", 0), 2);
  EXPECT_EQ(integer_or(row, "sales", 0), 6'000);
  EXPECT_EQ(integer_or(row, "quiet_days", 0), 32);
  EXPECT_EQ(string_or(row, "last_day", ""), "2026-02-01");
  EXPECT_TRUE(row.at("found_order").is_null());
  EXPECT_EQ(text_of(list("words=a-3").at(0), "found_order"), "A-3");

  EXPECT_EQ(numbers(""), (std::vector<std::string>{"C2", "C1"}));
  EXPECT_EQ(numbers("sort=sales"), (std::vector<std::string>{"C1", "C2"}));
  EXPECT_EQ(numbers("sort=name&page_size=1&page=2"), std::vector<std::string>{"C2"});
  EXPECT_EQ(numbers("purchases_min=2"), std::vector<std::string>{"C1"});
  EXPECT_EQ(numbers("quiet_days_max=10"), std::vector<std::string>{"C2"});
  EXPECT_EQ(numbers("as_of=2026-01-31&purchases_max=0"), std::vector<std::string>{"C2"});
}

TEST_F(CustomersApi, WhatCannotBeUnderstoodIsRefused) {
  const auto key = [&](const std::string& query) { return api_server().owner().get(base() + "?" + query).error_key(); };
  EXPECT_EQ(key("sort=age"), "customers.unknown_sort");
  EXPECT_EQ(key("purchases_min=-1"), "customers.bad_number");
  EXPECT_EQ(key("quiet_days_max=1.5"), "customers.bad_number");
  EXPECT_EQ(key("consents_to=fax"), "customers.unknown_channel");
  EXPECT_EQ(key("as_of=2026-02-30"), "customers.bad_day");
  EXPECT_EQ(key("wrods=x"), "api.unknown_parameter");
  const Person& owner = api_server().owner();
  EXPECT_EQ(owner.get(base() + "/12345").error_key(), "customers.unknown_id");
  EXPECT_EQ(owner.get(base() + "/x").error_key(), "api.no_such_id");
  EXPECT_EQ(owner.get(one() + "/timeline?begin=x").error_key(), "customers.bad_timeline_place");
  EXPECT_EQ(owner.get(one() + "/timeline?kinds=sms").error_key(), "customers.unknown_timeline_kind");
  EXPECT_EQ(owner.get("/api/shops/" + api_server().shop() + "/customers/" + customer_).status, 404) << "another shop";
}

TEST_F(CustomersApi, WithoutThePermissionNamesAreMaskedAndCannotBeGuessed) {
  const Person& viewer = api_server().viewer();
  EXPECT_TRUE(list("words=" + http::percent_encode("倉本"), viewer).empty());
  EXPECT_TRUE(list("words=5678", viewer).empty());
  const json::array rows = list("words=C1", viewer);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(text_of(rows[0], "name"), "倉＊＊＊");
  EXPECT_EQ(text_of(rows[0], "phone"), "0＊＊＊");
  ASSERT_EQ(serving_->post(one() + "/notes", {{"text", "秘密のメモ"}}).status, 201);
  for (const std::string path : {"", "/timeline", "/orders"}) {
    const Reply reply = viewer.get(one() + path);
    EXPECT_EQ(reply.status, 200) << path;
    for (const auto* secret : {"花子", "クラモト", "1234", "hanako", "秘密"}) {
      EXPECT_FALSE(reply.raw.body.contains(secret)) << path << " " << secret;
    }
  }
  EXPECT_TRUE(viewer.get(one()).object().at("masked").as_bool());
}

TEST_F(CustomersApi, ThePageSaysWhereTheCustomerStandsInBothLanguages) {
  const json::object page = api_server().owner().get(one()).object();
  const json::object& standing = page.at("standing").as_object();
  EXPECT_EQ(integer_or(standing, "purchases", 0), 2);
  EXPECT_EQ(integer_or(standing, "net", 0), 6'000);
  EXPECT_EQ(integer_or(standing.at("rfm").as_object(), "f", 0), 2);
  EXPECT_EQ(text_of(standing.at("cpm"), "title"), "よちよち");
  EXPECT_EQ(text_of(page.at("attributes").as_array().at(0), "value"), "倉本 花子");
  EXPECT_EQ(page.at("origins").as_array().size(), 1U);
  const json::object english = api_server().owner().get(one() + "/timeline?kinds=import&language=en").object();
  EXPECT_EQ(text_of(english.at("entries").as_array().at(0), "title"), "First known from an import (orders.csv)");
  const json::object orders = api_server().owner().get(one() + "/orders").object();
  EXPECT_EQ(integer_or(orders, "rows_total", 0), 2);
  EXPECT_EQ(text_of(orders.at("orders").as_array().at(0).as_object().at("steps").as_array().at(0), "kind"), "accepted");
}

TEST_F(CustomersApi, NotesAreWrittenChangedRemovedAndBroughtBack) {
  const Reply added = serving_->post(one() + "/notes", {{"text", " 午前に電話がよい "}});
  ASSERT_EQ(added.status, 201) << added.raw.body;
  const std::string note = one() + "/notes/" + text_of(added.body, "id");
  EXPECT_EQ(text_of(added.body, "text"), "午前に電話がよい");
  EXPECT_EQ(text_of(serving_->ask("PATCH", note, R"({"text":"午後がよい"})").body, "text"), "午後がよい");
  EXPECT_EQ(serving_->ask("DELETE", note).status, 204);
  EXPECT_EQ(serving_->ask("DELETE", note).error_key(), "customers.no_such_note");
  EXPECT_EQ(text_of(serving_->ask("PATCH", note, R"({"removed":false})").body, "text"), "午後がよい");
  EXPECT_EQ(serving_->post(one() + "/notes", {{"text", " "}}).error_key(), "customers.note_empty");
  EXPECT_EQ(serving_->ask("PATCH", note, R"({})").error_key(), "api.missing_member");
  const json::object timeline = serving_->get(one() + "/timeline?kinds=note").object();
  EXPECT_EQ(text_of(timeline.at("entries").as_array().at(0), "text"), "午後がよい");
  EXPECT_EQ(api_server().viewer().post(one() + "/notes", {{"text", "x"}}).status, 403);
  const auto done = deeds();
  for (const auto* deed : {"note.add", "note.change", "note.remove", "note.bring_back"}) {
    EXPECT_NE(std::ranges::find(done, deed), done.end()) << deed;
  }
}

TEST_F(CustomersApi, TagsAndConsentsFilterTheList) {
  const std::string tag = one() + "/tags/" + http::percent_encode("お得意 さま");
  EXPECT_EQ(text_of(serving_->ask("PUT", tag).body.as_array().at(0), "name"), "お得意 さま");
  EXPECT_EQ(numbers("tag=" + http::percent_encode("お得意 さま")), std::vector<std::string>{"C1"});
  const Reply consent =
      serving_->post(one() + "/consents", {{"channel", "mail"}, {"state", "given"}, {"evidence", "3月5日の電話で"}});
  ASSERT_EQ(consent.status, 201) << consent.raw.body;
  EXPECT_EQ(text_of(consent.body.as_array().at(0), "evidence"), "3月5日の電話で");
  EXPECT_EQ(numbers("consents_to=mail"), std::vector<std::string>{"C1"});
  EXPECT_EQ(
      serving_->post(one() + "/consents", {{"channel", "mail"}, {"state", "given"}, {"evidence", ""}}).error_key(),
      "customers.evidence_missing");
  EXPECT_EQ(
      serving_->post(one() + "/consents", {{"channel", "mail"}, {"state", "maybe"}, {"evidence", "x"}}).error_key(),
      "customers.unknown_consent");
  EXPECT_TRUE(serving_->ask("DELETE", tag).body.as_array().empty());
  EXPECT_TRUE(numbers("tag=" + http::percent_encode("お得意 さま")).empty());
}

TEST_F(CustomersApi, WhoSawWhomIsRecordedOnce) {
  Person curious = api_server().invited("curious@example.jp", "service");
  const auto seen = [] {
    const auto done = deeds();
    return std::ranges::count(done, "view.customer");
  };
  const auto before = seen();
  for (int times = 0; times < 3; ++times) {
    EXPECT_EQ(curious.get(one()).status, 200);
    EXPECT_EQ(curious.get(one() + "/timeline").status, 200);
  }
  EXPECT_EQ(seen(), before + 1);
  EXPECT_EQ(api_server().viewer().get(one()).status, 200);
  EXPECT_EQ(seen(), before + 1) << "who sees masks sees nobody";
}

}  // namespace
}  // namespace tsuzuku::api_tests
