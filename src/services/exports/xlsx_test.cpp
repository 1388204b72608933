#include "services/exports/xlsx.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <sstream>

namespace tsuzuku::services {
namespace {

using analysis::Column;
using analysis::ColumnType;

analysis::Table sample() {
  analysis::Table table;
  table.analysis = "stages";
  table.as_of = Day{20'779};  // 2026-11-22
  table.currency = {"USD", 2};
  table.columns = {
      Column{.name = "customer_id", .type = ColumnType::Id},  Column{.name = "sales", .type = ColumnType::Money},
      Column{.name = "km_rate", .type = ColumnType::Rate},    Column{.name = "first_day", .type = ColumnType::Day},
      Column{.name = "cohort", .type = ColumnType::Month},    Column{.name = "name", .type = ColumnType::Text},
      Column{.name = "complete", .type = ColumnType::Boolean}};
  table.rows = {
      {std::int64_t{9'007'199'254'740'993}, std::int64_t{123'450}, 0.4886, Day{20'779}, YearMonth{682},
       std::string("=1+1 <&> 山田"), true},
      {std::int64_t{7}, std::monostate{}, std::monostate{}, std::monostate{}, std::monostate{}, std::string(), false}};
  table.totals = {{"sales", std::int64_t{123'450}}};
  return table;
}

class XlsxTest : public testing::Test {
 protected:
  XlsxTest() : folder_(std::filesystem::path(testing::TempDir()) / ("xlsx_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
  }
  ~XlsxTest() override { std::filesystem::remove_all(folder_); }

  // One part of the workbook, unpacked by the system's unzip.
  [[nodiscard]] std::string part(const std::filesystem::path& book, const std::string& name) const {
    const std::string command = "unzip -p '" + book.string() + "' '" + name + "'";
    FILE* pipe = ::popen(command.c_str(), "r");
    std::string text;
    char piece[4'096];
    while (const std::size_t count = std::fread(piece, 1, sizeof(piece), pipe)) text.append(piece, count);
    ::pclose(pipe);
    return text;
  }

  std::filesystem::path folder_;
};

TEST_F(XlsxTest, NumbersDatesAndMoneyAreRealOnes) {
  const auto book = folder_ / "book.xlsx";
  ASSERT_TRUE(write_xlsx(sample(), Catalogue{}, book).has_value());
  const std::string sheet = part(book, "xl/worksheets/sheet1.xml");
  const auto holds = [&](const std::string& text) { return sheet.find(text) != std::string::npos; };
  EXPECT_TRUE(holds("9007199254740993")) << "an id keeps all its digits";
  EXPECT_TRUE(holds("<v>1234.5</v>")) << "minor units became major ones";
  EXPECT_TRUE(holds("<v>0.4886"));
  EXPECT_TRUE(holds("<v>46348</v>")) << "2026-11-22 as Excel counts days";
  EXPECT_TRUE(holds("<v>46327</v>")) << "2026-11 is its first day";
  EXPECT_TRUE(holds("=1+1 &lt;&amp;&gt; 山田")) << "text is never a formula";
  EXPECT_FALSE(holds("<f>"));
  EXPECT_TRUE(holds("t=\"b\""));
  EXPECT_TRUE(holds("state=\"frozen\""));
  const std::string styles = part(book, "xl/styles.xml");
  EXPECT_NE(styles.find("#,##0.00"), std::string::npos);
  EXPECT_NE(styles.find("0.0%"), std::string::npos);
  EXPECT_NE(styles.find("yyyy-mm-dd"), std::string::npos);
}

TEST_F(XlsxTest, SheetNamesFitExcel) {
  const auto texts = Catalogue::parse(
      R"({"analysis": {"stages": {"title": "購入回数ごとの転換（F2転換率など）: とても長い名前/は切られて30字と1字になります"}},
          "export": {"basis": "この数字の前提"}})");
  const auto book = folder_ / "book.xlsx";
  ASSERT_TRUE(write_xlsx(sample(), *texts, book).has_value());
  const std::string workbook = part(book, "xl/workbook.xml");
  EXPECT_NE(workbook.find("この数字の前提"), std::string::npos);
  EXPECT_NE(workbook.find("購入回数ごとの転換（F2転換率など）"), std::string::npos);
}

TEST_F(XlsxTest, AMissingFolderIsAnError) {
  const auto written = write_xlsx(sample(), Catalogue{}, folder_ / "missing" / "book.xlsx");
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(written.error().key, "export.not_written");
}

}  // namespace
}  // namespace tsuzuku::services
