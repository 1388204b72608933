// Channels, templates and what stands behind the links of a message, over HTTP.

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "app/random.hpp"
#include "app/secret_key.hpp"
#include "channels/registry.hpp"
#include "services/messages/desk.hpp"
#include "tests/api/api_server.hpp"
#include "tests/mail/scripted_server.hpp"
#include "tests/support/both_databases.hpp"

namespace tsuzuku::api_tests {
namespace {

using services::TouchEventKind;

constexpr std::string_view kOrders =
    "order_number,ordered_at,customer_number,product_code,product_name,quantity,unit_price,last_name,first_name,email\n"
    "1,2026-01-01,C1,TEA,煎茶,1,3000,山田,花子,hanako@mail.example\n";
constexpr std::string_view kBrowser =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/124.0 Safari/537.36";

json::object good_words() {
  return {{"subject", "{{customer.last_name | 'お客'}} 様"},
          {"text", "{{sender.name}} {{sender.postal_address}} {{sender.contact}} {{unsubscribe_url}}"},
          {"html", ""}};
}

class MessagesApi : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    shop_ = api_server().create_shop("文の店");
    ASSERT_EQ(string_or(api_server().import(shop_, "orders.csv", kOrders), "state", ""), "done");
    const Reply found = owner().get(base() + "/customers");
    ASSERT_EQ(found.status, 200) << found.raw.body;
    customer_ = string_or(found.object().at("customers").as_array().at(0).as_object(), "id", "");
    // Nobody listens there: what the server's own sender tries goes nowhere.
    const Reply saved =
        owner().ask("PUT", base() + "/channels/mail",
                    to_text(json::object{{"settings", json::object{{"from_name", "つづく園"},
                                                                   {"from_address", "tea@shop.example"},
                                                                   {"postal_address", "京都市1"},
                                                                   {"contact", "075-000-0000"},
                                                                   {"public_address", "https://m.shop.example"},
                                                                   {"smtp_host", "127.0.0.1"},
                                                                   {"smtp_port", 9},
                                                                   {"smtp_security", "tls"},
                                                                   {"smtp_user", "tea"},
                                                                   {"smtp_password", "geheim"}}}}));
    ASSERT_EQ(saved.status, 200) << saved.raw.body;
    open_the_store();
  }
  static void TearDownTestSuite() {
    desk_.reset();
    database_.reset();
  }
  // Beside the server, on the same file.
  static void open_the_store() {
    const std::string folder = api_server().data().file("data");
    const auto key = app::load_secret_key(folder);
    ASSERT_TRUE(key) << testing_support::tell(key.error());
    ASSERT_VALUE(database, sql::open_database(folder + "/tsuzuku.sqlite", {.create = false}));
    database_ = database;
    ASSERT_VALUE(desk, services::MessageDesk::open(*database_, ids_, *key, app::fill_random));
    desk_ = std::move(desk);
  }
  // A message that is planned for a far day, so that nobody sends it.
  static channels::TouchRef planned(const std::string& key) {
    services::Touch touch;
    touch.customer = *CustomerId::parse(customer_);
    touch.key = key;
    touch.address = "hanako@mail.example";
    touch.due_at = 4'000'000'000;
    touch.expires_at = touch.due_at + 1;
    touch.why = "[]";
    const ShopId shop = *ShopId::parse(shop_);
    {
      const auto session = database_->writer().value();
      EXPECT_TRUE(desk_->touches().add(*session, shop, {&touch, 1}, 1'790'000'000));
    }
    const auto made = desk_->touches().get(shop, touch.customer, key).value();
    return {.shop = shop, .customer = touch.customer, .touch = made.id};
  }
  static const channels::LinkBook& links() { return desk_->channels().reader(); }
  // The part of an address below the host.
  static std::string path(const std::string& address) { return address.substr(address.find('/', 8)); }
  static Reply ask(std::string_view method, const std::string& target, http::RawHeaders headers = {},
                   std::string_view body = {}) {
    headers.emplace_back("User-Agent", kBrowser);
    return api_server().anonymous().ask(method, target, body, headers);
  }
  static std::vector<services::TouchEvent> events_of(const channels::TouchRef& touch, std::size_t at_least) {
    for (int times = 0; times < 200; ++times) {
      auto events = desk_->events().of(touch.customer, touch.touch).value();
      if (events.size() >= at_least) return events;
      std::this_thread::sleep_for(std::chrono::milliseconds(25));
    }
    return {};
  }
  static Person& owner() { return api_server().owner(); }
  static std::string base() { return "/api/shops/" + shop_; }

  inline static std::string shop_, customer_;
  inline static IdMaker ids_{[] { return 1'790'000'000'000; }, 3};
  inline static std::shared_ptr<sql::Database> database_;
  inline static std::unique_ptr<services::MessageDesk> desk_;
};

TEST_F(MessagesApi, SecretsAreSealedAndNeverShown) {
  const Reply shown = owner().get(base() + "/channels/mail");
  ASSERT_EQ(shown.status, 200);
  EXPECT_FALSE(shown.raw.body.contains("geheim"));
  const json::object& settings = shown.object().at("settings").as_object();
  EXPECT_TRUE(bool_or(settings, "smtp_password", false));
  EXPECT_TRUE(bool_or(shown.object(), "ready", false)) << shown.raw.body;
  const auto stored = desk_->channels().find(*ShopId::parse(shop_), *channels::find_channel(domain::Channel::Mail));
  ASSERT_TRUE(stored && *stored);
  EXPECT_EQ((*stored)->settings.text("smtp_password"), "geheim");
  EXPECT_TRUE((*stored)->version.contains("sealed:1:")) << "as it lies in the database";
  EXPECT_FALSE((*stored)->version.contains("geheim"));
  EXPECT_FALSE(owner().get("/api/audit").raw.body.contains("geheim"));

  json::object same = settings;
  same["from_name"] = "続く園";
  ASSERT_EQ(owner().ask("PUT", base() + "/channels/mail", to_text(json::object{{"settings", same}})).status, 200);
  const auto kept = desk_->channels().find(*ShopId::parse(shop_), *channels::find_channel(domain::Channel::Mail));
  EXPECT_EQ((*kept)->settings.text("smtp_password"), "geheim") << "a secret that is sent back as it is shown stays";

  same["public_address"] = "not an address";
  EXPECT_EQ(owner().ask("PUT", base() + "/channels/mail", to_text(json::object{{"settings", same}})).error_key(),
            "links.bad_base");
  EXPECT_EQ(owner().get(base() + "/channels/line").error_key(), "channels.unknown");
  EXPECT_EQ(api_server().viewer().get(base() + "/channels/mail").object().at("receipts_address"), json::value(nullptr));
}

TEST_F(MessagesApi, TryingTellsWhatWentWrong) {
  const Reply tried = owner().post(base() + "/channels/mail/try", json::object{});
  ASSERT_EQ(tried.status, 200) << tried.raw.body;
  const json::object& smtp = tried.object().at("trials").as_array().at(0).as_object();
  EXPECT_FALSE(bool_or(smtp, "works", true));
  EXPECT_TRUE(string_or(smtp, "message", "").contains("127.0.0.1"));
}

TEST_F(MessagesApi, TemplatesComeAndGo) {
  json::object made = good_words();
  made["name"] = "二回目のご案内";
  made["blocks"] = json::object{{"rows", json::array{1, 2}}};
  const Reply created = owner().post(base() + "/templates", made);
  ASSERT_EQ(created.status, 201) << created.raw.body;
  const std::string one = base() + "/templates/" + std::string(string_or(created.object(), "id", ""));
  EXPECT_EQ(created.object().at("blocks"), made["blocks"]);
  EXPECT_EQ(owner().post(base() + "/templates", made).error_key(), "templates.name_taken");
  EXPECT_EQ(owner().post(base() + "/templates", json::object{{"name", " "}}).error_key(), "templates.no_name");
  const Reply changed = owner().ask("PATCH", one, R"({"name":"新しい名前","text":"x"})");
  ASSERT_EQ(changed.status, 200);
  EXPECT_EQ(string_or(changed.object(), "subject", ""), string_or(made, "subject", "")) << "what is not told stays";
  EXPECT_EQ(api_server().viewer().ask("PATCH", one, "{}").status, 403);
  EXPECT_EQ(owner().ask("DELETE", one).status, 204);
  EXPECT_EQ(owner().get(one).error_key(), "templates.unknown_id");
}

TEST_F(MessagesApi, ADraftIsPublishedOnceNothingBlocks) {
  json::object made = good_words();
  made["name"] = "公開するご案内";
  made["text"] = "まだ書きかけ";
  const Reply created = owner().post(base() + "/templates", made);
  ASSERT_EQ(created.status, 201) << created.raw.body;
  EXPECT_TRUE(created.object().at("published_at").is_null());
  EXPECT_TRUE(bool_or(created.object(), "unpublished_changes", false));
  const std::string one = base() + "/templates/" + std::string(string_or(created.object(), "id", ""));

  const Reply refused = owner().post(one + "/publish", json::object{});
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.error_key(), "templates.not_ready");
  EXPECT_FALSE(refused.object().at("findings").as_array().empty());
  for (const json::value& finding : refused.object().at("findings").as_array()) {
    EXPECT_TRUE(bool_or(finding.as_object(), "blocks", false)) << refused.raw.body;
  }
  EXPECT_TRUE(owner().get(one).object().at("published_at").is_null());

  ASSERT_EQ(owner().ask("PATCH", one, to_text(good_words())).status, 200);
  EXPECT_EQ(api_server().viewer().post(one + "/publish", json::object{}).status, 403);
  const Reply published = owner().post(one + "/publish", json::object{});
  ASSERT_EQ(published.status, 200) << published.raw.body;
  EXPECT_FALSE(published.object().at("published_at").is_null());
  EXPECT_FALSE(bool_or(published.object(), "unpublished_changes", true));

  EXPECT_TRUE(bool_or(owner().ask("PATCH", one, R"({"subject":"別の件名"})").object(), "unpublished_changes", false));
  EXPECT_FALSE(bool_or(owner().ask("PATCH", one, to_text(good_words())).object(), "unpublished_changes", true))
      << "written back as it was";
  EXPECT_FALSE(bool_or(owner().ask("PATCH", one, R"({"blocks":{"rows":[]}})").object(), "unpublished_changes", true))
      << "customers see no blocks";
}

TEST_F(MessagesApi, WordsAreCheckedAndSeenAsACustomer) {
  json::object wrong = good_words();
  wrong["text"] = "{{customer.surname}}";
  const Reply checked = owner().post(base() + "/templates/check", wrong);
  ASSERT_EQ(checked.status, 200);
  const json::array& findings = checked.object().at("findings").as_array();
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(string_or(findings.at(0).as_object(), "key", ""), "template.unknown_field") << checked.raw.body;
  EXPECT_EQ(integer_or(findings.at(0).as_object(), "line", 0), 1);

  json::object seen = good_words();
  seen["html"] = "<p>{{last_order.product | '商品'}} {{stage}}</p>";
  seen["customer_id"] = customer_;
  const Reply preview = owner().post(base() + "/templates/preview", seen);
  ASSERT_EQ(preview.status, 200) << preview.raw.body;
  EXPECT_EQ(string_or(preview.object(), "subject", ""), "山田 様");
  EXPECT_EQ(string_or(preview.object(), "html", ""), "<p>煎茶 1</p>");
  EXPECT_TRUE(string_or(preview.object(), "text", "").contains("preview.invalid")) << "links lead nowhere";
  seen.erase("customer_id");
  EXPECT_TRUE(owner().post(base() + "/templates/preview", seen).object().at("customer").is_null());
  json::object test = good_words();
  test["to"] = "me@mail.example";
  const Reply sent = owner().post(base() + "/templates/test-send", test);
  ASSERT_EQ(sent.status, 200) << sent.raw.body;
  EXPECT_FALSE(bool_or(sent.object(), "accepted", true)) << "nobody listens there";
}

TEST_F(MessagesApi, OpensAndClicksAreHeardAndMachinesToldApart) {
  const auto touch = planned("opens");
  const Reply dot = ask("GET", path(links().open_pixel(touch)));
  EXPECT_EQ(dot.status, 200);
  EXPECT_EQ(dot.raw.header("Content-Type"), "image/gif");
  const std::string click = path(links().click(touch, 3, "https://shop.example/tea?a=1&b=2"));
  const Reply followed = ask("GET", click);
  EXPECT_EQ(followed.status, 302);
  EXPECT_EQ(followed.raw.header("Location"), "https://shop.example/tea?a=1&b=2");
  EXPECT_EQ(ask("HEAD", click).status, 302);
  const auto events = events_of(touch, 3);
  ASSERT_EQ(events.size(), 3U);
  EXPECT_EQ(events[0].kind, TouchEventKind::Opened);
  EXPECT_FALSE(events[0].machine);
  EXPECT_EQ(events[1].kind, TouchEventKind::Clicked);
  EXPECT_EQ(events[1].detail, "3 https://shop.example/tea?a=1&b=2");
  EXPECT_TRUE(events[2].machine) << "HEAD";
}

TEST_F(MessagesApi, NobodyIsUnsubscribedByLooking) {
  const auto touch = planned("unsubscribe");
  const std::string target = path(links().unsubscribe(touch));
  const auto says_no = [&] {
    const auto words = desk_->consents().of(touch.customer).value();
    return !words.empty() && words.front().state == domain::ConsentState::Withdrawn;
  };
  const Reply page = ask("GET", target, {{"Accept-Language", "en-US,en;q=0.9,ja;q=0.5"}});
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.raw.body.contains("<button")) << page.raw.body;
  EXPECT_TRUE(page.raw.body.contains("lang=\"en\""));
  EXPECT_TRUE(page.raw.header("Content-Security-Policy").contains("default-src 'none'"));
  EXPECT_EQ(ask("HEAD", target).status, 200);
  EXPECT_FALSE(says_no());

