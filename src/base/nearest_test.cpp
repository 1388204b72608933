#include "base/nearest.hpp"

#include <gtest/gtest.h>

#include <array>

namespace tsuzuku {
namespace {

using Names = std::vector<std::string_view>;
constexpr std::array<std::string_view, 4> kKnown = {"order_number", "ordered_at", "unit_price", "unit_cost"};

TEST(Nearest, CountsEdits) {
  EXPECT_EQ(edits_between("", "abc"), 3U);
  EXPECT_EQ(edits_between("kitten", "sitting"), 3U);
  EXPECT_EQ(edits_between("same", "same"), 0U);
}

TEST(Nearest, TheLikeliestFirst) {
  EXPECT_EQ(nearest_names(kKnown, "unit_prize", 2), (Names{"unit_price", "unit_cost"}));
  EXPECT_EQ(nearest_names(kKnown, "Ordered-At", 1), Names{"ordered_at"});
  EXPECT_EQ(nearest_names(kKnown, "cost", 1), Names{"unit_cost"}) << "a part of the name";
  EXPECT_EQ(nearest_names(kKnown, "", 1), Names{"unit_cost"}) << "nothing asked: the shortest";
  EXPECT_TRUE(nearest_names({}, "x", 3).empty());
}

TEST(Nearest, ALongQuestionIsCutBetweenCharacters) {
  std::string asked = "unit_price";
  for (int i = 0; i < 5'000; ++i) asked += "円";
  EXPECT_EQ(nearest_names(kKnown, asked, 1), Names{"unit_price"});
}

}  // namespace
}  // namespace tsuzuku
