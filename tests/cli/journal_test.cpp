// tsuzuku journal-export: every format of the demo shop adds up to the net sales of the month.

#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include "base/encoding.hpp"
#include "tests/cli/program.hpp"

namespace tsuzuku::cli_tests {
namespace {

using Rows = std::vector<std::vector<std::string>>;

class JournalTest : public ProgramTest {
 protected:
  void make_demo_shop() const {
    ASSERT_EQ(run({"demo", "--data", data(), "--orders", "4000", "--seed", "7", "--until", "2026-10-31"}).exit_code, 0);
  }
  [[nodiscard]] Outcome journal(const std::string& format, std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments = {"journal-export", "--data",   data(),
                                          "--month",        "2026-10",  "--format",
                                          format,           "--output", file(format + ".csv")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }
  // The file as UTF-8 rows; no name of the demo shop has a comma.
  [[nodiscard]] Rows rows_of(const std::string& format, Encoding encoding) const {
    std::ifstream in(file(format + ".csv"), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    std::string text;
    TextDecoder(encoding).decode(bytes, true, text);
    Rows rows;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      EXPECT_TRUE(line.ends_with('\r'));
      line.pop_back();
      auto& row = rows.emplace_back();
      for (std::size_t begin = 0, end = 0; end != std::string::npos; begin = end + 1) {
        end = line.find(',', begin);
        row.push_back(line.substr(begin, end - begin));
      }
    }
    return rows;
  }
  [[nodiscard]] std::int64_t net_sales() const {
    const Outcome outcome = run({"analyse", "net_sales", "--data", data(), "--as-of", "2026-10-31", "--set",
                                 "from=2026-10-01", "--set", "to=2026-10-31", "--format", "csv"});
    std::istringstream lines(outcome.out);
    std::string line;
    std::getline(lines, line);
    std::getline(lines, line);
    std::istringstream fields(line);
    for (int i = 0; i < 8; ++i) std::getline(fields, line, ',');
    return std::stoll(line);
  }
};

// Of a row: what is debited and credited, and how much.
struct Columns {
  std::size_t debit;
  std::size_t debit_amount;
  std::size_t credit;
  std::size_t credit_amount;
};

// What goods are booked with over all rows: credits less debits of everything but the receivable.
std::int64_t net_of(const Rows& rows, const Columns& columns, std::size_t first) {
  std::int64_t net = 0;
  for (std::size_t i = first; i < rows.size(); ++i) {
    const auto& row = rows[i];
    EXPECT_EQ(row.at(columns.debit_amount), row.at(columns.credit_amount));
    const std::int64_t amount = std::stoll(row.at(columns.debit_amount));
    EXPECT_GT(amount, 0);
    const bool debited = row.at(columns.debit) == "売掛金";
    EXPECT_NE(debited, row.at(columns.credit) == "売掛金");
    net += debited ? amount : -amount;
  }
  return net;
}

TEST_F(JournalTest, EveryFormatAddsUpToNetSales) {
  make_demo_shop();
  const std::int64_t net = net_sales();
  ASSERT_GT(net, 0);
  for (const std::string by : {"day", "month"}) {
    for (const char* format : {"freee", "yayoi", "csv"}) {
      const Outcome outcome = journal(format, {"--by", by, "--without-charges"});
      ASSERT_EQ(outcome.exit_code, 0) << outcome.error;
      EXPECT_NE(outcome.out.find("税区分は空"), std::string::npos) << "what is not known is said";
    }
    EXPECT_EQ(net_of(rows_of("freee", Encoding::Utf8Bom), {3, 6, 7, 10}, 1), net);
    EXPECT_EQ(net_of(rows_of("yayoi", Encoding::Cp932), {4, 8, 10, 14}, 0), net);
    EXPECT_EQ(net_of(rows_of("csv", Encoding::Utf8Bom), {3, 9, 6, 9}, 1), net);
  }
}

TEST_F(JournalTest, YayoiHasTwentyFiveColumnsAndFreeeItsHeader) {
  make_demo_shop();
  ASSERT_EQ(journal("yayoi").exit_code, 0);
  const Rows yayoi = rows_of("yayoi", Encoding::Cp932);
  ASSERT_GT(yayoi.size(), 31U);
  for (const auto& row : yayoi) {
    ASSERT_EQ(row.size(), 25U);
    EXPECT_EQ(row[0], "2000");
    EXPECT_TRUE(row[3].starts_with("2026/10/")) << row[3];
    EXPECT_EQ(row[7] + row[13], "") << "no tax class is guessed";
    EXPECT_EQ(row[24], "no");
  }
  ASSERT_EQ(journal("freee").exit_code, 0);
  const Rows freee = rows_of("freee", Encoding::Utf8Bom);
  EXPECT_EQ(freee.front().at(0), "日付");
  EXPECT_EQ(freee.front().at(3), "借方勘定科目");
}

TEST_F(JournalTest, AccountsAndTaxClassesAreThoseAsked) {
  make_demo_shop();
  const Outcome outcome = journal("csv", {"--account", "sales=通販売上/本店", "--account", "receivable=未収入金/カート",
                                          "--tax", "sales=課税売上内10%", "--by", "month"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.error;
  EXPECT_EQ(outcome.out.find("税区分は空"), std::string::npos);
  int sales = 0;
  for (const auto& row : rows_of("csv", Encoding::Utf8Bom)) {
    if (row.at(2) != "sales") continue;
    ++sales;
    EXPECT_EQ(row.at(0), "2026-10-31");
    EXPECT_EQ(row.at(3) + "/" + row.at(4), "未収入金/カート");
    EXPECT_EQ(row.at(6) + "/" + row.at(7) + "/" + row.at(8), "通販売上/本店/課税売上内10%");
  }
  EXPECT_GT(sales, 0);
  const Outcome unknown = journal("csv", {"--account", "tax=x"});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_NE(unknown.error.find("receivable"), std::string::npos);
}

TEST_F(JournalTest, ChargesAreBookedBesideAndCancelledOrdersNot) {
  const std::string orders =
      write("orders.csv",
            "order_number,ordered_at,customer_number,product_code,quantity,unit_price,shipping_fee,"
            "payment_fee,payment_method,cancelled_at\n"
            "A1,2026-10-01,C1,TEA,1,1000,500,300,代金引換,\n"
            "A2,2026-10-01,C2,TEA,2,1000,500,0,カード,\n"
            "A3,2026-10-02,C3,TEA,1,1000,900,0,カード,2026-10-03\n"
            "A4,2026-10-04,C3,TEA,1,1000,700,0,カード,2026-11-03\n"
            "A5,2026-11-04,C3,TEA,1,1000,700,0,カード,\n");
  ASSERT_EQ(run({"import", orders, "--data", data()}).exit_code, 0);
  ASSERT_EQ(journal("csv", {"--as-of", "2026-10-31"}).exit_code, 0);
  std::map<std::string, std::int64_t> sums;
  for (const auto& row : rows_of("csv", Encoding::Utf8Bom)) {
    if (row.at(2) != "booked") sums[row.at(2) + " " + row.at(10)] += std::stoll(row.at(9));
  }
  EXPECT_EQ(sums, (std::map<std::string, std::int64_t>{{"sales 代金引換", 1'000},
                                                       {"sales カード", 3'000},
                                                       {"shipping 代金引換", 500},
                                                       {"shipping カード", 1'200},
                                                       {"fees 代金引換", 300}}));
}

TEST_F(JournalTest, OtherCurrenciesAndFullDisksAreTold) {
  const std::string orders = write("orders.csv",
                                   "order_number,ordered_at,customer_number,product_code,quantity,unit_price\n"
                                   "A1,2026-10-01,C1,TEA,1,10.50\n");
  ASSERT_EQ(run({"import", orders, "--data", data(), "--currency", "USD"}).exit_code, 0);
  const Outcome yen = journal("freee");
  EXPECT_EQ(yen.exit_code, 2);
  EXPECT_NE(yen.error.find("USD"), std::string::npos);
  ASSERT_EQ(journal("csv").exit_code, 0);
  EXPECT_EQ(rows_of("csv", Encoding::Utf8Bom).at(1).at(9), "10.50");
  const Outcome early =
      run({"journal-export", "--data", data(), "--month", "2026-09", "--format", "csv", "--output", file("early.csv")});
  EXPECT_EQ(early.exit_code, 2);
  EXPECT_NE(early.error.find("2026年10月か、それより後"), std::string::npos) << early.error;
  const Outcome nowhere = run({"journal-export", "--data", data(), "--month", "2026-10", "--format", "csv", "--output",
                               file("no/such/folder.csv")});
  EXPECT_EQ(nowhere.exit_code, 1);
  EXPECT_NE(nowhere.error.find("folder.csv"), std::string::npos);
}

}  // namespace
}  // namespace tsuzuku::cli_tests
