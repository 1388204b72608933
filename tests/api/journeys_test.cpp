// Journeys over HTTP on the whole server: drawn, refused, published, and running by themselves.

#include <fmt/chrono.h>
#include <gtest/gtest.h>

#include <chrono>
#include <ctime>
#include <thread>

#include "tests/api/api_server.hpp"

namespace tsuzuku::api_tests {
namespace {

using namespace std::chrono_literals;

// Sixty customers; forty of them buy again within ten to forty-nine days, and the shop was watched for years.
std::string steady_shop() {
  std::string csv = "order_number,ordered_at,delivered_at,customer_number,product_code,quantity,unit_price\n";
  const std::chrono::sys_days first = std::chrono::year(2023) / 1 / 10;
  int number = 0;
  const auto order = [&](std::chrono::sys_days day, const std::string& customer) {
    csv +=
        fmt::format("{},{:%Y-%m-%d},{:%Y-%m-%d},{},TEA,1,3000\n", ++number, day, day + std::chrono::days(2), customer);
  };
  for (int i = 0; i < 60; ++i) {
    const auto day = first + std::chrono::days(i);
    order(day, fmt::format("C{}", i));
    if (i < 40) order(day + std::chrono::days(10 + i), fmt::format("C{}", i));
  }
  order(std::chrono::year(2025) / 6 / 1, "LAST");
  return csv;
}

// What the law wants of every part.
const std::string kFoot = "{{unsubscribe_url}} {{sender.name}} {{sender.postal_address}} {{sender.contact}}";

std::string today() { return fmt::format("{:%Y-%m-%d}", fmt::gmtime(std::time(nullptr) + 9 * 3'600)); }

class JourneysApi : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    shop_ = api_server().create_shop("シナリオの店");
    ASSERT_EQ(string_or(api_server().import(shop_, "orders.csv", steady_shop()), "state", ""), "done");
    const Reply key = api_server().owner().post("/api/shops/" + shop_ + "/keys", json::object{{"name", "カート"}});
    ASSERT_EQ(key.status, 201) << key.raw.body;
    token_ = string_or(key.object(), "token", "");
  }
  [[nodiscard]] static std::string base() { return "/api/shops/" + shop_ + "/journeys"; }
  [[nodiscard]] static std::string path_of(const json::object& journey) {
    return base() + "/" + std::string(string_or(journey, "id", ""));
  }
  [[nodiscard]] static json::object create(const json::object& body) {
    const Reply made = api_server().owner().post(base(), body);
    EXPECT_EQ(made.status, 201) << made.raw.body;
    return made.status == 201 ? made.object() : json::object{};
  }
  // On an order: a tag, then a wait of a day.
  [[nodiscard]] static json::object small_definition() {
    return parse_json(R"({"format": 1, "holdout_permille": 0, "nodes": [
      {"id": "start", "kind": "entry_event", "event": "ordered", "condition": "stage = 1", "next": "mark"},
      {"id": "mark", "kind": "tag", "tag": "初回", "next": "pause"},
      {"id": "pause", "kind": "wait", "days": 1, "next": "done"},
      {"id": "done", "kind": "end"}]})")
        .value()
        .as_object();
  }
  static void order(const std::string& number, const std::string& customer) {
    const json::object told{
        {"orders",
         json::array{json::object{
             {"order_number", number},
             {"ordered_at", today()},
             {"customer_number", customer},
             {"lines", json::array{json::object{{"product_code", "TEA"}, {"quantity", 1}, {"unit_price", 3000}}}}}}}};
    const Reply reply =
        api_server().anonymous().ask("POST", "/api/orders", to_text(told), {{"Authorization", "Bearer " + token_}});
    ASSERT_EQ(reply.status, 200) << reply.raw.body;
    ASSERT_EQ(integer_or(reply.object(), "new", 0), 1) << reply.raw.body;
  }
  [[nodiscard]] static std::int64_t standing(const json::object& journey, std::string_view node) {
    const Reply runs = api_server().owner().get(path_of(journey) + "/runs?node=" + std::string(node));
    EXPECT_EQ(runs.status, 200) << runs.raw.body;
    return runs.status == 200 ? integer_or(runs.object(), "rows_total", -1) : -1;
  }
  static std::string shop_;
  static std::string token_;
};
std::string JourneysApi::shop_;
std::string JourneysApi::token_;

TEST_F(JourneysApi, ItsMessagesArePublishedWithItUnlessSomethingBlocks) {
  const std::string shop = "/api/shops/" + api_server().create_shop("公開の店");
  const std::string templates = shop + "/templates";
  const auto message = [&](std::string_view name, std::string_view text) {
    const Reply made =
        api_server().owner().post(templates, json::object{{"name", name}, {"subject", "ご案内"}, {"text", text}});
    EXPECT_EQ(made.status, 201) << made.raw.body;
    return std::string(string_or(made.object(), "id", ""));
  };
  const auto definition_with = [](const std::string& id) {
    return parse_json(R"({"format": 1, "nodes": [
      {"id": "start", "kind": "entry_event", "event": "ordered", "next": "mail"},
      {"id": "mail", "kind": "send", "channel": "mail", "template": ")" +
                      id + R"(", "next": "done"},
      {"id": "done", "kind": "end"}]})")
        .value()
        .as_object();
  };
  const std::string half = message("書きかけ", "x");
  const Reply made = api_server().owner().post(
      shop + "/journeys", json::object{{"name", "公開と一緒に"}, {"definition", definition_with(half)}});
  ASSERT_EQ(made.status, 201) << made.raw.body;
  const json::object& journey = made.object();
  const std::string path = shop + "/journeys/" + std::string(string_or(journey, "id", ""));
  ASSERT_EQ(journey.at("problems").as_array().size(), 1U) << to_text(journey.at("problems"));
  const json::object problem = journey.at("problems").as_array()[0].as_object();
  EXPECT_EQ(string_or(problem, "key", ""), "journeys.message_not_ready");
  EXPECT_EQ(string_or(problem, "node", ""), "mail");
  EXPECT_EQ(api_server().owner().post(path + "/publish", json::object{}).status, 409);
  EXPECT_TRUE(api_server().owner().get(templates + "/" + half).object().at("published_at").is_null());

  // What the editor would have shown: a button that nobody finished.
  const Reply button =
      api_server().owner().ask("PATCH", templates + "/" + half,
                               to_text(json::object{{"text", kFoot}, {"html", kFoot + "<a href=\"https://\"></a>"}}));
  ASSERT_EQ(button.status, 200) << button.raw.body;
  const Reply unfinished = api_server().owner().post(path + "/publish", json::object{});
  EXPECT_EQ(unfinished.status, 409);
  EXPECT_EQ(string_or(unfinished.object().at("problems").as_array()[0].as_object(), "key", ""),
            "journeys.message_not_ready");
  const Reply alone = api_server().owner().post(templates + "/" + half + "/publish", json::object{});
  EXPECT_EQ(alone.error_key(), "templates.not_ready");
  EXPECT_TRUE(alone.raw.body.contains("mail.no_address") && alone.raw.body.contains("mail.no_words")) << alone.raw.body;

  const std::string whole = message("書き上げた", kFoot);
  const Reply saved = api_server().owner().ask("PUT", path + "/definition",
                                               to_text(json::object{{"definition", definition_with(whole)}}));
  ASSERT_EQ(saved.status, 200) << saved.raw.body;
  ASSERT_EQ(api_server().owner().post(path + "/publish", json::object{}).status, 200);
  EXPECT_FALSE(api_server().owner().get(templates + "/" + whole).object().at("published_at").is_null());
}

