#include "intake/spool.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "base/random.hpp"
#include "intake/intake_for_tests.hpp"
#include "tests/support/full_disk.hpp"

namespace tsuzuku::intake {
namespace {

using testing::TemporaryFolder;
using Groups = std::vector<std::pair<std::string, std::vector<std::string>>>;

Groups groups_of(Spool& spool) {
  Groups groups;
  const Status done = spool.take_groups([&](std::span<const SpooledRow> group, bool continued) -> Status {
    if (!continued) groups.push_back({std::string(group.front().key), {}});
    for (const SpooledRow& row : group)
      groups.back().second.push_back(std::to_string(row.row) + ":" + std::string(row.raw));
    return {};
  });
  EXPECT_TRUE(done);
  return groups;
}

void add(Spool& spool, std::int64_t row, std::string_view key, std::string_view raw) {
  ASSERT_TRUE(spool.add({0, RecordFault::None, row, key, raw}));
}

TEST(Spool, InMemoryKeysKeepTheOrderOfTheirFirstRow) {
  const TemporaryFolder folder;
  Spool spool({folder.path()});
  add(spool, 2, "b", "b1");
  add(spool, 3, "a", "a1");
  add(spool, 4, "b", "b2");
  EXPECT_EQ(groups_of(spool), (Groups{{"b", {"2:b1", "4:b2"}}, {"a", {"3:a1"}}}));
  EXPECT_FALSE(spool.spilled());
}

TEST(Spool, SpillingChangesTheOrderOfKeysAndNothingElse) {
  const TemporaryFolder folder;
  Spool in_memory({folder.path()});
  Spool spilled({folder.path(), 10'000});
  Random random(7);
  std::map<std::string, int> rows_of_key;
  for (int row = 2; row < 5'000; ++row) {
    const std::string key = "order-with-a-long-number-" + std::to_string(random.below(700));
    const std::string raw(random.below(60), 'x');
    ++rows_of_key[key];
    add(in_memory, row, key, raw);
    add(spilled, row, key, raw);
  }
  EXPECT_TRUE(spilled.spilled());
  Groups expected = groups_of(in_memory);
  std::ranges::sort(expected);
  const Groups merged = groups_of(spilled);
  EXPECT_TRUE(std::ranges::is_sorted(merged));
  EXPECT_EQ(merged, expected);
  EXPECT_EQ(merged.size(), rows_of_key.size());
  EXPECT_TRUE(std::filesystem::is_empty(folder.path())) << "a spool leaves nothing behind";
}

TEST(Spool, ALargeGroupComesInPieces) {
  const TemporaryFolder folder;
  for (const std::size_t memory : {std::size_t{1} << 20, std::size_t{500}}) {
    Spool spool({folder.path(), memory, 4});
    for (int row = 0; row < 10; ++row) add(spool, row, "k", "x");
    add(spool, 10, "l", "x");
    std::vector<std::pair<std::size_t, bool>> pieces;
    ASSERT_TRUE(spool.take_groups([&](std::span<const SpooledRow> group, bool continued) -> Status {
      pieces.emplace_back(group.size(), continued);
      return {};
    }));
    EXPECT_EQ(pieces, (std::vector<std::pair<std::size_t, bool>>{{4, false}, {4, true}, {2, true}, {1, false}}));
  }
}

TEST(Spool, SaysWhenItCannotWrite) {
  Spool spool({"/nonexistent/folder", 200});
  Status status;
  for (int row = 0; row < 100 && status; ++row) status = spool.add({0, RecordFault::None, row, "key", "some raw text"});
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().key, "import.spool_failed");
  EXPECT_EQ(status.error().kind, ErrorKind::Unavailable);
}

TEST(Spool, AnErrorOfTheTakerEndsIt) {
  const TemporaryFolder folder;
  Spool spool({folder.path()});
  add(spool, 1, "a", "x");
  add(spool, 2, "b", "x");
  int taken = 0;
  const Status status = spool.take_groups([&](std::span<const SpooledRow>, bool) -> Status {
    ++taken;
    return fail(ErrorKind::Cancelled, "import.cancelled");
  });
  EXPECT_FALSE(status);
  EXPECT_EQ(taken, 1);
}

TEST(Spool, AFullDiskIsToldAndLeavesNoFile) {
  const TemporaryFolder folder;
  {
    const testing_support::FullDisk full(20'000);
    Spool spool({folder.path(), 8'000});
    const std::string raw(500, 'x');
    Status added;
    for (std::int64_t row = 2; added && row < 1'000; ++row) {
      added = spool.add({0, RecordFault::None, row, std::to_string(row), raw});
    }
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().key, "import.spool_failed");
    EXPECT_EQ(added.error().kind, ErrorKind::Unavailable);
    EXPECT_LT(spool.rows(), 100);
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace tsuzuku::intake
