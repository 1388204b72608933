// Exports of marketplaces: their real headers, rows written under them in CP932.

#include "intake/format_tables_for_tests.hpp"

namespace tsuzuku::intake {
namespace {

using domain::OrderState;
using testing::Cells;
using testing::Files;
using testing::in_encoding;
using testing::Outcome;
using testing::read_as;
using testing::table;

TEST(Rakuten, OrderWithCouponPointsAndSubscription) {
  const Cells order = {{"注文番号", "111111-20260401-00000001"},
                       {"ステータス", "500"},
                       {"注文日時", "2026/04/01 10:15:00"},
                       {"発送完了報告日時", "2026/04/02 09:00:00"},
                       {"支払方法名", "クレジットカード"},
                       {"送料合計", "500"},
                       {"代引料合計", "-9999"},
                       {"請求金額", "2600"},
                       {"ポイント利用額", "100"},
                       {"クーポン利用総額", "300"},
                       {"注文者姓", "髙橋"},
                       {"注文者名", "花子"},
                       {"注文者電話番号1", "090"},
                       {"注文者電話番号2", "0000"},
                       {"注文者電話番号3", "0001"},
                       {"注文者メールアドレス", "Mask@fw.rakuten.ne.jp"},
                       {"注文者性別", "女"},
                       {"注文者住所都道府県", "東京都"},
                       {"申込番号", "S-1"},
                       {"申込お届け回数", "3"}};
  Cells first = order;
  first.insert(first.end(),
               {{"商品明細ID", "1"}, {"商品番号", "tea-1"}, {"商品名", "お茶①"}, {"単価", "1,000"}, {"個数", "2"}});
  Cells second = order;
  second.insert(second.end(),
                {{"商品明細ID", "2"}, {"商品管理番号", "cup"}, {"商品名", "湯のみ"}, {"単価", "500"}, {"個数", "1"}});
  const Outcome outcome = read_as("rakuten", headers::kRakuten, {first, second});
  const auto& draft = outcome.sink.find("111111-20260401-00000001");
  EXPECT_EQ(draft.channel, "rakuten");
  EXPECT_EQ(draft.state, OrderState::Shipped);
  EXPECT_EQ(draft.customer.number, "mask@fw.rakuten.ne.jp");
  EXPECT_EQ(draft.customer.phone, "090-0000-0001");
  EXPECT_EQ(draft.customer.last_name, "髙橋");
  EXPECT_EQ(draft.customer.gender, "female");
  EXPECT_EQ(draft.order_discount, 300);
  EXPECT_EQ(draft.points_used, 100);
  EXPECT_EQ(draft.shipping_fee, 500);
  EXPECT_FALSE(draft.payment_fee);
  EXPECT_EQ(draft.subscription_number, "S-1");
  EXPECT_EQ(draft.round, 3);
  ASSERT_EQ(draft.lines.size(), 2U);
  EXPECT_EQ(draft.lines[0].product_name, "お茶①");
  EXPECT_EQ(draft.lines[1].product_code, "cup");
  EXPECT_EQ(outcome.tally().sales, 2500);
}

TEST(Rakuten, CancelledByNumberOrWord) {
  const auto state = [](std::string_view status) {
    return read_as("rakuten", headers::kRakuten,
                   {{{"注文番号", "1"},
                     {"ステータス", status},
                     {"注文日時", "2026/04/01"},
                     {"商品名", "お茶"},
                     {"単価", "1"},
                     {"個数", "1"}}})
        .sink.find("1")
        .state;
  };
  EXPECT_EQ(state("900"), OrderState::Cancelled);
  EXPECT_EQ(state("キャンセル確定"), OrderState::Cancelled);
  EXPECT_EQ(state("300"), OrderState::Accepted);
  EXPECT_EQ(state("発送済"), OrderState::Shipped);
}

TEST(Rakuten, TheOldGenerationMeansNothingByMinus99999) {
  const Outcome outcome = read_as("rakuten_old", headers::kRakutenOld,
                                  {{{"受注番号", "9"},
                                    {"受注ステータス", "処理済"},
                                    {"注文日時", "2017-04-01 10:15:00"},
                                    {"送料(-99999=無効値)", "-99999"},
                                    {"代引料(-99999=無効値)", "-99999"},
                                    {"請求金額(-99999=無効値)", "-99999"},
                                    {"注文者名字", "山田"},
                                    {"メールアドレス", "a@example.com"},
                                    {"商品名", "お茶"},
                                    {"商品番号", "x"},
                                    {"単価", "1000"},
                                    {"個数", "1"}}});
  const auto& draft = outcome.sink.find("9");
  EXPECT_FALSE(draft.shipping_fee);
  EXPECT_FALSE(draft.total);
  EXPECT_EQ(draft.state, OrderState::Shipped);
  EXPECT_EQ(draft.channel, "rakuten");
}

class Yahoo : public ::testing::Test {
 protected:
  Outcome read(const std::vector<Cells>& orders, const std::vector<Cells>& items) {
    Files files;
    files.add("items.csv", in_encoding(table(headers::kYahooItems, ',', items), Encoding::Cp932));
    files.add("orders.csv", in_encoding(table(headers::kYahooOrders, ',', orders), Encoding::Cp932));
    EXPECT_EQ(files.inspect().profile, "yahoo");
    return files.read();
  }
  static Cells order(std::string_view id, std::string_view status = "5", std::string_view total = "2100") {
    return {{"OrderId", id},          {"OrderTime", "2026/04/01 10:15:00"},
            {"OrderStatus", status},  {"BillMailAddress", "a@example.com"},
            {"BillLastName", "山田"}, {"ShipCharge", "300"},
            {"UsePoint", "200"},      {"TotalPrice", total}};
  }
  static Cells item(std::string_view id, std::string_view line, std::string_view price) {
    return {{"OrderId", id},   {"LineId", line},  {"ItemId", "x"},
            {"Title", "お茶"}, {"Quantity", "1"}, {"UnitPrice", price}};
  }
};

TEST_F(Yahoo, OrdersAndItemsJoin) {
  const Outcome outcome =
      read({order("1"), order("2", "4")}, {item("2", "1", "2000"), item("1", "1", "1500"), item("1", "2", "500")});
  ASSERT_EQ(outcome.tally().orders, 2);
  const auto& draft = outcome.sink.find("1");
  EXPECT_EQ(draft.lines.size(), 2U);
  EXPECT_EQ(draft.shipping_fee, 300);
  EXPECT_EQ(draft.points_used, 200);
  EXPECT_EQ(draft.customer.number, "a@example.com");
  EXPECT_EQ(outcome.sink.find("2").state, OrderState::Cancelled);
}

TEST_F(Yahoo, OrdersBelongToOneFileAndLinesToTheOther) {
  const Outcome outcome = read({order("1")}, {item("1", "1", "1500"), item("1", "2", "500")});
  const auto& draft = outcome.sink.find("1");
  EXPECT_EQ(draft.file, 1) << "orders.csv tells the day";
  EXPECT_EQ(draft.first_row, 2);
  for (const auto& line : draft.lines) EXPECT_EQ(line.file, 0);
  const FileTally& items = outcome.tally().files.at(0);
  const FileTally& orders = outcome.tally().files.at(1);
  EXPECT_EQ(items.rows_read, 2);
  EXPECT_EQ(orders.rows_read, 1);
  EXPECT_TRUE(items.tells_lines && !items.tells_orders);
  EXPECT_TRUE(orders.tells_orders && !orders.tells_lines);
}

TEST_F(Yahoo, AnOrderWithoutItemsAndItemsWithoutAnOrderAreHeldBack) {
  const Outcome outcome = read({order("1"), order("2")}, {item("1", "1", "2000"), item("3", "1", "2000")});
  EXPECT_EQ(outcome.tally().orders, 1);
  ASSERT_EQ(outcome.sink.reasons(), (std::vector<std::string>{"missing_rows", "missing_rows"}));
  EXPECT_EQ(outcome.sink.quarantined[0].arguments, (ErrorArguments{{"role", "orders"}}));
  EXPECT_EQ(outcome.sink.quarantined[1].arguments, (ErrorArguments{{"role", "items"}}));
}

TEST_F(Yahoo, TotalsThatDifferAreCountedOnly) {
  const Outcome outcome = read({order("1", "5", "9999")}, {item("1", "1", "2000")});
  EXPECT_EQ(outcome.tally().orders, 1);
  EXPECT_EQ(outcome.tally().totals_differ, 1);
}

TEST(Amazon, AllOrdersTellLineTotalsAndNoCustomer) {
  const std::vector<Cells> rows = {{{"amazon-order-id", "249-1"},
                                    {"purchase-date", "2026-04-01T10:00:00+09:00"},
                                    {"order-status", "Shipped"},
                                    {"product-name", "5\" 茶 \"特\""},
                                    {"sku", "tea"},
                                    {"quantity", "2"},
                                    {"currency", "JPY"},
                                    {"item-price", "2000"},
                                    {"shipping-price", "300"},
                                    {"item-promotion-discount", "100"}},
                                   {{"amazon-order-id", "249-1"},
                                    {"purchase-date", "2026-04-01T10:00:00+09:00"},
                                    {"order-status", "Shipped"},
                                    {"product-name", "湯のみ"},
                                    {"sku", "cup"},
                                    {"quantity", "1"},
                                    {"currency", "JPY"},
                                    {"item-price", "500"},
                                    {"shipping-price", "200"}},
                                   {{"amazon-order-id", "249-2"},
                                    {"purchase-date", "2026-04-01T10:00:00+09:00"},
                                    {"order-status", "Cancelled"},
                                    {"product-name", "湯のみ"},
                                    {"sku", "cup"},
                                    {"quantity", "0"},
                                    {"currency", ""},
                                    {"item-price", ""}}};
  // Amazon's flat files do not quote: write the marks as they stand.
  std::string text = table(headers::kAmazonAllOrders, '\t', rows);
  const std::string quoted = "\"5\"\" 茶 \"\"特\"\"\"";
  text.replace(text.find(quoted), quoted.size(), "5\" 茶 \"特\"");
  Files files;
  files.add("orders.txt", in_encoding(text, Encoding::Cp932));
  EXPECT_EQ(files.inspect().profile, "amazon_all_orders");
  const Outcome outcome = files.read();
  const auto& draft = outcome.sink.find("249-1");
  EXPECT_EQ(draft.customer.number, "");
  EXPECT_EQ(draft.lines.at(0).product_name, "5\" 茶 \"特\"");
  EXPECT_EQ(draft.lines.at(0).amount, 2000);
  EXPECT_EQ(draft.lines.at(0).unit_price, 1000);
  EXPECT_EQ(draft.lines.at(0).discount, 100);
  EXPECT_EQ(draft.shipping_fee, 500);
  EXPECT_EQ(outcome.sink.find("249-2").state, OrderState::Cancelled);
  EXPECT_EQ(outcome.sink.find("249-2").lines.at(0).amount, 0);
}

TEST(Amazon, SellerFulfilledAndShipments) {
  const Outcome seller = read_as("amazon_seller_fulfilled", headers::kAmazonSellerFulfilled,
                                 {{{"order-id", "249-1"},
                                   {"order-item-id", "77"},
                                   {"purchase-date", "2026-04-01T23:30:00+00:00"},
                                   {"buyer-email", "x@marketplace.amazon.co.jp"},
                                   {"buyer-name", "山田 花子"},
                                   {"sku", "tea"},
                                   {"product-name", "お茶"},
                                   {"quantity-purchased", "2"},
                                   {"currency", "JPY"},
                                   {"item-price", "2000"}}},
                                 Encoding::Cp932, '\t');
  EXPECT_EQ(to_text(seller.sink.find("249-1").ordered_day), "2026-04-02");
  EXPECT_EQ(seller.sink.find("249-1").lines.at(0).key, "77");
  EXPECT_EQ(seller.sink.find("249-1").customer.last_name, "山田");
  const Outcome fba = read_as("amazon_fba_shipments", headers::kAmazonShipments,
                              {{{"amazon-order-id", "249-1"},
                                {"shipment-item-id", "D1"},
                                {"purchase-date", "2026-04-01T10:00:00+09:00"},
                                {"shipment-date", "2026-04-02T10:00:00+09:00"},
                                {"buyer-email", "x@example.com"},
                                {"sku", "tea"},
                                {"product-name", "お茶"},
                                {"quantity-shipped", "1"},
                                {"currency", "JPY"},
                                {"item-price", "1000"}}},
                              Encoding::Cp932, '\t');
  EXPECT_EQ(fba.sink.find("249-1").state, OrderState::Shipped);
  EXPECT_EQ(fba.sink.find("249-1").shipped_day, parse_day("2026-04-02"));
}

TEST(Minne, IsRead) {
  const Outcome outcome = read_as("minne", headers::kMinne,
                                  {{{"注文ID", "M1"},
                                    {"注文日", "2026-04-01"},
                                    {"注文状況", "発送完了"},
                                    {"作品名", "ピアス"},
                                    {"販売価格", "1500"},
                                    {"数量", "2"},
                                    {"小計", "3000"},
                                    {"注文の送料", "200"},
                                    {"注文の合計", "3200"},
                                    {"注文者のユーザーID", "u-1"},
                                    {"注文者の氏名", "山田花子"}}});
  EXPECT_EQ(outcome.sink.find("M1").customer.number, "u-1");
  EXPECT_EQ(outcome.sink.find("M1").state, OrderState::Shipped);
  EXPECT_EQ(outcome.sink.find("M1").customer.last_name, "山田花子");
}

TEST(Creema, TheShopsCouponIsADiscountHoweverItIsSigned) {
  for (const auto* coupon : {"300", "-300"}) {
    const Outcome outcome = read_as("creema", headers::kCreema,
                                    {{{"注文ID", "C1"},
                                      {"購入日", "2026/04/01"},
                                      {"ステータス", "発送済み"},
                                      {"作品タイトル", "皿"},
                                      {"作品価格", "2000"},
                                      {"数量", "1"},
                                      {"取引相手", "buyer"},
                                      {"送料・ラッピング", "500"},
                                      {"(-)作家クーポン", coupon},
                                      {"合計金額", "2200"}}});
    EXPECT_EQ(outcome.sink.find("C1").order_discount, 300) << coupon;
  }
}

}  // namespace
}  // namespace tsuzuku::intake
