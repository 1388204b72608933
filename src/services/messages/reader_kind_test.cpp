#include "services/messages/reader_kind.hpp"

#include <gtest/gtest.h>

namespace tsuzuku::services {
namespace {

constexpr std::string_view kPhone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";

Reading by(std::string_view agent, std::optional<std::int64_t> seconds = 3'600) {
  return {.user_agent = agent, .seconds_since_sent = seconds};
}

TEST(ReaderKind, People) {
  EXPECT_FALSE(is_machine(by(kPhone)));
  EXPECT_FALSE(
      is_machine(by("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/124.0 Safari/537.36")));
  EXPECT_FALSE(
      is_machine(by("Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)")));
  EXPECT_FALSE(is_machine(by("YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html")));
  EXPECT_FALSE(is_machine(by(kPhone, std::nullopt))) << "when it was sent is not known";
}

TEST(ReaderKind, Machines) {
  for (const std::string_view agent :
       {"", " ", "Mozilla/5.0", "Googlebot/2.1", "python-requests/2.31", "curl/8.5.0", "Go-http-client/1.1",
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/120.0", "Barracuda Sentinel (EE)", "Slackbot-LinkExpanding 1.0",
        "Mozilla/5.0 (compatible; MimecastCheck)"}) {
    EXPECT_TRUE(is_machine(by(agent))) << agent;
  }
}

TEST(ReaderKind, TooSoonOrWithoutAReader) {
  EXPECT_TRUE(is_machine(by(kPhone, 0)));
  EXPECT_TRUE(is_machine(by(kPhone, kTooSoonSeconds - 1)));
  EXPECT_FALSE(is_machine(by(kPhone, kTooSoonSeconds)));
  EXPECT_TRUE(is_machine({.user_agent = kPhone, .head = true, .seconds_since_sent = 3'600}));
  EXPECT_TRUE(is_machine({.user_agent = kPhone, .prefetch = true, .seconds_since_sent = 3'600}));
}

}  // namespace
}  // namespace tsuzuku::services
