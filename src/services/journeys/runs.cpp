#include "services/journeys/runs.hpp"

#include <charconv>

#include "base/json.hpp"
#include "services/shops/shops.hpp"

namespace tsuzuku::services {
namespace {

using namespace journeys;

constexpr std::string_view kOrigin = "journey";

sql::Value number_or_null(const std::optional<std::int64_t>& number) {
  return number ? sql::Value(*number) : sql::Value(sql::Null{});
}

sql::Value reason_or_null(const std::optional<EndReason>& reason) {
  return reason ? sql::Value(std::string(name_of(*reason))) : sql::Value(sql::Null{});
}

json::array to_json(const std::vector<Reason>& reasons) {
  json::array array;
  for (const Reason& reason : reasons) {
    array.emplace_back(json::object{
        {"kind", name_of(reason.kind)}, {"node", reason.node}, {"text", reason.text}, {"holds", reason.holds}});
  }
  return array;
}

// Publishing has seen that it is the id of a template.
std::int64_t template_id(const std::string& message) {
  std::int64_t id = 0;
  std::from_chars(message.data(), message.data() + message.size(), id);
  return id;
}

Touch touch_of(const Run& run, const CommandKey& key, const SendMessage& message) {
  return {.customer = run.customer,
          .key = key.text(),
          .channel = message.channel,
          .advertising = message.advertising,
          .arm = message.arm,
          .journey = run.journey,
          .version = run.version,
          .run = run.id,
          .node = key.node,
          .template_id = template_id(message.message),
          .variant = message.variant,
          .priority = message.priority,
          .when_quiet = message.when_quiet,
          .when_capped = message.when_capped,
          .due_at = message.due_at,
          .expires_at = message.expires_at,
          .why = to_text(to_json(message.why))};
}

NewTask task_of(const Run& run, const CommandKey& key, const MakeTask& task) {
  return {
      .customer = run.customer,
      .key = "journey:" + key.text(),
      .origin = std::string(kOrigin),
      .title = task.title,
      .why = {{"journey", run.journey.text()}, {"node", key.node}, {"note", task.note}, {"reasons", to_json(task.why)}},
      .value = task.value,
      .due = task.due_day,
      .journey = run.journey,
      .run = run.id};
}

}  // namespace

StoredRun run_from(const sql::Row& row) {
  StoredRun stored;
  Run& run = stored.run;
  run.id = RunId{sql::integer(row[0])};
  run.customer = CustomerId{sql::integer(row[1])};
  run.journey = JourneyId{sql::integer(row[2])};
  run.version = static_cast<int>(sql::integer(row[3]));
  run.entry_key = sql::text(row[4]);
  run.arm = static_cast<Arm>(sql::integer(row[5]));
  run.state = static_cast<RunState>(sql::integer(row[6]));
  run.node = sql::text(row[7]);
  if (!sql::is_null(row[8])) run.wake_at = sql::integer(row[8]);
  run.entered_at = sql::integer(row[9]);
  if (!sql::is_null(row[10])) run.ended_at = sql::integer(row[10]);
  if (!sql::is_null(row[11])) run.end_reason = end_reason_from(sql::text(row[11]));
  auto memory = read_memory(sql::text(row[12]));
  stored.damaged = !memory;
  if (memory) run.memory = std::move(*memory);
  return stored;
}

Result<std::vector<StoredRun>> Runs::of(sql::Session& session, ShopId shop, CustomerId customer) const {
  TSUZUKU_TRY(
      rows, session.rows(queries_.get("runs_of_customer"), {{"customer_id", customer.value}, {"shop_id", shop.value}}));
  std::vector<StoredRun> runs;
  for (const sql::Row& row : rows) runs.push_back(run_from(row));
  return runs;
}

Result<std::vector<RunId>> Runs::with_open_touches(sql::Session& session, ShopId shop, CustomerId customer) const {
  TSUZUKU_TRY(rows, session.rows(queries_.get("runs_with_open_touches"),
                                 {{"customer_id", customer.value}, {"shop_id", shop.value}}));
  std::vector<RunId> runs;
  for (const sql::Row& row : rows) runs.push_back(RunId{sql::integer(row[0])});
  return runs;
}

Status Runs::add(sql::Session& session, ShopId shop, const Run& run) const {
  TSUZUKU_CHECK(session.run(queries_.get("add_run"), {{"customer_id", run.customer.value},
                                                      {"run_id", run.id.value},
                                                      {"shop_id", shop.value},
                                                      {"journey_id", run.journey.value},
                                                      {"version", std::int64_t{run.version}},
                                                      {"entry_key", run.entry_key},
                                                      {"arm", static_cast<std::int64_t>(run.arm)},
                                                      {"state", static_cast<std::int64_t>(run.state)},
                                                      {"node", run.node},
                                                      {"wake_at", number_or_null(run.wake_at)},
                                                      {"entered_at", run.entered_at},
                                                      {"ended_at", number_or_null(run.ended_at)},
                                                      {"end_reason", reason_or_null(run.end_reason)},
                                                      {"memory", to_text(journeys::to_json(run.memory))}}));
  return {};
}

Status Runs::write(sql::Session& session, const Run& run) const {
  TSUZUKU_CHECK(session.run(queries_.get("write_run"), {{"state", static_cast<std::int64_t>(run.state)},
                                                        {"node", run.node},
                                                        {"wake_at", number_or_null(run.wake_at)},
                                                        {"ended_at", number_or_null(run.ended_at)},
                                                        {"end_reason", reason_or_null(run.end_reason)},
                                                        {"memory", to_text(journeys::to_json(run.memory))},
                                                        {"customer_id", run.customer.value},
                                                        {"run_id", run.id.value}}));
  return {};
}

Status Runs::withdraw(sql::Session& session, ShopId shop, const Run& run, EndReason reason, std::int64_t now) const {
  TSUZUKU_CHECK(touches_->withdraw(session, shop, run.id, run.customer, name_of(reason), now));
  return {};
}

Status Runs::carry_out(sql::Session& session, ShopId shop, const StepResult& step, std::int64_t now) const {
  const Run& run = step.run;
  for (const auto& [key, what] : step.commands) {
    if (const auto* message = std::get_if<SendMessage>(&what)) {
      const Touch touch = touch_of(run, key, *message);
      TSUZUKU_CHECK(touches_->add(session, shop, std::span(&touch, 1), now));
    } else if (const auto* task = std::get_if<MakeTask>(&what)) {
      TSUZUKU_CHECK(tasks_->add(session, shop, {task_of(run, key, *task)}, now));
    } else if (const auto* set = std::get_if<SetTag>(&what)) {
      TSUZUKU_CHECK(tags_->add(session, shop, run.customer, set->tag, kOrigin, now));
      TSUZUKU_CHECK(touch_shop_people(session, shop));
    } else if (const auto* removed = std::get_if<RemoveTag>(&what)) {
      TSUZUKU_CHECK(tags_->remove(session, shop, run.customer, removed->tag, now));
      TSUZUKU_CHECK(touch_shop_people(session, shop));
    } else if (withdraws_touches(std::get<EndRun>(what).reason)) {
      TSUZUKU_CHECK(withdraw(session, shop, run, std::get<EndRun>(what).reason, now));
    }
  }
  return {};
}

}  // namespace tsuzuku::services
