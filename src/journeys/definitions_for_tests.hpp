#pragma once
// Journeys the tests of this layer share.

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "journeys/plan.hpp"

namespace tsuzuku::journeys {

// Every node kind and every field once.
inline constexpr std::string_view kEverything = R"({
  "format": 1,
  "goal": {"event": "ordered", "match": {"product": ["SERUM", "SET"]}, "days": 45},
  "stop": {"goal": true, "unsubscribed": true, "order_cancelled": true, "products": ["SET"], "condition": "blocked"},
  "reentry": {"rule": "after_days", "days": 30, "concurrent": true},
  "priority": 70, "exclusive": true, "holdout_permille": 200,
  "delivery": {
    "quiet_hours": [{"from": "21:00", "to": "08:00", "channels": ["mail", "sms"]}],
    "caps": [{"touches": 2, "hours": 168, "channels": ["mail"]}]
  },
  "nodes": [
    {"id": "start", "kind": "entry_event", "label": "配達", "position": {"x": 10, "y": -2.5}, "event": "delivered",
     "match": {"product": ["TEA"]}, "condition": "member", "max_age_days": 3, "next": "use_up"},
    {"id": "use_up", "kind": "wait", "days": -5, "hours": 0, "minutes": 0, "plus_fact": "lasts_days",
     "fact_otherwise": 30, "at": "10:00", "since": "entry", "next": "halves"},
    {"id": "halves", "kind": "split", "name": "subject", "arms": [
      {"name": "a", "percent": 50, "next": "mail_a"}, {"name": "b", "percent": 50, "next": "mail_b"}]},
    {"id": "mail_a", "kind": "send", "channel": "mail", "template": "101", "variant": "a", "advertising": true,
     "when_quiet": "drop", "when_capped": "drop", "expires_hours": 24, "next": "hear"},
    {"id": "mail_b", "kind": "send", "channel": "mail", "template": "102", "variant": "b", "advertising": true,
     "when_quiet": "move", "when_capped": "move", "expires_hours": 72, "next": "hear"},
    {"id": "hear", "kind": "wait_for_event", "event": "clicked", "match": {"node": ["mail_a", "mail_b"]},
     "same_order": false, "days": 3, "hours": 1, "minutes": 30, "next": "likes", "on_timeout": "who"},
    {"id": "likes", "kind": "tag", "action": "add", "tag": "interested", "next": "done"},
    {"id": "who", "kind": "branch", "branches": [{"condition": "gold", "next": "call"}], "otherwise": "done"},
    {"id": "call", "kind": "task", "title": "電話", "note": "使い心地を聞く", "due_days": 2, "value": 5000, "next": "done"},
    {"id": "done", "kind": "end"}
  ]
})";

// Whoever orders gets a mail three days later at ten, and another after a week.
inline constexpr std::string_view kTwoMails = R"({
  "format": 1,
  "goal": {"event": "ordered"},
  "reentry": {"rule": "always"},
  "holdout_permille": 0,
  "nodes": [
    {"id": "start", "kind": "entry_event", "event": "ordered", "next": "three_days"},
    {"id": "three_days", "kind": "wait", "days": 3, "at": "10:00", "next": "first"},
    {"id": "first", "kind": "send", "channel": "mail", "template": "1", "next": "a_week"},
    {"id": "a_week", "kind": "wait", "days": 7, "next": "second"},
    {"id": "second", "kind": "send", "channel": "mail", "template": "2", "next": "done"},
    {"id": "done", "kind": "end"}
  ]
})";

// Customers for whom "dormant" holds get a mail at once.
inline constexpr std::string_view kDormant = R"({
  "format": 1,
  "reentry": {"rule": "always"},
  "holdout_permille": 0,
  "nodes": [
    {"id": "start", "kind": "entry_condition", "condition": "dormant", "next": "mail"},
    {"id": "mail", "kind": "send", "channel": "mail", "template": "1", "next": "month"},
    {"id": "month", "kind": "wait", "days": 30, "next": "again"},
    {"id": "again", "kind": "send", "channel": "mail", "template": "2", "next": "done"},
    {"id": "done", "kind": "end"}
  ]
})";

inline Definition definition_from(std::string_view json_text) {
  auto read = parse_definition(json_text);
  for (const Problem& problem : read.problems) {
    ADD_FAILURE() << problem.node << " " << problem.field << ": " << problem.error.key;
  }
  return std::move(read.definition);
}

inline Plan plan_of(Definition definition, JourneyId journey = JourneyId{7}) {
  auto plan = Plan::make(journey, 1, std::move(definition));
  if (!plan) {
    for (const Problem& problem : plan.error()) {
      ADD_FAILURE() << problem.node << " " << problem.field << ": " << problem.error.key;
    }
  }
  return std::move(plan).value();
}
inline Plan plan_from(std::string_view json_text, JourneyId journey = JourneyId{7}) {
  return plan_of(definition_from(json_text), journey);
}

}  // namespace tsuzuku::journeys
