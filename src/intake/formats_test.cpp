// Files of carts and marketplaces: their real headers, rows written under them, mostly in CP932.

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.hpp"
#include "intake/csv_record.hpp"
#include "intake/format_headers_for_tests.hpp"

namespace tsuzuku::intake {
namespace {

using domain::OrderState;
using testing::CollectingSink;
using testing::Files;
using testing::in_encoding;
using testing::Outcome;

// A cell by the name of its column; of several columns of that name the first.
using Cells = std::vector<std::pair<std::string_view, std::string_view>>;

std::string table(std::string_view header, char separator, const std::vector<Cells>& rows) {
  const auto columns = split(header, ',');
  std::string text;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) text += separator;
    append_cell(text, columns[i], separator);
  }
  text += "\r\n";
  for (const Cells& cells : rows) {
    for (const auto& [name, value] : cells) {
      EXPECT_NE(std::ranges::find(columns, name), columns.end()) << "no column " << name;
    }
    Cells left = cells;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i > 0) text += separator;
      const auto cell = std::ranges::find(left, columns[i], &Cells::value_type::first);
      if (cell == left.end()) continue;
      append_cell(text, cell->second, separator);
      left.erase(cell);
    }
    text += "\r\n";
  }
  return text;
}

Outcome read_as(std::string_view profile, std::string_view header, const std::vector<Cells>& rows,
                Encoding encoding = Encoding::Cp932, char separator = ',') {
  Files files;
  files.add("export.csv", in_encoding(table(header, separator, rows), encoding));
  const Inspection inspection = files.inspect();
  EXPECT_EQ(inspection.profile, profile);
  EXPECT_EQ(inspection.files.at(0).encoding, name_of(encoding));
  return files.read();
}

TEST(Rakuten, OrderWithCouponPointsAndSubscription) {
  const Cells order = {{"注文番号", "111111-20260401-00000001"}, {"ステータス", "500"}, {"注文日時", "2026/04/01 10:15:00"},
                       {"発送完了報告日時", "2026/04/02 09:00:00"}, {"支払方法名", "クレジットカード"}, {"送料合計", "500"},
                       {"代引料合計", "-9999"}, {"請求金額", "2600"}, {"ポイント利用額", "100"}, {"クーポン利用総額", "300"},
                       {"注文者姓", "髙橋"}, {"注文者名", "花子"}, {"注文者電話番号1", "090"}, {"注文者電話番号2", "0000"},
                       {"注文者電話番号3", "0001"}, {"注文者メールアドレス", "Mask@fw.rakuten.ne.jp"}, {"注文者性別", "女"},
                       {"注文者住所都道府県", "東京都"}, {"申込番号", "S-1"}, {"申込お届け回数", "3"}};
  Cells first = order;
  first.insert(first.end(), {{"商品明細ID", "1"}, {"商品番号", "tea-1"}, {"商品名", "お茶①"}, {"単価", "1,000"}, {"個数", "2"}});
  Cells second = order;
  second.insert(second.end(), {{"商品明細ID", "2"}, {"商品管理番号", "cup"}, {"商品名", "湯のみ"}, {"単価", "500"}, {"個数", "1"}});
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
                   {{{"注文番号", "1"}, {"ステータス", status}, {"注文日時", "2026/04/01"}, {"商品名", "お茶"}, {"単価", "1"}, {"個数", "1"}}})
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
    return {{"OrderId", id}, {"OrderTime", "2026/04/01 10:15:00"}, {"OrderStatus", status}, {"BillMailAddress", "a@example.com"},
            {"BillLastName", "山田"}, {"ShipCharge", "300"}, {"UsePoint", "200"}, {"TotalPrice", total}};
  }
  static Cells item(std::string_view id, std::string_view line, std::string_view price) {
    return {{"OrderId", id}, {"LineId", line}, {"ItemId", "x"}, {"Title", "お茶"}, {"Quantity", "1"}, {"UnitPrice", price}};
  }
};

