// How many to hold out, and why.

#include "services/results/proposal.hpp"

#include <gtest/gtest.h>

#include "services/results/outcome.hpp"

namespace tsuzuku::services {
namespace {

// `buyers` of `customers` spent 4,000 or 6,000 yen each.
HoldoutProposal proposed(int customers, int buyers, std::optional<Money> difference = std::nullopt) {
  models::ArmSums sums;
  for (int i = 0; i < customers; ++i) sums.add(i < buyers ? (i % 2 == 0 ? 4'000.0 : 6'000.0) : 0.0, 0.0);
  return proposal_of(sums, buyers, difference);
}

TEST(HoldoutProposal, TakesTheSmallestShareThatShowsTheDifference) {
  const HoldoutProposal proposal = proposed(20'000, 4'000);
  EXPECT_EQ(proposal.reason, HoldoutReason::Enough);
  EXPECT_DOUBLE_EQ(proposal.difference, 100.0) << "a tenth of the mean of 1,000";
  ASSERT_TRUE(proposal.permille);
  EXPECT_LE(proposal.detectable(), proposal.difference);
  const double one_less = (*proposal.permille - 1) / 1'000.0;
  EXPECT_GT(models::detectable(20'000, proposal.deviation, one_less), proposal.difference);
  EXPECT_EQ(proposal.held_out(), 20 * *proposal.permille);
}

TEST(HoldoutProposal, HoldsOutAsManyAsAVerdictTakes) {
  const HoldoutProposal few = proposed(2'000, 1'000, 2'000);
  EXPECT_EQ(few.reason, HoldoutReason::Least) << "a difference that 2 % would show";
  EXPECT_EQ(few.held_out(), kLeastInArmForVerdict);
  EXPECT_LT(few.detectable(), few.difference);
  const HoldoutProposal rare = proposed(20'000, 50, 100);
  EXPECT_EQ(rare.reason, HoldoutReason::Least);
  EXPECT_EQ(rare.permille, 200) << "ten of fifty buyers";
}

TEST(HoldoutProposal, SaysWhatHalfOfThemWouldShow) {
  const HoldoutProposal proposal = proposed(1'000, 200);
  EXPECT_EQ(proposal.reason, HoldoutReason::TooFew);
  EXPECT_FALSE(proposal.permille);
  EXPECT_EQ(proposal.held_out(), 0);
  EXPECT_GT(proposal.detectable(), proposal.difference);
  EXPECT_DOUBLE_EQ(proposal.detectable(), models::detectable(1'000, proposal.deviation, 0.5));
  EXPECT_EQ(proposed(1'000, 200, static_cast<Money>(proposal.detectable()) + 1).reason, HoldoutReason::Enough)
      << "what it says can be seen is proposed when asked for";
}

TEST(HoldoutProposal, SaysWhyThereIsNone) {
  EXPECT_EQ(proposed(199, 150, 5'000).reason, HoldoutReason::TooSmall);
  EXPECT_EQ(proposed(20'000, 19, 5'000).reason, HoldoutReason::TooSmall) << "half of the buyers are nine";
  EXPECT_EQ(proposed(300, 0).reason, HoldoutReason::NothingBought);
  EXPECT_EQ(proposed(300, 0, 500).reason, HoldoutReason::NothingBought);
  EXPECT_EQ(proposed(0, 0).reason, HoldoutReason::Nobody);
  for (const int customers : {199, 300, 0}) EXPECT_FALSE(proposed(customers, 0).permille);
}

}  // namespace
}  // namespace tsuzuku::services
