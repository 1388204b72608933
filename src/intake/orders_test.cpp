// From our own CSV and from mapped files to drafts: what counts where.

#include <gtest/gtest.h>

#include <algorithm>

#include "intake/intake_for_tests.hpp"

namespace tsuzuku::intake {
namespace {

using domain::OrderState;
using testing::Files;
using testing::Outcome;
using testing::own;
using testing::read_text;
using Reasons = std::vector<std::string>;

TEST(OwnCsv, TheTemplateIsReadAsItStands) {
  const Outcome outcome = read_text(template_csv());
  ASSERT_EQ(outcome.tally().orders, 2);
  EXPECT_EQ(outcome.tally().rows_quarantined, 0);
  const auto& order = outcome.sink.find("10001");
  EXPECT_EQ(order.channel, "");
  EXPECT_EQ(order.customer.number, "C0001");
  EXPECT_EQ(order.customer.last_name, "山田");
  EXPECT_EQ(order.customer.gender, "female");
  EXPECT_EQ(to_text(order.ordered_day), "2026-04-01");
  EXPECT_EQ(order.ordered_at, 1775006100);  // 10:15 in Tokyo
  ASSERT_EQ(order.lines.size(), 2U);
  EXPECT_EQ(order.lines[0].key, "1");
  EXPECT_EQ(order.lines[0].amount, 2400);
  EXPECT_EQ(order.lines[0].unit_cost, 400);
  EXPECT_EQ(order.points_used, 100);
  EXPECT_EQ(order.shipping_fee, 500);
  EXPECT_EQ(order.total, 3800);
  EXPECT_FALSE(order.order_discount);
  EXPECT_EQ(order.state, OrderState::Shipped);
  EXPECT_EQ(order.source, "Instagram広告");
  EXPECT_EQ(order.first_row, 2);
  EXPECT_EQ(order.rows, 2);
  const auto& subscription = outcome.sink.find("10002");
  EXPECT_EQ(subscription.subscription_number, "S0002");
  EXPECT_EQ(subscription.round, 1);
}

TEST(OwnCsv, RowsOfOneOrderMayStandFarApart) {
  const Outcome outcome = read_text(own("1,2026-01-01,A,x,1,100\n2,2026-01-02,B,x,1,200\n1,2026-01-01,A,y,2,300\n"));
  ASSERT_EQ(outcome.sink.orders.size(), 2U);
  EXPECT_EQ(outcome.sink.orders[0].number, "1");
  EXPECT_EQ(outcome.sink.orders[0].lines.size(), 2U);
  EXPECT_EQ(outcome.tally().sales, 900);
  EXPECT_EQ(outcome.tally().rows_read, 3);
}

TEST(OwnCsv, BlankCustomerIsASaleWithoutCustomer) {
  const Outcome outcome = read_text(own("1,2026-01-01,,x,1,100\n"));
  EXPECT_EQ(outcome.sink.find("1").customer.number, "");
}

TEST(OwnCsv, EveryColumnFindsItsPlace) {
  const Outcome outcome = read_text(
      "order_number,ordered_at,customer_number,product_code,quantity,unit_price,line_discount,out_of_stock_quantity,"
      "returned_quantity,returned_at,return_reason,cancelled_at,cancel_reason,delivered_at,payment_due_on,paid_at,"
      "birth_date,payment_fee,order_discount\n"
      "1,2026-01-01,A,x,5,100,50,1,2,2026-01-09,broken,2026-01-02,changed mind,2026-01-05,2026-01-20,2026-01-10,"
      "1980-02-03,330,10\n");
  const auto& order = outcome.sink.find("1");
  const auto& line = order.lines.at(0);
  EXPECT_EQ(line.discount, 50);
  EXPECT_EQ(line.out_of_stock_quantity, 1);
  EXPECT_EQ(line.returned_quantity, 2);
  EXPECT_EQ(line.returned_day, parse_day("2026-01-09"));
  EXPECT_EQ(line.return_reason, "broken");
  EXPECT_EQ(order.state, OrderState::Cancelled);
  EXPECT_EQ(order.cancelled_day, parse_day("2026-01-02"));
  EXPECT_EQ(order.cancel_reason, "changed mind");
  EXPECT_EQ(order.delivered_day, parse_day("2026-01-05"));
  EXPECT_EQ(order.payment_due_day, parse_day("2026-01-20"));
  EXPECT_EQ(order.paid_day, parse_day("2026-01-10"));
  EXPECT_EQ(order.customer.birth_date, parse_day("1980-02-03"));
  EXPECT_EQ(order.payment_fee, 330);
  EXPECT_EQ(order.order_discount, 10);
}

TEST(OwnCsv, WhatIsNotToldStaysUntold) {
  const auto order = read_text(own("1,2026-01-01,A,x,1,100\n")).sink.find("1");
  EXPECT_FALSE(order.state);
  EXPECT_FALSE(order.total || order.points_used || order.shipping_fee || order.cancelled_day || order.round);
  EXPECT_FALSE(order.lines.at(0).returned_quantity || order.lines.at(0).unit_cost);
}

TEST(OwnCsv, StatusCancelledWithoutADateLeavesTheDayOpen) {
  const auto order = read_text(
                         "order_number,ordered_at,customer_number,product_code,quantity,unit_price,status\n1,2026-01-"
                         "01,A,x,1,100,キャンセル\n")
                         .sink.find("1");
  EXPECT_EQ(order.state, OrderState::Cancelled);
  EXPECT_FALSE(order.cancelled_day);
  EXPECT_EQ(order.raw_status, "キャンセル");
}

TEST(OwnCsv, ANegativeQuantityIsACreditOnItsOwnDay) {
  const Outcome outcome = read_text(own("1,2026-01-01,A,x,3,100\n1,2026-01-15,A,x,-1,100\n2,2026-02-01,A,x,-2,100\n"));
  const auto& order = outcome.sink.find("1");
  EXPECT_EQ(to_text(order.ordered_day), "2026-01-01");
  ASSERT_EQ(order.credits.size(), 1U);
  EXPECT_EQ(order.credits[0].quantity, 1);
  EXPECT_EQ(order.credits[0].amount, 100);
  EXPECT_EQ(to_text(order.credits[0].day), "2026-01-15");
  EXPECT_EQ(order.credits[0].key, "2026-01-15|x|1|100");
  const auto& only_credit = outcome.sink.find("2");
  EXPECT_TRUE(only_credit.lines.empty());
  EXPECT_EQ(only_credit.credits.at(0).amount, 200);
  EXPECT_EQ(outcome.tally().credits, 2);
  EXPECT_EQ(outcome.tally().sales, 300);
}

TEST(OwnCsv, ACreditStandingFirstDoesNotDateTheOrder) {
  const auto order = read_text(own("1,2026-01-15,A,x,-1,100\n1,2026-01-01,A,x,3,100\n")).sink.find("1");
  EXPECT_EQ(to_text(order.ordered_day), "2026-01-01");
  EXPECT_EQ(to_text(order.credits.at(0).day), "2026-01-15");
}

TEST(OwnCsv, ANegativePriceIsAnAdjustment) {
  const auto order = read_text(own("1,2026-01-01,A,x,1,1000\n1,2026-01-01,A,fix,2,-50\n")).sink.find("1");
  EXPECT_EQ(order.lines.at(1).amount, -100);
  EXPECT_TRUE(order.credits.empty());
}

TEST(OwnCsv, IdenticalLinesAreKept) {
  const auto order = read_text(own("1,2026-01-01,A,x,1,100\n1,2026-01-01,A,x,1,100\n")).sink.find("1");
  ASSERT_EQ(order.lines.size(), 2U);
  EXPECT_EQ(order.lines[0].key, "x");
  EXPECT_EQ(order.lines[1].key, "x#2");
}

TEST(OwnCsv, ALineIsKnownAgainInAShorterOrSortedFile) {
  const auto whole = read_text(own("1,2026-01-01,A,tea,1,1000\n1,2026-01-01,A,cup,1,500\n")).sink.find("1");
  const auto part = read_text(own("1,2026-01-01,A,cup,1,500\n")).sink.find("1");
  EXPECT_EQ(part.lines.at(0).key, whole.lines.at(1).key);
}

TEST(OwnCsv, GoodsThatCameBackAreKnownAgainInAnotherFile) {
  const auto both = read_text(own("1,2026-01-01,A,tea,1,1000\n1,2026-01-09,A,tea,-1,1000\n")).sink.find("1");
  const auto later = read_text(own("1,2026-01-09,A,tea,-1,1000\n1,2026-01-10,A,cup,-1,500\n")).sink.find("1");
  EXPECT_EQ(later.credits.at(0).key, both.credits.at(0).key);
  EXPECT_NE(later.credits.at(1).key, both.credits.at(0).key);
}

constexpr std::string_view kNumbered =
    "order_number,line_number,ordered_at,customer_number,product_code,quantity,unit_price\n";

TEST(OwnCsv, TheSameLineNumberTwiceIsOneLineIfItSaysTheSame) {
  const Outcome same = read_text(std::string(kNumbered) + "1,7,2026-01-01,A,x,1,100\n1,7,2026-01-01,A,x,1,100\n");
  EXPECT_EQ(same.sink.find("1").lines.size(), 1U);
  EXPECT_EQ(same.sink.find("1").lines.at(0).key, "7");
  const Outcome different = read_text(std::string(kNumbered) + "1,7,2026-01-01,A,x,1,100\n1,7,2026-01-01,A,y,1,100\n");
  EXPECT_EQ(different.sink.reasons(), (Reasons{"order_incomplete", "duplicate_line"}));
}

TEST(OwnCsv, TimesAreInTheZoneOfTheShop) {
  Files files;
  files.add("a.csv", own("1,2026-01-01 00:30,A,x,1,100\n2,2025-12-31T20:00:00Z,A,x,1,100\n"));
  const auto tokyo = files.read();
  EXPECT_EQ(to_text(tokyo.sink.find("1").ordered_day), "2026-01-01");
  EXPECT_EQ(to_text(tokyo.sink.find("2").ordered_day), "2026-01-01");
  files.request.time_zone = "America/New_York";
  const auto new_york = files.read();
  EXPECT_EQ(to_text(new_york.sink.find("1").ordered_day), "2026-01-01");
  EXPECT_EQ(to_text(new_york.sink.find("2").ordered_day), "2025-12-31");
  EXPECT_EQ(new_york.sink.find("1").ordered_at - tokyo.sink.find("1").ordered_at, 14 * 3600);
}

TEST(OwnCsv, DecimalsFollowTheCurrency) {
  Files files;
  files.add("a.csv", own("1,2026-01-01,A,x,3,0.125\n"));
  files.request.currency = "USD";
  const Outcome outcome = files.read();
  EXPECT_EQ(outcome.sink.find("1").lines.at(0).amount, 38);
  EXPECT_EQ(outcome.sink.find("1").lines.at(0).unit_price, 13);
}

std::string with_total(std::string_view total, std::string_view status = "") {
  return "order_number,ordered_at,customer_number,product_code,quantity,unit_price,line_discount,shipping_fee,"
         "payment_fee,order_discount,points_used,total,status\n"
         "1,2026-01-01,A,x,2,1000,100,500,330,50,30," +
         std::string(total) + "," + std::string(status) + "\n1,2026-01-01,A,y,1,1000,,500,330,50,30," +
         std::string(total) + "," + std::string(status) + "\n";
}

TEST(Reconciliation, OrderMoneyIsTakenOnceAndAddsUpWithinOneUnit) {
  // 3000 - 100 + 500 + 330 - 50 - 30
  for (const auto* total : {"3650", "3649", "3651", "\"¥3,650\""}) {
    EXPECT_EQ(read_text(with_total(total)).tally().orders, 1) << total;
  }
  const Outcome outcome = read_text(with_total("3652"));
  EXPECT_EQ(outcome.sink.reasons(), (Reasons{"total_mismatch", "total_mismatch"}));
  EXPECT_EQ(outcome.sink.quarantined[0].arguments, (ErrorArguments{{"computed", "3650"}, {"total", "3652"}}));
  EXPECT_EQ(outcome.sink.quarantined[0].raw, "1,2026-01-01,A,x,2,1000,100,500,330,50,30,3652,");
  EXPECT_EQ(outcome.tally().rows_quarantined, 2);
}

TEST(Reconciliation, ACancelledOrderMayHaveItsTotalSetToZero) {
  EXPECT_EQ(read_text(with_total("0", "cancelled")).tally().orders, 1);
  EXPECT_EQ(read_text(with_total("0", "shipped")).tally().orders, 0);
  EXPECT_EQ(read_text(with_total("17", "cancelled")).tally().orders, 0);
}

TEST(Mapping, NeedsOnlyATimeAndAnAmount) {
  const std::string text = "日付,金額\n2026/4/1,\"1,200円\"\n2026/4/1,800円\n2026/4/2,500円\n";
  Files files;
  files.add("a.csv", text);
  files.request.mapping = {{"ordered_at", "日付"}, {"line_total", "金額"}};
  EXPECT_EQ(files.inspect().notes, (std::vector<std::string>{"no_order_number", "no_customer"}));
  const Outcome outcome = files.read();
  ASSERT_EQ(outcome.tally().orders, 3);
  EXPECT_EQ(outcome.sink.orders[0].number, "|2026-04-01|1");
  EXPECT_EQ(outcome.sink.orders[1].number, "|2026-04-01|2");
  EXPECT_EQ(outcome.sink.orders[2].number, "|2026-04-02|1");
  EXPECT_EQ(outcome.sink.orders[0].lines.at(0).product_code, "-");
  EXPECT_EQ(outcome.sink.orders[0].lines.at(0).quantity, 1);
  EXPECT_EQ(outcome.tally().sales, 2500);
}

TEST(Mapping, RowsWithoutOrderNumberGetTheSameKeysEveryTime) {
  const std::string text = "who,when,amount\nA,2026-04-01,100\nB,2026-04-01,100\nA,2026-04-01,100\n";
  const Mapping mapping = {{"customer_number", "who"}, {"ordered_at", "when"}, {"line_total", "amount"}};
  const auto numbers = [&] {
    std::vector<std::string> all;
    for (const auto& order : read_text(text, mapping).sink.orders) all.push_back(order.number);
    return all;
  };
  EXPECT_EQ(numbers(), (std::vector<std::string>{"A|2026-04-01|1", "A|2026-04-01|2", "B|2026-04-01|1"}));
  EXPECT_EQ(numbers(), numbers());
}

TEST(OwnCsv, WhatSourcesCostByMonth) {
  const Outcome outcome = read_text(
      "source,month,cost\n紙,2026-11,\"120,000円\"\n検索,2026/12/05,500\n,2026-11,1\n紙,11月,1\n紙,2026-11,-1\n");
  ASSERT_EQ(outcome.sink.costs.size(), 2U);
  EXPECT_EQ(outcome.sink.costs[0].source, "紙");
  EXPECT_EQ(to_text(outcome.sink.costs[0].month), "2026-11");
  EXPECT_EQ(outcome.sink.costs[0].cost, 120'000);
  EXPECT_EQ(to_text(outcome.sink.costs[1].month), "2026-12");
  EXPECT_EQ(outcome.sink.reasons(), (Reasons{"missing_value", "bad_month", "negative_amount"}));
}

TEST(OwnCsv, WhatIsInStockByDay) {
  const Outcome outcome = read_text(
      "product_code,day,on_hand\nTEA,2026-11-01,120\nTEA,2026/11/02,-3\n,2026-11-01,1\nTEA,soon,1\nTEA,2026-11-03,\n");
  ASSERT_EQ(outcome.sink.stock.size(), 2U);
  EXPECT_EQ(outcome.sink.stock[0].product_code, "TEA");
  EXPECT_EQ(to_text(outcome.sink.stock[0].day), "2026-11-01");
  EXPECT_EQ(outcome.sink.stock[0].on_hand, 120);
  EXPECT_EQ(outcome.sink.stock[1].on_hand, -3);
  EXPECT_EQ(outcome.sink.reasons(), (Reasons{"missing_value", "bad_date", "missing_value"}));
}

TEST(OwnCsv, TheStateOfASubscription) {
  const std::string header =
      "order_number,ordered_at,customer_number,product_code,quantity,unit_price,subscription_number,subscription_"
      "status\n";
  const Outcome outcome = read_text(
      header + "1,2026-01-01,A,x,1,100,S1,paused\n2,2026-01-01,A,x,1,100,S2,解約\n3,2026-01-01,A,x,1,100,S3,\n");
  EXPECT_EQ(outcome.sink.find("1").subscription_state, domain::SubscriptionState::Paused);
  EXPECT_EQ(outcome.sink.find("2").subscription_state, domain::SubscriptionState::Cancelled);
  EXPECT_FALSE(outcome.sink.find("3").subscription_state);
}

TEST(OwnCsv, ConsentToMail) {
  const Outcome outcome = read_text(
      "order_number,ordered_at,customer_number,product_code,quantity,unit_price,mail_consent\n"
      "1,2026-01-01,A,x,1,100,はい\n2,2026-01-01,B,x,1,100,NO\n3,2026-01-01,C,x,1,100,\n4,2026-01-01,D,x,1,100,"
      "たぶん\n");
  EXPECT_EQ(outcome.sink.find("1").customer.mail_consent, domain::ConsentState::Given);
  EXPECT_EQ(outcome.sink.find("2").customer.mail_consent, domain::ConsentState::Withdrawn);
  EXPECT_FALSE(outcome.sink.find("3").customer.mail_consent) << "not told is neither";
  EXPECT_EQ(outcome.sink.reasons(), Reasons{"bad_consent"});
}

const Mapping kWithoutNumbers = {{"customer_number", "who"},
                                 {"ordered_at", "when"},
                                 {"product_code", "what"},
                                 {"quantity", "n"},
                                 {"unit_price", "price"}};

std::vector<std::string> numbers_of(const std::string& rows) {
  std::vector<std::string> all;
  for (const auto& order : read_text("who,when,what,n,price\n" + rows, kWithoutNumbers).sink.orders) {
    all.push_back(order.number);
  }
  return all;
}

TEST(SingleRows, AreNumberedAmongTheirOwnGoodsSoThatNoOtherRowMovesThem) {
  EXPECT_EQ(
      numbers_of("A,2026-04-01,tea,1,100\nA,2026-04-01,cup,1,50\nA,2026-04-01,tea,2,100\nA,2026-04-01,tea,-1,100\n"),
      (std::vector<std::string>{"A|2026-04-01|tea|1", "A|2026-04-01|tea|2", "A|2026-04-01|cup|1",
                                "A|2026-04-01|tea|-|1"}));
}

// The rows taken at first keep their numbers, or a row of the same goods takes them over: no number is left behind.
TEST(SingleRows, ARowThatIsMendedLaterLeavesNoNumberBehind) {
  const std::string taken = "A,2026-04-01,cup,1,50\nA,2026-04-01,tea,1,100\n";
  const auto before = numbers_of("A,2026-04-31,tea,3,100\nA,2026-04-01,tea,x,100\n" + taken);
  EXPECT_EQ(before, (std::vector<std::string>{"A|2026-04-01|tea|1", "A|2026-04-01|cup|1"}));
  for (const std::string mended : {"A,2026-04-01,tea,3,100\nA,2026-04-01,tea,1,100\n",
                                   "A,2026-04-01,cup,3,50\nA,2026-04-01,tea,-1,100\n", "B,2026-04-01,tea,3,100\n"}) {
    const auto after = numbers_of(mended + taken);
    for (const std::string& number : before) {
      EXPECT_NE(std::ranges::find(after, number), after.end()) << number << " after " << mended;
    }
  }
}

TEST(SingleRows, HandedBackAloneAreRefusedUnlessTheyHaveANumber) {
  const std::string header = "who,when,what,n,price,tsuzuku_reason,tsuzuku_column\n";
  const Outcome refused = read_text(header + "A,2026-04-01,tea,1,100,mended,n\n", kWithoutNumbers);
  EXPECT_EQ(refused.error_key(), "import.rows_handed_back");
  EXPECT_EQ(refused.error_argument("file"), "orders.csv");
  EXPECT_TRUE(refused.sink.orders.empty());
  Mapping numbered = kWithoutNumbers;
  numbered["order_number"] = "no";
  EXPECT_EQ(read_text("no," + header + "7,A,2026-04-01,tea,1,100,mended,n\n", numbered).tally().orders, 1);
}

TEST(Mapping, OnlyATotalIsOneLine) {
  const Mapping mapping = {{"order_number", "no"}, {"ordered_at", "when"}, {"total", "sum"}};
  const Outcome outcome = read_text("no,when,sum\n1,2026-04-01,100\n1,2026-04-01,\n2,2026-04-01,300\n", mapping);
  ASSERT_EQ(outcome.tally().orders, 2);
  EXPECT_EQ(outcome.sink.find("1").lines.size(), 1U);
  EXPECT_EQ(outcome.sink.find("1").lines.at(0).amount, 100);
  EXPECT_EQ(outcome.sink.find("2").lines.at(0).amount, 300);
}

TEST(Mapping, EMailOrTelephoneServeAsKeyWhenThereIsNoNumber) {
  Files files;
  files.add("a.csv", "when,amount,mail,tel\n2026-04-01,100,Hanako@Example.com,\n2026-04-01,100,,090-1234-5678\n");
  files.request.mapping = {{"ordered_at", "when"}, {"line_total", "amount"}, {"email", "mail"}, {"phone", "tel"}};
  EXPECT_EQ(files.inspect().notes, (std::vector<std::string>{"no_order_number", "customer_by_contact"}));
  const Outcome outcome = files.read();
  EXPECT_EQ(outcome.sink.orders.at(0).customer.number, "hanako@example.com");
  EXPECT_EQ(outcome.sink.orders.at(0).customer.email, "Hanako@Example.com");
  EXPECT_EQ(outcome.sink.orders.at(1).customer.number, "09012345678");
}

TEST(Mapping, GoesBeforeTheColumnsOfAProfile) {
  Files files;
  files.add(
      "a.csv",
      "order_number,ordered_at,customer_number,product_code,quantity,unit_price,net\n1,2026-04-01,A,x,1,110,100\n");
  files.request.profile = "tsuzuku";
  files.request.mapping = {{"unit_price", "net"}};
  EXPECT_EQ(files.read().sink.find("1").lines.at(0).amount, 100);
}

TEST(Mapping, StatesAreReadFromWordsInTheStatus) {
  using domain::OrderState;
  const std::vector<std::pair<std::string, std::optional<OrderState>>> words = {
      {"キャンセル済み", OrderState::Cancelled},
      {"Cancelled by buyer", OrderState::Cancelled},
      {"未発送", OrderState::Accepted},
      {"Unshipped", OrderState::Accepted},
      {"発送済み", OrderState::Shipped},
      {"partially refunded", OrderState::Accepted},
      {"Refunded", OrderState::Returned},
      {"入金待ち", OrderState::OnHold},
      {"処理中", std::nullopt}};
  for (const auto& [word, state] : words) {
    const Mapping mapping = {{"ordered_at", "when"}, {"line_total", "amount"}, {"status", "how"}};
    const Outcome outcome = read_text("when,amount,how\n2026-04-01,100," + word + "\n", mapping);
    EXPECT_EQ(outcome.sink.orders.at(0).state, state) << word;
    EXPECT_EQ(outcome.sink.orders.at(0).raw_status, word);
  }
}

TEST(SeveralFiles, OfOneRoleAreReadOneAfterTheOtherAndTheLastTells) {
  Files files;
  files.add("january.csv", own("1,2026-01-01,A,x,1,100\n2,2026-01-31,A,x,1,100\n"));
  files.add("february.csv", own("2,2026-01-31,A,x,1,150\n3,2026-02-01,A,x,1,100\n"));
  const Outcome outcome = files.read();
  ASSERT_EQ(outcome.tally().orders, 3);
  EXPECT_EQ(outcome.sink.find("2").lines.size(), 1U);
  EXPECT_EQ(outcome.sink.find("2").lines.at(0).amount, 150);
}

TEST(Masters, CustomersAndProducts) {
  const Outcome customers =
      read_text("customer_number,email,last_name,birth_date\nA,a@example.com,山田,1936/2/29\n,b@example.com,x,\n");
  ASSERT_EQ(customers.sink.customers.size(), 1U);
  EXPECT_EQ(customers.sink.customers[0].birth_date, parse_day("1936-02-29"));  // long before the ledger's days
  EXPECT_EQ(customers.sink.reasons(), Reasons{"missing_value"});
  const Outcome products =
      read_text("product_code,product_name,product_kind,unit_cost\nx,お茶,ordinary,300\ng,おまけ,ギフト,\nz,,what,\n");
  ASSERT_EQ(products.sink.products.size(), 2U);
  EXPECT_EQ(products.sink.products[0].unit_cost, 300);
  EXPECT_EQ(products.sink.products[1].kind, domain::ProductKind::Gift);
  EXPECT_EQ(products.sink.reasons(), Reasons{"unknown_product_kind"});
}

}  // namespace
}  // namespace tsuzuku::intake
