// tsuzuku report: the workbook and the PDF as other programs read them, and what happens when they cannot be written.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "tests/cli/program.hpp"
#include "tests/support/office_files.hpp"

namespace tsuzuku::cli_tests {
namespace {

namespace fs = std::filesystem;
using testing_support::output_of;
using testing_support::WorkbookFile;

constexpr int kHeadRow = 4;

using CsvRow = std::vector<std::string>;

std::vector<CsvRow> csv_rows(const std::string& text) {
  std::vector<CsvRow> rows;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    CsvRow row;
    std::istringstream fields(line);
    for (std::string field; std::getline(fields, field, ',');) row.push_back(field);
    rows.push_back(row);
  }
  return rows;
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

class ReportTest : public ProgramTest {
 protected:
  void make_demo_shop() const {
    ASSERT_EQ(run({"demo", "--data", data(), "--orders", "4000", "--seed", "7", "--until", "2026-10-31"}).exit_code, 0);
  }
  [[nodiscard]] Outcome report(const std::string& output, std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments = {"report", "--data", data(), "--month", "2026-10", "--output", output};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }
  // An answer of the analysis itself, to hold the report to.
  [[nodiscard]] std::vector<CsvRow> answer(const std::string& name, std::vector<std::string> settings) const {
    std::vector<std::string> arguments = {"analyse", name,         "--data",   data(),
                                          "--as-of", "2026-10-31", "--format", "csv"};
    for (std::string& setting : settings) arguments.insert(arguments.end(), {"--set", std::move(setting)});
    return csv_rows(run(arguments).out);
  }
  [[nodiscard]] std::size_t files_left() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(fs::path(data()).parent_path()), {}));
  }
};

// Every number of `columns` of the analysis stands under its head in the sheet, row by row.
void expect_same(const WorkbookFile& book, const std::string& sheet, const std::vector<CsvRow>& answer,
                 const std::vector<std::pair<std::string, std::string>>& columns) {
  const auto rows = book.rows(sheet, kHeadRow);
  ASSERT_GE(rows.size() + 1, answer.size()) << sheet;
  ASSERT_GT(answer.size(), 1U) << sheet;
  for (const auto& [column, head] : columns) {
    const auto at = static_cast<std::size_t>(std::ranges::find(answer.front(), column) - answer.front().begin());
    ASSERT_LT(at, answer.front().size()) << column;
    for (std::size_t row = 1; row < answer.size(); ++row) {
      const std::string told = at < answer[row].size() ? answer[row][at] : "";
      const auto cell = rows[row - 1].find(head);
      if (told.empty()) {
        EXPECT_EQ(cell, rows[row - 1].end()) << sheet << " " << head << ": what is missing is an empty cell";
        continue;
      }
      ASSERT_NE(cell, rows[row - 1].end()) << sheet << " " << head << " row " << row;
      EXPECT_TRUE(cell->second.number) << sheet << " " << head;
      EXPECT_NEAR(std::stod(cell->second.text), std::stod(told), 1e-9) << sheet << " " << head << " row " << row;
    }
  }
}

TEST_F(ReportTest, TheWorkbookHoldsTheNumbersOfTheAnalyses) {
  make_demo_shop();
  const std::string path = file("october.xlsx");
  const Outcome outcome = report(path);
  ASSERT_EQ(outcome.exit_code, 0) << outcome.error;
  EXPECT_NE(outcome.out.find("2026年10月"), std::string::npos);
  const WorkbookFile book(path);
  ASSERT_GE(book.sheets().size(), 12U);
  EXPECT_EQ(book.sheets().front(), "目次");
  expect_same(book, "純売上の推移", answer("net_sales", {"from=2025-10-01", "to=2026-10-31"}),
              {{"orders", "注文（件）"}, {"accepted", "受注額（円）"}, {"net", "純売上（円）"}});
  expect_same(book, "どこで止まるか", answer("stages", {}),
              {{"stage", "回目"},
               {"customers", "到達した顧客（人）"},
               {"stage_conversion_rate", "転換率"},
               {"km_rate", "推定転換率"},
               {"days_median", "日数 中央値（日）"}});
  expect_same(book, "定期の継続率", answer("retention", {"rounds_max=12"}),
              {{"round", "回"}, {"matured", "判定できる数（件）"}, {"retention_rate", "継続率"}});
  expect_same(book, "商品の上位20", answer("products", {"rows_max=20", "from=2026-10-01", "to=2026-10-31"}),
              {{"net", "純売上（円）"}, {"buyers", "購入した人（人）"}, {"repeat_rate", "リピート率"}});
  expect_same(book, "発送できなかった理由", answer("shipment_losses", {"from=2026-10-01", "to=2026-10-31"}),
              {{"orders", "注文（件）"}, {"share", "割合"}, {"amount", "金額（円）"}});
}

