// Templates, suppressions, settings, receipts and what customers decide: every case on SQLite and on PostgreSQL.

#include "services/customers/desk.hpp"
#include "services/messages/preferences.hpp"
#include "services/messages/receipts.hpp"
#include "tests/parity/parity_test.hpp"
#include "tests/support/messages/message_shop.hpp"

namespace tsuzuku::parity {
namespace {

using namespace services;
using channels::Receipt;
using channels::ReceiptKind;
using domain::ConsentState;
using domain::TouchState;
using testing_support::MessageShop;
using testing_support::ScriptedChannel;

constexpr std::int64_t kNow = 1'790'000'000;
constexpr CustomerId kHanako{101}, kTaro{102};

class MessagesTest : public testing_support::EachStore {
 protected:
  void SetUp() override {
    EachStore::SetUp();
    if (HasFatalFailure()) return;
    shop_.emplace(database(), ids_, kNow);
    shop_->add_customer(kHanako, "Hanako@mail.example");
  }
  // A message that went out to Hanako.
  [[nodiscard]] channels::TouchRef sent(const std::string& key = "a") {
    shop_->plan({shop_->touch(kHanako, key)});
    ScriptedChannel channel;
    const auto sender = shop_->sender(channel, folder().path());
    EXPECT_TRUE(sender->recover());
    shop_->set_clock(kNow);
    const auto done = sender->work_once();
    EXPECT_TRUE(done && done->sent == 1);
    return {.shop = id(), .customer = kHanako, .touch = shop_->get(kHanako, key).id};
  }
  [[nodiscard]] ReceiptFate apply(ReceiptKind kind, const channels::TouchRef& touch, std::string address = {}) {
    const auto fate = desk().receipts().apply(
        id(), {.kind = kind, .touch = touch, .address = std::move(address), .detail = "5.1.1 unknown"}, kNow + 60);
    EXPECT_TRUE(fate) << testing_support::tell(fate.error());
    return fate.value_or(ReceiptFate::NotOurs);
  }
  [[nodiscard]] std::vector<Suppression> suppressed() { return desk().suppressions().page(id(), 1, 10).value().rows; }
  [[nodiscard]] ConsentState last_word(CustomerId customer) {
    return desk().consents().of(customer).value().front().state;
  }
  [[nodiscard]] ShopId id() const { return shop_->shop().id; }
  [[nodiscard]] MessageDesk& desk() { return shop_->desk(); }

  IdMaker ids_ = testing_support::counting_ids();
  std::optional<MessageShop> shop_;
};
INSTANTIATE_EACH_DATABASE(MessagesTest);

TEST_P(MessagesTest, TemplatesAreKeptWhileSomethingSpeaksOfThem) {
  Templates& templates = desk().templates();
  ASSERT_VALUE(made, templates.create(id(),
                                      {.name = " 二回目 ",
                                       .content = {.subject = "件名", .text = "本文", .html = ""},
                                       .blocks = R"({"rows":[1]})"},
                                      kNow));
  EXPECT_EQ(made.name, "二回目");
  EXPECT_EQ(templates.create(id(), {.name = "二回目"}, kNow).error().key, "templates.name_taken");
  ASSERT_VALUE(changed, templates.change(id(), made.id, {.name = "二回目", .html = "<p>x</p>"}, kNow + 5));
  EXPECT_EQ(changed.content.subject, "件名");
  EXPECT_EQ(changed.content.html, "<p>x</p>");
  EXPECT_EQ(changed.updated_at, kNow + 5);
  EXPECT_EQ(templates.change(id(), made.id, {.name = "案内"}, kNow).error().key, "templates.name_taken");
  ASSERT_VALUE(session, database().writer());
  EXPECT_EQ(templates.free_name(*session, id(), "二回目").value(), "二回目 2");
  constexpr std::string_view kJourneys = R"(
-- name: add_journey
insert into journeys (journey_id, shop_id, name, state, version, created_at, updated_at, draft)
values (5, :shop_id, '育成', 1, 0, 0, 0, :draft)
)";
  ASSERT_VALUE(queries, sql::Queries::parse("journeys", kJourneys, database().dialect()));
  ASSERT_VALUE(added, session->run(queries.get("add_journey"),
                                   {{"shop_id", id().value}, {"draft", R"({"template":")" + made.id.text() + "\"}"}}));
  session.reset();
  ASSERT_VALUE(used, templates.get(id(), made.id));
  EXPECT_EQ(used.used_by, (std::vector<TemplateUse>{{.kind = "journey", .id = "5", .name = "育成"}}));
  EXPECT_EQ(templates.remove(id(), made.id).error().key, "templates.in_use");
  ASSERT_OK(templates.remove(id(), shop_->template_id()));
  EXPECT_EQ(templates.list(id()).value().size(), 1U);
  EXPECT_EQ(templates.get(ShopId{9}, made.id).error().key, "templates.unknown_id") << "of another shop";
}

