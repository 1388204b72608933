#include "services/tasks/tasks.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "services/happenings/happenings.hpp"
#include "services/query_files.hpp"
#include "services/shops/shops.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::int64_t kLastPage = 1'000'000'000;  // beyond it the offset would not mean anything
constexpr int kCapacityMost = 1'000;
constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::string_view kReopened = "reopened";

constexpr std::array<std::pair<TaskResult, std::string_view>, 6> kResults{{{TaskResult::Reached, "reached"},
                                                                           {TaskResult::Absent, "absent"},
                                                                           {TaskResult::CallAgain, "call_again"},
                                                                           {TaskResult::Bought, "bought"},
                                                                           {TaskResult::Refused, "refused"},
                                                                           {TaskResult::WrongNumber, "wrong_number"}}};

bool stays_open(TaskResult result) { return result == TaskResult::Absent || result == TaskResult::CallAgain; }

template <typename T>
sql::Value value_of(const std::optional<T>& value) {
  return value ? sql::Value(*value) : sql::Value(sql::Null{});
}

template <typename Tag>
sql::Value value_of(const std::optional<Id<Tag>>& id) {
  return id ? sql::Value(id->value) : sql::Value(sql::Null{});
}

std::optional<std::int64_t> integer_if_told(const sql::Value& value) {
  if (sql::is_null(value)) return std::nullopt;
  return sql::integer(value);
}

// The columns of the view task_rows, in its order.
enum Column : std::size_t {
  kShop,
  kTask,
  kCustomer,
  kKey,
  kOrigin,
  kTitle,
  kWhy,
  kValue,
  kDue,
  kState,
  kStaff,
  kStaffName,
  kCallAgain,
  kResult,
  kCreated,
  kDone,
  kNumber,
  kLastName,
  kFirstName,
  kPhone,
  kNote,
  kTries,
  kNextDay,
  kNextNet
};

Result<Task> task_from(const sql::Row& row, PersonalData personal_data) {
  Task task;
  task.id = TaskId{sql::integer(row[kTask])};
  task.customer = CustomerId{sql::integer(row[kCustomer])};
  task.key = sql::text(row[kKey]);
  task.origin = sql::text(row[kOrigin]);
  task.title = sql::text(row[kTitle]);
  TSUZUKU_TRY(why, parse_json(sql::text(row[kWhy])));
  if (why.is_object()) task.why = why.as_object();
  task.value = sql::integer(row[kValue]);
  task.due = Day{static_cast<std::int32_t>(sql::integer(row[kDue]))};
  task.state = static_cast<TaskState>(sql::integer(row[kState]));
  if (const auto staff = integer_if_told(row[kStaff])) task.staff = StaffId{*staff};
  task.staff_name = sql::text(row[kStaffName]);
  task.call_again_at = integer_if_told(row[kCallAgain]);
  task.result = sql::text(row[kResult]);
  task.created_at = sql::integer(row[kCreated]);
  task.done_at = integer_if_told(row[kDone]);
  task.note = sql::text(row[kNote]);
  task.tries = static_cast<int>(sql::integer(row[kTries]));
  if (const auto day = integer_if_told(row[kNextDay])) task.next_order = Day{static_cast<std::int32_t>(*day)};
  task.next_order_net = sql::integer_or(row[kNextNet], 0);
  CustomerBrief brief =
      brief_of(sql::text(row[kNumber]), sql::text(row[kLastName]), sql::text(row[kFirstName]), personal_data);
  task.customer_number = std::move(brief.number);
  task.customer_name = std::move(brief.name);
  task.phone = personal_data == PersonalData::Masked ? masked(sql::text(row[kPhone])) : sql::text(row[kPhone]);
  return task;
}

Result<std::int64_t> count(sql::Session& session, const sql::Query& query, const sql::Parameters& parameters) {
  TSUZUKU_TRY(rows, session.rows(query, parameters));
  return sql::integer(rows.at(0).at(0));
}

journeys::Happened done_event(const Task& task, TaskResult result, std::int64_t now) {
  journeys::Happened event{.kind = journeys::EventKind::TaskDone, .key = task.id.text(), .at = now};
  for (const std::string_view fact : {"journey", "node"}) {
    if (const std::string_view value = string_or(task.why, fact, ""); !value.empty()) {
      event.facts.push_back({std::string(fact), std::string(value)});
    }
  }
  event.facts.push_back({"result", std::string(name_of(result))});
  return event;
}

}  // namespace