TEST_F(ReportTest, TheMonthBeforeIsTheReportOfTheMonthBefore) {
  make_demo_shop();
  ASSERT_EQ(report(file("october.xlsx")).exit_code, 0);
  ASSERT_EQ(run({"report", "--data", data(), "--month", "2026-09", "--output", file("september.xlsx")}).exit_code, 0);
  const auto rows = WorkbookFile(file("october.xlsx")).rows("どこで止まるか", kHeadRow);
  const auto before = WorkbookFile(file("september.xlsx")).rows("どこで止まるか", kHeadRow);
  ASSERT_FALSE(before.empty());
  for (std::size_t i = 0; i < std::min(rows.size(), before.size()); ++i) {
    EXPECT_EQ(rows[i].at("到達した顧客・前月（人）").text, before[i].at("到達した顧客（人）").text);
  }
}

TEST_F(ReportTest, AMonthThatRunsStandsBesideTheMonthBeforeUntilTheSameDay) {
  make_demo_shop();
  ASSERT_EQ(report(file("tenth.xlsx"), {"--as-of", "2026-10-10"}).exit_code, 0);
  const auto rows = WorkbookFile(file("tenth.xlsx")).rows("純売上の内訳", kHeadRow);
  const auto september = csv_rows(run({"analyse", "net_sales", "--data", data(), "--as-of", "2026-09-10", "--set",
                                       "from=2026-09-01", "--set", "to=2026-09-30", "--format", "csv"})
                                      .out);
  ASSERT_EQ(september.size(), 2U);
  ASSERT_EQ(rows.size(), 6U);
  EXPECT_EQ(rows.back().at("前月（円）").text, september[1].at(7));
  EXPECT_FALSE(rows.back().contains("前年同月（円）"));
}

TEST_F(ReportTest, TheWorkbookHasChartsLinksAndFrozenHeads) {
  make_demo_shop();
  ASSERT_EQ(report(file("october.xlsx")).exit_code, 0);
  const WorkbookFile book(file("october.xlsx"));
  const auto parts = book.parts();
  const auto charts =
      std::ranges::count_if(parts, [](const auto& part) { return part.starts_with("xl/charts/chart"); });
  // Every section is drawn but the two that are shaded instead.
  EXPECT_EQ(charts, static_cast<std::ptrdiff_t>(book.sheets().size()) - 1 - 2);
  const std::string cover = book.part("xl/worksheets/sheet1.xml");
  for (std::size_t i = 1; i < book.sheets().size(); ++i) {
    EXPECT_NE(cover.find("location=\"'" + book.sheets()[i] + "'!A1\""), std::string::npos) << book.sheets()[i];
    EXPECT_NE(book.part("xl/worksheets/sheet" + std::to_string(i + 1) + ".xml").find("state=\"frozen\""),
              std::string::npos);
  }
  for (const std::string& part : parts) {
    if (part.ends_with(".xml")) {
      EXPECT_EQ(book.part(part).find("<f>"), std::string::npos) << part << " has a formula";
    }
  }
}

