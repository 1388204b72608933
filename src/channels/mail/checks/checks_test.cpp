#include "channels/mail/checks/checks.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "channels/mail/mail_settings.hpp"

namespace tsuzuku::channels {
namespace {

json::object shop() {
  return {{"from_name", "つづく園"},
          {"from_address", "tea@shop.example"},
          {"postal_address", "京都市中京区一之船入町1"},
          {"contact", "https://shop.example/contact"},
          {"smtp_host", "mx.example"}};
}

constexpr auto* kFoot =
    "\n{{sender.name}} {{sender.postal_address}} {{sender.contact}}\n配信停止 {{unsubscribe_url}}\n";
constexpr auto* kHtmlFoot =
    "<p>{{sender.name}} {{sender.postal_address}} {{sender.contact}} <a href=\"{{unsubscribe_url}}\">配信停止</a></p>";

Content good() {
  return {.subject = "お茶が届きました",
          .text = std::string("こんにちは") + kFoot,
          .html = std::string("<p>こんにちは</p>") + kHtmlFoot};
}

std::vector<std::string> found(const Content& content, const json::object& values = shop()) {
  std::vector<std::string> keys;
  for (const Finding& finding :
       check_message(*Settings::check(mail_schema(), values), content, {{.name = "customer.last_name"}})) {
    keys.push_back((finding.blocks ? "! " : "? ") + finding.part + " " + finding.error.key);
  }
  return keys;
}

using Found = std::vector<std::string>;

TEST(MailChecks, AGoodMessagePasses) { EXPECT_EQ(found(good()), Found{}); }

TEST(MailChecks, WhatTheLawWants) {
  Content content = good();
  content.text = "こんにちは";
  EXPECT_EQ(found(content), (Found{"! text mail.unsubscribe_missing", "! text mail.sender_missing",
                                   "! text mail.postal_address_missing", "? text mail.contact_missing"}));
  // Written out is as good as by field, whatever the blanks.
  content.text = "つづく園\n京都市 中京区\n一之船入町１ https://shop.example/contact {{unsubscribe_url}}";
  EXPECT_EQ(found(content), Found{});
  content.html =
      "<b>つづく</b>園 京都市中京区<br>一之船入町1 https://shop.example/contact <a href=\"{{unsubscribe_url}}\">x</a>";
  EXPECT_EQ(found(content), Found{});
  // A condition about the link is no link.
  content.text = "{{#if unsubscribe_url}}x{{/if}}{{sender.name}}{{sender.postal_address}}{{sender.contact}}";
  EXPECT_EQ(found(content), Found{"! text mail.unsubscribe_missing"});
}

TEST(MailChecks, EmptyParts) {
  EXPECT_EQ(found({.subject = " ", .text = "", .html = good().html}),
            (Found{"! subject mail.subject_empty", "! text mail.no_text"}));
  EXPECT_EQ(found({.subject = "x", .text = good().text, .html = ""}), Found{});
}

TEST(MailChecks, TemplatesAreCheckedInEveryPart) {
  Content content = good();
  content.subject = "{{customer.last_name}} 様";
  content.text += "{{nobody}}";
  content.html += "<p {{x}}>";
  EXPECT_EQ(found(content), (Found{"! subject template.fallback_missing", "! text template.unknown_field",
                                   "! html template.field_not_allowed"}));
}

TEST(MailChecks, Links) {
  Content content = good();
  content.html +=
      "<a href=\"/local\">a</a><a href=\"shop.example\">b</a><img src=\"data:image/png;base64,x\">"
      "<a href=\"mailto:a@b.example\">c</a><a href=\"#top\">d</a><a href=\"tel:075\">e</a>"
      "<a href=\"https://shop.example/\">f</a>";
  EXPECT_EQ(found(content), (Found{"! html mail.odd_link", "! html mail.odd_link", "! html mail.odd_link"}));
  content = good();
  content.html += "<a href=\"http://shop.example/\">f</a>";
  EXPECT_EQ(found(content), Found{"? html mail.insecure_link"});
}

TEST(MailChecks, LinksThatLeadNowhere) {
  for (const char* address :
       {"", " ", "https://", "HTTP://", "https:", "http:/", "https:///a", "https://?a=1", "{{! later }}"}) {
    Content content = good();
    content.html += std::string("<a href=\"") + address + "\">x</a>";
    EXPECT_EQ(found(content), Found{"! html mail.no_address"}) << address;
  }
  for (const char* address : {"{{preferences_url}}", "https://tea.example/?c={{sender.name}}", "https://tea.example"}) {
    Content content = good();
    content.html += std::string("<a href=\"") + address + "\">x</a><a name=\"here\"></a><img alt=\"\" src=\"\">";
    EXPECT_EQ(found(content), Found{}) << address;
  }
  Content content = good();
  content.html += "<a href=\"https.example\">x</a>";
  EXPECT_EQ(found(content), Found{"! html mail.odd_link"});
}

TEST(MailChecks, ButtonsWithoutWords) {
  const auto with = [](const char* words) {
    Content content = good();
    content.html += "<table>\n<a\n href='https://tea.example/?a>b' style=\"x\">" + std::string(words) + "</a></table>";
    return found(content);
  };
  for (const char* nothing : {"", " \n", "<b> </b>", "&nbsp;\xE3\x80\x80", "<!-- words > -->", "{{! words }}"}) {
    EXPECT_EQ(with(nothing), Found{"! html mail.no_words"}) << nothing;
  }
  for (const char* something : {"x", "<b>店へ</b>", "<img src=\"https://tea.example/a.png\">", "{{sender.name}}",
                                "&gt;", "{{#if sender.name}}x{{/if}}"}) {
    EXPECT_EQ(with(something), Found{}) << something;
  }
  Content content = good();
  content.html = "<p>\nあ<a href=\"https://a.example\"></a>" + content.html;
  const auto findings = check_message(*Settings::check(mail_schema(), shop()), content, {});
  ASSERT_EQ(findings.size(), 1U);
  const auto& told = findings.front().error.arguments;
  EXPECT_EQ(told.at(1), (std::pair<std::string, std::string>("line", "2")));
  EXPECT_EQ(told.at(2), (std::pair<std::string, std::string>("column", "2")));
}

TEST(MailChecks, ScriptsAndSize) {
  Content content = good();
  content.html += "<SCRIPT>x</SCRIPT>";
  EXPECT_EQ(found(content), Found{"! html mail.script"});
  content = good();
  content.html += std::string(limits::kMailHtmlBytes, ' ');
  EXPECT_EQ(found(content), Found{"? html mail.html_clipped"});
}

TEST(MailChecks, Settings) {
  auto values = shop();
  values["from_address"] = "tea@shop";
  EXPECT_EQ(found(good(), values), Found{"! settings mail.bad_address"});
  values = shop();
  values["smtp_security"] = "none";
  values["smtp_password"] = "x";
  EXPECT_EQ(found(good(), values), Found{"! settings mail.password_without_tls"});
  values = shop();
  values["dkim_key"] = "x";
  values["dkim_domain"] = "shop.example";
  values["dkim_selector"] = "s1";
  EXPECT_EQ(found(good(), values), Found{"! settings dkim.bad_key"});
  values["dkim_key"] =
      "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE "
      "KEY-----\n";
  EXPECT_EQ(found(good(), values), Found{});
  values["dkim_domain"] = "relay.example";
  EXPECT_EQ(found(good(), values), Found{"? settings mail.dkim_not_aligned"});
}

TEST(ChannelSettings, AreCheckedBySchema) {
  const SettingsSchema schema = {
      {.name = "host", .required = true},
      {.name = "port", .kind = SettingKind::Integer, .otherwise = std::int64_t{25}, .min = 1, .max = 99},
      {.name = "how", .kind = SettingKind::Choice, .otherwise = "a", .choices = {"a", "b"}},
      {.name = "password", .secret = true},
      {.name = "on", .kind = SettingKind::Flag},
      {.name = "lines", .kind = SettingKind::Paragraph}};
  const auto key_of = [&](const json::object& values) {
    const auto checked = Settings::check(schema, values);
    return checked ? std::string("ok") : checked.error().key + " " + checked.error().arguments[0].second;
  };
  EXPECT_EQ(key_of({{"host", "x"}}), "ok");
  EXPECT_EQ(key_of({}), "settings.missing host");
  EXPECT_EQ(key_of({{"host", ""}}), "settings.missing host");
  EXPECT_EQ(key_of({{"host", "x"}, {"hots", "x"}}), "settings.unknown hots");
  EXPECT_EQ(key_of({{"host", 1}}), "settings.wrong_kind host");
  EXPECT_EQ(key_of({{"host", "x"}, {"port", "25"}}), "settings.wrong_kind port");
  EXPECT_EQ(key_of({{"host", "x"}, {"port", 100}}), "settings.out_of_range port");
  EXPECT_EQ(key_of({{"host", "x"}, {"how", "c"}}), "settings.no_choice how");
  EXPECT_EQ(key_of({{"host", "x\ny"}}), "settings.control_character host");
  EXPECT_EQ(key_of({{"host", "x"}, {"lines", "a\nb"}}), "ok");
  EXPECT_EQ(key_of({{"host", std::string(limits::kSettingBytes + 1, 'x')}}), "settings.too_long host");

  const auto checked = Settings::check(schema, {{"host", "x"}, {"password", "geheim"}});
  EXPECT_EQ(checked->integer("port"), 25);
  EXPECT_EQ(checked->text("how"), "a");
  EXPECT_FALSE(checked->flag("on"));
  EXPECT_EQ(to_text(checked->masked(schema)),
            R"({"host":"x","port":25,"how":"a","password":true,"on":false,"lines":""})");
}

}  // namespace
}  // namespace tsuzuku::channels
