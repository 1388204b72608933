// What every channel must keep to, whatever it is. A new channel adds one example below.

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "base/catalogue.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "base/threads.hpp"
#include "channels/links/links_for_tests.hpp"
#include "channels/registry.hpp"

namespace tsuzuku::channels {
namespace {

constexpr TouchRef kTouch{.shop = {1}, .customer = {2}, .touch = {3}};

struct Example {
  domain::Channel id;
  json::object settings;  // the required ones only
  Content content;        // good to send, with {{customer.name}} in every part
  std::string address, bad_address;
  std::string report;  // about kTouch
  ReceiptKind reported;
};

std::vector<Example> examples() {
  return {
      {.id = domain::Channel::Mail,
       .settings = {{"from_name", "つづく園"},
                    {"from_address", "tea@shop.example"},
                    {"postal_address", "京都市中京区1"},
                    {"contact", "075-000-0000"},
                    {"smtp_host", "192.0.2.1"}},
       .content = {.subject = "{{customer.name | 'お客'}} 様",
                   .text = "{{customer.name | 'お客'}} 様 {{sender.name}} {{sender.postal_address}} {{sender.contact}} "
                           "{{unsubscribe_url}}",
                   .html = "<p title=\"{{customer.name | 'お客'}}\">{{customer.name | 'お客'}} 様 {{sender.name}} "
                           "{{sender.postal_address}} {{sender.contact}} <a href=\"{{unsubscribe_url}}\">x</a></p>"},
       .address = "Hanako@mail.example",
       .bad_address = "hanako@mail.example\r\nBcc: x@y.example",
       .report =
           "From: MAILER-DAEMON@x.example\n\nMessage-ID: <" + test_links().message_token(kTouch) + "@shop.example>\n",
       .reported = ReceiptKind::SoftBounce}};
}

// Answers as it is told and keeps what it was given.
class FakeTransport final : public Transport {
 public:
  explicit FakeTransport(Answer answer) : answer_(std::move(answer)) {}
  Answer exchange(const Rendered& message) override {
    taken.push_back(message);
    return answer_;
  }
  std::vector<Rendered> taken;

