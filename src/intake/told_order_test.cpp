#include "intake/told_order.hpp"

#include <gtest/gtest.h>

#include "intake/intake_for_tests.hpp"

namespace tsuzuku::intake {
namespace {

json::object parsed(std::string_view text) { return parse_json(text).value().as_object(); }

class ToldOrder : public ::testing::Test {
 protected:
  auto read(std::string_view text) { return reader_.read(parsed(text)); }
  OrderRefusal refusal(std::string_view text) {
    auto order = read(text);
    return order ? OrderRefusal{"taken", {}, 0, {}} : order.error();
  }
  ToldOrderReader reader_ = ToldOrderReader::make("JPY", "Asia/Tokyo").value();
};

constexpr std::string_view kOrder = R"({
  "order_number": "1001", "ordered_at": "2026-11-22T23:30:00+09:00", "customer_number": "C1", "email": "a@example.jp",
  "points_used": 100, "source": "検索", "total": 4860,
  "lines": [{"product_code": "MAIN, \"500\"", "quantity": 1, "unit_price": 3980},
            {"product_code": "SOAP", "quantity": 2, "unit_price": "490"}]})";

TEST_F(ToldOrder, IsReadAsARowOfOurOwnCsvWouldBe) {
  const auto order = read(kOrder);
  ASSERT_TRUE(order) << order.error().key;
  testing::CollectingSink sink =
      testing::read_text(
          "order_number,ordered_at,customer_number,email,points_used,source,total,product_code,quantity,unit_price\n"
          "1001,2026-11-22T23:30:00+09:00,C1,a@example.jp,100,検索,4860,\"MAIN, \"\"500\"\"\",1,3980\n"
          "1001,2026-11-22T23:30:00+09:00,C1,a@example.jp,100,検索,4860,SOAP,2,490\n")
          .sink;
  ASSERT_EQ(sink.orders.size(), 1U);
  const domain::OrderDraft& file = sink.orders[0];
  EXPECT_EQ(order->number, file.number);
  EXPECT_EQ(order->channel, file.channel);
  EXPECT_EQ(order->ordered_at, file.ordered_at);
  EXPECT_EQ(order->ordered_day, file.ordered_day);
  EXPECT_EQ(order->customer.number, file.customer.number);
  EXPECT_EQ(order->customer.email, file.customer.email);
  EXPECT_EQ(order->points_used, file.points_used);
  EXPECT_EQ(order->total, file.total);
  EXPECT_EQ(order->source, file.source);
  ASSERT_EQ(order->lines.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(order->lines[i].key, file.lines[i].key);
    EXPECT_EQ(order->lines[i].product_code, file.lines[i].product_code);
    EXPECT_EQ(order->lines[i].amount, file.lines[i].amount);
  }
  EXPECT_EQ(order->lines[0].product_code, "MAIN, \"500\"");
}

TEST_F(ToldOrder, OneReaderReadsManyShapes) {
  for (int i = 0; i < 300; ++i) {
    json::object order = parsed(kOrder);
    order["order_number"] = i;
    if (i % 2 == 0) order.erase("source");
    if (i % 3 == 0) order.erase("email");
    const auto draft = reader_.read(order);
    ASSERT_TRUE(draft) << draft.error().key;
    EXPECT_EQ(draft->number, std::to_string(i));
    EXPECT_EQ(draft->source, i % 2 == 0 ? "" : "検索") << "nothing is left of the order before";
    EXPECT_EQ(draft->lines.size(), 2U);
  }
}

TEST_F(ToldOrder, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(refusal(R"({})").key, "told_order.no_lines");
  EXPECT_EQ(refusal(R"({"lines": []})").key, "told_order.no_lines");
  EXPECT_EQ(refusal(R"({"lines": ["x"]})").key, "told_order.bad_member");
  EXPECT_EQ(refusal(R"({"order_number": "1", "lines": [{"quantity": 1}]})").key, "told_order.missing_member");
  const OrderRefusal misspelt = refusal(R"({"order_nr": "1", "lines": [{"quantity": 1}]})");
  EXPECT_EQ(misspelt.key, "told_order.unknown_member");
  EXPECT_TRUE(misspelt.arguments.at(1).second.starts_with("order_number")) << misspelt.arguments.at(1).second;
  EXPECT_EQ(refusal(R"({"lines": [{"order_number": "1"}]})").key, "told_order.not_in_line");

  json::object order = parsed(kOrder);
  order["lines"].as_array()[1].as_object()["quantity"] = json::array{};
  auto refused = reader_.read(order).error();
  EXPECT_EQ(refused.key, "told_order.bad_member");
  EXPECT_EQ(refused.line, 2);

  order["lines"].as_array()[1].as_object()["quantity"] = "two";
  refused = reader_.read(order).error();
  EXPECT_EQ(refused.key, "quarantine.bad_quantity");
  EXPECT_EQ(refused.member, "quantity");
  EXPECT_EQ(refused.line, 2);

  order = parsed(kOrder);
  order["total"] = 1;
  EXPECT_EQ(reader_.read(order).error().key, "quarantine.total_mismatch");
  EXPECT_TRUE(read(kOrder)) << "after all that";
}

TEST_F(ToldOrder, HostileValuesAreText) {
  json::object order = parsed(kOrder);
  order["order_number"] = "1\n2,\"3";
  const auto draft = reader_.read(order);
  ASSERT_TRUE(draft) << draft.error().key;
  EXPECT_EQ(draft->number, "1\n2,\"3");
  EXPECT_EQ(draft->lines.size(), 2U);
}

TEST(ToldOrders, AShopOfAnUnknownZoneIsTold) {
  EXPECT_EQ(ToldOrderReader::make("JPY", "Mars/Olympus").error().key, "import.unknown_time_zone");
}

}  // namespace
}  // namespace tsuzuku::intake
