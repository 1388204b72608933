// Every GET of the API answers with the members that docs/api.md promises.

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "api/routes.hpp"
#include "tests/api/api_server.hpp"

namespace tsuzuku::api_tests {
namespace {

using Keys = std::set<std::string>;

Keys keys_of(const json::value& value) {
  Keys keys;
  if (!value.is_object()) return keys;
  for (const auto& member : value.get_object()) keys.insert(std::string(member.key()));
  return keys;
}

bool holds(const Keys& keys, const Keys& wanted) { return std::ranges::includes(keys, wanted); }

const Keys kShop = {"id", "name", "currency", "currency_decimals", "time_zone", "merge_same_day"};
const Keys kImport = {"id",          "state",    "dry_run", "profile",     "files",    "started_at",
                      "finished_at", "progress", "counts",  "file_counts", "problems", "error"};
const Keys kResult = {"analysis",          "version", "as_of", "parameters", "unit",     "currency",
                      "currency_decimals", "columns", "rows",  "totals",     "left_out", "assumptions"};
const Keys kRow = {"file_name", "row_number", "column", "reason", "message", "raw"};

const Keys kSegment = {"id",         "name",    "kind",       "condition", "form",       "sentence",  "customers",
                       "entered_7d", "left_7d", "frozen_day", "used_by",   "created_at", "updated_at"};

const Keys kTemplate = {"id",         "channel",   "name",    "subject",      "blocks",
                        "html",       "text",      "used_by", "published_at", "unpublished_changes",
                        "created_at", "updated_at"};

const Keys kJourney = {"id",      "name",  "state", "version",    "draft",     "waiting",
                       "entered", "ended", "entry", "created_at", "updated_at"};

const Keys kCampaign = {
    "id",   "name",    "state",    "condition", "sentence",   "segment_id", "template_id", "holdout_permille",
    "cost", "send_at", "audience", "counts",    "created_at", "updated_at"};
const Keys kExperiment = {
    "as_of",       "from",  "to",       "goal_days",   "arms",       "interval_kind", "effects",
    "more_needed", "weeks", "left_out", "assumptions", "definition", "currency",      "currency_decimals"};

// What a GET answers with: the members of the object, or of each object of the array.
const std::map<std::string, Keys> kShapes = {
    {"/api/health", {"status"}},
    {"/api/session", {"staff", "permissions", "shops", "csrf_token"}},
    {"/api/shops", kShop},
    {"/api/shops/{shop}/summary",
     {"orders", "customers", "first_day", "last_day", "as_of", "sources", "payment_methods", "products", "data_version",
      "last_import"}},
    {"/api/shops/{shop}/profit-terms",
     {"margin_percent", "shipping_cost", "payment_fee_permille", "changed_at", "defaults"}},
    {"/api/analyses",
     {"name", "title", "description", "unit", "chart", "parameters", "columns", "parts", "definition"}},
    {"/api/shops/{shop}/analyses/{name}", kResult},
    {"/api/shops/{shop}/analyses/{name}/customers",
     {"analysis", "as_of", "columns", "rows", "page", "page_size", "rows_total"}},
    {"/api/shops/{shop}/customers",
     {"as_of", "customers", "rows_total", "more", "masked", "currency", "currency_decimals", "page", "page_size"}},
    {"/api/shops/{shop}/customers/{id}",
     {"id", "number", "channel", "name", "name_kana", "masked", "attributes", "identities", "origins", "created_at",
      "updated_at", "standing", "signals", "consents", "tags", "notes"}},
    {"/api/shops/{shop}/customers/{id}/orders",
     {"orders", "rows_total", "currency", "currency_decimals", "page", "page_size"}},
    {"/api/shops/{shop}/customers/{id}/timeline", {"entries", "next", "currency", "currency_decimals"}},
    {"/api/shops/{shop}/tags", {"name", "customers"}},
    {"/api/shops/{shop}/keys", {"id", "name", "created_at", "used_day"}},
    {"/api/shops/{shop}/segment-fields", {"groups", "fields"}},
    {"/api/shops/{shop}/segments", kSegment},
    {"/api/shops/{shop}/segments/from-cell", {"condition", "form", "sentence", "name"}},
    {"/api/shops/{shop}/segments/{id}", kSegment},
    {"/api/shops/{shop}/segments/{id}/customers",
     {"as_of", "customers", "rows_total", "masked", "currency", "currency_decimals", "page", "page_size"}},
    {"/api/shops/{shop}/segments/{id}/moves", {"moves", "more", "page", "page_size"}},
    {"/api/shops/{shop}/campaigns", kCampaign},
    {"/api/shops/{shop}/campaigns/{id}", kCampaign},
    {"/api/shops/{shop}/campaigns/{id}/result", kExperiment},
    {"/api/shops/{shop}/journeys/{id}/result", kExperiment},
    {"/api/shops/{shop}/holdout", {"permille", "since", "drawn_at", "customers", "of", "proposal"}},
    {"/api/shops/{shop}/holdout/result", kExperiment},
    {"/api/shops/{shop}/holdout-proposal",
     {"permille", "reason", "customers", "held_out", "mean", "deviation", "difference", "detectable",
      "detectable_by_half", "message", "currency", "currency_decimals"}},
    {"/api/shops/{shop}/channels/{channel}", {"schema", "settings", "ready", "findings", "receipts_address"}},
    {"/api/shops/{shop}/channels/{channel}/dns", {"checks"}},
    {"/api/shops/{shop}/delivery-rules", {"quiet_hours", "caps"}},
    {"/api/shops/{shop}/template-fields", {"name", "title", "kind", "always", "example"}},
    {"/api/shops/{shop}/templates", kTemplate},
    {"/api/shops/{shop}/templates/{id}", kTemplate},
    {"/api/shops/{shop}/touches", {"touches", "rows_total", "page", "page_size"}},
    {"/api/shops/{shop}/suppressions", {"suppressions", "rows_total", "page", "page_size"}},
    {"/api/journey-schema", {"format", "journey", "nodes", "events", "end_reasons", "refusals"}},
    {"/api/journey-templates", {"name", "title", "about", "definition", "messages"}},
    {"/api/shops/{shop}/journeys", kJourney},
    {"/api/shops/{shop}/journeys/{id}",
     {"id", "name", "state", "definition", "published_definition", "problems", "started_at"}},
    {"/api/shops/{shop}/journeys/{id}/numbers", {"as_of_time", "nodes", "ends", "entered_today"}},
    {"/api/shops/{shop}/journeys/{id}/runs", {"runs", "rows_total", "page", "page_size"}},
    {"/api/import-profiles", {"name", "title", "files", "built_in"}},
    {"/api/import-fields", {"name", "title", "required", "one_of", "description"}},
    {"/api/shops/{shop}/imports", {"imports", "page", "rows_total"}},
    {"/api/shops/{shop}/imports/{id}", kImport},
    {"/api/shops/{shop}/imports/{id}/quarantine", {"rows", "page", "page_size", "rows_total"}},
    {"/api/shops/{shop}/mappings", {"name", "mapping"}},
    {"/api/shops/{shop}/today",
     {"day", "mine", "suggested", "waiting", "later", "done_today", "closed_today", "capacity"}},
    {"/api/shops/{shop}/tasks", {"tasks", "page", "page_size", "rows_total"}},
    {"/api/staff", {"id", "name", "email", "role", "disabled"}},
    {"/api/audit", {"entries", "page", "page_size", "rows_total"}},
};

// Files: how their bytes begin.
const std::map<std::string, std::string> kFiles = {
    {"/api/shops/{shop}/analyses/{name}.csv", "\xEF\xBB\xBF"},
    {"/api/shops/{shop}/analyses/{name}.xlsx", "PK"},
    {"/api/shops/{shop}/analyses/{name}/customers.csv", "\xEF\xBB\xBF"},
    {"/api/shops/{shop}/analyses/{name}/customers.xlsx", "PK"},
    {"/api/shops/{shop}/reports/{month}.xlsx", "PK"},
    {"/api/shops/{shop}/reports/{month}.pdf", "%PDF-"},
    {"/api/shops/{shop}/journals/{month}.csv", "\xEF\xBB\xBF"},
    {"/api/shops/{shop}/segments/{id}.csv", "\xEF\xBB\xBF"},
    {"/api/import-template.csv", "\xEF\xBB\xBF"},
    {"/api/shops/{shop}/imports/{id}/quarantine.csv", "\xEF\xBB\xBF"},
};

class ShapesTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    ApiServer& server = api_server();
    shop_ = server.create_shop("形の店");
    import_ = string_or(server.import(shop_, "orders.csv", small_shop_csv()), "id", "");
    const Reply saved =
        server.owner().ask("PUT", "/api/shops/" + shop_ + "/mappings/m", R"({"mapping":{"order_number":"No"}})");
    EXPECT_EQ(saved.status, 200) << saved.raw.body;
    const json::object found = server.owner().get("/api/shops/" + shop_ + "/customers?words=C1").object();
    customer_ = string_or(found.at("customers").as_array().at(0).as_object(), "id", "");
    const Reply tagged = server.owner().ask("PUT", "/api/shops/" + shop_ + "/customers/" + customer_ + "/tags/VIP");
    EXPECT_EQ(tagged.status, 200) << tagged.raw.body;
    const Reply held_out = server.owner().ask("PUT", "/api/shops/" + shop_ + "/holdout", R"({"permille":50})");
    EXPECT_EQ(held_out.status, 200) << held_out.raw.body;
    const Reply segment = server.owner().post("/api/shops/" + shop_ + "/segments",
                                              json::object{{"name", "全員"}, {"condition", "everyone"}});
    EXPECT_EQ(segment.status, 201) << segment.raw.body;
    segment_ = string_or(segment.object(), "id", "");
    const Reply key = server.owner().post("/api/shops/" + shop_ + "/keys", json::object{{"name", "カート"}});
    EXPECT_EQ(key.status, 201) << key.raw.body;
    const Reply campaign = server.owner().post("/api/shops/" + shop_ + "/campaigns",
                                               json::object{{"name", "秋"}, {"segment_id", segment_}});
    EXPECT_EQ(campaign.status, 201) << campaign.raw.body;
    campaign_ = string_or(campaign.object(), "id", "");
    const Reply journey = server.owner().post("/api/shops/" + shop_ + "/journeys",
                                              json::object{{"name", "初回"}, {"template", "first_order"}});
    EXPECT_EQ(journey.status, 201) << journey.raw.body;
    journey_ = string_or(journey.object(), "id", "");
    const Reply made = server.owner().post("/api/shops/" + shop_ + "/templates", json::object{{"name", "案内"}});
    EXPECT_EQ(made.status, 201) << made.raw.body;
    template_ = string_or(made.object(), "id", "");
    // No name that DNS would be asked for: a test needs no network.
    const json::object mail{{"from_name", "店"},
                            {"from_address", "tea@localhost"},
                            {"postal_address", "京都市1"},
                            {"contact", "075-000-0000"},
                            {"smtp_host", "127.0.0.1"}};
    const Reply set_up =
        server.owner().ask("PUT", "/api/shops/" + shop_ + "/channels/mail", to_text(json::object{{"settings", mail}}));
    EXPECT_EQ(set_up.status, 200) << set_up.raw.body;
  }

