#include "services/orders/rounds.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace tsuzuku::services {
namespace {

constexpr Day kFirst{20'000};

RoundOrder order_on(int day, std::optional<int> cancelled = std::nullopt,
                    std::optional<std::int64_t> told = std::nullopt) {
  RoundOrder order{
      .ordered_at = (kFirst.value + day) * std::int64_t{86'400}, .number = std::to_string(day), .day = kFirst + day};
  if (cancelled) order.cancelled = kFirst + *cancelled;
  order.told = told;
  return order;
}

// By number, however they came in; checked to be the same for every order of arrival.
std::map<std::string, std::int64_t> rounds_of(std::vector<RoundOrder> orders) {
  std::map<std::string, std::int64_t> all;
  const auto earlier = [](const RoundOrder& a, const RoundOrder& b) { return a.number < b.number; };
  std::ranges::sort(orders, earlier);
  do {
    auto arrived = orders;
    const auto rounds = number_rounds(arrived);
    std::map<std::string, std::int64_t> now;
    for (std::size_t i = 0; i < arrived.size(); ++i) now[arrived[i].number] = rounds[i];
    if (!all.empty()) {
      EXPECT_EQ(now, all);
    }
    all = now;
  } while (std::ranges::next_permutation(orders, earlier).found);
  return all;
}

using Rounds = std::map<std::string, std::int64_t>;

TEST(Rounds, CountOrdersByTime) {
  EXPECT_EQ(rounds_of({order_on(60), order_on(10), order_on(35)}), (Rounds{{"10", 1}, {"35", 2}, {"60", 3}}));
  EXPECT_EQ(rounds_of({}), Rounds{});
}

TEST(Rounds, ACancelledOneIsTriedAgain) {
  EXPECT_EQ(rounds_of({order_on(10), order_on(35, 36), order_on(40)}), (Rounds{{"10", 1}, {"35", 2}, {"40", 2}}));
}

TEST(Rounds, WhatIsCancelledLaterRenumbersNothingThatHasBeen) {
  EXPECT_EQ(rounds_of({order_on(10), order_on(35, 90), order_on(65), order_on(95)}),
            (Rounds{{"10", 1}, {"35", 2}, {"65", 3}, {"95", 4}}));
}

TEST(Rounds, WhatTheFileTellsStandsAndIsCountedOnFrom) {
  EXPECT_EQ(rounds_of({order_on(10, {}, 5), order_on(35), order_on(60, {}, 9), order_on(80)}),
            (Rounds{{"10", 5}, {"35", 6}, {"60", 9}, {"80", 10}}));
}

}  // namespace
}  // namespace tsuzuku::services
