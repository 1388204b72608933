// What an attacker would try first.

#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "tests/api/api_server.hpp"

namespace tsuzuku::api_tests {
namespace {

TEST(Security, AForgedCookieIsNoSession) {
  Person forger = api_server().anonymous();
  for (const std::string cookie : {"x", "' or 1=1 --", "0123456789012345678901234567890123456789012", "%00"}) {
    forger.cookie = cookie;
    EXPECT_EQ(forger.get("/api/shops").status, 401) << cookie;
    EXPECT_EQ(forger.get("/api/session").status, 401) << cookie;
  }
}

TEST(Security, TheSessionCookieIsOutOfReachOfScripts) {
  Person person = api_server().anonymous();
  const Reply invited = api_server().owner().post(
      "/api/staff", json::object{{"email", "cookie@example.com"}, {"name", "C"}, {"role", "viewer"}});
  const std::string link(string_or(invited.object(), "sign_in_link", ""));
  const std::string token = link.substr(link.find('=') + 1);
  const Reply reply = person.post("/api/session/link", json::object{{"token", token}});
  ASSERT_EQ(reply.status, 200);
  const std::string cookie = reply.raw.header("Set-Cookie");
  EXPECT_NE(cookie.find("HttpOnly"), std::string::npos);
  EXPECT_NE(cookie.find("SameSite=Strict"), std::string::npos);
  EXPECT_EQ(reply.raw.body.find(cookie.substr(cookie.find('=') + 1, 43)), std::string::npos);
  EXPECT_EQ(person.post("/api/session/link", json::object{{"token", token}}).status, 401) << "a link works once";
}

TEST(Security, ASessionEndsWhenItsOwnerSignsOut) {
  const Person person = api_server().invited("leaving@example.com", "viewer");
  EXPECT_EQ(person.get("/api/shops").status, 200);
  EXPECT_EQ(person.ask("DELETE", "/api/session").status, 204);
  EXPECT_EQ(person.get("/api/shops").status, 401);
}

TEST(Security, APasswordChangeEndsOtherSessionsAndGivesANewOne) {
  Person person = api_server().invited("changing@example.com", "viewer");
  const Reply reply = person.post("/api/session/password", json::object{{"new_password", "correct horse battery"}});
  ASSERT_EQ(reply.status, 200) << reply.raw.body;
  EXPECT_EQ(person.get("/api/shops").status, 401);
  person.take_session(reply);
  EXPECT_EQ(person.get("/api/shops").status, 200);

  Person again = api_server().anonymous();
  const Reply wrong = again.post("/api/session", json::object{{"email", "changing@example.com"}, {"password", "no"}});
  EXPECT_EQ(wrong.status, 401);
  const Reply right = again.post(
      "/api/session", json::object{{"email", "changing@example.com"}, {"password", "correct horse battery"}});
  EXPECT_EQ(right.status, 200);
}

TEST(Security, WritesFromAnotherSiteAreRefused) {
  const Person& owner = api_server().owner();
  const auto create_from = [&](const http::RawHeaders& headers) {
    return owner.ask("POST", "/api/shops", R"({"name":"x"})", headers);
  };
  EXPECT_EQ(create_from({{"Origin", "https://evil.example"}}).error_key(), "http.cross_origin");
  EXPECT_EQ(create_from({{"Sec-Fetch-Site", "cross-site"}}).error_key(), "http.cross_origin");
  EXPECT_EQ(create_from({{"Host", "evil.example"}}).error_key(), "http.host_refused");
}

TEST(Security, AFormOfAnotherSiteCannotSendJson) {
  const Reply reply = api_server().anonymous().ask("POST", "/api/session", R"({"email":"a","password":"b"})",
                                                   {{"Content-Type", "text/plain"}});
  EXPECT_EQ(reply.error_key(), "api.not_json");
}

TEST(Security, NothingOutsideTheWebsiteIsServed) {
  for (const std::string_view target :
       {"/../migrations/0001_store.sql", "/%2e%2e/migrations/0001_store.sql", "/..%2fmigrations%2f0001_store.sql",
        "//migrations/0001_store.sql", "/migrations/0001_store.sql", "/locales/server/ja/base.json",
        "/assets/../../migrations/0001_store.sql"}) {
    const Reply reply = api_server().anonymous().get(target);
    EXPECT_TRUE(reply.status == 404 || reply.status == 400) << target << " " << reply.status;
    EXPECT_EQ(reply.raw.body.find("create table"), std::string::npos) << target;
  }
}

TEST(Security, BodiesOverTheLimitAreRefused) {
  const std::string body = "{\"name\":\"" + std::string(limits::kHttpBodyBytes, 'x') + "\"}";
  EXPECT_EQ(api_server().owner().ask("POST", "/api/shops", body).status, 413);
  const std::string deep = "{\"name\":" + std::string(1'000, '[') + std::string(1'000, ']') + "}";
  EXPECT_EQ(api_server().owner().ask("POST", "/api/shops", deep).error_key(), "json.invalid");
}

TEST(Security, WhatIsNotKnownIsSaid) {
  const Person& owner = api_server().owner();
  const std::string shop = "/api/shops/" + api_server().shop();
  const Reply parameter = owner.get("/api/shops?colour=red&language=en");
  EXPECT_EQ(parameter.status, 400);
  EXPECT_EQ(parameter.error_key(), "api.unknown_parameter");
  EXPECT_NE(parameter.raw.body.find("colour"), std::string::npos);
  const Reply analysis = owner.get(shop + "/analyses/stages?window=1&language=en");
  EXPECT_EQ(analysis.status, 400);
  EXPECT_NE(analysis.raw.body.find("window_days"), std::string::npos) << "names what there is: " << analysis.raw.body;
  const Reply bounds = owner.get(shop + "/analyses/stages?window_days=0&language=ja");
  EXPECT_EQ(bounds.status, 400);
  EXPECT_EQ(bounds.error_key(), "analysis.out_of_bounds");
  const json::object told = bounds.object().at("error").as_object();
  EXPECT_FALSE(string_or(told, "message", "window_days").contains("window_days")) << "people read its title";
  EXPECT_EQ(string_or(told.at("arguments").as_object(), "parameter", ""), "window_days") << "programs its name";
  EXPECT_EQ(owner.get(shop + "/analyses/nothing").status, 404);
  EXPECT_EQ(owner.get(shop + "/imports?page=0").error_key(), "api.bad_page");
  EXPECT_EQ(owner.get(shop + "/imports?page_size=501").error_key(), "api.bad_page");
  EXPECT_EQ(owner.get("/api/shops/x/summary").error_key(), "api.no_such_id");
  EXPECT_EQ(owner.get("/api/shops/1/summary").error_key(), "shop.unknown_id");
  const Reply member = owner.post("/api/shops", json::object{{"name", "x"}, {"colour", "red"}});
  EXPECT_EQ(member.error_key(), "api.unknown_member");
  EXPECT_EQ(owner.post("/api/shops", json::object{}).error_key(), "api.missing_member");
  EXPECT_EQ(owner.post("/api/shops", json::object{{"name", 1}}).error_key(), "api.bad_member");
  EXPECT_EQ(owner.post("/api/shops", json::array{}).error_key(), "api.no_object");
}

TEST(Security, ErrorsSpeakTheLanguageAskedFor) {
  const Person stranger = api_server().anonymous();
  EXPECT_NE(stranger.get("/api/shops").raw.body.find("サインイン"), std::string::npos);
  EXPECT_NE(stranger.get("/api/shops?language=en").raw.body.find("not signed in"), std::string::npos);
  Person english = api_server().invited("english@example.com", "viewer");
  ASSERT_EQ(english.ask("PATCH", "/api/session", R"({"language":"en"})").status, 200);
  EXPECT_NE(english.get("/api/shops?colour=1").raw.body.find("has no parameter"), std::string::npos);
  EXPECT_EQ(english.ask("PATCH", "/api/session", R"({"language":"fr"})").error_key(), "api.unknown_language");
}

TEST(Security, GuessingAPasswordLocksTheAccount) {
  const Person stranger = api_server().anonymous();
  const json::object attempt{{"email", "viewer@example.com"}, {"password", "guess"}};
  for (int i = 0; i < limits::kSignInFailures; ++i) EXPECT_EQ(stranger.post("/api/session", attempt).status, 401);
  EXPECT_EQ(stranger.post("/api/session", attempt).status, 429);
}

}  // namespace
}  // namespace tsuzuku::api_tests