TEST_F(Yahoo, OrdersAndItemsJoin) {
  const Outcome outcome = read({order("1"), order("2", "4")}, {item("2", "1", "2000"), item("1", "1", "1500"), item("1", "2", "500")});
  ASSERT_EQ(outcome.tally().orders, 2);
  const auto& draft = outcome.sink.find("1");
  EXPECT_EQ(draft.lines.size(), 2U);
  EXPECT_EQ(draft.shipping_fee, 300);
  EXPECT_EQ(draft.points_used, 200);
  EXPECT_EQ(draft.customer.number, "a@example.com");
  EXPECT_EQ(outcome.sink.find("2").state, OrderState::Cancelled);
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

constexpr std::string_view kShopifyTime = "2024-05-01 10:00:00 +0000";

TEST(Shopify, OrderCellsStandOnTheFirstRowOnly) {
  Files files;
  files.add("orders_export.csv",
            table(headers::kShopify, ',',
                  {{{"Name", "#1001"}, {"Email", "Hanako@Example.com"}, {"Financial Status", "paid"},
                    {"Fulfillment Status", "fulfilled"}, {"Fulfilled at", kShopifyTime}, {"Currency", "JPY"}, {"Subtotal", "2700"},
                    {"Shipping", "500"}, {"Taxes", "245"}, {"Total", "3200"}, {"Discount Amount", "300"},
                    {"Created at", "2024-04-30 16:30:00 +0000"}, {"Lineitem quantity", "2"}, {"Lineitem name", "お茶"},
                    {"Lineitem price", "1000"}, {"Lineitem sku", "tea"}, {"Billing Name", "山田 花子"}, {"Source", "web"}},
                   {{"Name", "#1001"}, {"Email", "Hanako@Example.com"}, {"Created at", "2024-04-30 16:30:00 +0000"},
                    {"Lineitem quantity", "1"}, {"Lineitem name", "湯のみ"}, {"Lineitem price", "1000"}}}));
  const Outcome outcome = files.read();
  const auto& draft = outcome.sink.find("#1001");
  EXPECT_EQ(draft.state, OrderState::Shipped);
  EXPECT_EQ(to_text(draft.ordered_day), "2024-05-01") << "the day in Tokyo";
  EXPECT_EQ(draft.order_discount, 300) << "3000 of goods, 2700 after discounts";
  EXPECT_EQ(draft.total, 3200);
  EXPECT_EQ(draft.customer.number, "hanako@example.com");
  EXPECT_EQ(draft.customer.last_name, "山田");
  EXPECT_EQ(draft.customer.first_name, "花子");
  EXPECT_EQ(draft.lines.at(1).product_code, "湯のみ");
  EXPECT_EQ(draft.source, "web");
}

Cells shopify_order(std::string_view financial, std::string_view refunded, std::string_view currency = "JPY",
                    std::string_view cancelled = "") {
  return {{"Name", "#1"}, {"Email", "a@example.com"}, {"Financial Status", financial}, {"Currency", currency}, {"Subtotal", "1000"},
          {"Total", "1000"}, {"Created at", kShopifyTime}, {"Cancelled at", cancelled}, {"Lineitem quantity", "1"},
          {"Lineitem name", "お茶"}, {"Lineitem price", "1000"}, {"Refunded Amount", refunded}};
}

TEST(Shopify, RefundsAndCancels) {
  const auto read = [](const Cells& cells) {
    Files files;
    files.add("a.csv", table(headers::kShopify, ',', {cells}));
    return files.read();
  };
  const Outcome partly = read(shopify_order("partially_refunded", "300"));
  EXPECT_EQ(partly.sink.find("#1").credits.at(0).amount, 300);
  EXPECT_EQ(partly.sink.find("#1").state, OrderState::Accepted);
  const Outcome wholly = read(shopify_order("refunded", "1000"));
  EXPECT_EQ(wholly.sink.find("#1").state, OrderState::Returned);
  EXPECT_TRUE(wholly.sink.find("#1").credits.empty());
  const Outcome cancelled = read(shopify_order("paid", "", "JPY", kShopifyTime));
  EXPECT_EQ(cancelled.sink.find("#1").state, OrderState::Cancelled);
  EXPECT_EQ(cancelled.sink.find("#1").cancelled_day, parse_day("2024-05-01"));
  EXPECT_EQ(read(shopify_order("paid", "", "USD")).sink.reasons(), std::vector<std::string>{"other_currency"});
}

TEST(Amazon, AllOrdersTellLineTotalsAndNoCustomer) {
  const std::vector<Cells> rows = {
      {{"amazon-order-id", "249-1"}, {"purchase-date", "2026-04-01T10:00:00+09:00"}, {"order-status", "Shipped"},
       {"product-name", "5\" 茶 \"特\""}, {"sku", "tea"}, {"quantity", "2"}, {"currency", "JPY"}, {"item-price", "2000"},
       {"shipping-price", "300"}, {"item-promotion-discount", "100"}},
      {{"amazon-order-id", "249-1"}, {"purchase-date", "2026-04-01T10:00:00+09:00"}, {"order-status", "Shipped"},
       {"product-name", "湯のみ"}, {"sku", "cup"}, {"quantity", "1"}, {"currency", "JPY"}, {"item-price", "500"}, {"shipping-price", "200"}},
      {{"amazon-order-id", "249-2"}, {"purchase-date", "2026-04-01T10:00:00+09:00"}, {"order-status", "Cancelled"},
       {"product-name", "湯のみ"}, {"sku", "cup"}, {"quantity", "0"}, {"currency", ""}, {"item-price", ""}}};
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
                                 {{{"order-id", "249-1"}, {"order-item-id", "77"}, {"purchase-date", "2026-04-01T23:30:00+00:00"},
                                   {"buyer-email", "x@marketplace.amazon.co.jp"}, {"buyer-name", "山田 花子"}, {"sku", "tea"},
                                   {"product-name", "お茶"}, {"quantity-purchased", "2"}, {"currency", "JPY"}, {"item-price", "2000"}}},
                                 Encoding::Cp932, '\t');
  EXPECT_EQ(to_text(seller.sink.find("249-1").ordered_day), "2026-04-02");
  EXPECT_EQ(seller.sink.find("249-1").lines.at(0).key, "77");
  EXPECT_EQ(seller.sink.find("249-1").customer.last_name, "山田");
  const Outcome fba = read_as("amazon_fba_shipments", headers::kAmazonShipments,
                              {{{"amazon-order-id", "249-1"}, {"shipment-item-id", "D1"}, {"purchase-date", "2026-04-01T10:00:00+09:00"},
                                {"shipment-date", "2026-04-02T10:00:00+09:00"}, {"buyer-email", "x@example.com"}, {"sku", "tea"},
                                {"product-name", "お茶"}, {"quantity-shipped", "1"}, {"currency", "JPY"}, {"item-price", "1000"}}},
                              Encoding::Cp932, '\t');
  EXPECT_EQ(fba.sink.find("249-1").state, OrderState::Shipped);
  EXPECT_EQ(fba.sink.find("249-1").shipped_day, parse_day("2026-04-02"));
}

