// Runs every case file of this folder: plays the lives through the journey and compares what became of them.

#include "tests/cases/journeys/journey_case.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "journeys/templates.hpp"

namespace tsuzuku::cases {
namespace {

using journeys::Answer;

journeys::Definition definition_of(const JourneyCase& one) {
  if (one.journey.starts_with('{')) {
    auto read = journeys::parse_definition(one.journey);
    for (const auto& problem : read.problems) {
      ADD_FAILURE() << problem.node << " " << problem.field << ": " << problem.error.key;
    }
    return std::move(read.definition);
  }
  std::ifstream file(fmt::format("{}/src/journeys/templates/{}.json", TSUZUKU_SOURCE_DIR, one.journey));
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  auto built_in = journeys::parse_template(text, one.journey);
  if (!built_in) throw std::runtime_error("no journey " + one.journey);
  return std::move(built_in->definition);
}

std::string words_of(const journeys::Command& command) {
  struct Words {
    std::string operator()(const journeys::SendMessage& send) const {
      if (send.arm != journeys::Arm::Treated)
        return fmt::format("is held out of {} {}", name_of(send.channel), send.message);
      return fmt::format("gets {} {}{}{}", name_of(send.channel), send.message, send.variant.empty() ? "" : " ",
                         send.variant);
    }
    std::string operator()(const journeys::MakeTask& task) const {
      return fmt::format("task {} until {}", task.title, to_text(task.due_day));
    }
    std::string operator()(const journeys::SetTag& set) const { return "tag +" + set.tag; }
    std::string operator()(const journeys::RemoveTag& removed) const { return "tag -" + removed.tag; }
    std::string operator()(const journeys::EndRun& end) const { return fmt::format("leaves {}", name_of(end.reason)); }
  };
  return std::visit(Words{}, command.what);
}

std::string words_of(const journeys::Moment& moment) {
  if (const auto* enters = std::get_if<journeys::Moment::EntersBy>(&moment.what)) return "enters " + enters->entry_key;
  if (const auto* refusal = std::get_if<journeys::Refusal>(&moment.what)) {
    return fmt::format("stays out {}", name_of(*refusal));
  }
  return words_of(std::get<journeys::Command>(moment.what));
}

Answer answer_at(const Life& life, std::string_view condition, std::int64_t at) {
  Answer answer = Answer::No;
  for (const ConditionChange& change : life.conditions) {
    if (change.condition == condition && change.at <= at) answer = change.answer;
  }
  return answer;
}

class JourneyCaseFile : public testing::TestWithParam<std::pair<std::string, JourneyCase>> {};

TEST_P(JourneyCaseFile, Holds) {
  const auto& [file, one] = GetParam();
  SCOPED_TRACE(fmt::format("{}:{} {}", file, one.line, one.title));
  ASSERT_FALSE(one.lives.empty()) << "a case in which nobody lives tests nothing";
  ASSERT_GT(one.until, 0) << "until when?";
  auto plan = journeys::Plan::make(JourneyId{1}, 1, definition_of(one));
  ASSERT_TRUE(plan) << plan.error().front().node << ": " << plan.error().front().error.key;
  const TimeZone zone = TimeZone::find(one.zone).value();
  std::int64_t customer = 0;
  for (const auto& [name, life] : one.lives) {
    journeys::DryRunOptions options;
    options.customer = CustomerId{++customer};
    options.arm = one.arm;
    options.until = one.until;
    options.holds = [&](std::string_view condition, std::int64_t at) { return answer_at(life, condition, at); };
    std::vector<std::string> story;
    for (const journeys::Moment& moment : dry_run(*plan, life.events, zone, options).moments) {
      story.push_back(wall_clock(moment.at, zone) + " " + words_of(moment));
    }
    EXPECT_EQ(story, life.story) << name;
  }
}

std::vector<std::pair<std::string, JourneyCase>> all_cases() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(TSUZUKU_SOURCE_DIR "/tests/cases/journeys")) {
    if (entry.path().extension() == ".case") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  std::vector<std::pair<std::string, JourneyCase>> cases;
  for (const auto& file : files) {
    for (JourneyCase& one : read_journey_cases(file)) cases.emplace_back(file.filename().string(), std::move(one));
  }
  return cases;
}

std::string name_of(const testing::TestParamInfo<std::pair<std::string, JourneyCase>>& info) {
  std::string name =
      fmt::format("{}_{}", info.param.first.substr(0, info.param.first.find('.')), info.param.second.title);
  std::ranges::replace_if(name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return fmt::format("{}_{}", info.index, name);
}

INSTANTIATE_TEST_SUITE_P(Journeys, JourneyCaseFile, testing::ValuesIn(all_cases()), name_of);

}  // namespace
}  // namespace tsuzuku::cases
