// Exports of carts and of shops' back offices: their real headers, rows written under them.

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

constexpr std::string_view kShopifyTime = "2024-05-01 10:00:00 +0000";

TEST(Shopify, OrderCellsStandOnTheFirstRowOnly) {
  Files files;
  files.add("orders_export.csv", table(headers::kShopify, ',',
                                       {{{"Name", "#1001"},
                                         {"Email", "Hanako@Example.com"},
                                         {"Financial Status", "paid"},
                                         {"Fulfillment Status", "fulfilled"},
                                         {"Fulfilled at", kShopifyTime},
                                         {"Currency", "JPY"},
                                         {"Subtotal", "2700"},
                                         {"Shipping", "500"},
                                         {"Taxes", "245"},
                                         {"Total", "3200"},
                                         {"Discount Amount", "300"},
                                         {"Created at", "2024-04-30 16:30:00 +0000"},
                                         {"Lineitem quantity", "2"},
                                         {"Lineitem name", "お茶"},
                                         {"Lineitem price", "1000"},
                                         {"Lineitem sku", "tea"},
                                         {"Billing Name", "山田 花子"},
                                         {"Source", "web"}},
                                        {{"Name", "#1001"},
                                         {"Email", "Hanako@Example.com"},
                                         {"Created at", "2024-04-30 16:30:00 +0000"},
                                         {"Lineitem quantity", "1"},
                                         {"Lineitem name", "湯のみ"},
                                         {"Lineitem price", "1000"}}}));
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
  return {{"Name", "#1"},
          {"Email", "a@example.com"},
          {"Financial Status", financial},
          {"Currency", currency},
          {"Subtotal", "1000"},
          {"Total", "1000"},
          {"Created at", kShopifyTime},
          {"Cancelled at", cancelled},
          {"Lineitem quantity", "1"},
          {"Lineitem name", "お茶"},
          {"Lineitem price", "1000"},
          {"Refunded Amount", refunded}};
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

TEST(ColorMe, PointsFeesAndTheColumnThatOccursTwice) {
  const Outcome outcome = read_as("colorme", headers::kColorMe,
                                  {{{"売上ID", "500"},
                                    {"受注日", "2013/01/18"},
                                    {"購入者 顧客ID", "42"},
                                    {"購入者 名前", "山田　花子"},
                                    {"送料合計", "500"},
                                    {"決済手数料", "300"},
                                    {"ラッピング手数料合計", "50"},
                                    {"ショップポイントによる割引金額", "100"},
                                    {"外部ポイントによる割引金額", "20"},
                                    {"割引金額", "30"},
                                    {"総合計金額", "2700"},
                                    {"入金状態", "入金済"},
                                    {"発送状態", "発送済"},
                                    {"発送状態", "未発送"},
                                    {"売上詳細ID", "1"},
                                    {"購入商品 型番", "tea"},
                                    {"購入商品 商品名", "お茶"},
                                    {"購入商品 販売価格(消費税込)", "1000"},
                                    {"購入商品 原価", "400"},
                                    {"購入商品 販売個数", "2"},
                                    {"購入商品 小計", "2000"}}});
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
  const Cells order = {{"注文ID", "B1"},         {"注文日時", "2026-04-01 10:00:00"},
                       {"氏(請求先)", "山田"},   {"メールアドレス(請求先)", "a@example.com"},
                       {"発送状況", "発送済み"}, {"送料", "500"},
                       {"調整金額", "-100"}};
  Cells product = order;
  product.insert(product.end(),
                 {{"商品名", "お茶"}, {"価格", "1000"}, {"数量", "2"}, {"商品ID", "10"}, {"種類ID", "3"}});
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
    return Cells{
        {"注文番号", "77"},     {"会員ID", "5"},         {"お名前(姓)", "山田"}, {"受注日", "2026-04-01 10:00:00"},
        {"税金", "200"},        {"支払合計", "2630"},    {"対応状況(ID)", "5"},  {"対応状況(名称)", "発送済み"},
        {"注文詳細ID", id},     {"商品名", name},        {"価格", price},        {"個数", "1"},
        {"明細区分(ID)", kind}, {"発送日", "2026-04-03"}};
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
                                  {{{"会員ID", "5"},
                                    {"お名前(姓)", "山田"},
                                    {"お名前(名)", "花子"},
                                    {"メールアドレス", "a@example.com"},
                                    {"誕生日", "1980-05-05 00:00:00"},
                                    {"性別(名称)", "女性"},
                                    {"住所1", "千代田区"},
                                    {"住所2", "1-1"}}});
  ASSERT_EQ(outcome.sink.customers.size(), 1U);
  const auto& member = outcome.sink.customers[0];
  EXPECT_EQ(member.channel, "eccube");
  EXPECT_EQ(member.number, "5");
  EXPECT_EQ(member.birth_date, parse_day("1980-05-05"));
  EXPECT_EQ(member.address, "千代田区1-1");
}

