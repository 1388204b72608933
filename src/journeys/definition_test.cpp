// JSON <-> Definition, and what reading says of members that are not as they should be.

#include "journeys/definition.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/limits.hpp"
#include "journeys/definitions_for_tests.hpp"

namespace tsuzuku::journeys {
namespace {

// "node field key", the way tests compare problems.
std::vector<std::string> told(const std::vector<Problem>& problems) {
  std::vector<std::string> lines;
  for (const Problem& problem : problems) {
    lines.push_back(problem.node + " " + problem.field + " " + problem.error.key.substr(9));
  }
  std::ranges::sort(lines);
  return lines;
}

TEST(Definition, EveryFieldIsRead) {
  const Definition definition = definition_from(kEverything);
  ASSERT_TRUE(definition.goal);
  EXPECT_EQ(definition.goal->event, EventKind::Ordered);
  EXPECT_EQ(definition.goal->match, (Match{{"product", {"SERUM", "SET"}}}));
  EXPECT_EQ(definition.goal->days, 45);
  EXPECT_EQ(definition.stop.products, std::vector<std::string>{"SET"});
  EXPECT_EQ(definition.stop.condition, "blocked");
  EXPECT_EQ(definition.reentry, (Reentry{Reentry::Rule::AfterDays, 30, true}));
  EXPECT_EQ(definition.priority, 70);
  EXPECT_TRUE(definition.exclusive);
  EXPECT_EQ(definition.holdout_permille, 200);
  ASSERT_EQ(definition.delivery.quiet_hours.size(), 1U);
  EXPECT_EQ(definition.delivery.quiet_hours[0].from, 21 * 3600);
  EXPECT_EQ(definition.delivery.quiet_hours[0].channels, (std::vector{domain::Channel::Mail, domain::Channel::Sms}));
  ASSERT_EQ(definition.delivery.caps.size(), 1U);
  EXPECT_EQ(definition.delivery.caps[0].touches, 2);
  ASSERT_EQ(definition.nodes.size(), 10U);

  const auto& start = std::get<EntryEvent>(definition.nodes[0].kind);
  EXPECT_EQ(definition.nodes[0].label, "配達");
  EXPECT_EQ(definition.nodes[0].position, (Position{10, -2.5}));
  EXPECT_EQ(start.event, EventKind::Delivered);
  EXPECT_EQ(start.condition, "member");
  EXPECT_EQ(start.max_age_days, 3);
  EXPECT_EQ(start.next, "use_up");
  const auto& use_up = std::get<Wait>(definition.nodes[1].kind);
  EXPECT_EQ(use_up.days, -5);
  EXPECT_EQ(use_up.plus_fact, "lasts_days");
  EXPECT_EQ(use_up.fact_otherwise, 30);
  EXPECT_EQ(use_up.at, 10 * 3600);
  EXPECT_EQ(use_up.since, Wait::Since::Entry);
  const auto& halves = std::get<Split>(definition.nodes[2].kind);
  ASSERT_EQ(halves.arms.size(), 2U);
  EXPECT_EQ(halves.arms[1], (Split::Way{"b", 50, "mail_b"}));
  const auto& mail = std::get<Send>(definition.nodes[3].kind);
  EXPECT_EQ(mail.channel, domain::Channel::Mail);
  EXPECT_EQ(mail.message, "101");
  EXPECT_EQ(mail.when_quiet, WhenBlocked::Drop);
  EXPECT_EQ(mail.expires_hours, 24);
  const auto& hear = std::get<WaitForEvent>(definition.nodes[5].kind);
  EXPECT_EQ(hear.event, EventKind::Clicked);
  EXPECT_EQ(hear.minutes, 30);
  EXPECT_EQ(hear.on_timeout, "who");
  EXPECT_EQ(std::get<Tag>(definition.nodes[6].kind).tag, "interested");
  EXPECT_EQ(std::get<Branch>(definition.nodes[7].kind).branches[0].condition, "gold");
  EXPECT_EQ(std::get<Task>(definition.nodes[8].kind).value, 5000);
}

TEST(Definition, WrittenAndReadAgainIsEqual) {
  for (const std::string_view text : {kEverything, kTwoMails, kDormant}) {
    const Definition definition = definition_from(text);
    const std::string written = to_text(to_json(definition));
    EXPECT_EQ(definition_from(written), definition) << written;
    EXPECT_EQ(to_text(to_json(definition_from(written))), written);
  }
}

TEST(Definition, EveryMemberThatIsWrongIsTold) {
  const auto read = parse_definition(R"({
    "format": 1, "priorty": 3, "goal": {"event": "bought", "days": "60", "colour": 1}, "reentry": [],
    "delivery": {"quiet_hours": [{"from": "25:00", "to": "8:00"}, 7], "caps": {}},
    "nodes": [
      {"id": "start", "kind": "entry_event", "event": "ordered", "match": {"product": "TEA"}, "next": 5},
      {"id": "x", "kind": "teleport"},
      {"id": "w", "kind": "wait", "days": 1.5, "at": 10, "position": {"x": 1}, "next": "x"},
      {"id": "s", "kind": "send", "channel": "fax", "advertising": "yes", "next": "x", "subject": "?"},
      {"id": "b", "kind": "branch", "branches": [{"condition": 1, "next": "x", "weight": 2}], "otherwise": "x"},
      "end"
    ]})");
  EXPECT_EQ(told(read.problems), (std::vector<std::string>{
                                     " delivery.caps expected_list",
                                     " delivery.quiet_hours[0].from expected_clock",
                                     " delivery.quiet_hours[0].to expected_clock",
                                     " delivery.quiet_hours[1] expected_object",
                                     " goal.colour unknown_member",
                                     " goal.days expected_integer",
                                     " goal.event expected_choice",
                                     " nodes[5] expected_object",
                                     " priorty unknown_member",
                                     " reentry expected_object",
                                     "b branches[0].condition expected_text",
                                     "b branches[0].weight unknown_member",
                                     "s advertising expected_flag",
                                     "s channel expected_choice",
                                     "s subject unknown_member",
                                     "start match.product expected_texts",
                                     "start next expected_text",
                                     "w at expected_clock",
                                     "w days expected_integer",
                                     "w position expected_position",
                                     "x kind unknown_kind",
                                 }));
}

TEST(Definition, WhatIsNoJourneyAtAllIsOneProblem) {
  const auto only_problem = [](std::string_view text) {
    const auto read = parse_definition(text);
    EXPECT_EQ(read.problems.size(), 1U) << text.substr(0, 80);
    return read.problems.empty() ? std::string() : read.problems[0].error.key;
  };
  EXPECT_EQ(only_problem("{"), "json.invalid");
  EXPECT_EQ(only_problem("[]"), "journeys.expected_object");
  EXPECT_EQ(only_problem(R"({"format": 2, "nodes": []})"), "journeys.other_format");
  EXPECT_EQ(only_problem(R"({"nodes": 1})"), "journeys.expected_list");
  EXPECT_EQ(only_problem(std::string(limits::kJourneyBytes + 1, ' ')), "journeys.too_large");
  std::string many = R"({"nodes": [)";
  for (std::size_t i = 0; i <= limits::kJourneyNodes; ++i) many += R"({"kind":"end"},)";
  many.back() = ']';
  EXPECT_EQ(only_problem(many + "}"), "journeys.too_many_nodes");
}

// A form made of the schema must offer what the reader takes, with the same defaults.
TEST(Definition, TheSchemaNamesEveryFieldOfEveryKind) {
  const json::object schema = definition_schema();
  EXPECT_EQ(schema.at("nodes").as_object().size(), kind_names().size());
  const auto value = parse_json(kEverything);
  for (const json::value& node : value->at("nodes").as_array()) {
    const json::object& object = node.as_object();
    const json::array& fields = schema.at("nodes").at(string_or(object, "kind", "")).as_array();
    for (const auto& member : object) {
      const std::string_view name = member.key();
      if (name == "id" || name == "kind" || name == "label" || name == "position") continue;
      EXPECT_TRUE(std::ranges::any_of(
          fields, [&](const json::value& field) { return string_or(field.as_object(), "name", "") == name; }))
          << string_or(object, "kind", "") << "." << name;
    }
  }
  const json::array& send = schema.at("nodes").at("send").as_array();
  EXPECT_EQ(to_text(send.at(3)), R"({"name":"advertising","type":"flag","required":false,"default":true})");
  const json::array& branch = schema.at("nodes").at("branch").as_array();
  EXPECT_EQ(to_text(branch.at(0).at("fields").at(0)), R"({"name":"condition","type":"condition","required":true})");
}

}  // namespace
}  // namespace tsuzuku::journeys
