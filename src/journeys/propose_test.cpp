// From numbers to a journey.

#include "journeys/propose.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/catalogue.hpp"
#include "journeys/check.hpp"
#include "journeys/plan.hpp"

namespace tsuzuku::journeys {
namespace {

ProposalNumbers shop() {
  return {.stage = 1,
          .matured = 4'000,
          .converted = 1'200,
          .days_p25 = 28,
          .days_median = 41,
          .days_p75 = 63,
          .customers_per_month = 800,
          .value_per_conversion = 3'600,
          .cost_per_touch = 2,
          .days_to_delivery = 3};
}

std::vector<std::string> steps_of(const Proposal& proposal) {
  std::vector<std::string> steps;
  for (const ProposedStep& step : proposal.steps) {
    steps.push_back(step.slot + " " + std::to_string(step.day) + " " + std::to_string(step.entry_day));
  }
  return steps;
}

const ProposalReason* reason(const Proposal& proposal, std::string_view key) {
  const auto found = std::ranges::find(proposal.reasons, key, &ProposalReason::key);
  return found == proposal.reasons.end() ? nullptr : &*found;
}

TEST(Propose, StepsStandWhereTheDaysSay) {
  const auto proposal = propose(shop());
  ASSERT_TRUE(proposal);
  EXPECT_EQ(steps_of(*proposal), (std::vector<std::string>{"arrived 6 3", "how_to_use 10 7", "remind 28 25",
                                                           "offer 41 38", "last_call 63 60"}));
  EXPECT_DOUBLE_EQ(proposal->rate, 0.3);
  EXPECT_EQ(proposal->point_value_per_month, 28'800);  // 8 customers more at 3,600
  EXPECT_EQ(proposal->definition.goal->days, 86);
  EXPECT_EQ(std::get<EntryEvent>(proposal->definition.nodes[0].kind).condition, "stage = 1");
  EXPECT_TRUE(check(proposal->definition).empty());
}

TEST(Propose, WhatComesTooCloseIsLeftOutFromTheFront) {
  ProposalNumbers numbers = shop();
  numbers.days_p25 = 9;
  numbers.days_median = 11;
  numbers.days_p75 = 15;
  EXPECT_EQ(steps_of(*propose(numbers)), (std::vector<std::string>{"arrived 6 3", "offer 11 8", "last_call 15 12"}));
  numbers.days_p25 = numbers.days_median = numbers.days_p75 = 0;
  EXPECT_EQ(steps_of(*propose(numbers)), (std::vector<std::string>{"last_call 4 1"}));
}

TEST(Propose, ThePackSaysWhenToRemindWithinTheDaysOfTheQuickestHalf) {
  ProposalNumbers numbers = shop();
  numbers.pack_days = 35;
  EXPECT_EQ(steps_of(*propose(numbers))[2], "remind 33 30");
  numbers.pack_days = 20;
  EXPECT_EQ(steps_of(*propose(numbers))[2], "remind 28 25");
  numbers.pack_days = 90;  // lasts beyond the median: the offer stands there already
  EXPECT_EQ(steps_of(*propose(numbers)),
            (std::vector<std::string>{"arrived 6 3", "how_to_use 10 7", "offer 41 38", "last_call 63 60"}));
}

TEST(Propose, WithoutDeliveriesDaysCountFromTheOrder) {
  ProposalNumbers numbers = shop();
  numbers.days_to_delivery.reset();
  const auto proposal = propose(numbers);
  EXPECT_EQ(steps_of(*proposal).back(), "last_call 63 63");
  EXPECT_EQ(std::get<EntryEvent>(proposal->definition.nodes[0].kind).event, EventKind::Ordered);
}

TEST(Propose, LaterStagesNeedNoInstructions) {
  ProposalNumbers numbers = shop();
  numbers.stage = 3;
  const auto proposal = propose(numbers);
  EXPECT_TRUE(
      std::ranges::none_of(proposal->steps, [](const ProposedStep& step) { return step.slot == "how_to_use"; }));
  EXPECT_EQ(std::get<EntryEvent>(proposal->definition.nodes[0].kind).condition, "stage = 3");
}

// n = 7.849 p (1 - p) / (d² h (1 - h)): 0.21 * 7.849 / 0.0009 = 1831 / (h (1 - h)).
TEST(Propose, TheHoldoutIsAsSmallAsThreePointsInHalfAYearAllow) {
  ProposalNumbers numbers = shop();
  EXPECT_EQ(propose(numbers)->holdout_permille, 300);  // 4,800 customers: not even halves would do; a third, and longer
  EXPECT_NEAR(propose(numbers)->months_to_decide, 1831.4 / 0.21 / 800, 0.01);
  numbers.customers_per_month = 3'000;
  EXPECT_EQ(propose(numbers)->holdout_permille, 120);
  EXPECT_NEAR(propose(numbers)->months_to_decide, 6, 0.3);
  numbers.customers_per_month = 100'000;
  EXPECT_EQ(propose(numbers)->holdout_permille, 50);
  numbers.customers_per_month = 100;
  EXPECT_NE(reason(*propose(numbers), "slow"), nullptr);
}

TEST(Propose, SaysWhatItMustBringToPay) {
  const auto proposal = propose(shop());
  const ProposalReason* cost = reason(*proposal, "cost");
  ASSERT_NE(cost, nullptr);
  EXPECT_DOUBLE_EQ(cost->values[0].number, 560 * 5 * 2);
  EXPECT_NEAR(cost->values[1].number, 5'600.0 / 28'800, 1e-9);
  ProposalNumbers free = shop();
  free.cost_per_touch = 0;
  EXPECT_EQ(reason(*propose(free), "cost"), nullptr);
}

TEST(Propose, FewOrContradictingNumbersAreSaidToBeSo) {
  ProposalNumbers numbers = shop();
  numbers.converted = 29;
  EXPECT_EQ(propose(numbers).error().key, "journeys.propose_too_few");
  numbers.converted = 30;
  EXPECT_NE(reason(*propose(numbers), "few"), nullptr);
  numbers.converted = 5'000;
  EXPECT_EQ(propose(numbers).error().key, "journeys.propose_numbers");
  numbers = shop();
  numbers.days_median = 20;
  EXPECT_EQ(propose(numbers).error().key, "journeys.propose_numbers");
}

TEST(Propose, EverythingItSaysHasWordsInBothLanguages) {
  for (const std::string_view language : {"ja", "en"}) {
    std::ifstream file(std::string(TSUZUKU_SOURCE_DIR "/locales/server/") + std::string(language) + "/journeys.json");
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const auto words = Catalogue::parse(text);
    ASSERT_TRUE(words);
    const auto speaks = [&](const ProposalReason& one) {
      const std::string key = "journeys.proposal.reasons." + one.key;
      ASSERT_TRUE(words->contains(key)) << key;
      const std::string& sentence = words->entries().find(key)->second;
      for (const ReasonValue& value : one.values) {
        EXPECT_TRUE(sentence.contains("{" + value.name + "}") || sentence.contains("{" + value.name + ":"))
            << key << " says nothing of " << value.name;
      }
    };
    ProposalNumbers numbers = shop();
    numbers.customers_per_month = 100;
    numbers.converted = 50;
    const Proposal plain = *propose(numbers);
    numbers.pack_days = 35;
    for (const Proposal& proposal : {plain, *propose(numbers)}) {
      for (const ProposalReason& one : proposal.reasons) speaks(one);
      for (const ProposedStep& step : proposal.steps) {
        speaks(step.why);
        EXPECT_TRUE(words->contains("journeys.proposal.messages." + step.slot + ".subject")) << step.slot;
        EXPECT_TRUE(words->contains("journeys.proposal.messages." + step.slot + ".text")) << step.slot;
      }
    }
  }
}

RC_GTEST_PROP(Propose, WhateverTheNumbersItRuns, ()) {
  const auto number = [](int least, int most) { return *rc::gen::inRange(least, most); };
  ProposalNumbers numbers;
  numbers.stage = number(1, 20);
  numbers.converted = number(30, 10'000);
  numbers.matured = numbers.converted + number(0, 10'000);
  numbers.days_p25 = number(0, 200) / 2.0;
  numbers.days_median = numbers.days_p25 + number(0, 200) / 2.0;
  numbers.days_p75 = numbers.days_median + number(0, 200) / 2.0;
  numbers.customers_per_month = number(0, 100'000);
  numbers.value_per_conversion = number(0, 100'000);
  numbers.cost_per_touch = number(0, 200);
  if (number(0, 2) == 1) numbers.days_to_delivery = number(0, 20);
  if (number(0, 2) == 1) numbers.pack_days = number(1, 400);
  const auto proposal = propose(numbers);
  RC_ASSERT(proposal.has_value());
  RC_ASSERT(!proposal->steps.empty());
  for (std::size_t i = 1; i < proposal->steps.size(); ++i) {
    RC_ASSERT(proposal->steps[i].day >= proposal->steps[i - 1].day + 4);
  }
  RC_ASSERT(proposal->steps.front().entry_day >= 1);
  RC_ASSERT(Plan::make(JourneyId{1}, 1, proposal->definition).has_value());
}

}  // namespace
}  // namespace tsuzuku::journeys