TEST_F(JourneysApi, AnOrderBringsItsCustomerInWithinTwoSeconds) {
  const json::object journey = create({{"name", "初回の印"}, {"definition", small_definition()}});
  EXPECT_EQ(string_or(journey, "state", ""), "draft");
  EXPECT_TRUE(journey.at("problems").as_array().empty()) << to_text(journey.at("problems"));
  const Reply started = api_server().owner().post(path_of(journey) + "/publish", json::object{});
  ASSERT_EQ(started.status, 200) << started.raw.body;
  EXPECT_EQ(string_or(started.object(), "state", ""), "running");
  EXPECT_EQ(integer_or(started.object(), "version", 0), 1);

  const auto told_at = std::chrono::steady_clock::now();
  order("N1", "NEW1");
  while (standing(journey, "pause") == 0 && std::chrono::steady_clock::now() - told_at < 10s) {
    std::this_thread::sleep_for(20ms);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - told_at, 2s);
  ASSERT_EQ(standing(journey, "pause"), 1);
  order("N2", "C1");  // not the first one
  std::this_thread::sleep_for(1500ms);
  EXPECT_EQ(standing(journey, "pause"), 1);

  const json::object run =
      api_server().owner().get(path_of(journey) + "/runs?node=pause").object().at("runs").as_array()[0].as_object();
  EXPECT_EQ(string_or(run, "number", ""), "NEW1");
  const Reply numbers = api_server().owner().get(path_of(journey) + "/numbers");
  const json::object& nodes = numbers.object().at("nodes").as_object();
  EXPECT_EQ(integer_or(nodes.at("pause").as_object(), "waiting", 0), 1);
  EXPECT_EQ(integer_or(nodes.at("mark").as_object(), "passed", 0), 1);
  EXPECT_EQ(integer_or(numbers.object(), "entered_today", 0), 1);
  const Reply timeline =
      api_server().owner().get("/api/shops/" + shop_ + "/customers/" + std::string(string_or(run, "customer_id", "")) +
                               "/timeline?kinds=journey,tag");
  EXPECT_NE(timeline.raw.body.find("シナリオ「初回の印」に入った"), std::string::npos) << timeline.raw.body;
  EXPECT_NE(timeline.raw.body.find("初回"), std::string::npos);

  EXPECT_EQ(
      string_or(api_server().owner().post(path_of(journey) + "/state", json::object{{"state", "paused"}}).object(),
                "state", ""),
      "paused");
  EXPECT_EQ(api_server().owner().post(path_of(journey) + "/state", json::object{{"state", "asleep"}}).error_key(),
            "journeys.bad_state");
  EXPECT_EQ(api_server().owner().ask("DELETE", path_of(journey)).error_key(), "journeys.was_published");
  ASSERT_EQ(api_server().owner().post(path_of(journey) + "/state", json::object{{"state", "ended"}}).status, 200);
  for (int i = 0; i < 100 && standing(journey, "pause") == 1; ++i) std::this_thread::sleep_for(50ms);
  EXPECT_EQ(standing(journey, "pause"), 0);
}

