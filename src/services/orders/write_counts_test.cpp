#include "services/orders/write_counts.hpp"

#include <gtest/gtest.h>

namespace tsuzuku::services {
namespace {

domain::LineDraft line(int file, Money amount) { return {.amount = amount, .file = file}; }

// Heads of orders in file 2, goods in files 0 and 1.
domain::OrderDraft order() {
  domain::OrderDraft draft;
  draft.file = 2;
  draft.lines = {line(0, 1'000), line(0, 500), line(1, 300)};
  draft.credits = {{.quantity = 1, .amount = 400, .file = 1}};
  return draft;
}

TEST(WriteCounts, EveryFigureGoesToTheFileThatToldIt) {
  WriteCounts counts;
  counts.take(order());
  counts.take(order());
  ASSERT_EQ(counts.files.size(), 3U);
  EXPECT_EQ(counts.files[2].orders, 2);
  EXPECT_EQ(counts.files[2].lines, 0);
  EXPECT_EQ(counts.files[0].orders, 0);
  EXPECT_EQ(counts.files[0].lines, 4);
  EXPECT_EQ(counts.files[0].sales, 3'000);
  EXPECT_EQ(counts.files[1].credits, 2);
  EXPECT_EQ(counts.files[1].sales, 600);
}

TEST(WriteCounts, FilesAddUpToTheWhole) {
  WriteCounts counts;
  domain::OrderDraft adjusted = order();
  adjusted.lines.push_back(line(1, -700));  // an adjustment is no sale
  counts.take(adjusted);
  FileWriteCounts sum;
  for (const FileWriteCounts& file : counts.files) {
    sum.lines += file.lines;
    sum.credits += file.credits;
    sum.sales += file.sales;
  }
  EXPECT_EQ(sum.lines, counts.lines);
  EXPECT_EQ(sum.credits, counts.credits);
  EXPECT_EQ(sum.sales, counts.sales);
  EXPECT_EQ(counts.sales, 1'800);
}

}  // namespace
}  // namespace tsuzuku::services
