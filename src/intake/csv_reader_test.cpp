#include "intake/csv_reader.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "intake/separator.hpp"

namespace tsuzuku::intake {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// Gives out a few bytes at a time, so that records are cut at every place.
class DrippingSource final : public ByteSource {
 public:
  DrippingSource(std::string_view text, std::size_t drop) : text_(text), drop_(drop) {}
  Result<std::size_t> read(char* into, std::size_t capacity) override {
    const std::size_t size = std::min({drop_, capacity, text_.size()});
    std::copy_n(text_.data(), size, into);
    text_.remove_prefix(size);
    return size;
  }
  [[nodiscard]] std::int64_t bytes_done() const override { return 0; }

 private:
  std::string_view text_;
  std::size_t drop_;
};

struct ReadBack {
  Rows rows;
  std::vector<std::int64_t> numbers;
  std::vector<RecordFault> faults;
  std::string error;
  std::string error_row;
};

ReadBack read_all(ByteSource& source, Dialect dialect = {}, CsvLimits limits = {}) {
  CsvReader reader(source, dialect, limits);
  ReadBack back;
  Record record;
  std::string scratch;
  for (;;) {
    const auto found = reader.next(record);
    if (!found) {
      back.error = found.error().key;
      back.error_row = found.error().arguments.at(0).second;
      return back;
    }
    if (!*found) return back;
    auto& row = back.rows.emplace_back();
    for (const Cell& cell : record.cells) row.emplace_back(cell_text(record.raw, cell, scratch));
    back.numbers.push_back(record.number);
    back.faults.push_back(record.fault);
  }
}

ReadBack read_all(std::string_view text, Dialect dialect = {}, CsvLimits limits = {}) {
  TextSource source(text);
  return read_all(source, dialect, limits);
}

TEST(Csv, SeparatesCellsAndRecordsByEveryLineEnd) {
  const Rows expected = {{"a", "b"}, {"1", "2"}, {"3", ""}};
  EXPECT_EQ(read_all("a,b\n1,2\n3,\n").rows, expected);
  EXPECT_EQ(read_all("a,b\r\n1,2\r\n3,").rows, expected);
  EXPECT_EQ(read_all("a,b\r1,2\r3,\r").rows, expected);
}

TEST(Csv, QuotesHoldSeparatorsLineBreaksAndDoubledMarks) {
  EXPECT_EQ(read_all("\"a,b\",\"c\r\nd\",\"say \"\"hi\"\"\"\nx,y,z\n").rows,
            (Rows{{"a,b", "c\r\nd", "say \"hi\""}, {"x", "y", "z"}}));
  EXPECT_EQ(read_all("\"\",\"\"\"\"\n").rows, (Rows{{"", "\""}}));
}

TEST(Csv, AMarkInsideAPlainCellIsText) { EXPECT_EQ(read_all("5\" disk,x\n").rows, (Rows{{"5\" disk", "x"}})); }

TEST(Csv, TextBehindTheClosingMarkIsKept) { EXPECT_EQ(read_all("\"a\"b,c\n").rows, (Rows{{"ab", "c"}})); }

TEST(Csv, WithoutQuotingMarksAreText) { EXPECT_EQ(read_all("\"a\tb\"\n", {'\t', false}).rows, (Rows{{"\"a", "b\""}})); }

TEST(Csv, RunsOfBlanksSeparate) {
  EXPECT_EQ(read_all(" id  date   n\r\n 00001 19970101  1  \r\n", {' ', true}).rows,
            (Rows{{"id", "date", "n"}, {"00001", "19970101", "1"}}));
}

TEST(Csv, CountsBlankLinesButDoesNotReturnThem) {
  const ReadBack back = read_all("a,b\n\n,,\n1,2\n\x1A");
  EXPECT_EQ(back.rows, (Rows{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(back.numbers, (std::vector<std::int64_t>{1, 4}));
}

TEST(Csv, SkipsByteOrderMarksHoweverMany) {
  EXPECT_EQ(read_all("\xEF\xBB\xBF\xEF\xBB\xBF\"a\",b\n").rows, (Rows{{"a", "b"}}));
}

TEST(Csv, TextThatEndsInsideQuotesIsAnErrorAtTheRowWhereTheyOpen) {
  const ReadBack back = read_all("a,b\n1,2\n3,\"four\n5,6\n");
  EXPECT_EQ(back.error, "import.unterminated_quote");
  EXPECT_EQ(back.error_row, "3");
}

TEST(Csv, ARowThatIsTooLongIsToldAndTheNextOneRead) {
  const std::string text = "a,b\n" + std::string(10'000, 'x') + ",\"y\ny\"\n1,2\n";
  for (const std::size_t drop : {7UL, 100'000UL}) {
    DrippingSource source(text, drop);
    const ReadBack back = read_all(source, {}, {.field_bytes = 500, .row_bytes = 1'000});
    ASSERT_EQ(back.faults, (std::vector{RecordFault::None, RecordFault::RowTooLong, RecordFault::None}));
    EXPECT_EQ(back.rows[2], (std::vector<std::string>{"1", "2"}));
    EXPECT_EQ(back.numbers, (std::vector<std::int64_t>{1, 2, 3}));
  }
}

TEST(Csv, ATenMegabyteLineIsOneFaultyRecord) {
  const ReadBack back = read_all("a\n" + std::string(10 << 20, 'x') + "\n1\n");
  EXPECT_EQ(back.faults, (std::vector{RecordFault::None, RecordFault::RowTooLong, RecordFault::None}));
}

TEST(Csv, ACellThatIsTooLongIsTold) {
  const ReadBack back =
      read_all("a,b\n" + std::string(600, 'x') + ",1\n", {}, {.field_bytes = 500, .row_bytes = 1'000});
  EXPECT_EQ(back.faults[1], RecordFault::FieldTooLong);
}

TEST(Csv, BytesThatAreNoUtf8AreTold) {
  EXPECT_EQ(read_all("a,b\n\x83,1\n").faults[1], RecordFault::BadEncoding);
  EXPECT_EQ(read_all("a,b\n\xEF\xBF\xBD,1\n").faults[1], RecordFault::BadEncoding);
  EXPECT_EQ(read_all("a,b\n茶,1\n").faults[1], RecordFault::None);
}

std::string written(const Rows& rows, char separator, std::string_view line_end) {
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) text += separator;
      append_cell(text, row[i], separator);
    }
    text += line_end;
  }
  return text;
}

RC_GTEST_PROP(CsvProperty, WhatIsWrittenIsRead, ()) {
  const auto width = *rc::gen::inRange<std::size_t>(2, 6);
  const auto letter = rc::gen::element('a', 'b', ' ', ',', ';', '\t', '"', '\n', '\r', '0');
  const auto cell = rc::gen::container<std::string>(letter);
  Rows rows = *rc::gen::container<Rows>(rc::gen::container<std::vector<std::string>>(width, cell));
  for (auto& row : rows) row[0] += 'x';  // a row of nothing but blanks is no row
  const char separator = *rc::gen::element(',', ';', '\t');
  const std::string text = written(rows, separator, *rc::gen::element<std::string>("\n", "\r\n", "\r"));
  DrippingSource source(text, *rc::gen::inRange<std::size_t>(1, 40));
  const ReadBack back = read_all(source, {separator, true});
  RC_ASSERT(back.error.empty());
  RC_ASSERT(back.rows == rows);
}

RC_GTEST_PROP(CsvProperty, AnyBytesEndWithoutHarmAndSkippingFindsTheSameEnd, ()) {
  const auto letter = rc::gen::element('a', ',', '"', '\n', '\r', ' ');
  const std::string text = *rc::gen::container<std::string>(letter);
  std::vector<Cell> cells;
  const Scan scan = scan_record(text, {}, true, cells);
  RecordSkipper skipper({});
  const std::size_t skipped = skipper.feed(text);
  if (scan.end == ScanEnd::OpenQuote) {
    RC_ASSERT(skipper.in_quotes());
  } else {
    RC_ASSERT(skipped == scan.next);
  }
  DrippingSource source(text, 3);
  (void)read_all(source, {}, {.field_bytes = 4, .row_bytes = 8});
}

TEST(Separator, IsTheOneUnderWhichRecordsAgree) {
  EXPECT_EQ(detect_separator("a,b;c,d\n1,2;3,4\n", true), ',');
  EXPECT_EQ(detect_separator("a\tb\tc\n1,5\t2\t3\n", true), '\t');
  EXPECT_EQ(detect_separator("a;b;c\n1,5;2,5;3\n", true), ';');
  EXPECT_EQ(detect_separator(" id date n\n 1 19970101 2\n", true), ' ');
  EXPECT_EQ(detect_separator("単価 名前,数量\nお茶 大,2\n", true), ',');
  EXPECT_EQ(detect_separator("only\nvalues\n", true), ',');
}

}  // namespace
}  // namespace tsuzuku::intake