TEST_F(JourneysApi, ADraftStandsBesideTheVersionThatRuns) {
  const json::object journey = create({{"name", "版"}, {"definition", small_definition()}});
  EXPECT_TRUE(journey.at("published_definition").is_null());
  ASSERT_EQ(api_server().owner().post(path_of(journey) + "/publish", json::object{}).status, 200);
  const json::object running = api_server().owner().get(path_of(journey)).object();
  EXPECT_TRUE(running.at("published_definition").is_null());
  const auto save = [&](const json::value& definition) {
    return api_server()
        .owner()
        .ask("PUT", path_of(journey) + "/definition", to_text(json::object{{"definition", definition}}))
        .object();
  };
  json::object other = small_definition();
  other.at("nodes").as_array()[0].as_object()["label"] = "入口";
  const json::object drawn = save(other);
  EXPECT_EQ(drawn.at("published_definition"), running.at("definition"));
  EXPECT_NE(drawn.at("definition"), running.at("definition"));
  EXPECT_TRUE(save(running.at("definition")).at("published_definition").is_null());
  ASSERT_EQ(api_server().owner().post(path_of(journey) + "/state", json::object{{"state", "ended"}}).status, 200);
}

TEST_F(JourneysApi, AHalfDrawnOneIsSavedAndDoesNotStart) {
  const json::object journey = create({{"name", "途中"}, {"definition", json::object{{"nodes", json::array{}}}}});
  const Reply refused = api_server().owner().post(path_of(journey) + "/publish", json::object{});
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.error_key(), "journeys.has_problems");
  EXPECT_FALSE(refused.object().at("problems").as_array().empty());
  json::object wrong = small_definition();
  wrong.at("nodes").as_array()[0].as_object()["condition"] = "stage == 1";
  const Reply saved = api_server().owner().ask("PUT", path_of(journey) + "/definition",
                                               to_text(json::object{{"definition", wrong}, {"name", "書きかけ"}}));
  ASSERT_EQ(saved.status, 200) << saved.raw.body;
  EXPECT_EQ(string_or(saved.object(), "name", ""), "書きかけ");
  ASSERT_EQ(saved.object().at("problems").as_array().size(), 1U) << saved.raw.body;
  const json::object& problem = saved.object().at("problems").as_array()[0].as_object();
  EXPECT_EQ(string_or(problem, "node", ""), "start");
  EXPECT_EQ(string_or(problem, "field", ""), "condition");
  EXPECT_EQ(api_server().owner().ask("DELETE", path_of(journey)).status, 204);
  EXPECT_EQ(api_server().owner().get(path_of(journey)).status, 404);
}

