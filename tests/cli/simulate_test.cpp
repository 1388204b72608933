// Journeys tried on a made-up crowd, as a shop and CI call it.

#include "base/json.hpp"
#include "tests/cli/program.hpp"

namespace tsuzuku::cli_tests {
namespace {

class SimulateTest : public ProgramTest {
 protected:
  [[nodiscard]] json::object counts(const std::string& seed, const std::vector<std::string>& further = {}) const {
    std::vector<std::string> arguments = {"simulate", "--customers", "2000", "--days",   "120", "--seed",
                                          seed,       "--crashes",   "60",   "--format", "json"};
    arguments.insert(arguments.end(), further.begin(), further.end());
    const Outcome outcome = run(arguments);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.error;
    const auto value = parse_json(outcome.out);
    EXPECT_TRUE(value && value->is_object()) << outcome.out;
    return value && value->is_object() ? value->get_object() : json::object();
  }
};

TEST_F(SimulateTest, CrashesAndFailuresSendNothingTwiceAndLoseNobody) {
  for (const std::string seed : {"1", "2", "3"}) {
    const json::object all = counts(seed);
    EXPECT_GT(integer_or(all, "planned", 0), 1'000) << "seed " << seed;
    EXPECT_GT(integer_or(all, "sent", 0), 1'000);
    EXPECT_GT(integer_or(all, "crashes", 0), 20) << "the crashes happened";
    for (const char* name : {"sent_twice", "lost", "stuck"}) {
      EXPECT_EQ(integer_or(all, name, -1), 0) << name << ", seed " << seed;
    }
    EXPECT_EQ(integer_or(all, "in_doubt", -1), std::ssize(all.at("in_doubt_keys").as_array()));
  }
}

TEST_F(SimulateTest, TheSameSeedIsTheSameYear) {
  EXPECT_EQ(to_text(counts("7")), to_text(counts("7")));
  EXPECT_NE(to_text(counts("7")), to_text(counts("8")));
}

TEST_F(SimulateTest, AShopsOwnJourney) {
  const std::string journey = write("journey.json", R"({"format": 1, "nodes": [
    {"id": "start", "kind": "entry_event", "event": "ordered", "next": "thanks"},
    {"id": "thanks", "kind": "send", "channel": "mail", "template": "1", "next": "done"},
    {"id": "done", "kind": "end"}]})");
  EXPECT_GT(integer_or(counts("5", {"--journey", journey}), "sent", 0), 0);
  const std::string broken = write("broken.json", R"({"format": 1, "nodes": [
    {"id": "start", "kind": "entry_event", "event": "ordered", "next": "nowhere"}]})");
  const Outcome refused = run({"simulate", "--customers", "10", "--journey", broken});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_NE(refused.error.find("nowhere"), std::string::npos) << refused.error;
}

}  // namespace
}  // namespace tsuzuku::cli_tests