  static std::string target_of(std::string_view pattern) {
    std::string target(pattern);
    const auto replace = [&](std::string_view what, std::string_view by) {
      if (const auto at = target.find(what); at != std::string::npos) target.replace(at, what.size(), by);
    };
    replace("{shop}", shop_);
    replace("/customers/{id}", "/customers/" + customer_);
    replace("/segments/{id}", "/segments/" + segment_);
    replace("/campaigns/{id}", "/campaigns/" + campaign_);
    replace("/journeys/{id}", "/journeys/" + journey_);
    replace("/templates/{id}", "/templates/" + template_);
    replace("{id}", import_);
    replace("{name}", "stages");
    replace("{channel}", "mail");
    replace("{month}", "2026-01");
    const bool is_cell = target.contains("/analyses/") && target.contains("/customers");
    if (target.ends_with("/from-cell")) target += "?analysis=stages&cell.stage=1";
    return target + (is_cell ? "?cell.stage=1" : "");
  }

  inline static std::string shop_;
  inline static std::string import_;
  inline static std::string segment_;
  inline static std::string campaign_;
  inline static std::string journey_;
  inline static std::string template_;
  inline static std::string customer_;
};

TEST_F(ShapesTest, EveryGetAnswersAsPromised) {
  for (const api::ApiRoute& route : api::routes()) {
    if (route.method != http::Method::Get) continue;
    const std::string pattern(route.pattern);
    if (!pattern.starts_with("/api/")) continue;            // pages for customers
    if (pattern.ends_with("/journey-proposals")) continue;  // needs a larger shop: journeys_test.cpp
    const Reply reply = api_server().owner().get(target_of(pattern));
    ASSERT_EQ(reply.status, 200) << pattern << " " << reply.raw.body;
    if (const auto file = kFiles.find(pattern); file != kFiles.end()) {
      EXPECT_TRUE(reply.raw.body.starts_with(file->second)) << pattern;
      EXPECT_TRUE(reply.raw.header("Content-Disposition").starts_with("attachment")) << pattern;
      continue;
    }
    const auto shape = kShapes.find(pattern);
    ASSERT_NE(shape, kShapes.end()) << pattern << " has no shape in this test";
    if (reply.body.is_array()) {
      EXPECT_FALSE(reply.body.get_array().empty()) << pattern;
      for (const json::value& item : reply.body.get_array()) {
        EXPECT_TRUE(holds(keys_of(item), shape->second)) << pattern << " " << to_text(item);
      }
    } else {
      EXPECT_TRUE(holds(keys_of(reply.body), shape->second)) << pattern << " " << reply.raw.body;
    }
  }
}

