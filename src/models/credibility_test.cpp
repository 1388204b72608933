#include "models/credibility.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace tsuzuku::models {
namespace {

GroupedSums sums_of(const std::vector<std::vector<double>>& groups) {
  GroupedSums sums;
  for (const auto& group : groups) {
    double total = 0.0;
    for (const double one : group) {
      total += one;
      sums.squares += one * one;
    }
    const auto size = static_cast<std::int64_t>(group.size());
    ++sums.groups;
    sums.observations += size;
    sums.sizes_squared += size * size;
    sums.total += total;
    sums.squares_of_totals += total * total / static_cast<double>(size);
  }
  return sums;
}

// Klugman, Panjer, Willmot, Loss Models: two policyholders over three years, Z = 35/48, 133/24 and 203/24.
TEST(Credibility, MeetsTheTextbook) {
  const auto found = credibility(sums_of({{3, 5, 7}, {6, 12, 9}}));
  ASSERT_TRUE(found && found->k);
  EXPECT_NEAR(found->mean, 7.0, 1e-12);
  EXPECT_NEAR(*found->k, 39.0 / 35.0, 1e-12);
  EXPECT_NEAR(found->expected(3, 15.0), 133.0 / 24.0, 1e-12);
  EXPECT_NEAR(found->expected(3, 27.0), 203.0 / 24.0, 1e-12);
  EXPECT_NEAR(found->expected(0, 0.0), 7.0, 1e-12);
}

TEST(Credibility, FindsTheVariancesGroupsWereDrawnWith) {
  std::mt19937_64 generator(5);
  std::normal_distribution<double> of_group(30.0, 6.0), around(0.0, 3.0);
  std::vector<std::vector<double>> groups;
  for (std::size_t i = 0; i < 20'000; ++i) {
    auto& group = groups.emplace_back();
    const double mean = of_group(generator);
    for (std::size_t n = 0; n <= i % 7; ++n) group.push_back(mean + around(generator));
  }
  const auto found = credibility(sums_of(groups));
  ASSERT_TRUE(found && found->k);
  EXPECT_NEAR(found->mean, 30.0, 0.2);
  EXPECT_NEAR(*found->k, 9.0 / 36.0, 0.02);
}

TEST(Credibility, WhereGroupsAreNotToldApartEverybodysMeanHolds) {
  EXPECT_FALSE(credibility({}));
  const auto one_each = credibility(sums_of({{30}, {40}}));
  ASSERT_TRUE(one_each);
  EXPECT_FALSE(one_each->k);
  EXPECT_EQ(one_each->expected(1, 40.0), 35.0);
  EXPECT_FALSE(credibility(sums_of({{30, 31, 35}}))->k);        // one group
  EXPECT_FALSE(credibility(sums_of({{10, 50}, {50, 10}}))->k);  // differ inside, not between
  EXPECT_FALSE(credibility(sums_of({{30, 30}, {30, 30}}))->k);
  // Groups that never vary are believed wholly.
  EXPECT_EQ(credibility(sums_of({{30, 30}, {60, 60}}))->expected(2, 120.0), 60.0);
}

}  // namespace
}  // namespace tsuzuku::models
