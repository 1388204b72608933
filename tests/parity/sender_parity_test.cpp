// The sender from the outbox to the channel and back: every case on SQLite and on PostgreSQL.

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "services/messages/sending/noted_answer.hpp"
#include "services/messages/sending/sender.hpp"
#include "tests/parity/failing_database.hpp"
#include "tests/parity/parity_test.hpp"
#include "tests/support/messages/message_shop.hpp"

namespace tsuzuku::parity {
namespace {

using namespace services;
using channels::Stage;
using domain::TouchState;
using testing_support::MessageShop;
using testing_support::said;
using testing_support::ScriptedChannel;
using testing_support::silent;

constexpr std::int64_t kNow = 1'790'000'000;
constexpr CustomerId kHanako{101}, kTaro{102}, kJiro{103};

class SenderTest : public testing_support::EachStore {
 protected:
  void SetUp() override {
    EachStore::SetUp();
    if (HasFatalFailure()) return;
    shop_.emplace(database(), ids_, kNow);
    shop_->add_customer(kHanako, "hanako@mail.example");
    shop_->add_customer(kTaro, "taro@mail.example");
    shop_->add_customer(kJiro, "jiro@mail.example");
    start();
  }
  void start() {
    sender_.reset();
    sender_ = shop_->sender(channel_, folder().path(), gate_);
    ASSERT_VALUE(recovered, sender_->recover());
    recovered_ = recovered;
  }
  void plan_all() { shop_->plan({shop_->touch(kHanako, "a"), shop_->touch(kTaro, "b"), shop_->touch(kJiro, "c")}); }
  // What a sender claimed that died right afterwards.
  [[nodiscard]] Claimed claim() {
    const journeys::DeliveryRules no_rules;
    const TimeZone zone = *TimeZone::find("Asia/Tokyo");
    return shop_->desk()
        .touches()
        .claim({.shop = shop_->shop().id, .rules = no_rules, .zone = zone, .now = kNow, .most = 10})
        .value();
  }
  [[nodiscard]] SendingDone work(std::int64_t now = kNow) {
    shop_->set_clock(now);
    auto done = sender_->work_once();
    EXPECT_TRUE(done) << testing_support::tell(done.error());
    return done.value_or(SendingDone{});
  }
  void answer_of(const std::string& address, channels::Outcome outcome) {
    channel_.answer = [address, outcome, usual = channel_.answer](const channels::Rendered& message) {
      return message.recipient == address ? outcome : usual(message);
    };
  }

