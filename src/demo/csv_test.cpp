#include "demo/csv.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <vector>

#include "base/text.hpp"

namespace tsuzuku::demo {
namespace {

using domain::OrderDraft;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (const std::string_view line : split(text, '\n')) lines.emplace_back(line);
  EXPECT_TRUE(lines.back().empty()) << "the last row has its line end";
  lines.pop_back();
  return lines;
}

struct Collected {
  std::string orders, products, costs, stock;
};

Collected csv_of(const Options& options) {
  Collected collected;
  const auto into = [](std::string& text) {
    return TextSink([&text](std::string_view piece) -> Status {
      text += piece;
      return {};
    });
  };
  EXPECT_TRUE(write_csv(options, into(collected.orders), into(collected.products), into(collected.costs),
                        into(collected.stock)));
  return collected;
}

TEST(DemoCsv, HasTheColumnsOfOurOwnProfile) {
  EXPECT_EQ(
      order_csv_header(),
      "order_number,ordered_at,customer_number,product_code,quantity,unit_price,line_number,product_name,"
      "unit_cost,line_discount,order_discount,points_used,shipping_fee,payment_fee,total,status,cancelled_at,"
      "cancel_reason,out_of_stock_quantity,shipped_at,delivered_at,payment_method,payment_due_on,paid_at,"
      "returned_quantity,returned_at,return_reason,source,subscription_number,round,subscription_status,email,"
      "phone,last_name,"
      "first_name,last_name_kana,first_name_kana,birth_date,gender,postal_code,prefecture,address,mail_consent\n");
}

// The rows say what the drafts say: read back cell by cell, every line of every order is there once.
TEST(DemoCsv, SaysWhatTheDraftsSay) {
  const Options options{.orders = 3'000};
  std::map<std::string, OrderDraft> drafts;
  std::size_t goods_lines = 0;
  ASSERT_TRUE(generate(
      options,
      [&](OrderDraft order) -> Status {
        goods_lines += order.lines.size();
        drafts[order.number] = std::move(order);
        return {};
      },
      [](const domain::ProductDraft&) -> Status { return {}; },
      [](const domain::SourceCostDraft&) -> Status { return {}; }));

  const std::vector<std::string> rows = lines_of(csv_of(options).orders);
  ASSERT_EQ(rows.size(), goods_lines + 1);
  std::map<std::string_view, std::size_t> column;
  const auto names = split(rows.front(), ',');
  for (std::size_t n = 0; n < names.size(); ++n) column[names[n]] = n;

  for (std::size_t row = 1; row < rows.size(); ++row) {
    ASSERT_EQ(rows[row].find('"'), std::string::npos) << "nothing in the demo shop needs quotes";
    const auto cells = split(rows[row], ',');
    ASSERT_EQ(cells.size(), names.size()) << rows[row];
    const auto cell = [&](std::string_view name) { return std::string(cells[column.at(name)]); };
    const auto day = [](const std::optional<Day>& value) { return value ? to_text(*value) : std::string(); };
    const auto number = [](const auto& value) { return value ? std::to_string(*value) : std::string(); };
    ASSERT_TRUE(drafts.contains(cell("order_number")));
    const OrderDraft& order = drafts[cell("order_number")];
    const domain::LineDraft& line = order.lines.at(std::stoul(cell("line_number")) - 1);
    SCOPED_TRACE(rows[row]);
    ASSERT_EQ(cell("ordered_at").substr(0, 10), to_text(order.ordered_day));
    ASSERT_EQ(cell("product_code"), line.product_code);
    ASSERT_EQ(cell("quantity"), std::to_string(line.quantity));
    ASSERT_EQ(cell("unit_price"), std::to_string(line.unit_price));
    ASSERT_EQ(cell("line_discount"), std::to_string(line.discount));
    ASSERT_EQ(cell("out_of_stock_quantity"), number(line.out_of_stock_quantity));
    ASSERT_EQ(cell("returned_quantity"), number(line.returned_quantity));
    ASSERT_EQ(cell("returned_at"), day(line.returned_day));
    ASSERT_EQ(cell("return_reason"), line.return_reason);
    ASSERT_EQ(cell("total"), number(order.total));
    ASSERT_EQ(cell("points_used"), number(order.points_used));
    ASSERT_EQ(cell("status"), order.raw_status);
    ASSERT_EQ(domain::order_state_from(cell("status")), order.state);
    ASSERT_EQ(cell("cancelled_at"), day(order.cancelled_day));
    ASSERT_EQ(cell("shipped_at"), day(order.shipped_day));
    ASSERT_EQ(cell("delivered_at"), day(order.delivered_day));
    ASSERT_EQ(cell("payment_due_on"), day(order.payment_due_day));
    ASSERT_EQ(cell("paid_at"), day(order.paid_day));
    ASSERT_EQ(cell("subscription_number"), order.subscription_number);
    ASSERT_EQ(cell("round"), number(order.round));
    ASSERT_EQ(cell("subscription_status"), order.subscription_state ? name_of(*order.subscription_state) : "");
    ASSERT_EQ(cell("customer_number"), order.customer.number);
    ASSERT_EQ(cell("email"), order.customer.email);
    ASSERT_EQ(cell("mail_consent").empty(), !order.customer.mail_consent);
    ASSERT_EQ(cell("birth_date"), day(order.customer.birth_date));
    ASSERT_EQ(cell("address"), order.customer.address);
  }
}

TEST(DemoCsv, QuotesWhatNeedsQuotes) {
  OrderDraft order;
  order.number = "1";
  order.customer.address = "見本町1, \"青\"\nビル";
  order.ordered_day = Day{20'000};
  order.ordered_at = 20'000LL * 86'400 + 3'661 - 9 * 3'600;
  order.lines.push_back({.key = "1", .product_code = "A", .quantity = 2, .unit_price = 100, .amount = 200});
  std::string text;
  append_order_csv(text, order);
  EXPECT_TRUE(text.starts_with("1,2024-10-04 01:01:01,,A,2,100,1,")) << text;
  EXPECT_TRUE(text.ends_with(",\"見本町1, \"\"青\"\"\nビル\",\n")) << text;
}

TEST(DemoCsv, TellsProductsAndCosts) {
  const Collected collected = csv_of({.orders = 500});
  const auto products = lines_of(collected.products);
  EXPECT_EQ(products.size(), 18U);
  EXPECT_EQ(products[1], "TR-001,はじめてのお試しセット 7日分,trial,430");
  EXPECT_EQ(products.back(), "IN-003,会報誌 つづく暮らし,insert,48");
  const auto costs = lines_of(collected.costs);
  ASSERT_GT(costs.size(), 50U);
  EXPECT_EQ(costs.front(), "source,month,cost");
  for (const std::string& row : costs) EXPECT_EQ(split(row, ',').size(), 3U) << row;
  const auto stock = lines_of(collected.stock);
  ASSERT_GT(stock.size(), 12U * 36 * 4);
  EXPECT_EQ(stock.front(), "product_code,day,on_hand");
  EXPECT_TRUE(stock[1].starts_with("TR-001,2023-11-01,")) << stock[1];
}

}  // namespace
}  // namespace tsuzuku::demo
