// Everything that keeps a definition from running is told at once, with its place.

#include "journeys/check.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "journeys/definitions_for_tests.hpp"

namespace tsuzuku::journeys {
namespace {

std::vector<std::string> problems_of(const Definition& definition, const CheckOptions& options = {}) {
  std::vector<std::string> lines;
  for (const Problem& problem : check(definition, options)) {
    lines.push_back(problem.node + " " + problem.field + " " + problem.error.key.substr(9));
  }
  std::ranges::sort(lines);
  return lines;
}

using Lines = std::vector<std::string>;

template <typename Kind>
Kind& kind_of(Definition& definition, std::string_view id) {
  const auto found = std::ranges::find(definition.nodes, id, &Node::id);
  return std::get<Kind>(found->kind);
}

// kEverything with one change.
Lines after(const std::function<void(Definition&)>& change) {
  Definition definition = definition_from(kEverything);
  change(definition);
  return problems_of(definition);
}

TEST(Check, CompleteJourneysHaveNoProblem) {
  for (const std::string_view text : {kEverything, kTwoMails, kDormant}) {
    EXPECT_EQ(problems_of(definition_from(text)), Lines{});
  }
}

TEST(Check, AnEmptyJourneyLacksEntryEffectAndMore) {
  EXPECT_EQ(problems_of({}), (Lines{" nodes no_effect", " nodes no_entry"}));
}

TEST(Check, RequiredFieldsAndBounds) {
  EXPECT_EQ(after([](Definition& d) { kind_of<Send>(d, "mail_a") = {.next = "hear"}; }),
            (Lines{"mail_a channel missing", "mail_a template missing"}));
  EXPECT_EQ(after([](Definition& d) { kind_of<Task>(d, "call") = {.title = " 　", .due_days = -1, .next = "done"}; }),
            (Lines{"call due_days out_of_range", "call title missing"}));
  EXPECT_EQ(after([](Definition& d) { kind_of<Tag>(d, "likes").tag.clear(); }), Lines{"likes tag missing"});
  EXPECT_EQ(after([](Definition& d) { kind_of<EntryEvent>(d, "start").event.reset(); }), Lines{"start event missing"});
  EXPECT_EQ(after([](Definition& d) { kind_of<EntryEvent>(d, "start").match = {{"", {"x"}}, {"product", {}}}; }),
            (Lines{"start match. missing", "start match.product missing"}));
  EXPECT_EQ(after([](Definition& d) { kind_of<Branch>(d, "who").branches[0].condition.clear(); }),
            Lines{"who branches[0].condition missing"});
  EXPECT_EQ(after([](Definition& d) {
              d.priority = 101;
              d.holdout_permille = -1;
            }),
            (Lines{" holdout_permille out_of_range", " priority out_of_range"}));
  EXPECT_EQ(after([](Definition& d) { d.nodes[0].label = std::string(2001, 'x'); }),
            Lines{"start label text_too_long"});
}

TEST(Check, Waits) {
  EXPECT_EQ(after([](Definition& d) { kind_of<Wait>(d, "use_up") = {.next = "halves"}; }), Lines{"use_up  wait_empty"});
  EXPECT_EQ(after([](Definition& d) { kind_of<Wait>(d, "use_up") = {.days = -1, .next = "halves"}; }),
            Lines{"use_up days wait_backwards"});
  EXPECT_EQ(after([](Definition& d) {
              auto& hear = kind_of<WaitForEvent>(d, "hear");
              hear.days = hear.hours = hear.minutes = 0;
              hear.same_order = true;
            }),
            (Lines{"hear days wait_without_end", "hear same_order not_about_an_order"}));
}

TEST(Check, Splits) {
  EXPECT_EQ(after([](Definition& d) { kind_of<Split>(d, "halves").arms[0].percent = 49; }),
            Lines{"halves arms split_sum"});
  EXPECT_EQ(after([](Definition& d) {
              kind_of<Split>(d, "halves").arms[0].percent = 0;  // a closed arm is fine
              kind_of<Split>(d, "halves").arms[1].percent = 100;
            }),
            Lines{});
  EXPECT_EQ(after([](Definition& d) { kind_of<Split>(d, "halves").arms[1].name = "a"; }),
            Lines{"halves arms[1].name arm_twice"});
  EXPECT_EQ(after([](Definition& d) {
              auto& arms = kind_of<Split>(d, "halves").arms;
              arms = {{"a", 100, "mail_a"}};
              kind_of<Send>(d, "mail_a").next = "mail_b";
            }),
            Lines{"halves arms out_of_range"});
}

TEST(Check, RulesOfTheJourney) {
  EXPECT_EQ(after([](Definition& d) { d.goal = Goal{}; }), Lines{" goal goal_empty"});
  EXPECT_EQ(after([](Definition& d) { d.reentry.days = 0; }), Lines{" reentry.days reentry_without_days"});
  EXPECT_EQ(after([](Definition& d) { d.reentry.rule = Reentry::Rule::Never; }),
            Lines{" reentry.concurrent concurrent_but_never"});
  Definition dormant = definition_from(kDormant);
  dormant.reentry.concurrent = true;
  EXPECT_EQ(problems_of(dormant), Lines{" reentry.concurrent concurrent_by_condition"});
  EXPECT_EQ(after([](Definition& d) { d.delivery.quiet_hours = {{3600, 3600, {}}}; }),
            Lines{" delivery.quiet_hours quiet_hours_empty"});
  EXPECT_EQ(
      after([](Definition& d) { d.delivery.quiet_hours = {{0, 43'200, {}}, {36'000, 3'600, {domain::Channel::Sms}}}; }),
      Lines{" delivery.quiet_hours always_quiet"});
  EXPECT_EQ(after([](Definition& d) { d.delivery.quiet_hours = {{std::nullopt, 3'600, {}}}; }),
            Lines{" delivery.quiet_hours[0].from missing"});
}

TEST(Check, EdgesAndIds) {
  EXPECT_EQ(after([](Definition& d) { kind_of<Task>(d, "call").next = "gone"; }), Lines{"call next edge_nowhere"});
  EXPECT_EQ(after([](Definition& d) { kind_of<Branch>(d, "who").branches[0].next.clear(); }),
            Lines{"who branches[0].next edge_open"});  // that "call" is out of reach now follows from it
  EXPECT_EQ(after([](Definition& d) { kind_of<Tag>(d, "likes").next = "start"; }), Lines{"likes next edge_to_entry"});
  EXPECT_EQ(after([](Definition& d) { d.nodes[9].id = "Done"; }),
            (Lines{"Done id bad_node_id", "call next edge_nowhere", "likes next edge_nowhere",
                   "who otherwise edge_nowhere"}));
  EXPECT_EQ(after([](Definition& d) { d.nodes.push_back({"done", "", std::nullopt, End{}}); }),
            Lines{"done id node_twice"});
  EXPECT_EQ(after([](Definition& d) {
              d.nodes.push_back({"second", "", std::nullopt, EntryCondition{.condition = "x", .next = "done"}});
            }),
            (Lines{" reentry.concurrent concurrent_by_condition", "second kind second_entry"}));
}

TEST(Check, NodesNobodyReaches) {
  EXPECT_EQ(after([](Definition& d) { kind_of<Branch>(d, "who").branches[0].next = "done"; }),
            Lines{"call  unreached"});
}

TEST(Check, CirclesNeedTimeThatPasses) {
  EXPECT_EQ(after([](Definition& d) { kind_of<Task>(d, "call").next = "who"; }), Lines{"who  circle_without_wait"});
  // Over the wait for an event it is none: that takes time.
  EXPECT_EQ(after([](Definition& d) { kind_of<Task>(d, "call").next = "hear"; }), Lines{});
  // A clock time alone may be there already, and so may the 25th day since entry.
  EXPECT_EQ(after([](Definition& d) {
              kind_of<Task>(d, "call").next = "use_up";
              kind_of<Send>(d, "mail_a").next = "who";
            }),
            Lines{"use_up  circle_without_wait"});
  EXPECT_EQ(after([](Definition& d) {
              kind_of<Task>(d, "call").next = "use_up";
              kind_of<Wait>(d, "use_up") = {.at = 36'000, .next = "halves"};
              kind_of<Send>(d, "mail_a").next = "who";
            }),
            Lines{"use_up  circle_without_wait"});
  EXPECT_EQ(after([](Definition& d) {
              kind_of<Task>(d, "call").next = "use_up";
              kind_of<Wait>(d, "use_up") = {.days = 1, .at = 36'000, .next = "halves"};
              kind_of<Send>(d, "mail_a").next = "who";
            }),
            Lines{});
}

TEST(Check, EveryWayEndsOrIsStopped) {
  // Reminds for ever, until the customer orders: fine as long as something can stop it.
  Definition definition = definition_from(kTwoMails);
  kind_of<Send>(definition, "second").next = "three_days";
  definition.nodes.pop_back();
  EXPECT_EQ(problems_of(definition), Lines{});
  definition.goal.reset();
  EXPECT_EQ(problems_of(definition), Lines{" nodes no_end"});
  definition.stop.condition = "enough";
  EXPECT_EQ(problems_of(definition), Lines{});

  Definition half = definition_from(kEverything);
  half.goal.reset();
  half.stop = {};
  kind_of<Branch>(half, "who").otherwise = "use_up";
  kind_of<Task>(half, "call").next = "hear";
  kind_of<Tag>(half, "likes").next = "hear";
  half.nodes.pop_back();
  half.nodes.push_back({"done", "", std::nullopt, End{}});
  kind_of<Split>(half, "halves").arms.push_back({"c", 0, "done"});
  kind_of<Branch>(half, "who").otherwise = "hear";
  const Lines lines = problems_of(half);
  EXPECT_EQ(std::ranges::count_if(lines, [](const std::string& line) { return line.ends_with(" never_ends"); }), 6)
      << testing::PrintToString(lines);
}

TEST(Check, ConditionsAndTemplatesAreJudgedByThoseWhoKnowThem) {
  CheckOptions options;
  options.condition_problem = [](std::string_view condition) -> std::optional<Error> {
    if (condition != "gold") return std::nullopt;
    return Error{ErrorKind::InvalidInput, "segments.unknown_field", {}};
  };
  options.message_problem = [](domain::Channel channel, std::string_view message) -> std::optional<Error> {
    if (channel != domain::Channel::Mail || message != "102") return std::nullopt;
    return Error{ErrorKind::NotFound, "messages.no_template", {}};
  };
  EXPECT_EQ(problems_of(definition_from(kEverything), options),
            (Lines{"mail_b template no_template", "who branches[0].condition unknown_field"}));
}

TEST(Check, APlanIsMadeOnlyOfWhatHasNoProblem) {
  Definition definition = definition_from(kEverything);
  EXPECT_TRUE(Plan::make(JourneyId{1}, 1, definition));
  kind_of<Task>(definition, "call").next = "gone";
  const auto plan = Plan::make(JourneyId{1}, 1, definition);
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().size(), 1U);
}

}  // namespace
}  // namespace tsuzuku::journeys