TEST_F(ReportTest, ThePdfTellsTheSameInJapaneseAndEnglish) {
  make_demo_shop();
  ASSERT_EQ(report(file("october.pdf")).exit_code, 0);
  const std::string text = output_of("pdftotext -layout '" + file("october.pdf") + "' -");
  for (const char* words : {"月次レポート", "2026年10月", "純売上の内訳", "どこで止まるか", "いちばん弱いところ",
                            "定期の継続率", "商品の上位20", "数えなかったもの", "定義"}) {
    EXPECT_NE(text.find(words), std::string::npos) << words;
  }
  const auto sales = answer("net_sales", {"from=2026-10-01", "to=2026-10-31"});
  std::string net = sales.at(1).at(7);
  for (auto at = static_cast<std::ptrdiff_t>(net.size()) - 3; at > 0; at -= 3)
    net.insert(static_cast<std::size_t>(at), ",");
  EXPECT_NE(text.find(net), std::string::npos) << net;
  const std::string information = output_of("pdfinfo '" + file("october.pdf") + "'");
  EXPECT_NE(information.find("A4"), std::string::npos) << information;
  const auto pages = std::stoi(information.substr(information.find("Pages:") + 6));
  EXPECT_GE(pages, 6);
  EXPECT_LE(pages, 20);
  EXPECT_NE(text.find(std::to_string(pages) + " / " + std::to_string(pages)), std::string::npos);
  std::istringstream fonts(output_of("pdffonts '" + file("october.pdf") + "' | tail -n +3"));
  int embedded = 0;
  for (std::string line; std::getline(fonts, line); ++embedded) {
    EXPECT_NE(line.find(" yes "), std::string::npos) << "not embedded: " << line;
  }
  EXPECT_GT(embedded, 0);

  ASSERT_EQ(report(file("english.pdf"), {"--language", "en"}).exit_code, 0);
  const std::string english = output_of("pdftotext -layout '" + file("english.pdf") + "' -");
  for (const char* words : {"Monthly report Oct 2026", "Where customers stop", "The weakest link", "Left out"}) {
    EXPECT_NE(english.find(words), std::string::npos) << words;
  }
}

TEST_F(ReportTest, TheSameReportIsTheSameBytes) {
  make_demo_shop();
  for (const std::string ending : {".xlsx", ".pdf"}) {
    ASSERT_EQ(report(file("one" + ending)).exit_code, 0);
    ASSERT_EQ(report(file("two" + ending)).exit_code, 0);
    EXPECT_EQ(bytes_of(file("one" + ending)), bytes_of(file("two" + ending))) << ending;
  }
}

TEST_F(ReportTest, AnEmptyShopSaysWhatItHasNot) {
  ASSERT_EQ(run({"demo", "--data", data(), "--orders", "0"}).exit_code, 0);
  ASSERT_EQ(report(file("empty.xlsx")).exit_code, 0);
  const WorkbookFile book(file("empty.xlsx"));
  EXPECT_EQ(book.sheets(), (std::vector<std::string>{"目次"}));
  bool said = false;
  for (const auto& [at, cell] : book.cells("目次")) said = said || cell.text == "定期の注文がありません。";
  EXPECT_TRUE(said);
  ASSERT_EQ(report(file("empty.pdf")).exit_code, 0);
  const std::string text = output_of("pdftotext -layout '" + file("empty.pdf") + "' -");
  EXPECT_NE(text.find("載せていないもの"), std::string::npos);
  EXPECT_EQ(text.find("nan"), std::string::npos);
  const Outcome unnamed = run({"report", "--data", data(), "--output", file("empty.xlsx")});
  EXPECT_EQ(unnamed.exit_code, 2);
  EXPECT_NE(unnamed.error.find("--month"), std::string::npos);
}

TEST_F(ReportTest, HostileNamesAreNames) {
  const std::string names[] = {"=cmd|'/c calc'!A1", "<script>&amp;", "葛󠄀城\xE2\x80\xAE 茶\xF0\x9F\x8D\xB5",
                               std::string(600, 'x') + "\x01"};
  std::string orders = "order_number,ordered_at,customer_number,product_code,product_name,quantity,unit_price,source\n";
  int number = 0;
  for (const std::string& name : names) {
    ++number;
    orders += "A" + std::to_string(number) + ",2026-10-0" + std::to_string(number) + ",C" + std::to_string(number) +
              ",P" + std::to_string(number) + ",\"" + name + "\",1,1000,\"" + name.substr(0, 200) + "\"\n";
  }
  ASSERT_EQ(run({"import", write("orders.csv", orders), "--data", data(), "--shop", "=HYPERLINK(\"x\")<店>[]:*?/\\"})
                .exit_code,
            0);
  for (const std::string ending : {".xlsx", ".pdf"}) {
    const Outcome outcome = report(file("hostile" + ending), {"--as-of", "2026-10-31"});
    ASSERT_EQ(outcome.exit_code, 0) << outcome.error;
  }
  const WorkbookFile book(file("hostile.xlsx"));
  bool found = false;
  for (const auto& row : book.rows("商品の上位20", kHeadRow)) {
    const auto name = row.find("商品名");
    if (name == row.end()) continue;
    EXPECT_FALSE(name->second.number);
    found = found || name->second.text == names[0];
  }
  EXPECT_TRUE(found) << "the text is kept as it is, as a text";
  for (const std::string& part : book.parts()) {
    if (part.starts_with("xl/worksheets/sheet")) {
      EXPECT_EQ(book.part(part).find("<f>"), std::string::npos);
    }
  }
  const std::string text = output_of("pdftotext -layout '" + file("hostile.pdf") + "' -");
  EXPECT_NE(text.find("=cmd"), std::string::npos);
  EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos) << "nothing turns the direction of a page";
}