TEST(ColorMe, PointsFeesAndTheColumnThatOccursTwice) {
  const Outcome outcome = read_as(
      "colorme", headers::kColorMe,
      {{{"売上ID", "500"}, {"受注日", "2013/01/18"}, {"購入者 顧客ID", "42"}, {"購入者 名前", "山田　花子"}, {"送料合計", "500"},
        {"決済手数料", "300"}, {"ラッピング手数料合計", "50"}, {"ショップポイントによる割引金額", "100"}, {"外部ポイントによる割引金額", "20"},
        {"割引金額", "30"}, {"総合計金額", "2700"}, {"入金状態", "入金済"}, {"発送状態", "発送済"}, {"発送状態", "未発送"},
        {"売上詳細ID", "1"}, {"購入商品 型番", "tea"}, {"購入商品 商品名", "お茶"}, {"購入商品 販売価格(消費税込)", "1000"},
        {"購入商品 原価", "400"}, {"購入商品 販売個数", "2"}, {"購入商品 小計", "2000"}}});
  const auto& draft = outcome.sink.find("500");
  EXPECT_EQ(draft.state, OrderState::Shipped);
  EXPECT_EQ(draft.raw_status, "入金済 / 発送済");
  EXPECT_EQ(draft.points_used, 120);
  EXPECT_EQ(draft.payment_fee, 350);
  EXPECT_EQ(draft.lines.at(0).unit_cost, 400);
  EXPECT_EQ(draft.customer.last_name, "山田");
  EXPECT_EQ(draft.customer.first_name, "花子");
}

