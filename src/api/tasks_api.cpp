// Today's work: the queue of each person, what a try came to, and what became of finished tasks.

#include <algorithm>
#include <charconv>
#include <limits>

#include "api/answers.hpp"
#include "api/caller.hpp"
#include "api/handlers.hpp"
#include "api/record.hpp"
#include "api/shop_of.hpp"
#include "base/day.hpp"
#include "base/json.hpp"
#include "base/money.hpp"
#include "base/time_zone.hpp"
#include "base/words.hpp"

namespace tsuzuku::api {
namespace {

using services::Task;
using services::Tasks;

json::value id_or_null(const std::optional<StaffId>& id) {
  if (!id) return nullptr;
  return json::string(id->text());
}

json::value text_or_null(const std::string& text) {
  if (text.empty()) return nullptr;
  return json::string(text);
}

std::string_view name_of(services::TaskState state) {
  switch (state) {
    case services::TaskState::Open:
      return "open";
    case services::TaskState::Done:
      return "done";
    case services::TaskState::Closed:
      return "closed";
  }
  return "";
}

Result<TimeZone> zone_of(const services::Shop& shop) {
  if (auto zone = TimeZone::find(shop.time_zone)) return *std::move(zone);
  return fail(ErrorKind::Internal, "shop.unknown_time_zone", {{"time_zone", shop.time_zone}});
}

// For whom and from which day tasks are told.
struct Telling {
  const services::Shop& shop;
  const Catalogue& texts;
  TimeZone zone;
  Day today;
};

Result<Telling> telling_of(const Context& context, const http::Request& request, const services::Shop& shop) {
  TSUZUKU_TRY(zone, zone_of(shop));
  const Day today = zone.day_of(context.now());
  return Telling{shop, texts_of(request), std::move(zone), today};
}

// Days since the last purchase on the day that the page shows, or on which the task was finished. The rule counted them
// when it made the task, on the last day that was known then.
std::optional<int> quiet_days(const Task& task, const Telling& telling) {
  const auto last = parse_day(string_or(task.why, "last_day", ""));
  if (!last) return std::nullopt;
  return (task.done_at ? telling.zone.day_of(*task.done_at) : telling.today) - *last;
}

// Why this customer, as a sentence: a rule's from its numbers, a journey's own words.
std::string reason_of(const Task& task, const Telling& telling) {
  if (!task.title.empty()) return task.title;
  ErrorArguments values;
  for (const auto& member : task.why) {
    if (member.key() == "order_value" && member.value().is_int64()) {
      values.emplace_back(member.key(), money_words(member.value().get_int64(), telling.shop.currency, telling.texts));
    } else if (const auto days = member.key() == "quiet_days" ? quiet_days(task, telling) : std::nullopt) {
      values.emplace_back(member.key(), std::to_string(*days));
    } else if (member.value().is_string()) {
      values.emplace_back(member.key(), std::string(member.value().get_string()));
    } else {
      values.emplace_back(member.key(), to_text(member.value()));
    }
  }
  return telling.texts.text("tasks.reasons." + task.origin, values);
}

// Null where the rule that made the task knew no chance (r30).
json::value value_of(const Task& task) {
  const json::value* chance = task.why.if_contains("chance");
  if (chance != nullptr && chance->is_null()) return nullptr;
  return task.value;
}

json::object to_json(const Task& task, const Telling& telling) {
  json::value next_order = nullptr;
  if (task.next_order) next_order = json::object{{"day", to_text(*task.next_order)}, {"net", task.next_order_net}};
  return json::object{{"id", task.id.text()},
                      {"customer_id", task.customer.text()},
                      {"customer_number", task.customer_number},
                      {"customer_name", task.customer_name},
                      {"phone", text_or_null(task.phone)},
                      {"origin", task.origin},
                      {"reason", reason_of(task, telling)},
                      {"why", task.why},
                      {"value", value_of(task)},
                      {"due", to_text(task.due)},
                      {"state", json::string(name_of(task.state))},
                      {"staff_id", id_or_null(task.staff)},
                      {"staff_name", text_or_null(task.staff_name)},
                      {"call_again_at", time_or_null(task.call_again_at)},
                      {"result", text_or_null(task.result)},
                      {"note", text_or_null(task.note)},
                      {"tries", task.tries},
                      {"created_at", time_text(task.created_at)},
                      {"done_at", time_or_null(task.done_at)},
                      {"next_order", std::move(next_order)}};
}

json::array to_json(const std::vector<Task>& tasks, const Telling& telling) {
  json::array all;
  for (const Task& task : tasks) all.push_back(to_json(task, telling));
  return all;
}

Tasks::Moment moment_of(const TimeZone& zone, std::int64_t now) {
  const Day today = zone.day_of(now);
  return {now, zone.to_utc(today, 0), zone.to_utc(today + 1, 0)};
}

// "18:05" -> seconds since midnight.
std::optional<int> time_of_day(std::string_view text) {
  constexpr std::size_t kLength = 5;
  if (text.size() != kLength || text[2] != ':') return std::nullopt;
  int hours = 0, minutes = 0;
  const char* const begin = text.data();
  if (std::from_chars(begin, begin + 2, hours).ptr != begin + 2) return std::nullopt;
  if (std::from_chars(begin + 3, begin + kLength, minutes).ptr != begin + kLength) return std::nullopt;
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
  return (hours * 60 + minutes) * 60;
}

// Day and time on the shop's wall; the time alone means nothing.
Result<std::optional<std::int64_t>> call_again_of(const Body& body, const TimeZone& zone) {
  TSUZUKU_TRY(day_text, body.text("call_again_day"));
  TSUZUKU_TRY(time_text, body.text("call_again_time"));
  if (!day_text) return std::nullopt;
  const auto day = parse_day(*day_text);
  const auto time = time_of_day(time_text.value_or("09:00"));
  if (!day || !time)
    return fail(ErrorKind::Usage, "api.bad_time", {{"day", *day_text}, {"time", time_text.value_or("")}});
  return zone.to_utc(*day, *time);
}

Answer task_answer(const Context& context, const http::Request& request, const services::Shop& shop, TaskId id) {
  TSUZUKU_TRY(task, context.tasks.get(shop.id, id, caller_of(request).personal_data()));
  TSUZUKU_TRY(telling, telling_of(context, request, shop));
  return answer(to_json(task, telling));
}

}  // namespace

Answer get_today(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {}));
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(telling, telling_of(context, request, shop));
  const Caller& caller = caller_of(request);
  TSUZUKU_TRY(today, context.tasks.today(shop.id, caller.staff.id, moment_of(telling.zone, context.now()),
                                         caller.personal_data()));
  return answer(json::object{{"day", to_text(telling.today)},
                             {"mine", to_json(today.mine, telling)},
                             {"suggested", to_json(today.suggested, telling)},
                             {"waiting", today.waiting},
                             {"later", today.later},
                             {"done_today", today.done_today},
                             {"closed_today", today.closed_today},
                             {"capacity", today.capacity}});
}

