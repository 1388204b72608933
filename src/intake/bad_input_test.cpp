// Files and rows that are at fault: what is said, where, and that nothing is taken by halves.

#include <gtest/gtest.h>

#include "base/catalogue.hpp"
#include "base/limits.hpp"
#include "intake/intake_for_tests.hpp"

namespace tsuzuku::intake {
namespace {

using testing::Files;
using testing::in_encoding;
using testing::Outcome;
using testing::own;
using testing::read_text;
using Reasons = std::vector<std::string>;

TEST(BadFile, Empty) {
  EXPECT_EQ(read_text("").error_key(), "import.empty_file");
  EXPECT_EQ(read_text("\xEF\xBB\xBF\n\n").error_key(), "import.empty_file");
}

TEST(BadFile, HeaderOnly) { EXPECT_EQ(read_text(own("")).error_key(), "import.no_rows"); }

TEST(BadFile, NotThere) {
  Files files;
  files.request.files.push_back({"gone.csv", files.folder() / "gone.csv"});
  const Outcome outcome = files.read();
  EXPECT_EQ(outcome.error_key(), "import.cannot_open");
  EXPECT_EQ(outcome.error_argument("file"), "gone.csv");
}

TEST(BadFile, Binary) {
  const Outcome excel = read_text(std::string("PK\x03\x04\x14\0\0\0", 8) + std::string(100, '\x01'));
  EXPECT_EQ(excel.error_key(), "import.binary_file");
  EXPECT_EQ(excel.error_argument("kind"), "Excel / ZIP");
  EXPECT_EQ(read_text(std::string("a\0b\0\0c,\x01\x02\x03", 10)).error_key(), "import.binary_file");
}

TEST(BadFile, UnknownEncoding) {
  std::string text = own("");
  for (int i = 0; i < 200; ++i) text += "\xFF\xFE\xFD\x80 \x80\xFD,";
  EXPECT_EQ(read_text(text).error_key(), "import.unknown_encoding");
}

TEST(BadFile, UnknownSeparator) {
  const Outcome outcome = read_text("order_number|ordered_at|unit_price\n1|2026-01-01|100\n");
  EXPECT_EQ(outcome.error_key(), "import.one_column");
  EXPECT_EQ(outcome.error_argument("file"), "orders.csv");
}

TEST(BadFile, AHeaderNobodyKnows) {
  const Outcome outcome = read_text("foo,bar,quantity\n1,2,3\n");
  EXPECT_EQ(outcome.error_key(), "import.unknown_header");
  EXPECT_EQ(outcome.error_argument("columns"), "foo, bar, quantity");
  EXPECT_NE(outcome.error_argument("nearest").find("tsuzuku (order_number, ordered_at"), std::string::npos)
      << outcome.error_argument("nearest");
}

TEST(BadFile, ARequiredColumnIsMissing) {
  Files files;
  files.add("april.csv", "order_number,ordered_at,product_code,quantity,unit_price\n1,2026-01-01,x,1,100\n");
  files.request.profile = "tsuzuku";
  const Outcome outcome = files.read();
  EXPECT_EQ(outcome.error_key(), "import.missing_column");
  EXPECT_EQ(outcome.error_argument("file"), "april.csv");
  EXPECT_EQ(outcome.error_argument("missing"), "customer_number");
}

TEST(BadFile, AMappingThatNamesNothing) {
  EXPECT_EQ(read_text("a,b\n1,2\n", {{"ordered_on", "a"}}).error_key(), "import.unknown_field");
  EXPECT_EQ(read_text("a,b\n1,2\n", {{"ordered_at", "c"}}).error_key(), "import.unknown_column");
  EXPECT_EQ(read_text("a,b\n1,2\n", {{"ordered_at", "a"}}).error_key(), "import.missing_column");
}

TEST(BadFile, AProfileThatIsNotThere) {
  Files files;
  files.add("a.csv", own("1,2026-01-01,A,x,1,100\n"));
  files.request.profile = "none";
  const Outcome outcome = files.read();
  EXPECT_EQ(outcome.error_key(), "import.unknown_profile");
  EXPECT_EQ(outcome.result.error().kind, ErrorKind::Usage);
  EXPECT_NE(outcome.error_argument("known").find("shopify"), std::string::npos) << "says which there are";
}

TEST(BadFile, UnknownCurrencyAndZone) {
  Files files;
  files.add("a.csv", own("1,2026-01-01,A,x,1,100\n"));
  files.request.currency = "XXX";
  EXPECT_EQ(files.read().error_key(), "import.unknown_currency");
  files.request.currency = "JPY";
  files.request.time_zone = "Mars/Olympus";
  EXPECT_EQ(files.read().error_key(), "import.unknown_time_zone");
}

TEST(BadFile, CutOffInsideQuotes) {
  const Outcome outcome = read_text(own("1,2026-01-01,A,x,1,100\n2,2026-01-01,A,\"x,1,100\n3,2026-01-01,A,x,1,100\n"));
  EXPECT_EQ(outcome.error_key(), "import.unterminated_quote");
  EXPECT_EQ(outcome.error_argument("row"), "3");
  EXPECT_EQ(outcome.error_argument("file"), "orders.csv");
  EXPECT_TRUE(outcome.sink.orders.empty());
}

TEST(BadFile, CutOffInARowHoldsItsOrderBack) {
  const Outcome outcome = read_text(own("1,2026-01-01,A,x,1,100\n2,2026-01-01,A,x,1,100\n2,2026-01-01,A"));
  EXPECT_EQ(outcome.tally().orders, 1);
  EXPECT_EQ(outcome.sink.reasons(), (Reasons{"order_incomplete", "too_few_columns"}));
}

TEST(BadFile, EveryRowWrongStopsTheImport) {
  std::string text = own("");
  for (std::size_t i = 0; i <= limits::kQuarantinedRows; ++i) text += std::to_string(i) + ",never,A,x,1,100\n";
  const Outcome outcome = read_text(text);
  EXPECT_EQ(outcome.error_key(), "import.too_many_quarantined");
  EXPECT_EQ(outcome.error_argument("column"), "ordered_at");
}

struct RowCase {
  const char* rows;
  const char* reason;
  const char* column;
  int row;
};

TEST(BadRow, IsToldByRowColumnAndReason) {
  const std::vector<RowCase> cases = {
      {"1,2026-01-01,A,x,1\n", "too_few_columns", "", 2},
      {"1,2026-01-01,A,x,1,100,200\n", "too_many_columns", "", 2},
      {"1,2026-02-30,A,x,1,100\n", "no_such_day", "ordered_at", 2},
      {"1,soon,A,x,1,100\n", "bad_date", "ordered_at", 2},
      {"1,2149-01-01,A,x,1,100\n", "day_out_of_range", "ordered_at", 2},
      {"1,,A,x,1,100\n", "missing_value", "", 2},
      {",2026-01-01,A,x,1,100\n", "missing_value", "order_number", 2},
      {"1,2026-01-01,A,,1,100\n", "missing_value", "product_code", 2},
      {"1,2026-01-01,A,x,,100\n", "missing_value", "quantity", 2},
      {"1,2026-01-01,A,x,1,\n", "missing_value", "unit_price", 2},
      {"1,2026-01-01,A,x,one,100\n", "bad_quantity", "quantity", 2},
      {"1,2026-01-01,A,x,1000001,1\n", "quantity_overflow", "quantity", 2},
      {"1,2026-01-01,A,x,1,free\n", "bad_money", "unit_price", 2},
      {"1,2026-01-01,A,x,1,99999999999999999999\n", "money_overflow", "unit_price", 2},
      {"1,2026-01-01,A,x,1000,2000001\n", "money_overflow", "unit_price", 2},
      {"1,2026-01-01,A,x,-1,-100\n", "negative_quantity_and_price", "quantity", 2},
      {"1,2026-01-01,A,\xEF\xBF\xBD,1,100\n", "bad_encoding", "", 2},
  };
  for (const RowCase& one : cases) {
    const Outcome outcome = read_text(own(std::string(one.rows) + "9,2026-01-01,A,x,1,100\n"));
    EXPECT_EQ(outcome.tally().orders, 1) << one.rows;
    ASSERT_EQ(outcome.sink.quarantined.size(), 1U) << one.rows;
    const QuarantinedRow& row = outcome.sink.quarantined[0];
    EXPECT_EQ(row.reason, one.reason) << one.rows;
    EXPECT_EQ(row.column, one.column) << one.rows;
    EXPECT_EQ(row.row, one.row) << one.rows;
    EXPECT_EQ(row.raw + "\n", one.rows);
  }
}

TEST(BadRow, OptionalColumnsAreCheckedToo) {
  const std::string header =
      std::string(testing::kOwnHeader) + ",returned_quantity,line_discount,shipping_fee,status\n";
  const auto reasons = [&](std::string_view row) { return read_text(header + std::string(row) + "\n").sink.reasons(); };
  EXPECT_EQ(reasons("1,2026-01-01,A,x,1,100,2,,,"), Reasons{"more_than_ordered"});
  EXPECT_EQ(reasons("1,2026-01-01,A,x,1,100,,-5,,"), Reasons{"negative_amount"});
  EXPECT_EQ(reasons("1,2026-01-01,A,x,1,100,,,-5,"), Reasons{"negative_amount"});
  EXPECT_EQ(reasons("1,2026-01-01,A,x,1,100,,,,teleported"), Reasons{"unknown_status"});
}

TEST(BadRow, AnOrderForTwoCustomersIsHeldBackWhole) {
  const Outcome outcome = read_text(own("1,2026-01-01,A,x,1,100\n1,2026-01-01,B,y,1,100\n2,2026-01-01,B,y,1,100\n"));
  EXPECT_EQ(outcome.tally().orders, 1);
  EXPECT_EQ(outcome.sink.reasons(), (Reasons{"two_customers", "two_customers"}));
  EXPECT_EQ(outcome.sink.quarantined[0].arguments, (ErrorArguments{{"first", "A"}, {"second", "B"}}));
}

TEST(BadRow, OneBadRowHoldsItsOrderBack) {
  const Outcome outcome = read_text(own("1,2026-01-01,A,x,1,100\n1,2026-01-01,A,y,many,100\n"));
  EXPECT_EQ(outcome.tally().orders, 0);
  EXPECT_EQ(outcome.sink.reasons(), (Reasons{"order_incomplete", "bad_quantity"}));
}

TEST(BadRow, AnOrderToldTwiceDoublesItsLinesAndFailsItsTotal) {
  const std::string block = "1,2026-01-01,A,x,1,100,100\n";
  const Outcome outcome = read_text(std::string(testing::kOwnHeader) + ",total\n" + block + block);
  EXPECT_EQ(outcome.sink.reasons(), (Reasons{"total_mismatch", "total_mismatch"}));
}

TEST(BadRow, ATenMegabyteLineIsQuarantinedWithItsOrder) {
  const Outcome outcome = read_text(
      own("1,2026-01-01,A,x,1,100\n1,2026-01-01,A," + std::string(10 << 20, 'x') + ",1,100\n2,2026-01-01,A,x,1,100\n"));
  EXPECT_EQ(outcome.tally().orders, 1);
  EXPECT_EQ(outcome.sink.reasons(), (Reasons{"order_incomplete", "row_too_long"}));
  EXPECT_LE(outcome.sink.quarantined[1].raw.size(), limits::kTextField);
}

TEST(BadRow, TooManyRowsInOneOrder) {
  std::string text = own("");
  for (std::size_t i = 0; i <= limits::kOrderLines; ++i) text += "1,2026-01-01,A,x,1,1\n";
  text += "2,2026-01-01,A,x,1,1\n";
  const Outcome outcome = read_text(text);
  EXPECT_EQ(outcome.tally().orders, 1);
  EXPECT_EQ(outcome.tally().rows_quarantined, static_cast<std::int64_t>(limits::kOrderLines) + 1);
  EXPECT_EQ(outcome.sink.quarantined.back().reason, "too_many_lines");
}

TEST(BadRow, TheSumOfAnOrderMayNotOverflow) {
  const Outcome outcome = read_text(own("1,2026-01-01,A,x,1,1500000000\n1,2026-01-01,A,y,1,1500000000\n"));
  EXPECT_EQ(outcome.sink.reasons(), (Reasons{"money_overflow", "money_overflow"}));
}

TEST(BadRow, DamagedCharactersInAFileOfAnotherEncoding) {
  std::string text =
      in_encoding(own("1,2026-01-01,A,お茶,1,100\n2,2026-01-01,A,湯のみ,1,100\n3,2026-01-01,A,"), Encoding::Cp932);
  for (int i = 0; i < 40; ++i) text += in_encoding("急須", Encoding::Cp932);
  text += ",1,100\n4,2026-01-01,A,\x85\x20,1,100\n";
  const Outcome outcome = read_text(text);
  EXPECT_EQ(outcome.tally().orders, 3);
  EXPECT_EQ(outcome.sink.reasons(), Reasons{"bad_encoding"});
}

TEST(Stopping, CancelEndsTheReading) {
  Files files;
  std::string text = own("");
  for (int i = 0; i < 5'000; ++i) text += std::to_string(i) + ",2026-01-01,A,x,1,100\n";
  files.add("a.csv", text);
  files.request.spool_folder = files.folder();
  testing::CollectingSink sink;
  const std::atomic<bool> cancel = true;
  const auto result = read(files.request, sink, {}, cancel);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::Cancelled);
  EXPECT_TRUE(sink.orders.empty());
}

TEST(Stopping, AnErrorOfTheSinkIsReturned) {
  struct FullSink final : Sink {
    Status order(domain::OrderDraft) override { return fail(ErrorKind::Unavailable, "store.full"); }
    Status customer(domain::CustomerDraft) override { return {}; }
    Status product(domain::ProductDraft) override { return {}; }
    Status source_cost(domain::SourceCostDraft) override { return {}; }
    Status stock_level(domain::StockLevelDraft) override { return {}; }
    Status quarantine(QuarantinedRow) override { return {}; }
  } sink;
  Files files;
  files.add("a.csv", own("1,2026-01-01,A,x,1,100\n"));
  files.request.spool_folder = files.folder();
  const std::atomic<bool> cancel = false;
  const auto result = read(files.request, sink, {}, cancel);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().key, "store.full");
}

TEST(Messages, EveryReasonAndErrorHasAText) {
  for (const auto* language : {"ja", "en"}) {
    const auto file = find_asset(std::string("locales/server/") + language + "/intake.json");
    ASSERT_TRUE(file);
    const auto texts = Catalogue::parse(*file);
    ASSERT_TRUE(texts);
    for (const auto* reason :
         {"bad_money",         "money_overflow",   "bad_quantity",     "quantity_overflow",
          "bad_date",          "no_such_day",      "day_out_of_range", "bad_month",
          "bad_consent",       "row_too_long",     "field_too_long",   "bad_encoding",
          "too_few_columns",   "too_many_columns", "missing_value",    "negative_quantity_and_price",
          "more_than_ordered", "negative_amount",  "two_customers",    "no_lines",
          "missing_rows",      "total_mismatch",   "too_many_lines",   "order_incomplete",
          "duplicate_line",    "unknown_status",   "other_currency",   "unknown_product_kind"}) {
      EXPECT_TRUE(texts->contains(std::string("quarantine.") + reason)) << reason;
    }
    for (const auto* note : {"no_order_number", "total_only", "no_customer", "customer_by_contact"}) {
      EXPECT_TRUE(texts->contains(std::string("import_notes.") + note)) << note;
    }
  }
}

}  // namespace
}  // namespace tsuzuku::intake