TEST(Base, AnOptionRowAddsToTheRowAbove) {
  const Cells order = {{"注文ID", "B1"}, {"注文日時", "2026-04-01 10:00:00"}, {"氏(請求先)", "山田"}, {"メールアドレス(請求先)", "a@example.com"},
                       {"発送状況", "発送済み"}, {"送料", "500"}, {"調整金額", "-100"}};
  Cells product = order;
  product.insert(product.end(), {{"商品名", "お茶"}, {"価格", "1000"}, {"数量", "2"}, {"商品ID", "10"}, {"種類ID", "3"}});
  Cells option = order;
  option.insert(option.end(), {{"商品名", "商品オプション「箱」"}, {"価格", "150"}, {"数量", "2"}});
  const Outcome outcome = read_as("base", headers::kBase, {product, option});
  const auto& draft = outcome.sink.find("B1");
  ASSERT_EQ(draft.lines.size(), 1U);
  EXPECT_EQ(draft.lines[0].product_code, "10-3");
  EXPECT_EQ(draft.lines[0].amount, 2300);
  EXPECT_EQ(draft.lines[0].unit_price, 1150);
  EXPECT_EQ(draft.order_discount, 100);
  EXPECT_EQ(draft.state, OrderState::Shipped);
}

TEST(EcCube, RowsOfFeesAndDiscountsBecomeOrderMoney) {
  const auto row = [](std::string_view kind, std::string_view name, std::string_view price, std::string_view id) {
    return Cells{{"注文番号", "77"}, {"会員ID", "5"}, {"お名前(姓)", "山田"}, {"受注日", "2026-04-01 10:00:00"}, {"税金", "200"},
                 {"支払合計", "2630"}, {"対応状況(ID)", "5"}, {"対応状況(名称)", "発送済み"}, {"注文詳細ID", id}, {"商品名", name},
                 {"価格", price}, {"個数", "1"}, {"明細区分(ID)", kind}, {"発送日", "2026-04-03"}};
  };
  const Outcome outcome =
      read_as("eccube4_orders", headers::kEcCubeOrders,
              {row("1", "お茶", "2000", "1"), row("2", "送料", "500", "2"), row("3", "手数料", "330", "3"),
               row("4", "割引", "-300", "4"), row("6", "ポイント", "-100", "5")});
  const auto& draft = outcome.sink.find("77");
  ASSERT_EQ(draft.lines.size(), 1U);
  EXPECT_EQ(draft.shipping_fee, 500);
  EXPECT_EQ(draft.payment_fee, 330);
  EXPECT_EQ(draft.order_discount, 300);
  EXPECT_EQ(draft.points_used, 100);
  EXPECT_EQ(draft.customer.number, "5");
  EXPECT_EQ(draft.shipped_day, parse_day("2026-04-03"));
}

TEST(EcCube, MembersAreCustomers) {
  const Outcome outcome = read_as("eccube4_members", headers::kEcCubeMembers,
                                  {{{"会員ID", "5"}, {"お名前(姓)", "山田"}, {"お名前(名)", "花子"}, {"メールアドレス", "a@example.com"},
                                    {"誕生日", "1980-05-05 00:00:00"}, {"性別(名称)", "女性"}, {"住所1", "千代田区"}, {"住所2", "1-1"}}});
  ASSERT_EQ(outcome.sink.customers.size(), 1U);
  const auto& member = outcome.sink.customers[0];
  EXPECT_EQ(member.channel, "eccube");
  EXPECT_EQ(member.number, "5");
  EXPECT_EQ(member.birth_date, parse_day("1980-05-05"));
  EXPECT_EQ(member.address, "千代田区1-1");
}

