#include "base/csv.hpp"

#include <gtest/gtest.h>

namespace tsuzuku {
namespace {

TEST(CsvField, IsQuotedOnlyWhereItMust) {
  EXPECT_EQ(csv_field("plain"), "plain");
  EXPECT_EQ(csv_field(""), "");
  EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_field("a,b", '\t'), "a,b");
  EXPECT_EQ(csv_field("a\tb", '\t'), "\"a\tb\"");
  EXPECT_EQ(csv_field("say \"x\""), "\"say \"\"x\"\"\"");
  EXPECT_EQ(csv_field("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(csv_field("=1+1"), "=1+1") << "what comes back to us stays as it is";
}

TEST(CsvField, ForPeopleIsNoFormula) {
  for (const char* formula : {"=1+1", "+81", "-x", "-1+1", "--", "@sum"})
    EXPECT_EQ(csv_field_for_people(formula), std::string("'") + formula);
  EXPECT_EQ(csv_field_for_people("\t=1"), "'\t=1");
  EXPECT_EQ(csv_field_for_people("\r=1"), "\"'\r=1\"");
  EXPECT_EQ(csv_field_for_people("=HYPERLINK(\"x\",\"y\")"), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
  EXPECT_EQ(csv_field_for_people("お茶"), "お茶");
  EXPECT_EQ(csv_field_for_people("-"), "-") << "not told";
  EXPECT_EQ(csv_field_for_people(""), "");
}

}  // namespace
}  // namespace tsuzuku