TEST(EcCube, OrdersAndMembersMayComeTogether) {
  Files files;
  files
      .add("customer.csv", table(headers::kEcCubeMembers, ',',
                                 {{{"会員ID", "5"}, {"お名前(姓)", "山田"}, {"メールアドレス", "a@example.com"}},
                                  {{"会員ID", "6"}, {"お名前(姓)", "佐藤"}, {"メールアドレス", "b@example.com"}}}))
      .add("order.csv", table(headers::kEcCubeOrders, ',',
                              {{{"注文番号", "77"},
                                {"会員ID", "5"},
                                {"受注日", "2026-04-01 10:00:00"},
                                {"支払合計", "2000"},
                                {"対応状況(ID)", "5"},
                                {"注文詳細ID", "1"},
                                {"商品名", "お茶"},
                                {"価格", "2000"},
                                {"個数", "1"},
                                {"明細区分(ID)", "1"}}}));
  EXPECT_EQ(files.inspect().profile, "eccube4_orders");
  const Outcome outcome = files.read();
  EXPECT_EQ(outcome.tally().customers, 2);
  EXPECT_EQ(outcome.sink.find("77").customer.number, "5");
  EXPECT_EQ(outcome.sink.find("77").file, 1);
  ASSERT_EQ(outcome.tally().files.size(), 2U);
  const FileTally& members = outcome.tally().files[0];
  const FileTally& orders = outcome.tally().files[1];
  EXPECT_EQ(members.rows_read, 2);
  EXPECT_EQ(members.customers, 2);
  EXPECT_TRUE(members.tells_customers);
  EXPECT_FALSE(members.tells_orders || members.tells_lines);
  EXPECT_EQ(orders.rows_read, 1);
  EXPECT_TRUE(orders.tells_orders && orders.tells_lines);
}

TEST(Ecforce, SeveralCodesInOneCellAreSeveralLines) {
  const Outcome outcome = read_as("ecforce", headers::kEcforce,
                                  {{{"受注ID", "9"},
                                    {"受注番号", "abcdef0123"},
                                    {"顧客番号", "ffff000011"},
                                    {"定期受注番号", "aa00"},
                                    {"メールアドレス", "a@example.com"},
                                    {"小計", "2980"},
                                    {"支払い合計", "3480"},
                                    {"受注日", "2025/08/09 23:15"},
                                    {"購入商品（商品コード）", "tea-teiki\nleaflet-01"},
                                    {"広告URLグループ名", "Instagram"},
                                    {"定期ステータス", "有効"},
                                    {"定期回数", "2"}}});
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
                                  {{{"店舗伝票番号", "N1"},
                                    {"受注日", "2026/04/01"},
                                    {"受注名", "山田 花子"},
                                    {"受注電話番号", "03-0000-0000"},
                                    {"税金", "0"},
                                    {"発送料", "500"},
                                    {"手数料", "0"},
                                    {"ポイント", "50"},
                                    {"その他費用", "-100"},
                                    {"合計金額", "1350"},
                                    {"商品名", "お茶"},
                                    {"商品コード", "tea"},
                                    {"商品価格", "1000"},
                                    {"受注数量", "1"}}});
  const auto& draft = outcome.sink.find("N1");
  EXPECT_EQ(draft.customer.number, "0300000000");
  EXPECT_EQ(draft.order_discount, 100);
  EXPECT_EQ(draft.points_used, 50);
}

}  // namespace
}  // namespace tsuzuku::intake
