// tsuzuku import as a user meets it: what it answers, and what it leaves behind.

#include "base/json.hpp"
#include "tests/cli/program.hpp"

namespace tsuzuku::cli_tests {
namespace {

constexpr const char* kHeader = "order_number,ordered_at,customer_number,product_code,quantity,unit_price\n";

std::string three_orders() {
  return std::string(kHeader) +
         "A1,2026-01-10,C1,TEA,1,1000\n"
         "A2,2026-02-10,C1,TEA,2,1000\n"
         "A3,2026-01-20,C2,TEA,1,1000\n";
}

class ImportTest : public ProgramTest {
 protected:
  [[nodiscard]] Outcome import(const std::string& path, std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments = {"import", path, "--data", data(), "--format", "json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }
  [[nodiscard]] static std::int64_t count(const Outcome& outcome, std::string_view name) {
    const auto report = parse_json(outcome.out);
    if (!report || !report->is_object()) return -1;
    return integer_or(report->at("counts").as_object(), name, -1);
  }
};

TEST_F(ImportTest, TakesOwnCsvAndASecondTimeChangesNothing) {
  const std::string orders = write("orders.csv", three_orders());
  const Outcome first = import(orders);
  EXPECT_EQ(first.exit_code, 0) << first.error;
  EXPECT_EQ(count(first, "orders_new"), 3);
  EXPECT_EQ(count(first, "sales"), 4'000);
  const std::string before = analyse("stages");
  const Outcome second = import(orders);
  EXPECT_EQ(second.exit_code, 0);
  EXPECT_EQ(count(second, "orders_same"), 3);
  EXPECT_EQ(analyse("stages"), before);
}

TEST_F(ImportTest, QuarantinesAndSaysSoWithItsExitCode) {
  const Outcome outcome = import(write("orders.csv", three_orders() + "A4,2026-02-30,C3,TEA,1,1000\n"));
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_EQ(count(outcome, "orders_new"), 3);
  EXPECT_EQ(count(outcome, "rows_quarantined"), 1);
  EXPECT_NE(outcome.out.find("ordered_at"), std::string::npos) << "the column is named";
}

TEST_F(ImportTest, ADryRunStoresNothing) {
  EXPECT_EQ(count(import(write("orders.csv", three_orders()), {"--dry-run"}), "orders_new"), 3);
  EXPECT_EQ(count(import(file("orders.csv")), "orders_new"), 3);
}

TEST_F(ImportTest, WhatCannotBeReadIsTheInputsFault) {
  for (const auto& [name, text] : std::vector<std::pair<std::string, std::string>>{
           {"unknown.csv", "aaa,bbb\n1,2\n"},
           {"empty.csv", ""},
           {"binary.csv", std::string("\x7f"
                                      "ELF\0\0\1\2\3",
                                      9) +
                              std::string(2'000, '\0')},
           {"truncated.csv", std::string(kHeader) + "A1,2026-01-10,C1,\"TEA,1,1000\n"}}) {
    const Outcome outcome = import(write(name, text));
    EXPECT_EQ(outcome.exit_code, 1) << name;
    EXPECT_NE(outcome.error.find(name), std::string::npos) << "the file is named: " << outcome.error;
  }
  EXPECT_EQ(import(file("nowhere.csv")).exit_code, 1);
}

TEST_F(ImportTest, WrongUseIsUsage) {
  EXPECT_EQ(run({"import"}).exit_code, 2);
  EXPECT_EQ(run({"imprt", "x.csv"}).exit_code, 2);
  EXPECT_EQ(import(write("orders.csv", three_orders()), {"--map", "nonsense"}).exit_code, 2);
  EXPECT_EQ(import(file("orders.csv"), {"--currency", "ZZZ"}).exit_code, 2);
}

TEST_F(ImportTest, ANameThatIsNotThereIsUsageAndNamesThoseThatAre) {
  const std::string orders = write("orders.csv", three_orders());
  const auto refused = [&](const std::vector<std::string>& more, const std::string& said) {
    const Outcome outcome = import(orders, more);
    EXPECT_EQ(outcome.exit_code, 2) << more[0];
    EXPECT_NE(outcome.error.find(said), std::string::npos) << outcome.error;
  };
  refused({"--mapping", "nosuch"}, "nosuch");
  refused({"--profile", "nosuch"}, "shopify");
  EXPECT_EQ(import(orders, {"--currency", "USD"}).exit_code, 0) << "no shop in JPY was left behind";
  ASSERT_EQ(import(orders, {"--map", "source=product_code", "--save-mapping", "mine"}).exit_code, 0);
  refused({"--mapping", "nosuch"}, "mine");
  refused({"--profile", "nosuch"}, "shopify");
}

TEST_F(ImportTest, AMappingIsUsedAndKeptByName) {
  const std::string orders = write("mine.csv", "Nr,Tag,Kunde,Summe\n1,2026-01-01,K1,500\n2,2026-02-01,K1,700\n");
  const std::vector<std::string> map = {"--map", "order_number=Nr",       "--map", "ordered_at=Tag",
                                        "--map", "customer_number=Kunde", "--map", "total=Summe"};
  std::vector<std::string> saved = map;
  saved.insert(saved.end(), {"--save-mapping", "mine"});
  const Outcome first = import(orders, saved);
  EXPECT_EQ(first.exit_code, 0) << first.error;
  EXPECT_EQ(count(first, "sales"), 1'200);
  const Outcome again = import(orders, {"--mapping", "mine"});
  EXPECT_EQ(count(again, "orders_same"), 2) << again.error;
}

// Yahoo!'s two files; order s-3 cannot be read, so its item is held back too.
constexpr const char* kYahooOrders =
    "OrderId,OrderTime,OrderStatus,BillMailAddress,ShipCharge,UsePoint,TotalPrice\n"
    "s-1,2026/01/10 10:00:00,5,a@example.jp,0,0,3000\n"
    "s-2,2026/01/12 10:00:00,5,b@example.jp,500,0,1500\n"
    "s-3,2026/02/30 10:00:00,5,c@example.jp,0,0,1000\n";
constexpr const char* kYahooItems =
    "OrderId,LineId,ItemId,SubCode,Title,Quantity,UnitPrice\n"
    "s-1,1,tea,,お茶,2,1000\n"
    "s-1,2,cup,,湯呑み,1,1000\n"
    "s-2,1,tea,,お茶,1,1000\n"
    "s-3,1,tea,,お茶,1,1000\n";

TEST_F(ImportTest, TwoFilesAreToldApartInTheReport) {
  const std::string items = write("items.csv", kYahooItems);
  const Outcome outcome = import(items, {write("orders.csv", kYahooOrders)});
  EXPECT_EQ(outcome.exit_code, 3) << outcome.error;
  const auto report = parse_json(outcome.out);
  ASSERT_TRUE(report) << outcome.out;
  EXPECT_EQ(to_text(report->at("file_counts")),
            R"([{"name":"items.csv","role":"items","rows_read":4,"orders":null,"lines":3,"credits":0,"sales":4000,)"
            R"("customers":null,"products":null,"rows_quarantined":1},)"
            R"({"name":"orders.csv","role":"orders","rows_read":3,"orders":2,"lines":null,"credits":null,"sales":null,)"
            R"("customers":null,"products":null,"rows_quarantined":1}])");

  const Outcome words = run({"import", items, file("orders.csv"), "--data", data()});
  EXPECT_NE(words.out.find("ファイルごと\n"), std::string::npos) << words.out;
  EXPECT_NE(words.out.find("  orders.csv         3     2     –         –           –                   1\n"),
            std::string::npos)
      << words.out;
  EXPECT_EQ(import(write("own.csv", three_orders())).exit_code, 0);
  EXPECT_EQ(run({"import", file("own.csv"), "--data", data()}).out.find("ファイルごと"), std::string::npos)
      << "one file is the whole";
}

// Held against the program's own totals: by file they must add up, whoever is refused where.
TEST_F(ImportTest, FilesAddUpToTheTotals) {
  const std::string january = write("january.csv", three_orders() + "A4,2026-01-05,C4,TEA,1,bad\n");
  const std::string february =
      write("february.csv", std::string(kHeader) + "A3,2026-01-20,C2,TEA,3,1000\nA5,2026-02-20,C5,CUP,-1,500\n");
  ASSERT_EQ(import(january, {february}).exit_code, 3);
  // A1 belongs to C1: this file's claim is refused by the store, not by the reader.
  const Outcome outcome = import(january, {write("march.csv", std::string(kHeader) + "A1,2026-01-10,C9,TEA,1,1000\n")});
  const auto report = parse_json(outcome.out);
  ASSERT_TRUE(report) << outcome.out;
  for (const std::string_view name : {"rows_read", "orders", "lines", "credits", "sales", "rows_quarantined"}) {
    std::int64_t sum = 0;
    for (const json::value& one : report->at("file_counts").as_array()) sum += integer_or(one.as_object(), name, 0);
    EXPECT_EQ(sum, count(outcome, name)) << name << "\n" << outcome.out;
  }
  EXPECT_EQ(integer_or(report->at("file_counts").as_array().at(1).as_object(), "rows_quarantined", -1), 1);
}

TEST_F(ImportTest, AKillInMidImportLeavesTheStoreAsItWas) {
  ASSERT_EQ(import(write("orders.csv", three_orders())).exit_code, 0);
  const std::string before = analyse("net_sales");
  ASSERT_EQ(run({"demo", "--orders", "20000", "--csv", file("many.csv")}).exit_code, 0);
  int left_as_it_was = 0;
  std::string otherwise;  // a kill that came after the commit: then all of it is there
  for (const int milliseconds : {30, 80, 150, 250, 400, 700}) {
    const bool killed = run_and_kill({"import", file("many.csv"), "--data", data()}, milliseconds);
    const std::string seen = analyse("net_sales");
    if (seen == before) ++left_as_it_was;
    if (seen != before) otherwise = seen;
    if (!killed || seen != before) break;
  }
  EXPECT_GE(left_as_it_was, 2);
  EXPECT_EQ(run({"check", "--data", data()}).exit_code, 0);
  EXPECT_EQ(import(file("many.csv")).exit_code, 0) << "nothing of the killed ones stands in the way";
  if (!otherwise.empty()) {
    EXPECT_EQ(otherwise, analyse("net_sales"));
  }
}

TEST_F(ImportTest, AFullDiskIsToldAndLeavesTheStoreAsItWas) {
  ASSERT_EQ(import(write("orders.csv", three_orders())).exit_code, 0);
  const std::string before = analyse("net_sales");
  ASSERT_EQ(run({"demo", "--orders", "20000", "--csv", file("many.csv")}).exit_code, 0);
  const Outcome full = run_limited({"import", file("many.csv"), "--data", data()}, 1'000'000);
  EXPECT_EQ(full.exit_code, 1) << full.out;
  EXPECT_FALSE(full.error.empty());
  EXPECT_EQ(analyse("net_sales"), before);
  EXPECT_EQ(run({"check", "--data", data()}).exit_code, 0);
}

TEST_F(ImportTest, AnotherCurrencyNeedsAnotherShop) {
  ASSERT_EQ(import(write("orders.csv", three_orders())).exit_code, 0);
  EXPECT_EQ(import(file("orders.csv"), {"--currency", "USD"}).exit_code, 2);
  EXPECT_EQ(import(file("orders.csv"), {"--shop", "Abroad", "--currency", "USD"}).exit_code, 0);
  EXPECT_EQ(run({"analyse", "stages", "--data", data()}).exit_code, 2) << "two shops: one must be chosen";
  EXPECT_EQ(run({"analyse", "stages", "--data", data(), "--shop", "Abroad"}).exit_code, 0);
}

TEST_F(ImportTest, WorksOnAFolderThatIsNotThereYetAndRefusesToAnalyseNothing) {
  const Outcome nothing = run({"analyse", "stages", "--data", data()});
  EXPECT_EQ(nothing.exit_code, 1);
  EXPECT_NE(nothing.error.find("tsuzuku import"), std::string::npos) << "says what to do: " << nothing.error;
}

TEST_F(ImportTest, WhatFailedOrWasOnlyTriedLeavesNoShop) {
  EXPECT_EQ(import(write("bad.csv", "aaa,bbb\n1,2\n")).exit_code, 1);
  EXPECT_EQ(import(write("orders.csv", three_orders()), {"--dry-run"}).exit_code, 0);
  EXPECT_EQ(import(file("orders.csv"), {"--currency", "USD"}).exit_code, 0) << "no shop in JPY stands in the way";
}

TEST_F(ImportTest, ReturnsOfSeveralFilesAddUpAndAShorterFileLosesNothing) {
  const std::string sale = std::string(kHeader) + "A1,2026-01-10,C1,TEA,1,1000\nA1,2026-01-10,C1,CUP,1,500\n";
  ASSERT_EQ(import(write("sale.csv", sale)).exit_code, 0);
  ASSERT_EQ(import(write("r1.csv", std::string(kHeader) + "A1,2026-01-20,C1,TEA,-1,1000\n")).exit_code, 0);
  ASSERT_EQ(import(write("r2.csv", std::string(kHeader) + "A1,2026-01-25,C1,CUP,-1,500\n")).exit_code, 0);
  ASSERT_EQ(import(write("part.csv", std::string(kHeader) + "A1,2026-01-10,C1,CUP,1,500\n")).exit_code, 0);
  const auto result = parse_json(run({"analyse", "net_sales", "--data", data(), "--format", "json"}).out);
  ASSERT_TRUE(result);
  const json::object& totals = result->at("totals").as_object();
  EXPECT_EQ(integer_or(totals, "accepted", -1), 1'500);
  EXPECT_EQ(integer_or(totals, "returned", -1), 1'500) << "without a day, everything that is known counts";
}

TEST_F(ImportTest, ACheckOfAShopThatIsNotThereIsNoAllClear) {
  ASSERT_EQ(import(write("orders.csv", three_orders())).exit_code, 0);
  EXPECT_EQ(run({"check", "--data", data(), "--shop", "typo"}).exit_code, 2);
}

TEST_F(ImportTest, ABackupIsAWholeStore) {
  ASSERT_EQ(import(write("orders.csv", three_orders())).exit_code, 0);
  ASSERT_EQ(run({"backup", file("copy.sqlite"), "--data", data()}).exit_code, 0);
  EXPECT_EQ(run({"backup", file("copy.sqlite"), "--data", data()}).exit_code, 2) << "never overwrites";
  const Outcome copy =
      run({"analyse", "stages", "--data", file("other"), "--database", file("copy.sqlite"), "--format", "csv"});
  EXPECT_EQ(copy.out, analyse("stages")) << copy.error;
}

TEST_F(ImportTest, SpeaksEnglishWhenAsked) {
  const Outcome outcome = run({"--language", "en", "import", write("orders.csv", three_orders()), "--data", data()});
  EXPECT_NE(outcome.out.find("new orders"), std::string::npos) << outcome.out;
}

}  // namespace
}  // namespace tsuzuku::cli_tests
