#include "channels/mail/checks/link_findings.hpp"

#include <gtest/gtest.h>

#include "channels/mail/mail_settings.hpp"

namespace tsuzuku::channels {
namespace {

const Settings& settings() {
  static const Settings kSettings = Settings::check(mail_schema(), {{"from_name", "店"},
                                                                    {"from_address", "a@shop.example"},
                                                                    {"postal_address", "京都"},
                                                                    {"contact", "b@shop.example"},
                                                                    {"smtp_host", "127.0.0.1"}})
                                        .value();
  return kSettings;
}

TEST(LinkFindings, TellEachAddressOnceAtItsFirstPlace) {
  const Content content{.subject = "件名",
                        .text = "見る\nhttps://shop.example/a?x=1 と https://shop.example/b\n{{unsubscribe_url}}",
                        .html = R"(<p><a href="https://shop.example/b">b</a> <a href="https://shop.example/c">c</a>
<a href="{{unsubscribe_url}}">配信停止</a></p>)"};
  const auto links = mail_links(settings(), content, Recipient{});
  ASSERT_TRUE(links) << links.error().key;
  std::vector<std::string> asked;
  const auto findings = link_findings(*links, [&](std::vector<std::string> addresses) {
    asked = addresses;
    std::vector<ProbedLink> probed;
    for (const std::string& address : addresses) {
      const char last = address.back();
      probed.push_back({address,
                        last == 'c'   ? LinkState::Dead
                        : last == 'b' ? LinkState::Silent
                                      : LinkState::Alive,
                        last == 'c'   ? "404"
                        : last == 'b' ? "503"
                                      : ""});
    }
    return probed;
  });
  EXPECT_EQ(asked, (std::vector<std::string>{"https://shop.example/a?x=1", "https://shop.example/b",
                                             "https://shop.example/c"}));
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_TRUE(findings[0].blocks);
  EXPECT_EQ(findings[0].part, "html");
  EXPECT_EQ(findings[0].error.key, "mail.dead_link");
  EXPECT_EQ(findings[0].error.arguments[3].second, "404");
  EXPECT_FALSE(findings[1].blocks);
  EXPECT_EQ(findings[1].part, "text");
  EXPECT_EQ(findings[1].error.key, "mail.silent_link");
  EXPECT_EQ(findings[1].error.arguments[1].second, "2") << "the line in the text, where it stands first";
}

}  // namespace
}  // namespace tsuzuku::channels
