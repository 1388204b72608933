#include "services/journeys/turn.hpp"

#include <algorithm>

#include "journeys/stop_rules.hpp"
#include "services/happenings/happenings.hpp"
#include "services/journeys/journeys.hpp"

namespace tsuzuku::services {
namespace {

using namespace journeys;

constexpr std::int64_t kEventsOfTurn = 200;  // of one customer; who has more gets another turn

// Without its memory nobody knows where the run has been: it ends, and what it planned is withdrawn.
StepResult end_damaged(Run run, std::int64_t now) {
  run.state = RunState::Ended;
  run.wake_at.reset();
  run.ended_at = now;
  run.end_reason = EndReason::Damaged;
  const CommandKey key{run.id, run.node, 1};
  return {std::move(run), {{key, EndRun{EndReason::Damaged}}}};
}

}  // namespace

Result<TurnRules> turn_rules(const TurnTools& tools, sql::Session& session, ShopId shop) {
  TurnRules rules;
  TSUZUKU_TRY(journeys, session.rows(tools.queries.get("listening_journeys"), {{"shop_id", shop.value}}));
  for (const sql::Row& row : journeys) {
    const JourneyId id{sql::integer(row[0])};
    TSUZUKU_TRY(plan, tools.plans.get(session, id, static_cast<int>(sql::integer(row[2]))));
    rules.listening.push_back({id, static_cast<JourneyState>(sql::integer(row[1])) == JourneyState::Paused,
                               sql::integer_or(row[3], 0), plan});
  }
  TSUZUKU_TRY(holdout, tools.holdouts.of(session, shop));
  rules.holdout = std::move(holdout);
  return rules;
}

Result<std::optional<Turn>> Turn::begin(const TurnTools& tools, sql::Session& session, const TurnRules& rules,
                                        const TimeZone& zone, ShopId shop, CustomerId customer, std::int64_t now) {
  TSUZUKU_TRY(held, session.rows(tools.queries.get("hold_customer"), {{"customer_id", customer.value}}));
  if (sql::integer(held.at(0).at(0)) == 0) return std::nullopt;
  Turn turn(tools, session, rules, zone, shop, customer, now);
  TSUZUKU_CHECK(turn.load());
  return std::optional(std::move(turn));
}

Status Turn::load() {
  TSUZUKU_TRY(stored, tools_->runs.of(*session_, shop_, customer_));
  for (StoredRun& one : stored) {
    ways_.push_back({std::move(one.run), one.damaged, nullptr});
    if (ways_.back().run.state == RunState::Waiting) TSUZUKU_CHECK(give_plan(ways_.back()));
  }
  return {};
}

Status Turn::give_plan(Way& way) {
  if (way.plan) return {};
  TSUZUKU_TRY(plan, tools_->plans.get(*session_, way.run.journey, way.run.version));
  way.plan = plan;
  return {};
}

const Listening* Turn::find(JourneyId journey) const {
  const auto found = std::ranges::find(rules_->listening, journey, &Listening::id);
  return found == rules_->listening.end() ? nullptr : &*found;
}

Context Turn::context(bool paused) const {
  return {now_, *zone_,
          [this](std::string_view condition) {
            const auto answer = tools_->questions.holds(*session_, shop_, customer_, condition, now_);
            if (!answer) return Answer::Unknown;
            return *answer ? Answer::Yes : Answer::No;
          },
          paused};
}

std::vector<PastRun> Turn::history() const {
  std::vector<PastRun> past;
  for (const Way& way : ways_) {
    PastRun run{.run = way.run.id,
                .journey = way.run.journey,
                .entry_key = way.run.entry_key,
                .waiting = way.run.state == RunState::Waiting,
                .entered_at = way.run.entered_at};
    if (way.plan) {
      run.priority = way.plan->definition().priority;
      run.exclusive = way.plan->definition().exclusive;
    }
    past.push_back(std::move(run));
  }
  return past;
}

Status Turn::step(Way& way, const Event& event) {
  if (way.run.state == RunState::Ended) return {};
  const Listening* journey = find(way.run.journey);
  StepResult result = way.damaged
                          ? end_damaged(way.run, now_)
                          : journeys::step(*way.plan, way.run, event, context(journey != nullptr && journey->paused));
  if (result.run == way.run && result.commands.empty()) return {};
  TSUZUKU_CHECK(tools_->runs.write(*session_, result.run));
  TSUZUKU_CHECK(tools_->runs.carry_out(*session_, shop_, result, now_));
  ++counts_.stepped;
  if (result.run.state == RunState::Ended) ++counts_.ended;
  way.run = std::move(result.run);
  return {};
}

Status Turn::hear() {
  TSUZUKU_TRY(rows,
              session_->rows(tools_->queries.get("events_of_customer"),
                             {{"customer_id", customer_.value}, {"shop_id", shop_.value}, {"most", kEventsOfTurn}}));
  for (const sql::Row& row : rows) {
    const auto kind = event_kind_from(sql::text(row[1]));
    auto facts = facts_from_text(sql::text(row[4]));
    // A kind that only a newer program knows, or facts nobody can read, would stand in the line for ever.
    if (kind && facts) {
      TSUZUKU_CHECK(
          hear_one({.kind = *kind, .key = sql::text(row[2]), .at = sql::integer(row[3]), .facts = std::move(*facts)}));
    }
    // By its own id: an event whose transaction ended later may have a smaller one.
    TSUZUKU_CHECK(session_->run(tools_->queries.get("remove_event"),
                                {{"customer_id", customer_.value}, {"event_id", sql::integer(row[0])}}));
    ++counts_.events;
  }
  return {};
}

Status Turn::hear_one(const Happened& event) {
  const std::size_t before = ways_.size();
  for (std::size_t i = 0; i < before; ++i) TSUZUKU_CHECK(step(ways_[i], event));
  TSUZUKU_CHECK(withdraw_stopped(event));
  for (const Listening& journey : rules_->listening) {
    TSUZUKU_CHECK(try_entry(journey, {event.kind, event.key, event.at, event.facts}));
  }
  return {};
}

// A run may have come to its end while a message of it still waits for the morning.
Status Turn::withdraw_stopped(const Happened& event) {
  if (std::ranges::none_of(ways_, [](const Way& way) { return way.run.state == RunState::Ended; })) return {};
  TSUZUKU_TRY(open, tools_->runs.with_open_touches(*session_, shop_, customer_));
  for (Way& way : ways_) {
    if (way.run.state != RunState::Ended || std::ranges::find(open, way.run.id) == open.end()) continue;
    TSUZUKU_CHECK(give_plan(way));
    const auto reason = stopped_by(*way.plan, way.run, event, *zone_);
    if (reason) TSUZUKU_CHECK(tools_->runs.withdraw(*session_, shop_, way.run, *reason, now_));
  }
  return {};
}

Status Turn::wake() {
  for (Way& way : ways_) {
    if (way.run.state != RunState::Waiting) continue;
    const Listening* journey = find(way.run.journey);
    if (journey == nullptr) {
      TSUZUKU_CHECK(step(way, StopRun{EndReason::Stopped}));
    } else if (!journey->paused && way.run.wake_at.value_or(now_) <= now_) {
      TSUZUKU_CHECK(step(way, TimeReached{}));
    }
  }
  return {};
}

Result<Refusal> Turn::try_entry(const Listening& journey, const Trigger& trigger) {
  const std::vector<PastRun> past = history();
  const EntryDecision decision =
      decide_entry(*journey.plan, trigger, past, journey.started_at, context(journey.paused));
  if (decision.ask_again_at) {
    TSUZUKU_CHECK(
        session_->run(tools_->queries.get("ask_entry_later"), {{"customer_id", customer_.value},
                                                               {"journey_id", journey.id.value},
                                                               {"entry_key", entry_key_of(trigger.kind, trigger.key)},
                                                               {"shop_id", shop_.value},
                                                               {"at", trigger.at},
                                                               {"ask_at", *decision.ask_again_at},
                                                               {"facts", facts_to_text(trigger.facts)}}));
  }
  if (decision.verdict == EntryVerdict::Enter) TSUZUKU_CHECK(enter(journey, trigger, decision));
  return decision.refusal;
}

Status Turn::enter(const Listening& journey, const Trigger& trigger, const EntryDecision& decision) {
  for (Way& way : ways_) {
    if (std::ranges::find(decision.outranked, way.run.id) == decision.outranked.end()) continue;
    TSUZUKU_CHECK(step(way, StopRun{EndReason::Outranked}));
  }
  const Arm arm = arm_of(customer_, journey.id, journey.plan->definition().holdout_permille, rules_->holdout.permille,
                         rules_->holdout.season);
  Run run = start_run(*journey.plan, tools_->ids.make<RunId>(), customer_, arm, trigger, now_);
  StepResult result = journeys::step(*journey.plan, std::move(run), Entered{}, context(journey.paused));
  TSUZUKU_CHECK(tools_->runs.add(*session_, shop_, result.run));
  TSUZUKU_CHECK(tools_->runs.carry_out(*session_, shop_, result, now_));
  ++counts_.entered;
  if (result.run.state == RunState::Ended) ++counts_.ended;
  ways_.push_back({std::move(result.run), false, journey.plan});
  return {};
}

Status Turn::ask_again(JourneyId journey, const std::string& entry_key) {
  const sql::Parameter customer{"customer_id", customer_.value};
  const sql::Parameter of_journey{"journey_id", journey.value};
  TSUZUKU_TRY(rows, session_->rows(tools_->queries.get("find_entry_later"),
                                   {customer, of_journey, {"entry_key", entry_key}, {"now", now_}}));
  if (rows.empty()) return {};  // another worker was faster
  TSUZUKU_CHECK(
      session_->run(tools_->queries.get("remove_entry_later"), {customer, of_journey, {"entry_key", entry_key}}));
  const Listening* listening = find(journey);
  auto facts = facts_from_text(sql::text(rows[0][1]));
  if (listening == nullptr || !facts) return {};
  Trigger trigger{entry_kind(entry_key), std::string(key_part(entry_key)), sql::integer(rows[0][0]), std::move(*facts)};
  TSUZUKU_CHECK(try_entry(*listening, trigger));
  return {};
}

Status Turn::come_in(JourneyId journey, std::int64_t began_at) {
  const sql::Parameter customer{"customer_id", customer_.value};
  const sql::Parameter of_journey{"journey_id", journey.value};
  const Listening* listening = find(journey);
  if (listening == nullptr) return {};
  TSUZUKU_TRY(begun, session_->run(tools_->queries.get("begin_stay"),
                                   {customer, of_journey, {"began_at", began_at}, {"shop_id", shop_.value}}));
  if (begun == 0) return {};
  TSUZUKU_TRY(refusal, try_entry(*listening, {std::nullopt, std::to_string(began_at), began_at, {}}));
  // The members were counted a moment before or after the customer changed: their stay has not begun, and the next
  // count asks again.
  if (refusal == Refusal::ConditionNotHeld) {
    TSUZUKU_CHECK(session_->run(tools_->queries.get("end_stay"), {customer, of_journey}));
  }
  return {};
}

Status Turn::leave(JourneyId journey) {
  const sql::Parameter customer{"customer_id", customer_.value};
  const sql::Parameter of_journey{"journey_id", journey.value};
  TSUZUKU_TRY(rows, session_->rows(tools_->queries.get("find_stay"), {customer, of_journey}));
  if (rows.empty()) return {};
  const std::string stay = std::to_string(sql::integer(rows[0][0]));
  TSUZUKU_CHECK(session_->run(tools_->queries.get("end_stay"), {customer, of_journey}));
  TSUZUKU_CHECK(session_->run(tools_->queries.get("remove_entry_later"),
                              {customer, of_journey, {"entry_key", entry_key_of(std::nullopt, stay)}}));
  const Listening* listening = find(journey);
  if (listening == nullptr || listening->plan->entry_condition() == nullptr) return {};
  for (Way& way : ways_) {
    if (way.run.journey != journey || way.run.state != RunState::Waiting) continue;
    // A run of an older version with another condition is judged by its own, before its next effect.
    const EntryCondition* entered_by = way.plan->entry_condition();
    if (entered_by == nullptr || entered_by->condition != listening->plan->entry_condition()->condition) continue;
    TSUZUKU_CHECK(step(way, ConditionEnded{stay}));
  }
  return {};
}

}  // namespace tsuzuku::services