TEST_F(ShapesTest, InnerShapes) {
  const Person& owner = api_server().owner();
  const json::object import = owner.get(target_of("/api/shops/{shop}/imports/{id}")).object();
  EXPECT_EQ(keys_of(import.at("counts")),
            (Keys{"rows_read", "orders", "orders_new", "orders_changed", "orders_same", "lines", "credits",
                  "customers_new", "sales", "rows_quarantined", "totals_differ"}));
  EXPECT_EQ(keys_of(import.at("file_counts").as_array().at(0)),
            (Keys{"name", "role", "rows_read", "orders", "lines", "credits", "sales", "customers", "products",
                  "rows_quarantined"}));
  EXPECT_EQ(keys_of(import.at("problems").as_array().at(0)), kRow);
  EXPECT_TRUE(import.at("progress").is_null());
  const json::object page = owner.get(target_of("/api/shops/{shop}/imports/{id}/quarantine")).object();
  EXPECT_EQ(keys_of(page.at("rows").as_array().at(0)), kRow);
  const json::object audit = owner.get("/api/audit").object();
  EXPECT_EQ(keys_of(audit.at("entries").as_array().at(0)), (Keys{"at", "staff", "shop", "action", "object", "detail"}));
  const json::object session = owner.get("/api/session").object();
  EXPECT_EQ(keys_of(session.at("staff")), (Keys{"id", "name", "email", "role", "language"}));
  EXPECT_EQ(keys_of(session.at("shops").as_array().at(0)), kShop);
  const json::object result = owner.get(target_of("/api/shops/{shop}/analyses/{name}")).object();
  EXPECT_EQ(keys_of(result.at("columns").as_array().at(0)), (Keys{"name", "type", "unit", "title"}));
}