Answer set_today_capacity(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(body, Body::read(request, {"capacity"}));
  TSUZUKU_TRY(capacity, body.needed_integer("capacity"));
  const StaffId staff = caller_of(request).staff.id;
  // Far out of bounds stays out of bounds.
  TSUZUKU_CHECK(context.tasks.set_capacity(
      shop.id, staff, static_cast<int>(std::clamp<std::int64_t>(capacity, -1, std::numeric_limits<int>::max()))));
  TSUZUKU_TRY(stored, context.tasks.capacity(shop.id, staff));
  return answer(json::object{{"capacity", stored}});
}

Answer list_finished_tasks(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {"page", "page_size"}));
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(wanted, page_of(request));
  TSUZUKU_TRY(page, context.tasks.finished(shop.id, wanted.page, wanted.page_size, caller_of(request).personal_data()));
  TSUZUKU_TRY(telling, telling_of(context, request, shop));
  return answer(json::object{{"tasks", to_json(page.rows, telling)},
                             {"page", wanted.page},
                             {"page_size", wanted.page_size},
                             {"rows_total", page.rows_total}});
}

Answer take_task(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(id, id_of<TaskId>(request, "id"));
  TSUZUKU_CHECK(context.tasks.assign(shop.id, id, caller_of(request).staff.id));
  return task_answer(context, request, shop, id);
}

Answer give_back_task(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(id, id_of<TaskId>(request, "id"));
  TSUZUKU_CHECK(context.tasks.assign(shop.id, id, std::nullopt));
  return task_answer(context, request, shop, id);
}

Answer record_task_result(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(id, id_of<TaskId>(request, "id"));
  TSUZUKU_TRY(body, Body::read(request, {"result", "note", "call_again_day", "call_again_time"}));
  TSUZUKU_TRY(name, body.needed_text("result"));
  TSUZUKU_TRY(note, body.text("note"));
  const auto result = services::task_result_named(name);
  if (!result) return fail(ErrorKind::Usage, "api.unknown_result", {{"result", name}});
  TSUZUKU_TRY(zone, zone_of(shop));
  TSUZUKU_TRY(call_again_at, call_again_of(body, zone));
  TSUZUKU_CHECK(context.tasks.record(shop.id, id, caller_of(request).staff.id,
                                     {.result = *result, .note = note.value_or(""), .call_again_at = call_again_at},
                                     moment_of(zone, context.now())));
  TSUZUKU_CHECK(record(context, request,
                       {.shop = shop.id, .action = "task.result", .object = id.text(), .detail = {{"result", name}}}));
  return task_answer(context, request, shop, id);
}

Answer reopen_task(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(id, id_of<TaskId>(request, "id"));
  TSUZUKU_CHECK(context.tasks.reopen(shop.id, id, caller_of(request).staff.id, context.now()));
  TSUZUKU_CHECK(record(context, request, {.shop = shop.id, .action = "task.reopen", .object = id.text()}));
  return task_answer(context, request, shop, id);
}

}  // namespace tsuzuku::api
