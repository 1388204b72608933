#include "services/imports/hashed_ids.hpp"

#include <gtest/gtest.h>

#include "base/random.hpp"

namespace tsuzuku::services {
namespace {

TEST(HashedIds, FindsWhatWasAddedAndNothingElse) {
  HashedIds ids;
  EXPECT_FALSE(ids.find(0));
  constexpr std::int64_t kMany = 50'000;
  Random random(1);
  for (std::int64_t id = 1; id <= kMany; ++id) ids.add(random.next(), id);
  Random again(1);
  for (std::int64_t id = 1; id <= kMany; ++id) ASSERT_EQ(ids.find(again.next()), id);
  EXPECT_FALSE(ids.find(again.next()));
}

TEST(HashedIds, KeepsTheFirstAndTellsHashesOfTheSameSlotApart) {
  HashedIds ids;
  for (std::uint64_t i = 0; i < 600; ++i) ids.add(i << 32U, static_cast<std::int64_t>(i) + 1);
  ids.add(5ULL << 32U, 99);
  EXPECT_EQ(ids.find(5ULL << 32U), 6);
  EXPECT_EQ(ids.find(599ULL << 32U), 600);
  EXPECT_FALSE(ids.find(600ULL << 32U));
}

}  // namespace
}  // namespace tsuzuku::services