  const Reply done =
      ask("POST", target, {{"Content-Type", "application/x-www-form-urlencoded"}}, "List-Unsubscribe=One-Click");
  EXPECT_EQ(done.status, 200) << done.raw.body;
  EXPECT_TRUE(says_no());
  const auto words = desk_->consents().of(touch.customer).value();
  EXPECT_EQ(words.front().origin, "unsubscribe");
  EXPECT_TRUE(words.front().evidence.starts_with("one_click")) << words.front().evidence;
  EXPECT_EQ(ask("POST", target).status, 200);
  EXPECT_EQ(desk_->consents().of(touch.customer).value().size(), words.size()) << "said twice is said once";

  const std::string choose = path(links().preferences(touch));
  EXPECT_FALSE(ask("GET", choose).raw.body.contains("checked"));
  const Reply again = ask("POST", choose, {{"Content-Type", "application/x-www-form-urlencoded"}}, "mail=on");
  EXPECT_EQ(again.status, 200);
  EXPECT_TRUE(again.raw.body.contains("checked"));
  EXPECT_FALSE(says_no());
}

TEST_F(MessagesApi, EveryUnknownLinkAnswersAlike) {
  const auto touch = planned("unknown");
  const std::string good = links().unsubscribe(touch);
  const std::string token = good.substr(good.rfind('/') + 1);
  const Reply first = ask("GET", "/u/x");
  EXPECT_EQ(first.status, 404);
  const channels::TouchRef nobody{.shop = touch.shop, .customer = touch.customer, .touch = TouchId{12'345}};
  for (const std::string& target : std::vector<std::string>{
           std::string("/u/") + token.substr(0, token.size() - 1), "/p/" + token, "/u/" + std::string(500, 'A'),
           path(links().unsubscribe(nobody)), path(links().preferences({})), std::string("/c/") + token}) {
    for (const char* method : {"GET", "POST"}) {
      if (target.starts_with("/c/") && *method == 'P') continue;
      const Reply reply = ask(method, target);
      EXPECT_EQ(reply.status, 404) << method << " " << target;
      EXPECT_EQ(reply.raw.body, first.raw.body) << method << " " << target;
    }
  }
  EXPECT_EQ(ask("GET", "/o/x").status, 200) << "a picture, whoever asks";
}

TEST_F(MessagesApi, TheOperatorOfARelayReportsBounces) {
  const auto touch = planned("webhook");
  const Reply channel = owner().get(base() + "/channels/mail");
  const std::string target = path(std::string(string_or(channel.object(), "receipts_address", "")));
  ASSERT_TRUE(target.starts_with("/api/public/bounces/"));
  const json::object report{
      {"events", json::array{json::object{{"kind", "complained"},
                                          {"message_id", "<" + links().message_token(touch) + "@shop.example>"}}}}};
  const Reply told = ask("POST", target, {{"Content-Type", "application/json"}}, to_text(report));
  ASSERT_EQ(told.status, 200) << told.raw.body;
  EXPECT_EQ(integer_or(told.object(), "recorded", 0), 1);
  EXPECT_EQ(integer_or(ask("POST", target, {}, to_text(report)).object(), "recorded", -1), 0) << "twice is once";
  EXPECT_EQ(events_of(touch, 1).at(0).kind, TouchEventKind::Complained);
  EXPECT_EQ(ask("POST", "/api/public/bounces/x", {}, to_text(report)).status, 404);
  EXPECT_EQ(ask("POST", target, {}, "{").status, 422);
}

TEST_F(MessagesApi, AddressesThatNothingGoesTo) {
  const auto put = [&](const json::value& body) { return owner().ask("PUT", base() + "/suppressions", to_text(body)); };
  ASSERT_EQ(put(json::object{{"address", "Never@Mail.example"}, {"reason", "電話で"}}).status, 200);
  EXPECT_EQ(put(json::object{{"address", "no address"}}).error_key(), "mail.bad_address");
  const Reply listed = owner().get(base() + "/suppressions");
  EXPECT_TRUE(listed.raw.body.contains("never@mail.example"));
  EXPECT_FALSE(api_server().viewer().get(base() + "/suppressions").raw.body.contains("never@"));
  const std::string gone = R"({"address":"never@mail.example"})";
  EXPECT_EQ(owner().ask("DELETE", base() + "/suppressions", gone).status, 204);
  EXPECT_EQ(owner().ask("DELETE", base() + "/suppressions", gone).error_key(), "suppressions.unknown");
}

TEST_F(MessagesApi, WhatIsNotInDoubtIsNotResolved) {
  const auto touch = planned("doubt");
  EXPECT_EQ(integer_or(owner().get(base() + "/touches").object(), "rows_total", -1), 0);
  const Reply open = owner().get(base() + "/touches?state=planned");
  ASSERT_EQ(open.status, 200) << open.raw.body;
  EXPECT_GE(integer_or(open.object(), "rows_total", 0), 1);
  const auto resolve = [&](std::string_view resolution) {
    return owner().post(
        base() + "/touches/resolve",
        json::object{{"customer_id", touch.customer.text()}, {"key", "doubt"}, {"resolution", resolution}});
  };
  EXPECT_EQ(resolve("was_sent").error_key(), "touches.not_in_doubt");
  EXPECT_EQ(resolve("perhaps").error_key(), "touches.unknown_resolution");
  EXPECT_EQ(owner().get(base() + "/touches?state=lost").error_key(), "touches.unknown_state");
}

// Everything wired: the outbox, the gate of the journeys, consent, a connection, and the answer.
TEST_F(MessagesApi, TheRunningServerSendsWhatIsDue) {
  const mail_tests::ScriptedServer mail_server([](const std::string&) { return mail_tests::SmtpReply{}; });
  const std::string shop = api_server().create_shop("送る店");
  const std::string here = "/api/shops/" + shop;
  ASSERT_EQ(string_or(api_server().import(shop, "orders.csv", kOrders), "state", ""), "done");
  const Reply people = owner().get(here + "/customers");
  const std::string customer(string_or(people.object().at("customers").as_array().at(0).as_object(), "id", ""));
  ASSERT_EQ(owner()
                .post(here + "/customers/" + customer + "/consents",
                      json::object{{"channel", "mail"}, {"state", "given"}, {"evidence", "電話で"}})
                .status,
            201);
  ASSERT_EQ(owner().ask("PUT", here + "/delivery-rules", "{}").status, 200) << "at any hour";
  json::object words = good_words();
  words["name"] = "案内";
  const Reply made = owner().post(here + "/templates", words);
  ASSERT_EQ(made.status, 201) << made.raw.body;
  const std::string path = here + "/templates/" + std::string(string_or(made.object(), "id", ""));
  ASSERT_EQ(owner().post(path + "/publish", json::object{}).status, 200);
  const auto now =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  services::Touch touch;
  touch.customer = *CustomerId::parse(customer);
  touch.key = "due";
  touch.template_id = services::TemplateId::parse(string_or(made.object(), "id", ""))->value;
  touch.due_at = now;
  touch.expires_at = now + 3'600;
  touch.why = "[]";
  {
    const auto session = database_->writer().value();
    ASSERT_TRUE(desk_->touches().add(*session, *ShopId::parse(shop), {&touch, 1}, now));
  }
  const json::object settings{{"from_name", "つづく園"},
                              {"from_address", "tea@shop.example"},
                              {"postal_address", "京都市1"},
                              {"contact", "075-000-0000"},
                              {"public_address", "https://m.shop.example"},
                              {"smtp_host", "127.0.0.1"},
                              {"smtp_port", mail_server.port()},
                              {"smtp_security", "none"}};
  ASSERT_EQ(owner().ask("PUT", here + "/channels/mail", to_text(json::object{{"settings", settings}})).status, 200);
  services::Touch became;
  for (int times = 0; times < 400 && became.state != domain::TouchState::Sent; ++times) {
    std::this_thread::sleep_for(std::chrono::milliseconds(25));
    became = desk_->touches().get(*ShopId::parse(shop), touch.customer, "due").value();
  }
  EXPECT_EQ(became.state, domain::TouchState::Sent) << became.reason << " " << became.answer;
  EXPECT_EQ(became.address, "hanako@mail.example");
  ASSERT_EQ(mail_server.messages().size(), 1U);
  EXPECT_TRUE(mail_server.messages()[0].contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
  const Reply timeline = owner().get(here + "/customers/" + customer + "/timeline?kinds=message");
  EXPECT_TRUE(timeline.raw.body.contains("メール「案内」を送った")) << timeline.raw.body;
}

TEST_F(MessagesApi, WhenAShopMaySend) {
  const Reply usual = owner().get(base() + "/delivery-rules");
  ASSERT_EQ(usual.status, 200);
  EXPECT_TRUE(usual.raw.body.contains("21:00")) << usual.raw.body;
  const Reply saved =
      owner().ask("PUT", base() + "/delivery-rules", R"({"quiet_hours":[{"from":"20:00","to":"09:00"}]})");
  ASSERT_EQ(saved.status, 200) << saved.raw.body;
  EXPECT_TRUE(owner().get(base() + "/delivery-rules").raw.body.contains("20:00"));
  EXPECT_EQ(owner().ask("PUT", base() + "/delivery-rules", R"({"quiet_hours":[{"from":"25:00"}]})").status, 422);
}

}  // namespace
}  // namespace tsuzuku::api_tests