TEST_F(JourneysApi, ATemplateBringsItsMessagesAndCanStartAtOnce) {
  const Reply templates = api_server().owner().get("/api/journey-templates");
  ASSERT_EQ(templates.status, 200);
  ASSERT_EQ(templates.body.as_array().size(), 3U);
  for (const json::value& one : templates.body.as_array()) {
    const std::string name(string_or(one.as_object(), "name", ""));
    const json::object journey = create({{"name", "見本 " + name}, {"template", name}});
    EXPECT_TRUE(journey.at("problems").as_array().empty()) << name << to_text(journey.at("problems"));
    EXPECT_NE(string_or(journey, "entry", ""), "");
  }
  const Reply messages = api_server().owner().get("/api/shops/" + shop_ + "/templates");
  EXPECT_EQ(messages.body.as_array().size(), 8U) << messages.raw.body;
  EXPECT_EQ(api_server().owner().post(base(), json::object{{"name", "x"}, {"template", "none"}}).error_key(),
            "journeys.unknown_journey_template");
  EXPECT_EQ(api_server().owner().post(base(), json::object{{"name", "x"}}).error_key(), "journeys.one_beginning");
}

TEST_F(JourneysApi, AProposalComesFromTheShopsNumbers) {
  const std::string proposals = "/api/shops/" + shop_ + "/journey-proposals";
  const Reply proposal = api_server().owner().get(proposals + "?stage=1&pack_days=30");
  ASSERT_EQ(proposal.status, 200) << proposal.raw.body;
  const json::object& numbers = proposal.object().at("numbers").as_object();
  EXPECT_GE(integer_or(numbers, "matured", 0), 60) << to_text(numbers);
  EXPECT_EQ(integer_or(numbers, "converted", 0), 40);
  EXPECT_EQ(integer_or(numbers, "days_to_delivery", 0), 2);
  EXPECT_EQ(integer_or(numbers, "value_per_conversion", 0), 3000) << "what they spent from the next purchase on";
  EXPECT_FALSE(proposal.object().at("steps").as_array().empty());
  for (const json::value& reason : proposal.object().at("reasons").as_array()) {
    EXPECT_EQ(reason.as_string().find('{'), json::string::npos) << reason.as_string();
    EXPECT_EQ(reason.as_string().find("journeys."), json::string::npos) << reason.as_string();
  }
  EXPECT_EQ(api_server().owner().get(proposals + "?stage=3").error_key(), "journeys.propose_too_few");
  EXPECT_EQ(api_server().owner().get(proposals + "?stage=0").error_key(), "journeys.propose_stage");
  const json::object journey = create({{"name", "提案"}, {"proposal", json::object{{"stage", 1}}}});
  EXPECT_TRUE(journey.at("problems").as_array().empty()) << to_text(journey.at("problems"));
}