TEST_F(ShapesTest, AViewerSeesNoRowsOfTheFile) {
  const Reply reply = api_server().viewer().get(target_of("/api/shops/{shop}/imports/{id}"));
  EXPECT_EQ(reply.status, 200);
  EXPECT_TRUE(reply.object().at("problems").as_array().empty());
}

// No file of zeros for a month before the first order.
TEST_F(ShapesTest, AMonthBeforeTheFirstOrderIsRefused) {
  for (const std::string file : {"reports/2001-01.xlsx", "reports/2001-01.pdf", "journals/2001-01.csv"}) {
    const Reply reply = api_server().owner().get("/api/shops/" + shop_ + "/" + file);
    EXPECT_EQ(reply.status, 400) << file;
    EXPECT_EQ(reply.error_key(), "report.month_before_first") << file;
  }
}

// So small a shop has nobody who has gone quiet, no subscription, no days of delivery or payment, no stock, no pairs,
// and nothing told that could have gone wrong.
const std::set<std::string> kEmptyHere{"r30",    "retention",    "retention_trap",  "churn_calibration",
                                       "basket", "delivery",     "delivery_repeat", "payment_delay",
                                       "stock",  "after_trouble"};

TEST_F(ShapesTest, EveryAnalysisAnswersInBothLanguages) {
  const Reply descriptors = api_server().owner().get("/api/analyses");
  for (const json::value& descriptor : descriptors.body.as_array()) {
    const std::string name(string_or(descriptor.as_object(), "name", ""));
    if (name == "customers") continue;  // is asked through …/customers
    for (const std::string language : {"ja", "en"}) {
      const Reply reply =
          api_server().owner().get("/api/shops/" + shop_ + "/analyses/" + name + "?language=" + language);
      EXPECT_EQ(reply.status, 200) << name << " " << reply.raw.body;
      EXPECT_TRUE(holds(keys_of(reply.body), kResult)) << name;
      EXPECT_EQ(reply.object().at("rows").as_array().empty(), kEmptyHere.contains(name)) << name;
    }
  }
}

}  // namespace
}  // namespace tsuzuku::api_tests