TEST_F(ReportTest, WhatCannotBeWrittenLeavesNothing) {
  make_demo_shop();
  for (const std::string ending : {".xlsx", ".pdf"}) {
    const std::string path = file("report" + ending);
    std::ofstream(path) << "the report of last year";
    const std::size_t before = files_left();
    for (const std::size_t room : {36'000U, 40'000U, 42'000U, 44'000U}) {  // the database maps 32 kB
      const Outcome full = run_limited({"report", "--data", data(), "--month", "2026-10", "--output", path}, room);
      EXPECT_EQ(full.exit_code, 1) << room << full.out;
      EXPECT_NE(full.error.find("空き"), std::string::npos) << full.error;
      EXPECT_EQ(bytes_of(path), "the report of last year");
      EXPECT_LE(files_left(), before + 2) << "stdout and stderr of the program";
      EXPECT_FALSE(fs::exists(path + ".part"));
    }
    const Outcome nowhere = report(file("no/such/folder/report" + ending));
    EXPECT_EQ(nowhere.exit_code, 1);
    EXPECT_FALSE(nowhere.error.empty());
  }
}

TEST_F(ReportTest, WrongCallsAreToldWhatIsRight) {
  make_demo_shop();
  const auto error_of = [&](const std::vector<std::string>& more, const std::string& output = "x.pdf") {
    const Outcome outcome = report(file(output), more);
    EXPECT_EQ(outcome.exit_code, 2) << outcome.out;
    EXPECT_FALSE(fs::exists(file(output)));
    return outcome.error;
  };
  EXPECT_NE(error_of({}, "x.docx").find(".xlsx"), std::string::npos);
  EXPECT_NE(error_of({"--as-of", "2026-09-30"}).find("基準日"), std::string::npos);
  EXPECT_NE(error_of({"--set", "window_days=3"}).find("source"), std::string::npos);
  EXPECT_NE(error_of({"--set", "source=どこにもない"}).find("どこにもない"), std::string::npos);
  const Outcome future = run({"report", "--data", data(), "--month", "2031-01", "--output", file("x.pdf")});
  EXPECT_EQ(future.exit_code, 2);
  EXPECT_NE(future.error.find("2026年10月31日"), std::string::npos) << future.error;
  const Outcome early = run({"report", "--data", data(), "--month", "2001-01", "--output", file("x.pdf")});
  EXPECT_EQ(early.exit_code, 2);
  EXPECT_NE(early.error.find("2001年1月は最初の注文より前"), std::string::npos) << early.error;
  EXPECT_FALSE(fs::exists(file("x.pdf")));
  const Outcome horizon = run({"analyse", "r30", "--data", data(), "--set", "horizon_days=often"});
  EXPECT_EQ(horizon.exit_code, 2);
  EXPECT_NE(horizon.error.find("（horizon_days）」は整数"), std::string::npos) << horizon.error;
  const Outcome bad = run({"report", "--data", data(), "--month", "2026-13", "--output", file("x.pdf")});
  EXPECT_NE(bad.error.find("2026-13"), std::string::npos);
}

TEST_F(ReportTest, WithoutAJapaneseFontItNamesThePackage) {
  make_demo_shop();
  const std::string none =
      write("fonts.conf", "<?xml version=\"1.0\"?><fontconfig><dir>" + data() + "</dir></fontconfig>");
  ASSERT_EQ(setenv("FONTCONFIG_FILE", none.c_str(), 1), 0);
  const Outcome outcome = report(file("october.pdf"));
  unsetenv("FONTCONFIG_FILE");
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_NE(outcome.error.find("fonts-noto-cjk"), std::string::npos) << outcome.error;
  EXPECT_FALSE(fs::exists(file("october.pdf")));
}

}  // namespace
}  // namespace tsuzuku::cli_tests
