// Groups of equal heads against a plain sort of everybody.

#include "analysis/deciles/ranking.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.hpp"

namespace tsuzuku::analysis::deciles {
namespace {

struct Person {
  Money sales = 0;
  ledger::CustomerIndex customer = 0;
};

std::vector<Person> sorted(const std::vector<Standing>& standings) {
  std::vector<Person> people;
  for (std::size_t i = 0; i < standings.size(); ++i) {
    if (standings[i].purchases != 0) people.push_back({standings[i].sales, static_cast<ledger::CustomerIndex>(i)});
  }
  std::ranges::sort(people, [](const Person& a, const Person& b) {
    return a.sales != b.sales ? a.sales > b.sales : a.customer < b.customer;
  });
  return people;
}

void expect_as_sorted(const std::vector<Standing>& standings) {
  const auto people = sorted(standings);
  const auto groups = cut(standings, 10);
  ASSERT_EQ(groups.size(), std::min<std::size_t>(people.size(), 10));
  std::size_t at = 0;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const std::size_t size = people.size() / 10 + (g < people.size() % 10 ? 1 : 0);
    ASSERT_EQ(groups[g].customers, static_cast<std::int64_t>(size));
    EXPECT_EQ(groups[g].largest, people[at].sales);
    EXPECT_EQ(groups[g].smallest, people[at + size - 1].sales);
    EXPECT_EQ(groups[g].last, people[at + size - 1].customer);
    Money sales = 0;
    for (std::size_t i = at; i < at + size; ++i) {
      sales += people[i].sales;
      EXPECT_EQ(group_of(groups, people[i].sales, people[i].customer), g);
    }
    EXPECT_EQ(groups[g].sales, sales);
    at += size;
  }
}

TEST(Ranking, EqualsASortOfEverybody) {
  // From shops where every amount is another one to those where nearly all are the same; amounts below zero and
  // beyond 32 bits among them.
  for (const std::uint64_t amounts : {2ULL, 7ULL, 300ULL, 50'000ULL, 1ULL << 40U}) {
    for (const std::size_t customers : {1U, 3U, 9U, 10U, 11U, 99U, 2'003U}) {
      Random random(amounts + customers);
      std::vector<Standing> standings(customers);
      for (Standing& one : standings) {
        one.sales = static_cast<Money>(random.below(amounts)) - static_cast<Money>(amounts / 5);
        one.purchases = random.chance(0.9) ? 1 : 0;
      }
      expect_as_sorted(standings);
    }
  }
}

TEST(Ranking, NobodyMakesNoGroups) {
  EXPECT_TRUE(cut({}, 10).empty());
  EXPECT_TRUE(cut(std::vector<Standing>(5), 10).empty());
}

TEST(Ranking, EqualAmountsRankByCustomer) {
  const std::vector<Standing> equal(15, Standing{1'000, 1});
  const auto groups = cut(equal, 10);
  EXPECT_EQ(groups[0].customers, 2);
  EXPECT_EQ(groups[0].last, 1U);
  EXPECT_EQ(groups[4].last, 9U);
  EXPECT_EQ(groups[5].customers, 1);
  EXPECT_EQ(groups[9].last, 14U);
}

}  // namespace
}  // namespace tsuzuku::analysis::deciles
