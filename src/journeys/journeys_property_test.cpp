// What holds for any journey and any order of events.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "base/stable_hash.hpp"
#include "journeys/check.hpp"
#include "journeys/entry.hpp"
#include "journeys/random_journeys_for_tests.hpp"

namespace tsuzuku::journeys {
namespace {

constexpr std::int64_t kStart = 1'768'014'000;

const TimeZone& tokyo() {
  static const TimeZone zone = TimeZone::find("Asia/Tokyo").value();
  return zone;
}

// Conditions hold, do not, or cannot be told, and change by the hour.
std::function<Answer(std::string_view)> answers_at(std::uint64_t seed, std::int64_t now) {
  return [=](std::string_view condition) {
    const int slot = stable_slot(static_cast<std::int64_t>(seed) + now / 40'000, condition, 10);
    return slot == 0 ? Answer::Unknown : slot < 4 ? Answer::Yes : Answer::No;
  };
}

bool is_end(const Command& command) { return std::holds_alternative<EndRun>(command.what); }

bool fits_its_node(const Command& command, const NodeKind& kind) {
  if (std::holds_alternative<SendMessage>(command.what)) return std::holds_alternative<Send>(kind);
  if (std::holds_alternative<MakeTask>(command.what)) return std::holds_alternative<Task>(kind);
  return is_end(command) || std::holds_alternative<Tag>(kind);
}

// What holds after every single step.
void check_step(const Plan& plan, const Run& before, const StepResult& result, std::int64_t now) {
  const Run& after = result.run;
  RC_ASSERT((after.state == RunState::Ended) != after.wake_at.has_value());  // ended, or with a moment to wake at
  RC_ASSERT((after.state == RunState::Ended) == after.end_reason.has_value());
  RC_ASSERT(plan.find(after.node).has_value());
  if (before.state == RunState::Ended) RC_ASSERT(result.commands.empty() && after == before);
  std::size_t ends = 0;
  for (const Command& command : result.commands) {
    RC_ASSERT(command.key.run == after.id);
    const auto place = plan.find(command.key.node);
    RC_ASSERT(place.has_value());
    RC_ASSERT(command.key.visit <= after.memory.visits[*place]);
    RC_ASSERT(fits_its_node(command, plan.node(*place).kind));
    if (const auto* send = std::get_if<SendMessage>(&command.what)) {
      RC_ASSERT(send->due_at == now && send->expires_at > now && send->arm == after.arm);
    }
    ends += is_end(command) ? 1U : 0U;
  }
  const bool just_ended = before.state == RunState::Waiting && after.state == RunState::Ended;
  RC_ASSERT(ends == (just_ended ? 1U : 0U));
  if (just_ended) RC_ASSERT(is_end(result.commands.back()));
  const auto kept = read_memory(to_text(to_json(after.memory)));  // what the store gives back is what was put in
  RC_ASSERT(kept.has_value() && *kept == after.memory);
}

RC_GTEST_PROP(AnyJourney, IsRefusedWithReasonsOrRuns, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  const Definition definition = RandomJourney(seed, true).make();
  const auto read = read_definition(json::value(to_json(definition)));
  RC_ASSERT(read.problems.empty());
  RC_ASSERT(read.definition == definition);
  const auto problems = check(definition);
  const auto plan = Plan::make(JourneyId{1}, 1, definition);
  RC_ASSERT(plan.has_value() == problems.empty());
  RC_CLASSIFY(plan.has_value(), "runs");
}

RC_GTEST_PROP(AnyRun, KeepsItsPromisesWhateverHappens, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  auto plan = Plan::make(JourneyId{1}, 1, RandomJourney(seed, false).make());
  RC_PRE(plan.has_value());
  RandomEvents events(seed + 1);
  std::int64_t now = kStart;
  const std::optional<EventKind> kind = plan->entry_event() ? plan->entry_event()->event : std::nullopt;
  Run run = start_run(*plan, RunId{9}, CustomerId{static_cast<std::int64_t>(seed >> 1U)},
                      static_cast<Arm>(1 + seed % 3), {kind, "1", now, {{"lasts_days", "12"}}}, now);
  std::set<std::string> keys;
  Event event = Entered{};
  for (int i = 0; i < 120; ++i) {
    const Context context{now, tokyo(), answers_at(seed, now), seed % 7 == 0 && i % 40 > 25};
    const StepResult result = step(*plan, run, event, context);
    check_step(*plan, run, result, now);
    const StepResult again = step(*plan, run, event, context);
    RC_ASSERT(again.run == result.run && again.commands == result.commands);  // the same in, the same out
    const StepResult twice = step(*plan, result.run, event, context);
    RC_ASSERT(twice.commands.empty() && twice.run == result.run);  // told twice, done once
    for (const Command& command : result.commands) RC_ASSERT(keys.insert(command.key.text()).second);
    run = result.run;
    now = events.advance(run, now);
    event = events.next(run, now);
  }
}

// Woken whenever it asks to be, a run comes on: time passes between two wakings, and it ends or goes round a circle
// that was drawn. Nobody is stuck.
RC_GTEST_PROP(AnyRun, ComesOnWhenItIsWoken, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  auto plan = Plan::make(JourneyId{1}, 1, RandomJourney(seed, false).make());
  RC_PRE(plan.has_value());
  std::int64_t now = kStart;
  const std::optional<EventKind> kind = plan->entry_event() ? plan->entry_event()->event : std::nullopt;
  Run run = start_run(*plan, RunId{9}, CustomerId{5}, Arm::Treated, {kind, "1", now, {}}, now);
  run = step(*plan, run, Entered{}, {now, tokyo(), answers_at(seed, now)}).run;
  for (int i = 0; i < 500 && run.state == RunState::Waiting; ++i) {
    RC_ASSERT(*run.wake_at > now);
    now = *run.wake_at;
    const std::vector<std::uint16_t> visits = run.memory.visits;
    run = step(*plan, run, TimeReached{}, {now, tokyo(), answers_at(seed, now)}).run;
    RC_ASSERT(run.state == RunState::Ended || run.memory.visits != visits || run.memory.undecided_since != 0);
  }
}

}  // namespace
}  // namespace tsuzuku::journeys