TEST_P(MessagesTest, AGraverReasonReplacesALighterOne) {
  Suppressions& list = desk().suppressions();
  const auto add = [&](SuppressionReason reason, std::int64_t at) {
    return list.add(id(), {.address = "a@b.example", .reason = reason, .detail = {}, .at = at});
  };
  ASSERT_OK(add(SuppressionReason::Bounced, 1));
  ASSERT_OK(add(SuppressionReason::Unsubscribed, 2));
  EXPECT_EQ(suppressed().at(0).reason, SuppressionReason::Bounced);
  ASSERT_OK(add(SuppressionReason::Staff, 3));
  EXPECT_EQ(suppressed().at(0).reason, SuppressionReason::Staff);
  EXPECT_EQ(suppressed().at(0).at, 3);
  ASSERT_OK(list.remove(id(), domain::Channel::Mail, "a@b.example"));
  EXPECT_EQ(list.remove(id(), domain::Channel::Mail, "a@b.example").error().key, "suppressions.unknown");
}

TEST_P(MessagesTest, ASecretSealedWithAnotherKeyIsLostAndSaid) {
  const channels::Channel& mail = channels::mail_channel();
  MasterKey other;
  other.bytes.fill(std::byte{8});
  ASSERT_VALUE(elsewhere, ChannelSettings::open(database(), other, testing_support::counting_bytes()));
  ASSERT_VALUE(found, elsewhere.find(id(), mail));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->lost_secrets, std::vector<std::string>{"smtp_password"});
  EXPECT_EQ(found->settings.text("smtp_password"), "");
  const auto findings = ChannelSettings::findings(mail, found);
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings[0].error.key, "channels.secret_lost");
  EXPECT_TRUE(findings[0].blocks);
}

TEST_P(MessagesTest, AHardBounceEndsTheAddressAndASoftOneDoesNot) {
  const auto soft = sent("soft");
  EXPECT_EQ(apply(ReceiptKind::SoftBounce, soft), ReceiptFate::Recorded);
  EXPECT_EQ(shop_->get(kHanako, "soft").state, TouchState::Bounced);
  EXPECT_TRUE(suppressed().empty());
  const auto hard = sent("hard");
  EXPECT_EQ(apply(ReceiptKind::HardBounce, hard, "HANAKO@mail.example"), ReceiptFate::Recorded);
  EXPECT_EQ(apply(ReceiptKind::HardBounce, hard, "hanako@mail.example"), ReceiptFate::KnownBefore);
  ASSERT_EQ(suppressed().size(), 1U);
  EXPECT_EQ(suppressed()[0].address, "hanako@mail.example");
  EXPECT_EQ(desk().events().of(kHanako, hard.touch).value().size(), 1U);
}

TEST_P(MessagesTest, AnAddressThatNeverTakesAnythingIsLeftInPeace) {
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(apply(ReceiptKind::SoftBounce, sent("a" + std::to_string(i))), ReceiptFate::Recorded);
  }
  ASSERT_TRUE(sent("arrived").touch);
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(apply(ReceiptKind::SoftBounce, sent("b" + std::to_string(i))), ReceiptFate::Recorded);
  }
  EXPECT_TRUE(suppressed().empty()) << "one of the last five arrived";
  EXPECT_EQ(apply(ReceiptKind::SoftBounce, sent("c")), ReceiptFate::Recorded);
  ASSERT_EQ(suppressed().size(), 1U);
  EXPECT_EQ(suppressed()[0].reason, SuppressionReason::Bounced);
}

TEST_P(MessagesTest, ABounceOfSomebodyElsesAddressSuppressesNobody) {
  const auto touch = sent();
  EXPECT_EQ(apply(ReceiptKind::HardBounce, touch, "member-of-a-list@other.example"), ReceiptFate::Recorded);
  EXPECT_TRUE(suppressed().empty());
}

