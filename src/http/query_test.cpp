#include "http/query.hpp"

#include <gtest/gtest.h>

#include "http/message.hpp"
#include "http/response_head.hpp"

namespace tsuzuku::http {
namespace {

TEST(Query, DecodesAndKeepsTheOrder) {
  const auto query = Query::parse("b=%E3%81%82%20x&a=1+2&flag&&empty=");
  ASSERT_TRUE(query.has_value());
  EXPECT_EQ(query->all(), (Pairs{{"b", "あ x"}, {"a", "1 2"}, {"flag", ""}, {"empty", ""}}));
  EXPECT_EQ(query->find("a"), "1 2");
  EXPECT_EQ(query->find("missing"), std::nullopt);
}

TEST(Query, RefusesWhatHasNoMeaning) {
  EXPECT_EQ(Query::parse("a=%E3%81").error().key, "http.bad_query");
  EXPECT_EQ(Query::parse("a=%0").error().key, "http.bad_query");
  EXPECT_EQ(Query::parse("a=%00").error().key, "http.bad_query");
  EXPECT_EQ(Query::parse("=1").error().key, "http.bad_query");
  EXPECT_EQ(Query::parse("a=1&%61=2").error().key, "http.repeated_parameter");
}

TEST(PercentEncoding, GoesBothWays) {
  const std::string text = "受注 2026/11 100%.csv+\"";
  EXPECT_EQ(percent_decode(percent_encode(text)), text);
  EXPECT_EQ(percent_encode("a-b_c.~"), "a-b_c.~");
  EXPECT_EQ(percent_decode("a+b"), "a+b");
}

TEST(Target, SegmentsAreDecodedOneByOne) {
  EXPECT_EQ(parse_target("/a%2Fb/c/?q")->segments, (std::vector<std::string>{"a/b", "c", ""}));
  EXPECT_TRUE(parse_target("/")->segments.empty());
  EXPECT_FALSE(parse_target("").has_value());
  EXPECT_FALSE(parse_target("/a/%2E%2E/b").has_value());
}

TEST(Cookies, AreFoundByTheirWholeName) {
  EXPECT_EQ(find_cookie("xa=1; a=2;b=3", "a"), "2");
  EXPECT_EQ(find_cookie("a", "a"), std::nullopt);
  EXPECT_EQ(find_cookie("", "a"), std::nullopt);
}

TEST(Cookies, AreNeverReadableByScripts) {
  Response response;
  set_cookie(response, {"session", "token", 3'600, "/", true});
  EXPECT_EQ(response.headers.find("set-cookie"),
            "session=token; Path=/; Max-Age=3600; HttpOnly; SameSite=Strict; Secure");
}

TEST(ResponseHead, RefusesBadFields) {
  for (const auto& [name, value] :
       Pairs{{"X", "a\rb"}, {"X", "a\nb"}, {"X", std::string("a\0b", 3)}, {"X Y", "a"}, {"", "a"}}) {
    Response response;
    response.headers.add(name, value);
    EXPECT_FALSE(response_head(response, {}).has_value());
  }
}

TEST(ResponseHead, DatesHaveTheirWeekday) {
  EXPECT_EQ(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(http_date(1'709'210'096), "Thu, 29 Feb 2024 12:34:56 GMT");
}

}  // namespace
}  // namespace tsuzuku::http
