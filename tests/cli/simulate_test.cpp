// tsuzuku simulate as a shop runs it.

#include "base/json.hpp"
#include "tests/cli/program.hpp"

namespace tsuzuku::cli_tests {
namespace {

class SimulateTest : public ProgramTest {
 protected:
  [[nodiscard]] Outcome simulate(std::vector<std::string> more) const {
    std::vector<std::string> arguments = {"simulate", "--customers", "300", "--days", "60", "--crashes", "60"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }
};

TEST_F(SimulateTest, TheBuiltInJourneysKeepThePromise) {
  const Outcome outcome = simulate({"--seed", "3", "--format", "json"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.error;
  const auto report = parse_json(outcome.out);
  ASSERT_TRUE(report) << outcome.out;
  const json::object& counts = report->as_object();
  for (const char* name : {"sent_twice", "lost", "stuck", "unrecorded"})
    EXPECT_EQ(integer_or(counts, name, -1), 0) << name;
  for (const char* name : {"planned", "sent", "runs", "crashes"}) EXPECT_GT(integer_or(counts, name, 0), 0) << name;
  EXPECT_EQ(outcome.out, simulate({"--seed", "3", "--format", "json"}).out);
}

TEST_F(SimulateTest, AJourneyOfTheShopsOwnIsTriedInWords) {
  const std::string path = write("hello.json", R"({"nodes": [
    {"id": "order", "kind": "entry_event", "event": "ordered", "next": "hello"},
    {"id": "hello", "kind": "send", "channel": "mail", "template": "1", "next": "done"},
    {"id": "done", "kind": "end"}]})");
  const Outcome outcome = simulate({"--journey", path});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.error;
  EXPECT_NE(outcome.out.find("届いたもの"), std::string::npos) << outcome.out;
}

TEST_F(SimulateTest, WhatCannotRunIsToldWithItsPlace) {
  const std::string path = write("broken.json", R"({"nodes": [
    {"id": "order", "kind": "entry_event", "event": "ordered", "next": "hello"},
    {"id": "hello", "kind": "send", "channel": "mail"}]})");
  const Outcome outcome = simulate({"--journey", path, "--language", "en"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_NE(outcome.error.find("hello.template: "), std::string::npos) << outcome.error;
  EXPECT_NE(outcome.error.find("hello.next: "), std::string::npos) << outcome.error;
  EXPECT_EQ(simulate({"--journey", file("nowhere.json")}).exit_code, 1);
  EXPECT_EQ(simulate({"--customers", "0"}).exit_code, 2);
}

}  // namespace
}  // namespace tsuzuku::cli_tests
