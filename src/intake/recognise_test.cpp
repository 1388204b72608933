#include <gtest/gtest.h>

#include <algorithm>

#include "intake/intake_for_tests.hpp"

namespace tsuzuku::intake {
namespace {

using testing::Files;
using testing::in_encoding;
using testing::own;

TEST(Recognise, EncodingsAndSeparatorsAreFoundOut) {
  struct Case {
    Encoding encoding;
    char separator;
  };
  for (const auto& [encoding, separator] :
       {Case{Encoding::Utf8, ','}, Case{Encoding::Utf8Bom, ','}, Case{Encoding::Cp932, ','},
        Case{Encoding::Utf16Le, '\t'}, Case{Encoding::Utf16Be, ';'}, Case{Encoding::Cp932, '\t'}}) {
    std::string text = own("1,2026年4月1日,A,お茶,１,￥１００\n");
    std::ranges::replace(text, ',', separator);
    Files files;
    files.add("a.csv", in_encoding(text, encoding));
    const Inspection inspection = files.inspect();
    EXPECT_EQ(inspection.profile, "tsuzuku");
    EXPECT_EQ(inspection.files.at(0).encoding, name_of(encoding));
    EXPECT_EQ(inspection.files.at(0).separator, std::string(1, separator));
    EXPECT_EQ(inspection.files.at(0).role, "orders");
    EXPECT_EQ(inspection.files.at(0).sample.at(0).at(3), "お茶");
    EXPECT_EQ(inspection.mapping.at("unit_price"), "unit_price");
    EXPECT_EQ(inspection.currency, "JPY");
    EXPECT_EQ(inspection.time_zone, "Asia/Tokyo");
    const auto outcome = files.read();
    ASSERT_EQ(outcome.sink.orders.size(), 1U);
    EXPECT_EQ(outcome.sink.orders[0].lines.at(0).product_code, "お茶");
    EXPECT_EQ(outcome.sink.orders[0].lines.at(0).amount, 100);
  }
}

TEST(Recognise, WidthCaseAndBlanksOfNamesDoNotMatter) {
  Files files;
  files.add(
      "a.csv",
      "Order_Number, ORDERED_AT ,customer_number,ｐｒｏｄｕｃｔ_code,quantity,unit_price\n1,2026-01-01,A,x,1,1\n");
  EXPECT_EQ(files.inspect().profile, "tsuzuku");
}

TEST(Recognise, AnUnknownHeaderIsShownWithItsNearestProfiles) {
  Files files;
  files.add("a.csv", "注文番号,合計金額,備考\n1,100,\n");
  const Inspection inspection = files.inspect();
  EXPECT_FALSE(inspection.profile);
  ASSERT_FALSE(inspection.candidates.empty());
  EXPECT_FALSE(inspection.candidates[0].missing.empty());
  EXPECT_EQ(inspection.files.at(0).columns, (std::vector<std::string>{"注文番号", "合計金額", "備考"}));
}

TEST(Recognise, TwoProfilesThatFitEquallyWellAreLeftToTheUser) {
  Files files;
  files.add("a.csv", own("1,2026-01-01,A,x,1,100\n"));
  const auto folder = files.folder() / "profiles";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "twin.json") << R"({"name": "twin", "title": {"ja": "x"}, "own_names": true,
    "files": [{"role": "orders", "columns": {}, "required": ["order_number", "ordered_at", "unit_price"]}]})";
  files.request.profile_folders = {folder};
  EXPECT_FALSE(files.inspect().profile);
  const auto outcome = files.read();
  EXPECT_EQ(outcome.error_key(), "import.ambiguous_profile");
  EXPECT_EQ(outcome.error_argument("profiles"), "tsuzuku, twin");
  files.request.profile = "twin";
  EXPECT_EQ(files.read().tally().orders, 1);
}

TEST(Recognise, AMissingFileOfAProfileIsNamed) {
  Files files;
  files.add("items.csv", "OrderId,LineId,Quantity,ItemId,Title,UnitPrice\n1,1,1,x,お茶,100\n");
  files.request.profile = "yahoo";
  const auto outcome = files.read();
  EXPECT_EQ(outcome.error_key(), "import.missing_file");
  EXPECT_EQ(outcome.error_argument("missing"), "[orders]");
}

TEST(Recognise, AFileThatFitsNoRoleIsNamed) {
  Files files;
  files.add("orders.csv", "OrderId,OrderTime,OrderStatus\n1,2026/01/01,2\n");
  files.add("notes.csv", "memo,author\nx,y\n");
  const auto outcome = files.read();
  EXPECT_EQ(outcome.error_key(), "import.unknown_header");
  EXPECT_EQ(outcome.error_argument("file"), "notes.csv");
}

TEST(Recognise, FilesCountsAreLimited) {
  Files none;
  EXPECT_EQ(none.read().error_key(), "import.file_count");
}

}  // namespace
}  // namespace tsuzuku::intake
