// The public data sets beside the repository, against sums computed here in another way. Skipped where they are
// absent.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>

#include "base/text.hpp"
#include "intake/csv_record.hpp"
#include "intake/intake_for_tests.hpp"

namespace tsuzuku::intake {
namespace {

using testing::Files;
using testing::Outcome;

std::string contents(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

class RealData : public ::testing::Test {
 protected:
  void SetUp() override {
    if (data_.empty()) GTEST_SKIP() << "the public data sets are not there (../shared/data or TSUZUKU_SHARED)";
  }
  // The file, unpacked beside the test's other files when it is compressed.
  std::filesystem::path file(const std::string& name) {
    std::filesystem::path path = data_ / name;
    if (path.extension() == ".xz") {
      const auto unpacked = files_.folder() / path.stem();
      const std::string command = "xz -dc '" + path.string() + "' > '" + unpacked.string() + "'";
      EXPECT_EQ(std::system(command.c_str()), 0) << command;
      path = unpacked;
    }
    files_.request.files.push_back({path.filename().string(), path});
    return path;
  }
  std::filesystem::path data_ = testing::shared_data(TSUZUKU_SOURCE_DIR);
  Files files_;
};

std::int64_t cents(const std::string& decimal) { return std::llround(std::stod(decimal) * 100); }

// The cells of a line, counted from its end: what stands in front may hold commas.
std::vector<std::string> last_cells(const std::string& line, std::size_t count) {
  std::vector<std::string> cells;
  std::size_t end = line.size();
  for (std::size_t i = 0; i < count; ++i) {
    const auto comma = line.rfind(',', end - 1);
    cells.insert(cells.begin(), line.substr(comma + 1, end - comma - 1));
    end = comma;
  }
  return cells;
}

TEST_F(RealData, CdnowGivesEveryLine) {
  std::ifstream raw(file("cdnow/CDNOW_master.txt"));
  std::string header;
  std::getline(raw, header);
  std::string customer, day, quantity, value;
  std::int64_t sum = 0;
  std::set<std::string> customers;
  while (raw >> customer >> day >> quantity >> value) {
    sum += cents(value);
    customers.insert(customer);
  }
  const Outcome outcome = files_.read();
  EXPECT_EQ(outcome.tally().rows_read, 69'659);
  EXPECT_EQ(outcome.tally().orders, 69'659);
  EXPECT_EQ(outcome.tally().rows_quarantined, 0);
  EXPECT_EQ(outcome.tally().sales, sum);
  std::set<std::string> numbers;
  std::set<std::string> read_customers;
  for (const auto& order : outcome.sink.orders) {
    numbers.insert(order.number);
    read_customers.insert(order.customer.number);
  }
  EXPECT_EQ(numbers.size(), 69'659U) << "identical lines are kept apart";
  EXPECT_EQ(read_customers, customers);
}

TEST_F(RealData, OnlineRetailAccountsForEveryLine) {
  std::ifstream raw(file("online-retail/online_retail.csv.xz"));
  std::string line;
  std::getline(raw, line);
  std::int64_t rows = 0, sales = 0, credited = 0, credits = 0, adjustments = 0;
  std::set<std::string> invoices;
  while (std::getline(raw, line)) {
    const auto cells = last_cells(line, 5);  // Quantity, InvoiceDate, UnitPrice, CustomerID, Country
    const long quantity = std::stol(cells[0]);
    const auto amount = static_cast<std::int64_t>(std::llround(std::stod(cells[2]) * 1000)) * std::abs(quantity);
    const std::int64_t rounded = std::llround(static_cast<double>(amount) / 10);
    ++rows;
    invoices.insert(line.substr(0, line.find(',')));
    if (quantity < 0) {
      ++credits;
      credited += rounded;
    } else if (amount < 0) {
      adjustments += rounded;
    } else {
      sales += rounded;
    }
  }
  const Outcome outcome = files_.read();
  const Tally& tally = outcome.tally();
  EXPECT_EQ(rows, 541'909);
  EXPECT_EQ(tally.rows_read, rows);
  EXPECT_EQ(tally.lines + tally.credits, rows);
  EXPECT_EQ(tally.credits, credits);
  EXPECT_EQ(tally.sales, sales);
  EXPECT_EQ(tally.orders, static_cast<std::int64_t>(invoices.size()));
  std::int64_t read_credited = 0, read_adjustments = 0, without_customer = 0;
  for (const auto& order : outcome.sink.orders) {
    for (const auto& credit : order.credits) read_credited += credit.amount;
    for (const auto& goods : order.lines) read_adjustments += std::min<Money>(goods.amount, 0);
    if (order.customer.number.empty()) without_customer += order.rows;
  }
  EXPECT_EQ(read_credited, credited);
  EXPECT_EQ(read_adjustments, adjustments);
  EXPECT_EQ(without_customer, 135'080) << "as the data's own description says";
}

TEST_F(RealData, OlistJoinsItsFourFiles) {
  const auto orders = file("olist-sample/olist_orders_dataset.csv.xz");
  const auto items = file("olist-sample/olist_order_items_dataset.csv.xz");
  const auto customers = file("olist-sample/olist_customers_dataset.csv");
  const auto payments = file("olist-sample/olist_order_payments_dataset.csv");
  std::map<std::string, std::string> person, status;
  std::map<std::string, std::int64_t> goods, freight, paid;
  const auto each = [](const std::filesystem::path& path, auto&& take) {
    std::ifstream raw(path);
    std::string line;
    std::getline(raw, line);
    while (std::getline(raw, line)) {
      std::erase(line, '"');
      std::erase(line, '\r');
      const auto cells = split(line, ',');
      take(std::vector<std::string>(cells.begin(), cells.end()));
    }
  };
  std::map<std::string, std::string> unique;
  each(customers, [&](const auto& cells) { unique[cells[0]] = cells[1]; });
  each(orders, [&](const auto& cells) {
    person[cells[0]] = unique[cells[1]];
    status[cells[0]] = cells[2];
  });
  each(items, [&](const auto& cells) {
    goods[cells[0]] += cents(cells[5]);
    freight[cells[0]] += cents(cells[6]);
  });
  each(payments, [&](const auto& cells) { paid[cells[0]] += cents(cells[4]); });

  std::int64_t expected_orders = 0, expected_sales = 0, totals_apart = 0, without_items = 0;
  for (const auto& [id, state] : status) {
    const bool cancelled = state == "canceled" || state == "unavailable";
    if (!goods.contains(id)) {
      (cancelled ? expected_orders : without_items) += 1;
      continue;
    }
    if (paid.contains(id) && std::abs(goods[id] + freight[id] - paid[id]) > 1) {
      ++totals_apart;
      continue;
    }
    ++expected_orders;
    expected_sales += goods[id];
  }
  const Outcome outcome = files_.read();
  EXPECT_EQ(outcome.tally().rows_read, 15'000 + 15'000 + 17'071 + 15'733);
  EXPECT_EQ(outcome.tally().orders, expected_orders);
  EXPECT_EQ(outcome.tally().sales, expected_sales);
  EXPECT_EQ(totals_apart, 47) << "card interest that customers paid on top";
  EXPECT_EQ(without_items, 1);
  std::set<std::pair<int, std::int64_t>> mismatched;
  for (const auto& row : outcome.sink.quarantined) {
    if (row.file == 0 && row.reason == "total_mismatch") mismatched.insert({row.file, row.row});
  }
  EXPECT_EQ(static_cast<std::int64_t>(mismatched.size()), totals_apart);
  for (const auto& order : outcome.sink.orders) {
    ASSERT_EQ(order.customer.number, person[order.number]);
    ASSERT_EQ(order.shipping_fee.value_or(0), freight[order.number]);
    ASSERT_EQ(order.state == domain::OrderState::Cancelled,
              status[order.number] == "canceled" || status[order.number] == "unavailable");
  }
}

// A row that the profile's own rules accept, under every header that there is a profile for.
TEST_F(RealData, EveryJapaneseHeaderOfOrdersIsRecognisedInCp932) {
  const std::map<std::string, std::string> profile_of = {{"rakuten_rms_order", "rakuten"},
                                                         {"next_engine_generic_order", "next_engine"},
                                                         {"eccube4_order", "eccube4_orders"},
                                                         {"eccube4_customer", "eccube4_members"},
                                                         {"base_order", "base"},
                                                         {"minne_order", "minne"},
                                                         {"creema_order", "creema"},
                                                         {"ecforce_order_partial", "ecforce"}};
  for (const auto& [name, profile] : profile_of) {
    const std::string header(trim(contents(data_ / "ja-order-csv-headers" / (name + ".header.csv"))));
    std::vector<std::string> cells;
    for (const auto column : split(header, ',')) {
      const std::string folded = nfkc(column);
      const auto has = [&](std::string_view part) { return folded.contains(part); };
      if (has("日時") || folded.ends_with("日") || has("誕生日")) {
        cells.emplace_back("2026/04/01");
      } else if (folded == "個数" || folded == "数量" || folded == "受注数量") {
        cells.emplace_back("2");
      } else if (folded == "単価" || folded == "価格" || folded == "商品価格" || folded == "作品価格" ||
                 folded == "販売価格") {
        cells.emplace_back("￥１,000");
      } else if (folded == "小計" || folded == "請求金額" || folded == "支払合計" || folded == "合計金額" ||
                 folded == "注文の合計") {
        cells.emplace_back("2,000円");
      } else if (folded == "明細区分(ID)") {
        cells.emplace_back("1");
      } else if (has("番号") || has("ID") || has("コード") || has("メール") || has("名") || has("相手")) {
        cells.emplace_back("値1");
      } else {
        cells.emplace_back();
      }
    }
    std::string row;
    for (const std::string& cell : cells) {
      if (&cell != &cells.front()) row += ',';
      append_cell(row, cell, ',');
    }
    Files files;
    files.add(name + ".csv", testing::in_encoding(header + "\r\n" + row + "\r\n", Encoding::Cp932));
    EXPECT_EQ(files.inspect().profile, profile) << name;
    const Outcome outcome = files.read();
    EXPECT_EQ(outcome.tally().orders + outcome.tally().customers, 1) << name;
    for (const auto& bad : outcome.sink.quarantined) ADD_FAILURE() << name << ": " << bad.column << " " << bad.reason;
    EXPECT_EQ(outcome.tally().sales, profile == "eccube4_members" ? 0 : 2'000) << name;
  }
}

}  // namespace
}  // namespace tsuzuku::intake
