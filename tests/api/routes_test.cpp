// Every registered route against every kind of caller, and against docs/api.md.

#include "api/routes.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "tests/api/api_server.hpp"

namespace tsuzuku::api_tests {
namespace {

using api::Access;
using api::ApiRoute;

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  if (const auto at = text.find(what); at != std::string::npos) text.replace(at, what.size(), by);
  return text;
}

std::string target_of(const ApiRoute& route) {
  std::string target(route.pattern);
  target = replaced(target, "{shop}", api_server().shop());
  target = replaced(target, "{id}", "1");
  target = replaced(target, "{note}", "1");
  target = replaced(target, "{channel}", "mail");
  target = replaced(target, "{token}", "x");
  target = replaced(target, "{month}", "2026-01");
  return replaced(target, "{name}", "stages");
}

Reply ask(const Person& person, const ApiRoute& route) {
  return person.ask(http::name_of(route.method), target_of(route));
}

std::string words(const ApiRoute& route) {
  return std::string(http::name_of(route.method)) + " " + std::string(route.pattern);
}

bool ends_the_session(const ApiRoute& route) {
  return route.method == http::Method::Delete && route.pattern == "/api/session";
}

// Answers a program with a shop's key, and no person whoever they are.
bool is_for_programs(const ApiRoute& route) { return route.access == Access::Key; }

bool is_refusal(const Reply& reply) { return reply.status == 401 || reply.status == 403; }

TEST(Routes, AStrangerGetsNothingButTheDoor) {
  const Person stranger = api_server().anonymous();
  for (const ApiRoute& route : api::routes()) {
    const Reply reply = ask(stranger, route);
    if (route.access == Access::Open) {
      EXPECT_NE(reply.status, 403) << words(route);
    } else {
      EXPECT_EQ(reply.status, 401) << words(route);
      EXPECT_EQ(reply.error_key(), is_for_programs(route) ? "api.no_key" : "api.not_signed_in") << words(route);
    }
  }
}

TEST(Routes, AViewerViews) {
  for (const ApiRoute& route : api::routes()) {
    if (ends_the_session(route)) continue;
    const Reply reply = ask(api_server().viewer(), route);
    const bool may = route.access == Access::Open || route.access == Access::SignedIn || route.access == Access::View;
    if (may) {
      EXPECT_FALSE(is_refusal(reply)) << words(route) << " " << reply.raw.body;
    } else if (is_for_programs(route)) {
      EXPECT_EQ(reply.error_key(), "api.no_key") << words(route);
    } else {
      EXPECT_EQ(reply.status, 403) << words(route);
      EXPECT_EQ(reply.error_key(), "api.not_permitted") << words(route);
    }
  }
}

TEST(Routes, AnOwnerMayEverything) {
  for (const ApiRoute& route : api::routes()) {
    if (ends_the_session(route) || is_for_programs(route)) continue;
    const Reply reply = ask(api_server().owner(), route);
    EXPECT_FALSE(is_refusal(reply)) << words(route) << " " << reply.raw.body;
    EXPECT_LT(reply.status, 500) << words(route) << " " << reply.raw.body;
  }
}

TEST(Routes, EveryWriteNeedsTheToken) {
  Person forgetful = api_server().owner();
  int writes = 0;
  for (const std::string_view token : {"", "x", "0123456789012345678901234567890123456789012"}) {
    forgetful.csrf_token = token;
    for (const ApiRoute& route : api::routes()) {
      if (!http::is_write(route.method) || route.access == Access::Open || is_for_programs(route)) continue;
      const Reply reply = ask(forgetful, route);
      EXPECT_EQ(reply.status, 403) << words(route);
      EXPECT_EQ(reply.error_key(), "api.csrf") << words(route);
      ++writes;
    }
  }
  EXPECT_GT(writes, 30);
}

TEST(Routes, OnlySigningInAndMessagesLinksAreOpen) {
  std::set<std::string> open;
  for (const ApiRoute& route : api::routes()) {
    if (route.access == Access::Open) open.insert(words(route));
  }
  // … and what stands behind the links of a message, whose token lets in.
  EXPECT_EQ(open, (std::set<std::string>{"GET /api/health", "GET /api/session", "POST /api/session",
                                         "POST /api/session/link", "GET /o/{token}", "GET /c/{token}", "GET /u/{token}",
                                         "POST /u/{token}", "GET /p/{token}", "POST /p/{token}", "GET /p/style.css",
                                         "POST /api/public/bounces/{token}"}));
}

TEST(Routes, AreExactlyThoseOfTheDocument) {
  std::ifstream file(std::string(TSUZUKU_SOURCE_DIR) + "/docs/api.md");
  std::set<std::string> documented;
  const std::regex row(R"(^\| `(GET|POST|PUT|PATCH|DELETE) (/[^`]+)` \| ([a-z_ ]+) \|.*)");
  for (std::string line; std::getline(file, line);) {
    std::smatch match;
    if (std::regex_match(line, match, row)) {
      documented.insert(match[1].str() + " " + match[2].str() + " needs " + match[3].str());
    }
  }
  std::set<std::string> registered;
  for (const ApiRoute& route : api::routes()) {
    registered.insert(words(route) + " needs " + std::string(api::name_of(route.access)));
  }
  EXPECT_EQ(documented, registered);
}

TEST(Routes, UnknownOnesUnderApiAreJsonNotTheApplication) {
  const Reply reply = api_server().owner().get("/api/nothing");
  EXPECT_EQ(reply.status, 404);
  EXPECT_EQ(reply.error_key(), "http.no_such_path");
  EXPECT_EQ(api_server().owner().ask("DELETE", "/api/shops").status, 405);
}

}  // namespace
}  // namespace tsuzuku::api_tests