TEST_P(MessagesTest, WhatProvesNoTouchOfTheShopChangesNothing) {
  const auto touch = sent();
  EXPECT_EQ(desk()
                .receipts()
                .apply(id(), {.kind = ReceiptKind::HardBounce, .touch = {}, .address = "hanako@mail.example"}, kNow)
                .value(),
            ReceiptFate::NotOurs);
  channels::TouchRef other = touch;
  other.shop = ShopId{9};
  EXPECT_EQ(apply(ReceiptKind::HardBounce, other), ReceiptFate::NotOurs);
  other = touch;
  other.touch = TouchId{9};
  EXPECT_EQ(apply(ReceiptKind::HardBounce, other), ReceiptFate::NotOurs);
  EXPECT_EQ(apply(ReceiptKind::AutoReply, touch), ReceiptFate::NoMatter);
  EXPECT_EQ(shop_->get(kHanako, "a").state, TouchState::Sent);
  EXPECT_TRUE(suppressed().empty());
}

TEST_P(MessagesTest, AComplaintIsAWithdrawal) {
  const auto touch = sent();
  EXPECT_EQ(apply(ReceiptKind::Complained, touch), ReceiptFate::Recorded);
  EXPECT_EQ(last_word(kHanako), ConsentState::Withdrawn);
  EXPECT_EQ(suppressed().at(0).reason, SuppressionReason::Complained);
  const auto words = desk().consents().of(kHanako).value();
  EXPECT_TRUE(words.front().evidence.starts_with("complaint: touch ")) << words.front().evidence;
}

TEST_P(MessagesTest, WhoUnsubscribedIsNotWrittenToUntilTheyAgreeAgain) {
  const auto touch = sent();
  ASSERT_OK(desk().receipts().unsubscribe(touch, UnsubscribedBy::OneClick, kNow + 10));
  EXPECT_EQ(last_word(kHanako), ConsentState::Withdrawn);
  EXPECT_EQ(suppressed().at(0).reason, SuppressionReason::Unsubscribed);
  const std::size_t words = desk().consents().of(kHanako).value().size();
  ASSERT_OK(desk().receipts().unsubscribe(touch, UnsubscribedBy::Page, kNow + 11));
  EXPECT_EQ(desk().consents().of(kHanako).value().size(), words) << "said twice is said once";
  // The same address under another name.
  shop_->add_customer(kTaro, "hanako@MAIL.example");
  shop_->plan({shop_->touch(kTaro, "b")});
  ScriptedChannel channel;
  const auto sender = shop_->sender(channel, folder().path());
  ASSERT_OK(sender->recover());
  ASSERT_VALUE(done, sender->work_once());
  EXPECT_EQ(done.skipped, 1);
  EXPECT_EQ(shop_->get(kTaro, "b").reason, "suppressed");

  ASSERT_VALUE(page, desk().preferences().choose(touch, {domain::Channel::Mail}, kNow + 30));
  EXPECT_EQ(page.choices, (std::vector<ChannelChoice>{{.channel = domain::Channel::Mail, .wanted = true}}));
  EXPECT_EQ(last_word(kHanako), ConsentState::Given);
  EXPECT_TRUE(suppressed().empty());
  ASSERT_VALUE(again, desk().preferences().choose(touch, {}, kNow + 40));
  EXPECT_FALSE(again.choices.at(0).wanted);
  EXPECT_EQ(last_word(kHanako), ConsentState::Withdrawn);
  EXPECT_EQ(desk().preferences().page({.shop = id(), .customer = kHanako, .touch = TouchId{9}}).error().key,
            "touches.unknown");
}