// The form of a mail is made by the editor. Who accepts a proposal without one gets mails of text, fit to be sent.
TEST_F(JourneysApi, AProposalAcceptedWithoutABrowserIsReadyToBePublished) {
  const std::string id = api_server().create_shop("画面なしの店");
  const std::string shop = "/api/shops/" + id;
  ASSERT_EQ(string_or(api_server().import(id, "orders.csv", steady_shop()), "state", ""), "done");
  for (const std::string language : {"ja", "en"}) {
    const Reply made = api_server().owner().post(
        shop + "/journeys?language=" + language,
        json::object{{"name", "accepted " + language}, {"proposal", json::object{{"stage", 1}}}});
    ASSERT_EQ(made.status, 201) << made.raw.body;
    EXPECT_TRUE(made.object().at("problems").as_array().empty()) << made.raw.body;
    const std::string path = shop + "/journeys/" + std::string(string_or(made.object(), "id", ""));
    const Reply published = api_server().owner().post(path + "/publish", json::object{});
    EXPECT_EQ(published.status, 200) << published.raw.body;
  }
  const Reply listed = api_server().owner().get(shop + "/templates");
  ASSERT_EQ(listed.status, 200);
  const json::array& templates = listed.body.as_array();
  EXPECT_GE(templates.size(), 4U);
  for (const json::value& one : templates) {
    const Reply message =
        api_server().owner().get(shop + "/templates/" + std::string(string_or(one.as_object(), "id", "")));
    EXPECT_EQ(string_or(message.object(), "html", "?"), "");
    EXPECT_FALSE(message.object().at("published_at").is_null());
    const json::object words{{"subject", message.object().at("subject")}, {"text", message.object().at("text")}};
    const Reply seen = api_server().owner().post(shop + "/templates/preview", words);
    ASSERT_EQ(seen.status, 200) << seen.raw.body;
    EXPECT_FALSE(seen.raw.body.contains("{{")) << seen.raw.body;
  }
}

TEST_F(JourneysApi, ADraftIsTriedOnRealCustomersAndNothingIsWritten) {
  const json::object journey = create({{"name", "ためし"}, {"definition", small_definition()}});
  order("T1", "TRIAL1");
  std::this_thread::sleep_for(1500ms);
  json::object sends = small_definition();
  sends.at("nodes").as_array()[1] =
      json::object{{"id", "mark"}, {"kind", "send"}, {"channel", "mail"}, {"template", "later"}, {"next", "pause"}};
  const Reply tried =
      api_server().owner().post(path_of(journey) + "/dry-run", json::object{{"definition", sends}, {"customers", 50}});
  ASSERT_EQ(tried.status, 200) << tried.raw.body;
  EXPECT_GE(integer_or(tried.object(), "entered", 0), 1) << tried.raw.body;
  ASSERT_FALSE(tried.object().at("messages").as_array().empty()) << tried.raw.body;
  EXPECT_EQ(standing(journey, "pause"), 0);
  EXPECT_EQ(api_server().owner().post(path_of(journey) + "/dry-run", json::object{{"customers", 5000}}).error_key(),
            "journeys.trial_customers");
  EXPECT_EQ(
      api_server()
          .owner()
          .post(path_of(journey) + "/dry-run", json::object{{"definition", json::object{{"nodes", json::array{}}}}})
          .error_key(),
      "journeys.not_runnable");
}

TEST_F(JourneysApi, EveryFieldChoiceAndKindHasATitleInBothLanguages) {
  for (const std::string language : {"ja", "en"}) {
    const Reply schema = api_server().owner().get("/api/journey-schema?language=" + language);
    ASSERT_EQ(schema.status, 200);
    EXPECT_EQ(schema.raw.body.find("\"journeys."), std::string::npos)
        << schema.raw.body.substr(schema.raw.body.find("\"journeys."), 80);
    EXPECT_EQ(schema.object().at("nodes").as_object().size(), 10U);
  }
}

TEST_F(JourneysApi, WhoMayOnlyLookChangesNothing) {
  Person& viewer = api_server().viewer();
  EXPECT_EQ(viewer.get(base()).status, 200);
  EXPECT_EQ(viewer.post(base(), json::object{{"name", "x"}, {"definition", small_definition()}}).status, 403);
  EXPECT_EQ(viewer.get(base() + "/12345").error_key(), "journeys.unknown_id");
}

}  // namespace
}  // namespace tsuzuku::api_tests