  IdMaker ids_ = testing_support::counting_ids();
  std::optional<MessageShop> shop_;
  ScriptedChannel channel_;
  SendGate* gate_ = nullptr;
  std::unique_ptr<Sender> sender_;
  std::int64_t recovered_ = 0;
};
INSTANTIATE_EACH_DATABASE(SenderTest);

TEST_P(SenderTest, WhatIsDueGoesOutOnceWithWhatItRestsOn) {
  plan_all();
  EXPECT_EQ(work().sent, 3);
  EXPECT_TRUE(work().idle());
  for (const auto& [address, times] : channel_.taken()) EXPECT_EQ(times, 1) << address;
  EXPECT_EQ(channel_.taken().size(), 3U);
  const Touch touch = shop_->get(kHanako, "a");
  EXPECT_EQ(touch.state, TouchState::Sent);
  EXPECT_EQ(touch.address, "hanako@mail.example");
  EXPECT_TRUE(touch.consent.has_value());
  EXPECT_EQ(touch.answer, "250 Ok");
  EXPECT_TRUE(channel_.last_body().contains("https://m.shop.example/u/"));
}

TEST_P(SenderTest, WhoMustNotGetItIsSkippedWithTheReason) {
  constexpr CustomerId kSilent{104}, kNoAddress{105}, kWrong{106}, kGone{107}, kDead{108};
  shop_->add_customer(kSilent, "silent@mail.example", false);
  shop_->add_customer(kNoAddress, "");
  shop_->add_customer(kWrong, "not an address");
  shop_->add_customer(kDead, "Dead@Mail.example");
  ASSERT_OK(shop_->desk().suppressions().add(
      shop_->shop().id, {.address = "dead@mail.example", .reason = SuppressionReason::Bounced, .detail = {}, .at = 1}));
  Touch asked_for = shop_->touch(kSilent, "order confirmed");
  asked_for.advertising = false;
  shop_->plan({shop_->touch(kSilent, "a"), asked_for, shop_->touch(kNoAddress, "a"), shop_->touch(kWrong, "a"),
               shop_->touch(kGone, "a"), shop_->touch(kDead, "a")});
  const SendingDone done = work();
  EXPECT_EQ(done.sent, 1);
  EXPECT_EQ(done.skipped, 5);
  EXPECT_EQ(shop_->get(kSilent, "a").reason, "no_consent");
  EXPECT_EQ(shop_->get(kSilent, "a").address, "") << "it went nowhere";
  EXPECT_EQ(shop_->get(kSilent, "order confirmed").state, TouchState::Sent);
  EXPECT_EQ(shop_->get(kNoAddress, "a").reason, "no_address");
  EXPECT_EQ(shop_->get(kWrong, "a").reason, "bad_address");
  EXPECT_EQ(shop_->get(kGone, "a").reason, "no_customer");
  EXPECT_EQ(shop_->get(kDead, "a").reason, "suppressed");
}

TEST_P(SenderTest, OneAddressGetsTheSameWordsOnceADay) {
  constexpr CustomerId kMother{104}, kFather{105};
  shop_->add_customer(kMother, "house@mail.example");
  shop_->add_customer(kFather, "House@mail.example");
  shop_->plan({shop_->touch(kMother, "a"), shop_->touch(kFather, "a")});
  SendingDone done = work();
  EXPECT_EQ(done.sent, 1) << "in one batch";
  EXPECT_EQ(done.skipped, 1);
  EXPECT_EQ(channel_.taken().at("house@mail.example"), 1);
  const bool mother = shop_->get(kMother, "a").state == TouchState::Sent;
  const CustomerId got = mother ? kMother : kFather, other = mother ? kFather : kMother;
  EXPECT_EQ(shop_->get(other, "a").reason, "same_address");
  Touch parcel = shop_->touch(other, "parcel");
  parcel.advertising = false;
  shop_->plan({shop_->touch(other, "b"), shop_->touch(got, "b"), parcel});
  done = work(kNow + 3'600);
  EXPECT_EQ(done.sent, 2) << "whoever got it may get it again, and what is no advertising is each one's own";
  EXPECT_EQ(shop_->get(other, "b").reason, "same_address");
  constexpr std::int64_t kTwoDays = 2 * 86'400;
  Touch later = shop_->touch(other, "c");
  later.due_at += kTwoDays;
  later.expires_at += kTwoDays;
  shop_->plan({later});
  EXPECT_EQ(work(kNow + kTwoDays).sent, 1);
}

TEST_P(SenderTest, LaterNeverAndNobodyKnows) {
  answer_of("hanako@mail.example", said(Stage::Recipient, 451, "4.7.1 greylisted"));
  answer_of("taro@mail.example", said(Stage::Recipient, 550, "5.1.1 no such user"));
  answer_of("jiro@mail.example", silent(Stage::HandedOver));
  plan_all();
  const SendingDone done = work();
  EXPECT_EQ(done.later, 1);
  EXPECT_EQ(done.refused, 1);
  EXPECT_EQ(done.in_doubt, 1);

  const Touch again = shop_->get(kHanako, "a");
  EXPECT_EQ(again.state, TouchState::Planned);
  EXPECT_EQ(again.reason, "refused_later");
  const Touch refused = shop_->get(kTaro, "b");
  EXPECT_EQ(refused.state, TouchState::Failed);
  ASSERT_VALUE(events, shop_->desk().events().of(kTaro, refused.id));
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].kind, TouchEventKind::Bounced);
  ASSERT_VALUE(suppressed, shop_->desk().suppressions().page(shop_->shop().id, 1, 10));
  ASSERT_EQ(suppressed.rows.size(), 1U);
  EXPECT_EQ(suppressed.rows[0].address, "taro@mail.example");
  EXPECT_EQ(shop_->get(kJiro, "c").state, TouchState::InDoubt);
  EXPECT_TRUE(work().idle()) << "nobody tries again what is in doubt";
}

TEST_P(SenderTest, AClosedChannelCostsNoTryAndIsLeftAloneForAWhile) {
  channel_.answer = [](const channels::Rendered&) { return silent(Stage::Connection); };
  plan_all();
  const SendingDone done = work();
  EXPECT_EQ(done.given_back, 3);
  EXPECT_FALSE(done.closed.empty());
  EXPECT_EQ(shop_->get(kHanako, "a").state, TouchState::Planned);
  EXPECT_EQ(shop_->get(kHanako, "a").attempts, 0);
  EXPECT_TRUE(work().idle());
  channel_.answer = ScriptedChannel().answer;
  EXPECT_EQ(work(kNow + 60).sent, 3);
}

TEST_P(SenderTest, ATemplateThatCannotBeComposedWaitsForSomebodyToMendIt) {
  shop_->change_words({.text = "{{#if customer.name}} unclosed"});
  plan_all();
  EXPECT_EQ(work().given_back, 3);
  EXPECT_EQ(shop_->get(kHanako, "a").reason, "template_broken");
  EXPECT_EQ(shop_->get(kHanako, "a").answer, "template.unclosed_block");
  shop_->change_words({.text = std::string(testing_support::kLawfulText)});
  EXPECT_EQ(work(kNow + 3'600).sent, 3);
}

TEST_P(SenderTest, WhatIsWrittenInTheEditorGoesOutOnceItIsPublished) {
  const auto& templates = shop_->desk().templates();
  const auto send_to = [&](CustomerId customer, const std::string& key) {
    shop_->plan({shop_->touch(customer, key)});
    EXPECT_EQ(work().sent, 1);
    return channel_.last_subject();
  };
  ASSERT_VALUE(changed, shop_->desk().templates().change(shop_->shop().id, shop_->template_id(),
                                                         {.subject = "half a sent"}, kNow + 1));
  EXPECT_TRUE(changed.unpublished_changes());
  EXPECT_NE(send_to(kHanako, "a"), "half a sent");
  EXPECT_EQ(templates.publish_first(shop_->shop().id, shop_->template_id(), changed.content, kNow).has_value(), true);
  EXPECT_NE(send_to(kTaro, "b"), "half a sent") << "published long ago: only a person publishes the rest";

  const auto other = shop_->desk().templates().publish(shop_->shop().id, shop_->template_id(),
                                                       {.subject = "not these", .text = {}, .html = {}}, kNow + 2);
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().key, "templates.changed_meanwhile");
  shop_->change_words({.subject = "a whole sentence"});
  EXPECT_EQ(send_to(kJiro, "c"), "a whole sentence");
}

TEST_P(SenderTest, WordsThatWereNeverPublishedWait) {
  ASSERT_VALUE(made, shop_->desk().templates().create(
                         shop_->shop().id,
                         {.name = "new",
                          .content = {.subject = "s", .text = std::string(testing_support::kLawfulText), .html = {}}},
                         kNow));
  EXPECT_FALSE(made.published_at.has_value());
  Touch touch = shop_->touch(kHanako, "a");
  touch.template_id = made.id.value;
  shop_->plan({touch});
  EXPECT_EQ(work().given_back, 1);
  EXPECT_EQ(shop_->get(kHanako, "a").answer, "templates.not_published");
  ASSERT_OK(shop_->desk().templates().publish_first(shop_->shop().id, made.id, made.content, kNow));
  EXPECT_EQ(work(kNow + 3'600).sent, 1);
}

TEST_P(SenderTest, WithoutAWayToUnsubscribeNoAdvertisingGoesOut) {
  shop_->change_words({.text = "{{sender.name}} {{sender.postal_address}} {{sender.contact}}"});
  Touch asked_for = shop_->touch(kTaro, "order confirmed");
  asked_for.advertising = false;
  shop_->plan({shop_->touch(kHanako, "a"), asked_for});
  const SendingDone done = work();
  EXPECT_EQ(done.sent, 1) << "what was asked for needs none";
  EXPECT_EQ(shop_->get(kHanako, "a").reason, "template_broken");
  EXPECT_EQ(shop_->get(kHanako, "a").answer, "mail.unsubscribe_missing");
  EXPECT_EQ(channel_.taken().count("hanako@mail.example"), 0U);
}

TEST_P(SenderTest, WhoHasAnUnfillableValueIsSkippedAndATemplateThatIsGoneToo) {
  shop_->change_words({.text = "{{last_order.number}}"});
  Touch gone = shop_->touch(kTaro, "b");
  gone.template_id = 99;
  Touch unfillable = shop_->touch(kHanako, "a");
  unfillable.advertising = false;  // else the check would have found it
  shop_->plan({unfillable, gone});
  EXPECT_EQ(work().skipped, 2);
  EXPECT_EQ(shop_->get(kHanako, "a").reason, "not_composed");
  EXPECT_EQ(shop_->get(kTaro, "b").reason, "template_gone");
}

class Refusing final : public SendGate {
 public:
  Result<std::optional<std::string>> may_send(ShopId, const Touch& touch, std::int64_t) override {
    if (touch.key == "a") return std::optional<std::string>("goal");
    if (touch.key == "b") return fail(ErrorKind::Unavailable, "sql.busy");
    return std::nullopt;
  }
};

TEST_P(SenderTest, WhoPlannedItHasTheLastWord) {
  Refusing gate;
  gate_ = &gate;
  start();
  shop_->plan({shop_->touch(kHanako, "a"), shop_->touch(kJiro, "c")});
  const SendingDone done = work();
  EXPECT_EQ(done.sent, 1);
  EXPECT_EQ(shop_->get(kHanako, "a").reason, "goal");
  shop_->plan({shop_->touch(kTaro, "b"), shop_->touch(kJiro, "d")});
  const SendingDone next = work();
  EXPECT_EQ(next.given_back, 1) << "nobody could say";
  EXPECT_EQ(next.sent, 1) << "which holds up nobody else";
  EXPECT_EQ(shop_->get(kTaro, "b").state, TouchState::Planned);
  EXPECT_EQ(shop_->get(kTaro, "b").reason, "put_off");
  EXPECT_GT(shop_->get(kTaro, "b").due_at, kNow);
  EXPECT_EQ(channel_.taken().count("taro@mail.example"), 0U);
}

TEST_P(SenderTest, NothingIsClaimedBeforeTheChannelIsReady) {
  shop_->save_settings({{"public_address", ""}});
  plan_all();
  EXPECT_TRUE(work().idle());
  EXPECT_EQ(shop_->count(TouchState::Planned), 3);
  shop_->save_settings();
  EXPECT_EQ(work().sent, 3);
}

// The database committed, the connection broke before it could say so.
TEST_P(SenderTest, AClaimWhoseAnswerWasLostIsTakenBackAndGoesOut) {
  plan_all();
  sender_.reset();
  FailingDatabase failing(database());
  MessageShop shop(failing, ids_, kNow);
  const auto sender = shop.sender(channel_, folder().path());
  ASSERT_OK(sender->recover());
  failing.lose_answer_of_next_commit();
  shop.set_clock(kNow);
  ASSERT_FALSE(sender->work_once().has_value());
  ASSERT_TRUE(failing.has_failed());
  EXPECT_EQ(shop.count(TouchState::Sending), 3) << "it stands all the same";
  ASSERT_VALUE(done, sender->work_once());
  EXPECT_EQ(done.sent, 3);
  for (const auto& [address, times] : channel_.taken()) EXPECT_EQ(times, 1) << address;
}

TEST_P(SenderTest, WhoeverWasTakenOverClaimsNothingMore) {
  plan_all();
  const std::string elsewhere = folder().file("elsewhere");
  std::filesystem::create_directory(elsewhere);
  const auto second = shop_->sender(channel_, elsewhere);  // on another machine: with a journal of its own
  ASSERT_OK(second->recover());
  shop_->set_clock(kNow);
  const auto refused = sender_->work_once();
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().key, "sender.taken_over");
  EXPECT_EQ(shop_->count(TouchState::Planned), 3);
  ASSERT_VALUE(done, second->work_once());
  EXPECT_EQ(done.sent, 3);
}

// On one machine and one folder the journal of a living sender is not read as that of a dead one.
TEST_P(SenderTest, AJournalThatIsInUseIsNotOpenedAgain) {
  const auto again = HandoverJournal::open(database(), "mail", folder().file("sender.journal"), "boot-1");
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().key, "sender.journal_in_use");
}

TEST_P(SenderTest, AfterACrashOnlyWhatWasHandedOverIsInDoubt) {
  plan_all();
  ASSERT_EQ(claim().touches.size(), 3U);
  // The dead sender had noted one of the three.
  std::ofstream(folder().file("sender.journal"), std::ios::app) << "102 b\n103 c-is-cut";
  start();
  EXPECT_EQ(recovered_, 3);
  EXPECT_EQ(shop_->get(kHanako, "a").state, TouchState::Planned);
  EXPECT_EQ(shop_->get(kTaro, "b").state, TouchState::InDoubt);
  EXPECT_EQ(shop_->get(kJiro, "c").state, TouchState::Planned);
  EXPECT_EQ(work().sent, 2);

  // Another file than the database speaks of proves nothing.
  shop_->plan({shop_->touch(kHanako, "d")});
  ASSERT_EQ(claim().touches.size(), 1U);
  std::ofstream(folder().file("sender.journal")) << "journal somebody-else boot-1\n";
  start();
  EXPECT_EQ(shop_->get(kHanako, "d").state, TouchState::InDoubt);
}

// What had been answered stands in the journal, and is settled as if nothing had happened.
TEST_P(SenderTest, AfterACrashWhatWasAnsweredIsSettledByItsAnswer) {
  plan_all();
  ASSERT_EQ(claim().touches.size(), 3U);
  const auto line = [](const std::string& who, const channels::Outcome& outcome, const std::string& address) {
    const NotedAnswer noted{.outcome = outcome, .at = kNow, .address = address, .consent = {}, .attempts = 1};
    return who + "\n= " + who + " " + noted.text() + "\n";
  };
  channels::Outcome nobody = said(Stage::Recipient, 550, "5.1.1 no such user");
  nobody.kind = channels::OutcomeKind::PermanentRefusal;
  nobody.address_is_dead = true;
  const std::string cut = line("103 c", said(Stage::HandedOver, 250, "250 Ok"), "jiro@mail.example");
  std::ofstream(folder().file("sender.journal"), std::ios::app)
      << line("101 a", said(Stage::HandedOver, 250, "250 2.0.0 Ok: queued as \"B1\" { }\r\n"), "hanako@mail.example")
      << line("102 b", nobody, "taro@mail.example") << cut.substr(0, cut.size() - 5);
  start();
  EXPECT_EQ(recovered_, 3);
  const Touch sent = shop_->get(kHanako, "a");
  EXPECT_EQ(sent.state, TouchState::Sent);
  EXPECT_TRUE(sent.answer.starts_with("250 2.0.0 Ok: queued as \"B1\" { }")) << sent.answer;
  EXPECT_EQ(sent.address, "hanako@mail.example");
  EXPECT_EQ(shop_->get(kTaro, "b").state, TouchState::Failed);
  ASSERT_VALUE(suppressed, shop_->desk().suppressions().page(shop_->shop().id, 1, 10));
  ASSERT_EQ(suppressed.rows.size(), 1U);
  EXPECT_EQ(suppressed.rows[0].address, "taro@mail.example");
  EXPECT_EQ(shop_->get(kJiro, "c").state, TouchState::InDoubt) << "half an answer is none";
  EXPECT_TRUE(work().idle());
}

// A message that was tried once more: only what was noted of this try counts.
TEST_P(SenderTest, AfterACrashAnAnswerOfAnEarlierTryIsNone) {
  plan_all();
  shop_->plan({shop_->touch(kJiro, "d")});
  ASSERT_EQ(claim().touches.size(), 4U);
  const NotedAnswer later{.outcome = said(Stage::Recipient, 451, "4.7.1 greylisted"),
                          .at = kNow,
                          .address = {},
                          .consent = {},
                          .attempts = 0};
  std::ofstream(folder().file("sender.journal"), std::ios::app)
      << "103 d\n= 103 d " << later.text() << "\n101 a\n= 101 a " << later.text()
      << "\n101 a\n102 b\n= 102 b {\"kind\":99,\"stage\":4,\"at\":1}\n103 c\n= 103 c {}\n";
  start();
  EXPECT_EQ(shop_->get(kHanako, "a").state, TouchState::InDoubt);
  EXPECT_EQ(shop_->get(kTaro, "b").state, TouchState::InDoubt) << "an answer that nobody can read";
  EXPECT_EQ(shop_->get(kJiro, "c").state, TouchState::InDoubt);
  EXPECT_EQ(shop_->get(kJiro, "d").state, TouchState::Planned) << "not tried again yet, else that would be noted";
  EXPECT_EQ(shop_->get(kJiro, "d").due_at, kNow);
}

// One that hangs must not keep the answers of the others out of the store.
TEST_P(SenderTest, AnswersAreWrittenWhileAnotherMessageHangs) {
  const auto written = [&] { return shop_->get(kTaro, "b").state == TouchState::Sent; };
  bool seen = false;
  channel_.answer = [&, usual = channel_.answer](const channels::Rendered& message) {
    if (message.recipient == "hanako@mail.example") {
      for (int tries = 0; tries < 1'000 && !(seen = written()); ++tries) ::usleep(10'000);
    }
    return usual(message);
  };
  plan_all();
  EXPECT_EQ(work().sent, 3);
  EXPECT_TRUE(seen);
}

// The answer "not now" was committed and nobody heard so; somebody else has claimed the message since.
TEST_P(SenderTest, WhoeverWasTakenOverDoesNotGiveBackWhatIsSomebodyElsesNow) {
  shop_->plan({shop_->touch(kHanako, "a")});
  sender_.reset();
  FailingDatabase failing(database());
  MessageShop shop(failing, ids_, kNow);
  shop.set_clock(kNow);
  ScriptedChannel closed;
  closed.answer = [&](const channels::Rendered&) {
    failing.lose_answer_of_next_commit();
    return silent(Stage::Connection);
  };
  const auto first = shop.sender(closed, folder().path());
  ASSERT_OK(first->recover());
  ASSERT_OK(first->work_once());
  ASSERT_TRUE(failing.has_failed());
  ASSERT_EQ(shop_->get(kHanako, "a").state, TouchState::Planned);
  const std::string elsewhere = folder().file("elsewhere");
  std::filesystem::create_directory(elsewhere);
  const auto second = shop_->sender(channel_, elsewhere);
  ASSERT_OK(second->recover());
  channel_.answer = [&, usual = channel_.answer](const channels::Rendered& message) {
    const auto late = first->work_once();
    EXPECT_FALSE(late.has_value());
    EXPECT_EQ(late.error().key, "sender.taken_over");
    return usual(message);
  };
  shop_->set_clock(kNow);
  ASSERT_VALUE(done, second->work_once());
  EXPECT_EQ(done.sent, 1);
  EXPECT_EQ(shop_->get(kHanako, "a").state, TouchState::Sent);
}

// While one batch is on its way the next is made ready: both keep to the rules that hold between them.
TEST_P(SenderTest, ManyBatchesInARowSendEverythingOnceAndNoSecondCopies) {
  constexpr std::int64_t kCustomers = 3 * BatchMaker::kCustomers;
  std::vector<Touch> touches;
  for (std::int64_t id = 1'001; id <= 1'000 + kCustomers; ++id) {
    // Everybody shares an address with whoever comes a batch and a half later.
    const std::int64_t house = id % (kCustomers / 2);
    shop_->add_customer(CustomerId{id}, "house" + std::to_string(house) + "@mail.example");
    touches.push_back(shop_->touch(CustomerId{id}, "a"));
  }
  shop_->plan(touches);
  const SendingDone done = work();
  EXPECT_EQ(done.sent, kCustomers / 2);
  EXPECT_EQ(done.skipped, kCustomers / 2);
  EXPECT_EQ(channel_.taken().size(), static_cast<std::size_t>(kCustomers / 2));
  for (const auto& [address, times] : channel_.taken()) EXPECT_EQ(times, 1) << address;
  EXPECT_EQ(shop_->count(TouchState::Sent), kCustomers / 2);
  EXPECT_TRUE(work().idle());
}

TEST_P(SenderTest, QuietHoursOfTheShopMoveIt) {
  ASSERT_VALUE(rules, shop_->desk().delivery().save(
                          shop_->shop().id,
                          *parse_json(R"({"quiet_hours":[{"from":"21:00","to":"08:00"}]})")->if_object(), kNow));
  plan_all();
  EXPECT_EQ(work().moved, 3) << "it is 22:13 in Tokyo";
  EXPECT_EQ(shop_->get(kHanako, "a").reason, "quiet_hours");
}

}  // namespace
}  // namespace tsuzuku::parity
