#include "services/imports/import_json.hpp"

#include <gtest/gtest.h>

namespace tsuzuku::services {
namespace {

std::vector<intake::FileFacts> two_files() {
  return {{.name = "注文.csv", .role = "orders", .encoding = "CP932", .separator = ",", .columns = {"Id", "日"}},
          {.name = "会員.csv", .role = "members", .encoding = "UTF-8", .separator = "\t", .columns = {"Id"}}};
}

std::vector<FileCounts> their_counts() {
  FileCounts orders{.rows_read = 7, .orders = 3, .rows_quarantined = 1};
  orders.lines = 6;
  orders.credits = 0;
  orders.sales = 9'007'199'254'740'993;  // no double holds it
  return {orders, {.rows_read = 2, .customers = 2}};
}

TEST(ImportJson, FilesAndTheirCountsComeBack) {
  const std::string text = files_to_json(two_files(), their_counts());
  const auto files = files_from_json(text);
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[1].name, "会員.csv");
  EXPECT_EQ(files[1].separator, "\t");
  EXPECT_EQ(files[0].columns, (std::vector<std::string>{"Id", "日"}));
  const auto counts = file_counts_from_json(text);
  ASSERT_EQ(counts.size(), 2U);
  EXPECT_EQ(counts[0].orders, 3);
  EXPECT_EQ(counts[0].sales, 9'007'199'254'740'993);
  EXPECT_EQ(counts[0].credits, 0);
  EXPECT_EQ(counts[0].customers, std::nullopt);
  EXPECT_EQ(counts[0].rows_quarantined, 1);
  EXPECT_EQ(counts[1].customers, 2);
  EXPECT_EQ(counts[1].orders, std::nullopt) << "a member file tells no orders, which is not none";
}

TEST(ImportJson, AnImportThatIsNotDoneHasNoCounts) {
  const std::string text = files_to_json(two_files(), {});
  EXPECT_EQ(files_from_json(text).size(), 2U);
  EXPECT_TRUE(file_counts_from_json(text).empty());
  EXPECT_TRUE(file_counts_from_json("no json").empty());
}

TEST(ImportJson, WhatAFileCannotTellIsNull) {
  ImportReport report;
  report.files = two_files();
  report.file_counts = their_counts();
  EXPECT_EQ(to_text(json::array{file_counts_to_json(report).at(1)}),
            R"([{"name":"会員.csv","role":"members","rows_read":2,"orders":null,"lines":null,"credits":null,)"
            R"("sales":null,"customers":2,"products":null,"rows_quarantined":0}])");
}

}  // namespace
}  // namespace tsuzuku::services