 private:
  Answer answer_;
};

class Conformance : public ::testing::TestWithParam<const Channel*> {
 protected:
  void SetUp() override {
    const auto all = examples();
    const auto found = std::ranges::find(all, channel().id(), &Example::id);
    ASSERT_NE(found, all.end()) << "give the channel an example in conformance_test.cpp";
    example_ = *found;
  }
  [[nodiscard]] static const Channel& channel() { return *GetParam(); }
  [[nodiscard]] Settings settings() const { return *Settings::check(channel().schema(), example_.settings); }
  [[nodiscard]] std::unique_ptr<Composer> composer() const {
    auto made = channel().composer(settings(), example_.content, links_);
    EXPECT_TRUE(made) << (made ? "" : made.error().key);
    return std::move(*made);
  }
  [[nodiscard]] Recipient recipient() const {
    Recipient made{
        .touch = kTouch, .name = "山田 花子", .address = example_.address, .now = 1'795'316'645, .group = "j1"};
    made.fields.set("customer.name", "山田");
    return made;
  }

  Example example_;
  LinkBook links_ = test_links();
};

INSTANTIATE_TEST_SUITE_P(All, Conformance, ::testing::ValuesIn(all_channels().begin(), all_channels().end()),
                         [](const auto& channel) { return std::string(domain::name_of(channel.param->id())); });

TEST_P(Conformance, IsFoundByItsCode) {
  EXPECT_EQ(find_channel(channel().id()), &channel());
  EXPECT_FALSE(domain::name_of(channel().id()).empty());
}

TEST_P(Conformance, ItsSettingsAreWellFormed) {
  std::set<std::string> names;
  for (const Setting& setting : channel().schema()) {
    EXPECT_TRUE(names.insert(setting.name).second) << setting.name;
    EXPECT_TRUE(is_field_name(setting.name) && !setting.name.contains('.')) << setting.name;
    EXPECT_FALSE(setting.required && !setting.otherwise.is_null()) << setting.name;
    EXPECT_FALSE(setting.secret && !setting.otherwise.is_null()) << setting.name << ": a secret has no default";
    if (setting.kind == SettingKind::Choice) {
      EXPECT_GE(std::ranges::count(setting.choices, setting.otherwise.as_string().subview()), 1) << setting.name;
    }
    if (setting.kind == SettingKind::Integer) {
      EXPECT_LE(setting.min, setting.otherwise.as_int64());
      EXPECT_GE(setting.max, setting.otherwise.as_int64());
    }
  }
}

TEST_P(Conformance, ItsSettingsHaveWordsInBothLanguages) {
  for (const auto* language : {"ja", "en"}) {
    std::ostringstream text;
    text << std::ifstream(std::string(TSUZUKU_SOURCE_DIR) + "/locales/server/" + language + "/channels.json").rdbuf();
    const auto words = Catalogue::parse(text.str());
    ASSERT_TRUE(words);
    const std::string folder = "channels." + std::string(domain::name_of(channel().id()));
    EXPECT_TRUE(words->contains(folder + ".title"));
    for (const Setting& setting : channel().schema()) {
      EXPECT_TRUE(words->contains(folder + ".settings." + setting.name)) << language << " " << setting.name;
    }
  }
}

TEST_P(Conformance, EveryRequiredSettingIsAskedFor) {
  EXPECT_TRUE(Settings::check(channel().schema(), example_.settings));
  for (const Setting& setting : channel().schema()) {
    json::object values = example_.settings;
    if (!setting.required) continue;
    values.erase(setting.name);
    EXPECT_EQ(Settings::check(channel().schema(), values).error().key, "settings.missing") << setting.name;
  }
}

TEST_P(Conformance, SecretsAreNeverShown) {
  json::object values = example_.settings;
  for (const Setting& setting : channel().schema()) {
    if (setting.secret) values[setting.name] = "a very secret word";
  }
  const auto checked = Settings::check(channel().schema(), values);
  ASSERT_TRUE(checked);
  EXPECT_FALSE(to_text(checked->masked(channel().schema())).contains("secret word"));
}

TEST_P(Conformance, ItsExampleHasNoFinding) {
  const auto findings = channel().check(settings(), example_.content, {{.name = "customer.name"}});
  for (const Finding& finding : findings) ADD_FAILURE() << finding.part << " " << finding.error.key;
  for (const FieldRule& field : channel().own_fields()) EXPECT_TRUE(field.always) << field.name;
}

TEST_P(Conformance, ContentThatIsNoneIsFoundAndNotComposed) {
  Content broken = example_.content;
  broken.text = "{{#if x}}";
  const auto findings = channel().check(settings(), broken, {});
  EXPECT_TRUE(std::ranges::any_of(findings, &Finding::blocks));
  EXPECT_EQ(channel().composer(settings(), broken, links_).error().key, "template.unclosed_block");
}

TEST_P(Conformance, RenderingIsRepeatableOnAnyThread) {
  const auto made = composer();
  const auto first = made->render(recipient());
  ASSERT_TRUE(first) << first.error().key;
  EXPECT_FALSE(first->body.empty());
  std::atomic<int> equal = 0;
  on_threads(4, [&](std::size_t) {
    for (int i = 0; i < 50; ++i) {
      const auto again = made->render(recipient());
      equal += again && again->body == first->body && again->recipient == first->recipient ? 1 : 0;
    }
  });
  EXPECT_EQ(equal, 200);
}

TEST_P(Conformance, ABadAddressIsRefused) {
  for (const std::string& address : {example_.bad_address, std::string()}) {
    Recipient other = recipient();
    other.address = address;
    const auto rendered = composer()->render(other);
    ASSERT_FALSE(rendered);
    EXPECT_EQ(rendered.error().kind, ErrorKind::InvalidInput);
  }
}

TEST_P(Conformance, AMissingValueIsRefused) {
  Content content = example_.content;
  content.text += "{{customer.name}}";
  Recipient other = recipient();
  other.fields = {};
  const auto made = channel().composer(settings(), content, links_);
  ASSERT_TRUE(made);
  EXPECT_EQ((*made)->render(other).error().key, "template.value_missing");
}

TEST_P(Conformance, NoValueChangesWhoGetsIt) {
  const auto made = composer();
  const auto plain = made->render(recipient());
  Random random(1);
  for (int i = 0; i < 300; ++i) {
    std::string hostile;
    for (std::uint64_t n = random.below(60) + 1; n > 0; --n) hostile += static_cast<char>(random.below(128));
    hostile += "\r\nBcc: evil@evil.example\r\n\r\n.\r\nRCPT TO:<evil@evil.example>\r\n";
    Recipient other = recipient();
    other.name = hostile;
    other.group = hostile;
    other.fields.set("customer.name", hostile);
    const auto rendered = made->render(other);
    ASSERT_TRUE(rendered) << rendered.error().key;
    EXPECT_EQ(rendered->recipient, plain->recipient);
    EXPECT_EQ(rendered->sender, plain->sender);
    EXPECT_FALSE(rendered->body.contains("\nBcc:"));
    EXPECT_FALSE(rendered->body.contains("\n.\r\n"));
  }
}

TEST_P(Conformance, MakingATransportReachesNobody) { EXPECT_TRUE(channel().transport(settings())); }

TEST_P(Conformance, OutcomesOfSending) {
  const Rendered message = *composer()->render(recipient());
  const auto outcome = [&](Answer answer) {
    FakeTransport transport(std::move(answer));
    const Outcome made = send(channel(), transport, message);
    EXPECT_EQ(transport.taken.size(), 1U);
    EXPECT_EQ(transport.taken.front().body, message.body);
    return made.kind;
  };
  for (const Stage stage : {Stage::Connection, Stage::Sender, Stage::Recipient, Stage::Content}) {
    EXPECT_EQ(outcome({.stage = stage}), OutcomeKind::NotConnected);
  }
  EXPECT_EQ(outcome({.stage = Stage::HandedOver}), OutcomeKind::InDoubt);
  // A session that cannot be opened says nothing about the message.
  for (const int code : {401, 421, 503, 535, 550}) {
    EXPECT_EQ(outcome({.stage = Stage::Connection, .answered = true, .code = code}), OutcomeKind::NotConnected);
  }
}

TEST_P(Conformance, AnAnsweredMessageIsNeverInDoubt) {
  for (int code = 200; code < 600; ++code) {
    for (const Stage stage : {Stage::Sender, Stage::Recipient, Stage::Content, Stage::HandedOver}) {
      const Outcome outcome = channel().judge({.stage = stage, .answered = true, .code = code});
      EXPECT_NE(outcome.kind, OutcomeKind::InDoubt) << code;
      EXPECT_NE(outcome.kind, OutcomeKind::NotConnected) << code;
      EXPECT_TRUE(outcome.kind == OutcomeKind::PermanentRefusal || !outcome.address_is_dead) << code;
      EXPECT_TRUE(outcome.kind != OutcomeKind::Sent || code < 400) << code;
    }
  }
}

TEST_P(Conformance, AReportFindsItsTouchAndOnlyWithOurKey) {
  const auto receipts = channel().receipts(example_.report, links_);
  ASSERT_TRUE(receipts);
  ASSERT_EQ(receipts->size(), 1U);
  EXPECT_EQ(receipts->front().touch, kTouch);
  EXPECT_EQ(receipts->front().kind, example_.reported);
  const auto others = LinkBook::make("https://shop.example/", *TokenSigner::make({test_key(9)}));
  for (const Receipt& receipt : *channel().receipts(example_.report, *others)) EXPECT_FALSE(receipt.touch);
}

TEST_P(Conformance, ReportsFromOutsideAreTakenAsTheyCome) {
  EXPECT_EQ(channel().receipts("", links_).error().kind, ErrorKind::InvalidInput);
  Random random(2);
  for (int i = 0; i < 500; ++i) {
    std::string damaged = example_.report;
    for (int n = 0; n < 5; ++n) damaged[random.below(damaged.size())] = static_cast<char>(random.below(256));
    const auto receipts = channel().receipts(damaged.substr(random.below(20)), links_);
    if (!receipts) continue;
    for (const Receipt& receipt : *receipts) {
      EXPECT_TRUE(is_utf8(receipt.detail) && is_utf8(receipt.address));
      EXPECT_TRUE(!receipt.touch || *receipt.touch == kTouch);
    }
  }
}

}  // namespace
}  // namespace tsuzuku::channels