TEST_P(MessagesTest, OpensAndClicksAreWrittenInBatchesAndBounded) {
  const auto touch = sent();
  HeardQueue& queue = desk().heard();
  const auto push = [&](TouchEventKind kind, std::string agent, std::string detail = {}) {
    queue.push(
        {.touch = touch, .kind = kind, .at = kNow + 600, .detail = std::move(detail), .user_agent = std::move(agent)});
  };
  push(TouchEventKind::Opened, "Mozilla/5.0");
  push(TouchEventKind::Opened, "Mozilla/5.0 (Windows NT 10.0) Chrome/124.0");
  push(TouchEventKind::Clicked, "Mozilla/5.0 (Windows NT 10.0) Chrome/124.0", "0 https://shop.example/");
  queue.push({.touch = {.shop = id(), .customer = kHanako, .touch = TouchId{9}}, .kind = TouchEventKind::Opened});
  EXPECT_EQ(desk().write_heard().value(), 4);
  EXPECT_EQ(queue.size(), 0U);
  const auto events = desk().events().of(kHanako, touch.touch).value();
  ASSERT_EQ(events.size(), 3U);
  EXPECT_TRUE(events[0].machine);
  EXPECT_FALSE(events[1].machine);
  EXPECT_EQ(events[2].detail, "0 https://shop.example/");
  for (int i = 0; i < 100; ++i) push(TouchEventKind::Opened, "Mozilla/5.0 (Windows NT 10.0) Chrome/124.0");
  while (desk().write_heard().value() > 0) {
  }
  EXPECT_EQ(static_cast<std::int64_t>(desk().events().of(kHanako, touch.touch).value().size()), kEventsPerTouch);
}

TEST_P(MessagesTest, EveryFieldThatIsOfferedHasAValueOrIsKnownToBeEmpty) {
  ASSERT_VALUE(fields, PersonalFields::open(database()));
  ASSERT_VALUE(session, database().reader());
  const std::vector<CustomerId> asked = {CustomerId{999}, kHanako};
  ASSERT_VALUE(people, fields.load(*session, shop_->shop(), asked, Day{20'000}));
  ASSERT_EQ(people.size(), 1U) << "who is not there is left out";
  for (const PersonalField& field : personal_fields()) {
    const channels::FieldValue* value = people[0].fields.find(field.rule.name);
    if (field.rule.always) {
      ASSERT_NE(value, nullptr) << field.rule.name;
      EXPECT_FALSE(value->text.empty()) << field.rule.name;
      EXPECT_EQ(value->number.has_value(), field.rule.kind == channels::FieldKind::Number) << field.rule.name;
    }
    ASSERT_NE(PersonalFields::example(shop_->shop()).fields.find(field.rule.name), nullptr) << field.rule.name;
  }
  EXPECT_EQ(people[0].fields.find("customer.name")->text, "山田 花子");
  EXPECT_EQ(people[0].fields.find("stage")->number, 0);
}

TEST_P(MessagesTest, TheTimelineTellsWhatWasSentAndWhatBecameOfIt) {
  const auto touch = sent();
  Touch held = shop_->touch(kHanako, "held");
  held.arm = journeys::Arm::Holdout;
  shop_->plan({held});
  desk().heard().push({.touch = touch,
                       .kind = TouchEventKind::Clicked,
                       .at = kNow + 600,
                       .detail = "0 https://shop.example/",
                       .user_agent = "Mozilla/5.0 (Windows NT 10.0) Chrome/124.0"});
  ASSERT_VALUE(written, desk().write_heard());
  EXPECT_EQ(apply(ReceiptKind::SoftBounce, touch), ReceiptFate::Recorded);
  ASSERT_VALUE(sources, make_timeline_sources(database().dialect()));
  ASSERT_VALUE(session, database().reader());
  const auto zone = *TimeZone::find("Asia/Tokyo");
  const std::vector<std::string> kinds = {"message"};
  ASSERT_VALUE(page, read_timeline(sources,
                                   {.session = *session,
                                    .shop = id(),
                                    .customer = kHanako,
                                    .before = {},
                                    .limit = 50,
                                    .zone = zone,
                                    .personal_data = PersonalData::Masked},
                                   "", kinds));
  std::vector<std::string> titles;
  for (const TimelineEntry& entry : page.entries) titles.push_back(entry.title);
  std::ranges::sort(titles);
  EXPECT_EQ(titles,
            (std::vector<std::string>{"message_bounced", "message_clicked", "message_sent", "message_skipped"}));
  for (const TimelineEntry& entry : page.entries) {
    if (entry.title == "message_bounced") {
      EXPECT_EQ(entry.text, "") << "masked";
    }
    if (entry.title == "message_clicked") {
      EXPECT_EQ(entry.text, "https://shop.example/");
    }
    if (entry.title == "message_skipped") {
      EXPECT_EQ(entry.values.back().second, "holdout");
    }
  }
}

}  // namespace
}  // namespace tsuzuku::parity