std::string_view name_of(TaskResult result) {
  return std::ranges::find(kResults, result, &std::pair<TaskResult, std::string_view>::first)->second;
}

std::optional<TaskResult> task_result_named(std::string_view name) {
  const auto found = std::ranges::find(kResults, name, &std::pair<TaskResult, std::string_view>::second);
  if (found == kResults.end()) return std::nullopt;
  return found->first;
}

Result<Tasks> Tasks::open(sql::Database& database, IdMaker& ids) {
  TSUZUKU_TRY(queries, queries_of("services/tasks/tasks.sql", database.dialect()));
  return Tasks(database, ids, std::move(queries));
}

Result<std::int64_t> Tasks::add(sql::Session& session, ShopId shop, const std::vector<NewTask>& tasks,
                                std::int64_t now) {
  const sql::Query& query = queries_.get("add_task");
  std::int64_t added = 0;
  for (const NewTask& task : tasks) {
    TSUZUKU_TRY(changed, session.run(query, {{"customer_id", task.customer.value},
                                             {"task_key", task.key},
                                             {"task_id", ids_->next()},
                                             {"shop_id", shop.value},
                                             {"origin", task.origin},
                                             {"journey_id", value_of(task.journey)},
                                             {"run_id", value_of(task.run)},
                                             {"title", task.title},
                                             {"why", to_text(task.why)},
                                             {"value", task.value},
                                             {"due_day", std::int64_t{task.due.value}},
                                             {"created_at", now}}));
    added += changed;
  }
  return added;
}

Result<std::vector<Task>> Tasks::list(sql::Session& session, std::string_view query, const sql::Parameters& parameters,
                                      PersonalData personal_data) const {
  TSUZUKU_TRY(rows, session.rows(queries_.get(query), parameters));
  std::vector<Task> tasks;
  tasks.reserve(rows.size());
  for (const sql::Row& row : rows) {
    TSUZUKU_TRY(task, task_from(row, personal_data));
    tasks.push_back(std::move(task));
  }
  return tasks;
}

Result<std::vector<Task>> Tasks::open_tasks(sql::Session& session, ShopId shop, std::string_view origin) const {
  return list(session, "open_tasks_of_origin", {{"shop_id", shop.value}, {"origin", std::string(origin)}},
              PersonalData::Masked);
}

Result<std::vector<CustomerId>> Tasks::refusing_calls(sql::Session& session, ShopId shop) const {
  TSUZUKU_TRY(rows, session.rows(queries_.get("customers_refusing_calls"),
                                 {{"shop_id", shop.value},
                                  {"channel", static_cast<std::int64_t>(domain::Channel::Phone)},
                                  {"withdrawn", static_cast<std::int64_t>(domain::ConsentState::Withdrawn)}}));
  std::vector<CustomerId> customers;
  for (const sql::Row& row : rows) customers.push_back(CustomerId{sql::integer(row[0])});
  return customers;
}

Status Tasks::close(sql::Session& session, const Task& task, std::string_view result, std::int64_t now) {
  TSUZUKU_CHECK(session.run(
      queries_.get("close_task"),
      {{"customer_id", task.customer.value}, {"task_key", task.key}, {"result", std::string(result)}, {"now", now}}));
  return {};
}

Result<Today> Tasks::today(ShopId shop, StaffId staff, const Moment& moment, PersonalData personal_data) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));  // all of it from one moment
  const sql::Parameter of_shop{"shop_id", shop.value};
  const sql::Parameter of_staff{"staff_id", staff.value};
  const sql::Parameter begin{"day_begin", moment.day_begin};
  const sql::Parameter end{"day_end", moment.day_end};
  Today today;
  TSUZUKU_TRY(capacity, capacity_in(*session, shop, staff));
  TSUZUKU_TRY(mine, list(*session, "tasks_of_person", {of_shop, of_staff, end}, personal_data));
  TSUZUKU_TRY(done, count(*session, queries_.get("count_done"), {of_shop, of_staff, begin, end}));
  TSUZUKU_TRY(closed, count(*session, queries_.get("count_closed"), {of_shop, begin, end}));
  TSUZUKU_TRY(later, count(*session, queries_.get("count_later_tasks"), {of_shop, of_staff, end}));
  TSUZUKU_TRY(of_nobody, count(*session, queries_.get("count_tasks_of_nobody"), {of_shop}));
  const std::int64_t room = std::max<std::int64_t>(capacity - done - std::ssize(mine), 0);
  TSUZUKU_TRY(suggested, list(*session, "tasks_of_nobody", {of_shop, {"limit", room}}, personal_data));
  TSUZUKU_CHECK(transaction.commit());
  today.waiting = of_nobody - std::ssize(suggested);
  today.mine = std::move(mine);
  today.suggested = std::move(suggested);
  today.later = later;
  today.done_today = done;
  today.closed_today = closed;
  today.capacity = capacity;
  return today;
}

