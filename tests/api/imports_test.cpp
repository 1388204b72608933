// From a dropped file to numbers, over HTTP.

#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "intake/binding.hpp"
#include "intake/profile_library.hpp"
#include "tests/api/api_server.hpp"

namespace tsuzuku::api_tests {
namespace {

std::int64_t count(const json::object& import, std::string_view name) {
  return integer_or(import.at("counts").as_object(), name, -1);
}

bool uploads_are_empty() { return std::filesystem::is_empty(api_server().data().file("data/uploads")); }

TEST(Imports, ADryRunLeavesNothingAndTheImportFollows) {
  ApiServer& server = api_server();
  const std::string shop = server.create_shop("取込の店");
  const std::string base = "/api/shops/" + shop;
  const Reply sent = server.owner().upload(shop, "C:\\受注\\注文 11月.csv", small_shop_csv());
  ASSERT_EQ(sent.status, 201) << sent.raw.body;
  EXPECT_EQ(string_or(sent.object(), "name", ""), "注文 11月.csv");
  EXPECT_EQ(integer_or(sent.object(), "bytes", 0), static_cast<std::int64_t>(small_shop_csv().size()));
  const json::array uploads{sent.object().at("upload_id")};

  const Reply inspected = server.owner().post(base + "/imports/inspect", json::object{{"uploads", uploads}});
  ASSERT_EQ(inspected.status, 200) << inspected.raw.body;
  EXPECT_EQ(string_or(inspected.object(), "profile", ""), "tsuzuku");
  EXPECT_EQ(string_or(inspected.object(), "currency", ""), "JPY");

  const auto start = [&](bool dry_run) {
    const Reply reply =
        server.owner().post(base + "/imports", json::object{{"uploads", uploads}, {"dry_run", dry_run}});
    EXPECT_EQ(reply.status, 202) << reply.raw.body;
    return server.wait_for_import(shop, string_or(reply.object(), "id", ""));
  };
  const json::object dry = start(true);
  EXPECT_EQ(string_or(dry, "state", ""), "done") << to_text(dry);
  EXPECT_EQ(count(dry, "orders_new"), 5);
  EXPECT_EQ(count(dry, "rows_quarantined"), 1);
  EXPECT_EQ(integer_or(server.owner().get(base + "/summary").object(), "orders", -1), 0);

  const json::object real = start(false);
  EXPECT_EQ(string_or(real, "state", ""), "done") << to_text(real);
  EXPECT_EQ(count(real, "orders_new"), 5);
  EXPECT_EQ(count(real, "customers_new"), 3);
  EXPECT_EQ(count(real, "sales"), 10'000);
  ASSERT_EQ(real.at("problems").as_array().size(), 1U);
  const json::object& problem = real.at("problems").as_array().front().as_object();
  EXPECT_EQ(integer_or(problem, "row_number", 0), 6);
  EXPECT_EQ(string_or(problem, "column", ""), "ordered_at");
  EXPECT_EQ(integer_or(server.owner().get(base + "/summary").object(), "orders", -1), 5);
  EXPECT_TRUE(uploads_are_empty()) << "an imported file is not kept";

  const Reply gone = server.owner().post(base + "/imports", json::object{{"uploads", uploads}});
  EXPECT_EQ(gone.error_key(), "upload.unknown");

  const Reply csv = server.owner().get(base + "/imports/" + std::string(string_or(real, "id", "")) + "/quarantine.csv");
  EXPECT_EQ(csv.status, 200);
  EXPECT_TRUE(csv.raw.body.starts_with("\xEF\xBB\xBForder_number,ordered_at,")) << csv.raw.body;
  EXPECT_NE(csv.raw.body.find("A-5,2025-13-99,C3"), std::string::npos);
  EXPECT_EQ(csv.raw.body.find("A-1"), std::string::npos);
}

TEST(Imports, NumbersFollowFromTheFile) {
  ApiServer& server = api_server();
  const std::string shop = server.create_shop("数字の店");
  ASSERT_EQ(string_or(server.import(shop, "orders.csv", small_shop_csv()), "state", ""), "done");
  const std::string stages = "/api/shops/" + shop + "/analyses/stages";

  const Reply reply = server.owner().get(stages + "?as_of=2026-03-31");
  ASSERT_EQ(reply.status, 200) << reply.raw.body;
  const json::object& first = reply.object().at("rows").as_array().front().as_object();
  EXPECT_EQ(integer_or(first, "customers", -1), 3);
  EXPECT_EQ(integer_or(first, "ever_converted", -1), 2);

  const Reply members =
      server.owner().get(stages + "/customers?as_of=2026-03-31&cell.stage=1&part=converted&page_size=1");
  ASSERT_EQ(members.status, 200) << members.raw.body;
  EXPECT_EQ(integer_or(members.object(), "rows_total", -1), 2);
  EXPECT_EQ(members.object().at("rows").as_array().size(), 1U);
  EXPECT_NE(members.raw.body.find("山田"), std::string::npos);
  EXPECT_EQ(server.viewer().get(stages + "/customers?cell.stage=1").raw.body.find("山田"), std::string::npos)
      << "a viewer sees no names";

  const Reply csv = server.owner().get(stages + "/customers.csv?as_of=2026-03-31&cell.stage=1");
  EXPECT_EQ(csv.status, 200);
  EXPECT_TRUE(csv.raw.body.starts_with("\xEF\xBB\xBF"));
  EXPECT_NE(csv.raw.header("Content-Disposition").find("stages-customers-2026-03-31.csv"), std::string::npos);
  const Reply xlsx = server.owner().get(stages + ".xlsx");
  EXPECT_EQ(xlsx.status, 200);
  EXPECT_TRUE(xlsx.raw.body.starts_with("PK"));

  const std::string audit = server.owner().get("/api/audit?page_size=500").raw.body;
  EXPECT_NE(audit.find("export.analysis"), std::string::npos);
  EXPECT_NE(audit.find("import.start"), std::string::npos);
}

TEST(Imports, JoinedFilesAreCountedApartAndStayKnown) {
  ApiServer& server = api_server();
  const std::string shop = server.create_shop("二つのファイルの店");
  const std::string base = "/api/shops/" + shop + "/imports";
  json::array uploads;
  for (const auto& [name, text] : std::vector<std::pair<std::string, std::string>>{
           {"orders.csv",
            "OrderId,OrderTime,OrderStatus,BillMailAddress,TotalPrice\ns-1,2026/01/10 10:00:00,5,a@b.jp,3000\n"},
           {"items.csv",
            "OrderId,LineId,ItemId,Title,Quantity,UnitPrice\ns-1,1,tea,茶,2,1000\ns-1,2,cup,湯呑み,1,1000\n"}}) {
    uploads.push_back(server.owner().upload(shop, name, text).object().at("upload_id"));
  }
  const Reply started = server.owner().post(base, json::object{{"uploads", uploads}});
  ASSERT_EQ(started.status, 202) << started.raw.body;
  EXPECT_TRUE(started.object().at("file_counts").as_array().empty()) << "not read yet";
  const std::string id(string_or(started.object(), "id", ""));
  const json::object import = server.wait_for_import(shop, id);
  const std::string expected =
      R"([{"name":"orders.csv","role":"orders","rows_read":1,"orders":1,"lines":null,"credits":null,"sales":null,)"
      R"("customers":null,"products":null,"rows_quarantined":0},)"
      R"({"name":"items.csv","role":"items","rows_read":2,"orders":null,"lines":2,"credits":0,"sales":3000,)"
      R"("customers":null,"products":null,"rows_quarantined":0}])";
  EXPECT_EQ(to_text(import.at("file_counts")), expected);
  const json::object listed = server.owner().get(base).object();
  EXPECT_EQ(to_text(listed.at("imports").as_array().at(0).as_object().at("file_counts")), expected)
      << "from the store as from memory";
}

// What the form marks as required is what the profile that reads it requires.
TEST(Imports, TheFieldsOfTheFormAskForWhatTheGenericProfileNeeds) {
  const auto profiles = intake::load_profiles({});
  ASSERT_TRUE(profiles);
  const auto generic = std::ranges::find(*profiles, "generic", &intake::Profile::name);
  ASSERT_NE(generic, profiles->end());
  std::map<std::string, std::string> wanted;  // field -> the set of which one is enough
  for (const intake::AnyOf& any : generic->files.front().required) {
    for (const intake::Field field : any) wanted[std::string(intake::name_of(field))] = intake::text_of(any);
  }
  ASSERT_FALSE(wanted.empty());
  const Reply fields = api_server().owner().get("/api/import-fields");
  std::map<std::string, std::string> told;
  for (const json::value& field : fields.body.as_array()) {
    const json::object& object = field.as_object();
    const std::string name(string_or(object, "name", ""));
    std::string set;
    for (const json::value& one : object.at("one_of").as_array()) {
      set += (set.empty() ? "" : " / ") + std::string(one.as_string());
    }
    if (bool_or(object, "required", false)) {
      EXPECT_TRUE(set.empty()) << name << " is required alone";
      told[name] = name;
    } else if (!set.empty()) {
      told[name] = set;
    }
  }
  EXPECT_EQ(told, wanted);
}

TEST(Imports, AFileNobodyKnowsFailsWithWords) {
  ApiServer& server = api_server();
  const std::string shop = server.create_shop("知らない形式の店");
  const json::object import = server.import(shop, "numbers.csv", "a,b,c\r\n1,2,3\r\n");
  EXPECT_EQ(string_or(import, "state", ""), "failed");
  ASSERT_TRUE(import.at("error").is_object()) << to_text(import);
  EXPECT_EQ(string_or(import.at("error").as_object(), "key", ""), "import.unknown_header");
  EXPECT_NE(string_or(import.at("error").as_object(), "message", "").find("numbers.csv"), std::string::npos);
}

// What is told about rows of a file without order numbers: the outcome, the rows handed back, and a try to import
// these.
TEST(Imports, RowsWithoutOrderNumbersAreMendedInTheirOwnFile) {
  ApiServer& server = api_server();
  const std::string shop = server.create_shop("番号のない店");
  const std::string base = "/api/shops/" + shop + "/imports";
  const auto import = [&](const std::string& text) {
    const json::array uploads{server.owner().upload(shop, "pos.csv", text).object().at("upload_id")};
    const json::object mapping{
        {"customer_number", "who"}, {"ordered_at", "when"}, {"product_name", "what"}, {"unit_price", "price"}};
    const Reply started = server.owner().post(base, json::object{{"uploads", uploads}, {"mapping", mapping}});
    EXPECT_EQ(started.status, 202) << started.raw.body;
    return server.wait_for_import(shop, string_or(started.object(), "id", ""));
  };
  const std::string header = "who,when,what,price\n";
  const std::string good = "A,2026-04-01,tea,100\n";
  const json::object first = import(header + "A,2026-04-31,tea,300\n" + good);
  EXPECT_EQ(count(first, "orders_new"), 1);
  EXPECT_EQ(count(first, "rows_quarantined"), 1);
  EXPECT_NE(string_or(first, "mending", "").find("元のファイル"), std::string::npos) << to_text(first);
  const Reply listed = server.owner().get(base);
  EXPECT_EQ(string_or(listed.object().at("imports").as_array().at(0).as_object(), "mending", ""),
            string_or(first, "mending", "-"));

  const std::string csv =
      server.owner().get(base + "/" + std::string(string_or(first, "id", "")) + "/quarantine.csv").raw.body;
  EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBFwho,when,what,price,tsuzuku_reason,tsuzuku_column,tsuzuku_row\r\n")) << csv;
  EXPECT_NE(csv.find("元のファイル"), std::string::npos) << csv;
  EXPECT_TRUE(csv.ends_with(",when,2\r\n")) << csv;
  const json::object alone = import(csv);
  EXPECT_EQ(string_or(alone, "state", ""), "failed");
  EXPECT_EQ(string_or(alone.at("error").as_object(), "key", ""), "import.rows_handed_back") << to_text(alone);

  const json::object whole = import(header + "A,2026-04-01,tea,300\n" + good);
  EXPECT_EQ(count(whole, "orders"), 2);
  EXPECT_EQ(whole.at("mending"), json::value(nullptr));
  const json::object totals =
      server.owner().get("/api/shops/" + shop + "/analyses/net_sales").object().at("totals").as_object();
  EXPECT_EQ(integer_or(totals, "accepted", -1), 400) << "both rows, each once: " << to_text(totals);
}

TEST(Imports, UploadsBelongToTheirOwnerAndShop) {
  ApiServer& server = api_server();
  const std::string shop = server.create_shop("預かりの店");
  const std::string other_shop = server.create_shop("別の店");
  const Reply sent = server.owner().upload(shop, "orders.csv", small_shop_csv());
  const json::object body{{"uploads", json::array{sent.object().at("upload_id")}}};
  const Person other = server.invited("second-owner@example.com", "owner");
  EXPECT_EQ(other.post("/api/shops/" + shop + "/imports/inspect", body).error_key(), "upload.unknown");
  EXPECT_EQ(server.owner().post("/api/shops/" + other_shop + "/imports/inspect", body).error_key(), "upload.unknown");
  EXPECT_EQ(server.owner().post("/api/shops/" + shop + "/imports/inspect", body).status, 200);
  EXPECT_EQ(server.owner()
                .post("/api/shops/" + shop + "/imports", json::object{{"uploads", json::array{"../x"}}})
                .error_key(),
            "upload.unknown");
  EXPECT_EQ(server.owner().post("/api/shops/" + shop + "/imports", json::object{}).error_key(), "upload.none");
}

TEST(Imports, AFileNeedsAName) {
  ApiServer& server = api_server();
  for (const std::string_view name : {"", "a\nb", "/"}) {
    EXPECT_EQ(server.owner().upload(server.shop(), name, "x").error_key(), "upload.bad_name");
  }
}

TEST(Imports, NamedMappingsComeAndGo) {
  ApiServer& server = api_server();
  const std::string base = "/api/shops/" + server.create_shop("対応表の店") + "/mappings";
  const std::string name = "/%E3%83%A2%E3%83%BC%E3%83%AB";  // モール
  EXPECT_EQ(server.owner().ask("PUT", base + name, R"({"mapping":{"order_number":"受注No"}})").status, 200);
  EXPECT_NE(server.owner().get(base).raw.body.find("受注No"), std::string::npos);
  EXPECT_EQ(server.owner().ask("DELETE", base + name).status, 204);
  EXPECT_EQ(server.owner().ask("DELETE", base + name).status, 404);
  EXPECT_EQ(server.owner().get(base).raw.body, "[]");
}

}  // namespace
}  // namespace tsuzuku::api_tests
