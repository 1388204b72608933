#include "http/router.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace tsuzuku::http {
namespace {

// The promise of the layer, checked by the compiler: a route without a permission cannot be written down.
template <typename... Parts>
concept MakesARoute = requires(Parts... parts) { Route{parts...}; };
static_assert(MakesARoute<Method, const char*, Permission, Handler>);
static_assert(!MakesARoute<Method, const char*, Handler>);
static_assert(!MakesARoute<Method, const char*, int, Handler>);
static_assert(!MakesARoute<Method, const char*>);
static_assert(!std::is_default_constructible_v<Permission>);
static_assert(!std::is_default_constructible_v<Route>);

constexpr Permission kAny{0};

Router router_of(const std::vector<std::pair<Method, std::string>>& routes) {
  Router router([](Request&, Permission) -> Status { return {}; });
  for (const auto& [method, pattern] : routes) {
    router.add({method, pattern, kAny, [](Request&) -> Result<Response> { return Response{}; }});
  }
  return router;
}

std::string matched(const Router& router, const std::vector<std::string>& segments, Method method = Method::Get) {
  const Match match = router.match(method, segments);
  return match.route == nullptr ? "" : match.route->pattern;
}

TEST(Router, TheMostLiteralPatternWinsWhateverTheOrder) {
  const std::vector<std::string> patterns = {"/a/{x}", "/a/b", "/a/{x}.csv", "/{y}/b", "/a", "/"};
  std::vector<std::pair<Method, std::string>> forward;
  for (const auto& pattern : patterns) forward.emplace_back(Method::Get, pattern);
  for (const auto& routes : {forward, decltype(forward)(forward.rbegin(), forward.rend())}) {
    const Router router = router_of(routes);
    EXPECT_EQ(matched(router, {"a", "b"}), "/a/b");
    EXPECT_EQ(matched(router, {"a", "c"}), "/a/{x}");
    EXPECT_EQ(matched(router, {"a", "c.csv"}), "/a/{x}.csv");
    EXPECT_EQ(matched(router, {"a", ".csv"}), "/a/{x}");
    EXPECT_EQ(matched(router, {"z", "b"}), "/{y}/b");
    EXPECT_EQ(matched(router, {}), "/");
    EXPECT_EQ(matched(router, {"a", ""}), "") << "a parameter is never empty";
    EXPECT_EQ(matched(router, {"a", "b", "c"}), "");
  }
}

TEST(Router, ParametersAreCutOut) {
  const Router router = router_of({{Method::Get, "/shops/{shop}/{name}.csv"}});
  const Match match = router.match(Method::Get, {"shops", "7", "stages.csv"});
  EXPECT_EQ(match.parameters, (Pairs{{"shop", "7"}, {"name", "stages"}}));
}

TEST(Router, AWrongMethodNamesTheRightOnes) {
  const Router router = router_of({{Method::Post, "/a"}, {Method::Get, "/a"}});
  EXPECT_EQ(router.match(Method::Delete, {"a"}).allowed, (std::vector{Method::Get, Method::Post}));
  EXPECT_EQ(matched(router, {"a"}, Method::Head), "/a");
}

TEST(Router, TheFallbackNeverAnswersReservedPaths) {
  Router router = router_of({{Method::Get, "/api/a"}});
  router.set_fallback(kAny, [](Request&) -> Result<Response> { return Response{}; }, "api");
  EXPECT_EQ(matched(router, {"stages"}), "/");
  EXPECT_EQ(matched(router, {"api", "b"}), "");
  EXPECT_EQ(matched(router, {"api"}), "");
  EXPECT_EQ(router.match(Method::Post, {"stages"}).allowed, std::vector{Method::Get});
}

TEST(Router, ADefectShowsAtTheFirstStart) {
  EXPECT_THROW(router_of({{Method::Get, "/a"}, {Method::Get, "/a"}}), std::logic_error);
  EXPECT_THROW(router_of({{Method::Get, "a"}}), std::logic_error);
  EXPECT_THROW(router_of({{Method::Get, "/{a"}}), std::logic_error);
}

}  // namespace
}  // namespace tsuzuku::http