Result<TaskPage> Tasks::finished(ShopId shop, int page, int page_size, PersonalData personal_data) const {
  if (page < 1 || page > kLastPage || page_size < 1 || page_size > limits::kPageRows)
    return fail(ErrorKind::Usage, "tasks.bad_page", {{"most", std::to_string(limits::kPageRows)}});
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(total, count(*session, queries_.get("count_finished"), {{"shop_id", shop.value}}));
  const std::int64_t offset = (std::int64_t{page} - 1) * page_size;
  TSUZUKU_TRY(rows,
              list(*session, "finished_tasks",
                   {{"shop_id", shop.value}, {"limit", std::int64_t{page_size}}, {"offset", offset}}, personal_data));
  return TaskPage{std::move(rows), total};
}

Result<Task> Tasks::find(sql::Session& session, ShopId shop, TaskId id, PersonalData personal_data) const {
  TSUZUKU_TRY(tasks, list(session, "get_task", {{"shop_id", shop.value}, {"task_id", id.value}}, personal_data));
  if (tasks.empty()) return fail(ErrorKind::NotFound, "tasks.unknown_id", {{"id", id.text()}});
  return std::move(tasks.front());
}

Result<Task> Tasks::get(ShopId shop, TaskId id, PersonalData personal_data) const {
  TSUZUKU_TRY(session, database_->reader());
  return find(*session, shop, id, personal_data);
}

Status Tasks::assign(ShopId shop, TaskId id, std::optional<StaffId> staff) {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(task, find(*session, shop, id, PersonalData::Masked));
  if (task.state != TaskState::Open) return fail(ErrorKind::Conflict, "tasks.not_open", {{"result", task.result}});
  if (staff && task.staff && *task.staff != *staff)
    return fail(ErrorKind::Conflict, "tasks.taken", {{"staff", task.staff_name}});
  TSUZUKU_CHECK(
      session->run(queries_.get("assign_task"),
                   {{"customer_id", task.customer.value}, {"task_key", task.key}, {"staff_id", value_of(staff)}}));
  return transaction.commit();
}

Status Tasks::note_down(sql::Session& session, ShopId shop, const Task& task, StaffId staff, std::string_view result,
                        const Try& tried, std::int64_t now) {
  TSUZUKU_CHECK(session.run(queries_.get("add_task_result"), {{"customer_id", task.customer.value},
                                                              {"task_id", task.id.value},
                                                              {"result_id", ids_->next()},
                                                              {"shop_id", shop.value},
                                                              {"staff_id", staff.value},
                                                              {"result", std::string(result)},
                                                              {"note", tried.note},
                                                              {"call_again_at", value_of(tried.call_again_at)},
                                                              {"at", now}}));
  return {};
}

// Whoever refuses is not called again (Act on Specified Commercial Transactions, article 17).
Status Tasks::set_phone_consent(sql::Session& session, ShopId shop, const Task& task, StaffId staff,
                                domain::ConsentState state, std::int64_t now) {
  const std::int64_t id = ids_->next();
  TSUZUKU_CHECK(
      session.run(queries_.get("add_phone_consent"), {{"customer_id", task.customer.value},
                                                      {"consent_id", id},
                                                      {"shop_id", shop.value},
                                                      {"channel", static_cast<std::int64_t>(domain::Channel::Phone)},
                                                      {"state", static_cast<std::int64_t>(state)},
                                                      {"at", now},
                                                      {"evidence", "task:" + task.id.text()},
                                                      {"staff_id", staff.value}}));
  if (state == domain::ConsentState::Withdrawn) {
    TSUZUKU_CHECK(tell(session, *ids_, shop, task.customer,
                       {.kind = journeys::EventKind::Unsubscribed,
                        .key = std::to_string(id),
                        .at = now,
                        .facts = {{"channel", std::string(domain::name_of(domain::Channel::Phone))}}}));
  }
  return touch_shop_people(session, shop);
}