TEST(Ecforce, SeveralCodesInOneCellAreSeveralLines) {
  const Outcome outcome = read_as("ecforce", headers::kEcforce,
                                  {{{"受注ID", "9"}, {"受注番号", "abcdef0123"}, {"顧客番号", "ffff000011"}, {"定期受注番号", "aa00"},
                                    {"メールアドレス", "a@example.com"}, {"小計", "2980"}, {"支払い合計", "3480"}, {"受注日", "2025/08/09 23:15"},
                                    {"購入商品（商品コード）", "tea-teiki\nleaflet-01"}, {"広告URLグループ名", "Instagram"},
                                    {"定期ステータス", "有効"}, {"定期回数", "2"}}});
  const auto& draft = outcome.sink.find("abcdef0123");
  ASSERT_EQ(draft.lines.size(), 2U);
  EXPECT_EQ(draft.lines[0].product_code, "tea-teiki");
  EXPECT_EQ(draft.lines[0].amount, 2980);
  EXPECT_EQ(draft.lines[1].product_code, "leaflet-01");
  EXPECT_EQ(draft.lines[1].amount, 0);
  EXPECT_EQ(draft.source, "Instagram");
  EXPECT_EQ(draft.round, 2);
  EXPECT_EQ(draft.subscription_state, domain::SubscriptionState::Active);
}

TEST(NextEngine, ChargesMayBeBelowZero) {
  const Outcome outcome = read_as("next_engine", headers::kNextEngine,
                                  {{{"店舗伝票番号", "N1"}, {"受注日", "2026/04/01"}, {"受注名", "山田 花子"}, {"受注電話番号", "03-0000-0000"},
                                    {"税金", "0"}, {"発送料", "500"}, {"手数料", "0"}, {"ポイント", "50"}, {"その他費用", "-100"},
                                    {"合計金額", "1350"}, {"商品名", "お茶"}, {"商品コード", "tea"}, {"商品価格", "1000"}, {"受注数量", "1"}}});
  const auto& draft = outcome.sink.find("N1");
  EXPECT_EQ(draft.customer.number, "0300000000");
  EXPECT_EQ(draft.order_discount, 100);
  EXPECT_EQ(draft.points_used, 50);
}

TEST(Minne, IsRead) {
  const Outcome outcome = read_as("minne", headers::kMinne,
                                  {{{"注文ID", "M1"}, {"注文日", "2026-04-01"}, {"注文状況", "発送完了"}, {"作品名", "ピアス"}, {"販売価格", "1500"},
                                    {"数量", "2"}, {"小計", "3000"}, {"注文の送料", "200"}, {"注文の合計", "3200"},
                                    {"注文者のユーザーID", "u-1"}, {"注文者の氏名", "山田花子"}}});
  EXPECT_EQ(outcome.sink.find("M1").customer.number, "u-1");
  EXPECT_EQ(outcome.sink.find("M1").state, OrderState::Shipped);
  EXPECT_EQ(outcome.sink.find("M1").customer.last_name, "山田花子");
}

TEST(Creema, TheShopsCouponIsADiscountHoweverItIsSigned) {
  for (const auto* coupon : {"300", "-300"}) {
    const Outcome outcome = read_as("creema", headers::kCreema,
                                    {{{"注文ID", "C1"}, {"購入日", "2026/04/01"}, {"ステータス", "発送済み"}, {"作品タイトル", "皿"},
                                      {"作品価格", "2000"}, {"数量", "1"}, {"取引相手", "buyer"}, {"送料・ラッピング", "500"},
                                      {"(-)作家クーポン", coupon}, {"合計金額", "2200"}}});
    EXPECT_EQ(outcome.sink.find("C1").order_discount, 300) << coupon;
  }
}

}  // namespace
}  // namespace tsuzuku::intake
