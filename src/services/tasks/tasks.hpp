#pragma once
// Work for people about one customer: who to speak to, why, until when, and what came of it. Tasks come from rules
// (services/tasks/r30_queue.hpp) and from journeys; the same reason (task_key) never makes two.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "base/money.hpp"
#include "domain/codes.hpp"
#include "services/customers/customers.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// Stored as these numbers.
enum class TaskState { Open = 1, Done = 2, Closed = 3 };  // Closed: by itself, nobody has done it

// What a try came to.
enum class TaskResult {
  Reached,      // spoken to; done
  Absent,       // nobody there; stays open, and comes back the next day unless another moment is named
  CallAgain,    // at a named moment; stays open
  Bought,       // ordered while spoken to; done
  Refused,      // wants no calls; done, and recorded as consent withdrawn for the phone
  WrongNumber,  // done
};
// "reached", "absent", "call_again", "bought", "refused", "wrong_number"
[[nodiscard]] std::string_view name_of(TaskResult result);
[[nodiscard]] std::optional<TaskResult> task_result_named(std::string_view name);

struct NewTask {
  CustomerId customer;
  std::string key;     // the reason: "r30:2026-10-20", "journey:<run>:<node>:<visit>"
  std::string origin;  // "r30", "journey"
  std::string title;   // a journey's own words; empty for a rule
  json::object why;    // the numbers of this moment
  Money value = 0;     // expected, minor units
  Day due;
  std::optional<JourneyId> journey;  // that asked for it
  std::optional<RunId> run;
};

struct Task {
  TaskId id;
  CustomerId customer;
  std::string key;
  std::string origin;
  std::string title;
  json::object why;
  Money value = 0;
  Day due;
  TaskState state = TaskState::Open;
  std::optional<StaffId> staff;
  std::string staff_name;
  std::optional<std::int64_t> call_again_at;
  std::string result;  // name of the last TaskResult, or "ordered", "missed" when it closed by itself
  std::string note;    // of the last try
  int tries = 0;
  std::int64_t created_at = 0;
  std::optional<std::int64_t> done_at;
  std::string customer_number;  // masked like the names of a list
  std::string customer_name;
  std::string phone;
  std::optional<Day> next_order;  // the first one on or after the day it was done or closed
  Money next_order_net = 0;
};

// What a person sees in the morning.
struct Today {
  std::vector<Task> mine;         // open and taken by this person, those to call again later today last
  std::vector<Task> suggested;    // of nobody, worth most first, as many as the day still holds
  std::int64_t waiting = 0;       // open, of nobody, beyond those
  std::int64_t later = 0;         // of this person, to be called again on another day
  std::int64_t done_today = 0;    // by this person
  std::int64_t closed_today = 0;  // of the whole shop, by themselves (the customer ordered)
  int capacity = 0;               // a day
};

struct TaskPage {
  std::vector<Task> rows;
  std::int64_t rows_total = 0;
};

inline constexpr int kDefaultCapacity = 20;

class Tasks {
 public:
  [[nodiscard]] static Result<Tasks> open(sql::Database& database, IdMaker& ids);

  // Inside the caller's transaction. How many were new.
  [[nodiscard]] Result<std::int64_t> add(sql::Session& session, ShopId shop, const std::vector<NewTask>& tasks,
                                         std::int64_t now);
  // Inside the caller's transaction: open tasks of one origin.
  [[nodiscard]] Result<std::vector<Task>> open_tasks(sql::Session& session, ShopId shop, std::string_view origin) const;
  // Those whose latest word on calls is no.
  [[nodiscard]] Result<std::vector<CustomerId>> refusing_calls(sql::Session& session, ShopId shop) const;
  [[nodiscard]] Status close(sql::Session& session, const Task& task, std::string_view result, std::int64_t now);

  // `day_begin`: UTC second at which the shop's day began; `day_end`: at which it ends.
  struct Moment {
    std::int64_t now = 0;
    std::int64_t day_begin = 0;
    std::int64_t day_end = 0;
  };
  [[nodiscard]] Result<Today> today(ShopId shop, StaffId staff, const Moment& moment, PersonalData personal_data) const;
  // Newest first. Usage "tasks.bad_page".
  [[nodiscard]] Result<TaskPage> finished(ShopId shop, int page, int page_size, PersonalData personal_data) const;
  // NotFound "tasks.unknown_id", as wherever a task is named.
  [[nodiscard]] Result<Task> get(ShopId shop, TaskId id, PersonalData personal_data) const;

  // Takes a task, or gives it back (nothing). Conflict "tasks.taken" when somebody else has it and `staff` is somebody.
  [[nodiscard]] Status assign(ShopId shop, TaskId id, std::optional<StaffId> staff);
  struct Try {
    TaskResult result = TaskResult::Reached;
    std::string note;
    std::optional<std::int64_t> call_again_at;  // CallAgain needs one in the future; Absent may have one
  };
  // Written down for good; the task is the person's from now on. Journeys are told when it is done. Conflict
  // "tasks.not_open"; InvalidInput "tasks.no_time", "tasks.time_passed", "tasks.note_too_long".
  [[nodiscard]] Status record(ShopId shop, TaskId id, StaffId staff, const Try& tried, const Moment& moment);
  // Opens a finished task again (a slip of the hand). The records of tries and of consent keep both.
  [[nodiscard]] Status reopen(ShopId shop, TaskId id, StaffId staff, std::int64_t now);

  // 0-1,000 a day; InvalidInput "tasks.bad_capacity".
  [[nodiscard]] Status set_capacity(ShopId shop, StaffId staff, int tasks_per_day);
  [[nodiscard]] Result<int> capacity(ShopId shop, StaffId staff) const;

 private:
  Tasks(sql::Database& database, IdMaker& ids, sql::Queries queries)
      : database_(&database), ids_(&ids), queries_(std::move(queries)) {}
  [[nodiscard]] Result<std::vector<Task>> list(sql::Session& session, std::string_view query,
                                               const sql::Parameters& parameters, PersonalData personal_data) const;
  [[nodiscard]] Result<Task> find(sql::Session& session, ShopId shop, TaskId id, PersonalData personal_data) const;
  [[nodiscard]] Result<int> capacity_in(sql::Session& session, ShopId shop, StaffId staff) const;
  [[nodiscard]] Status set_phone_consent(sql::Session& session, ShopId shop, const Task& task, StaffId staff,
                                         domain::ConsentState state, std::int64_t now);
  [[nodiscard]] Status note_down(sql::Session& session, ShopId shop, const Task& task, StaffId staff,
                                 std::string_view result, const Try& tried, std::int64_t now);

  sql::Database* database_;
  IdMaker* ids_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