Status Tasks::record(ShopId shop, TaskId id, StaffId staff, const Try& tried, const Moment& moment) {
  Try checked = tried;
  if (checked.note.size() > limits::kTextField) return fail(ErrorKind::TooLarge, "tasks.note_too_long");
  if (tried.result == TaskResult::CallAgain && !tried.call_again_at)
    return fail(ErrorKind::InvalidInput, "tasks.no_time");
  if (!stays_open(tried.result)) checked.call_again_at = std::nullopt;
  if (checked.call_again_at && *checked.call_again_at <= moment.now)
    return fail(ErrorKind::InvalidInput, "tasks.time_passed");
  if (tried.result == TaskResult::Absent && !checked.call_again_at) checked.call_again_at = moment.day_end;

  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(task, find(*session, shop, id, PersonalData::Masked));
  if (task.state != TaskState::Open) return fail(ErrorKind::Conflict, "tasks.not_open", {{"result", task.result}});
  TSUZUKU_CHECK(note_down(*session, shop, task, staff, name_of(tried.result), checked, moment.now));
  const bool open = stays_open(tried.result);
  TSUZUKU_CHECK(session->run(queries_.get("set_task_result"),
                             {{"customer_id", task.customer.value},
                              {"task_key", task.key},
                              {"state", static_cast<std::int64_t>(open ? TaskState::Open : TaskState::Done)},
                              {"staff_id", staff.value},
                              {"result", std::string(name_of(tried.result))},
                              {"call_again_at", value_of(checked.call_again_at)},
                              {"done_at", open ? sql::Value(sql::Null{}) : sql::Value(moment.now)}}));
  if (!open) TSUZUKU_CHECK(tell(*session, *ids_, shop, task.customer, done_event(task, tried.result, moment.now)));
  if (tried.result == TaskResult::Refused) {
    TSUZUKU_CHECK(set_phone_consent(*session, shop, task, staff, domain::ConsentState::Withdrawn, moment.now));
  }
  return transaction.commit();
}

Status Tasks::reopen(ShopId shop, TaskId id, StaffId staff, std::int64_t now) {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(task, find(*session, shop, id, PersonalData::Masked));
  if (task.state == TaskState::Open) return {};
  TSUZUKU_CHECK(note_down(*session, shop, task, staff, kReopened, {}, now));
  if (task.result == name_of(TaskResult::Refused)) {
    TSUZUKU_CHECK(set_phone_consent(*session, shop, task, staff, domain::ConsentState::Given, now));
  }
  TSUZUKU_CHECK(session->run(queries_.get("set_task_result"), {{"customer_id", task.customer.value},
                                                               {"task_key", task.key},
                                                               {"state", static_cast<std::int64_t>(TaskState::Open)},
                                                               {"staff_id", staff.value},
                                                               {"result", sql::Null{}},
                                                               {"call_again_at", sql::Null{}},
                                                               {"done_at", sql::Null{}}}));
  return transaction.commit();
}

Status Tasks::set_capacity(ShopId shop, StaffId staff, int tasks_per_day) {
  if (tasks_per_day < 0 || tasks_per_day > kCapacityMost)
    return fail(ErrorKind::InvalidInput, "tasks.bad_capacity", {{"most", std::to_string(kCapacityMost)}});
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_CHECK(session->run(
      queries_.get("set_capacity"),
      {{"staff_id", staff.value}, {"shop_id", shop.value}, {"tasks_per_day", std::int64_t{tasks_per_day}}}));
  return {};
}

Result<int> Tasks::capacity_in(sql::Session& session, ShopId shop, StaffId staff) const {
  TSUZUKU_TRY(rows, session.rows(queries_.get("get_capacity"), {{"staff_id", staff.value}, {"shop_id", shop.value}}));
  return rows.empty() ? kDefaultCapacity : static_cast<int>(sql::integer(rows[0][0]));
}

Result<int> Tasks::capacity(ShopId shop, StaffId staff) const {
  TSUZUKU_TRY(session, database_->reader());
  return capacity_in(*session, shop, staff);
}

}  // namespace tsuzuku::services
