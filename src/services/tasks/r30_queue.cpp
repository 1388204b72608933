#include "services/tasks/r30_queue.hpp"

#include <algorithm>
#include <unordered_set>

#include "analysis/registry.hpp"
#include "ledger/view.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::string_view kOrigin = "r30";
constexpr std::string_view kOrdered = "ordered";
constexpr std::string_view kMissed = "missed";
// More than a shop's people can do before the last of them is due.
constexpr int kMostOpen = 2'000;

// The value of a column of the analysis, by name.
class Row {
 public:
  Row(const analysis::Table& table, const std::vector<analysis::Value>& values) : table_(&table), values_(&values) {}
  template <typename T>
  [[nodiscard]] const T& get(std::string_view name) const {
    return std::get<T>(value(name));
  }
  [[nodiscard]] const analysis::Value& value(std::string_view name) const {
    const auto column = std::ranges::find(table_->columns, name, &analysis::Column::name);
    return (*values_)[static_cast<std::size_t>(column - table_->columns.begin())];
  }

 private:
  const analysis::Table* table_;
  const std::vector<analysis::Value>* values_;
};

// Null where the analysis does not know it.
json::value chance_of(const Row& row) {
  const auto& chance = row.value("chance");
  if (const double* known = std::get_if<double>(&chance)) return *known;
  return nullptr;
}

// Who is worth what nobody knows is asked last, as by the analysis.
Money worth_of(const Row& row) {
  const auto& expected = row.value("expected_value");
  const auto* known = std::get_if<std::int64_t>(&expected);
  return known != nullptr ? *known : 0;
}

// The customer's last purchase is part of the reason: after another purchase, quiet again is another task.
std::string key_of(Day last_purchase) { return std::string(kOrigin) + ":" + to_text(last_purchase); }

NewTask task_of(const Row& row) {
  const Day last = row.get<Day>("last_day");
  return {.customer = CustomerId{row.get<std::int64_t>("customer_id")},
          .key = key_of(last),
          .origin = std::string(kOrigin),
          .title = {},
          .why = json::object{{"purchases", row.get<std::int64_t>("purchases")},
                              {"last_day", to_text(last)},
                              {"quiet_days", row.get<std::int64_t>("quiet_days")},
                              {"order_value", row.get<std::int64_t>("order_value")},
                              {"chance", chance_of(row)}},
          .value = worth_of(row),
          .due = row.get<Day>("deadline")};
}

std::optional<Day> last_purchase(const ledger::View& view, CustomerId customer) {
  const auto index = view.ledger().find_customer(customer.value);
  if (!index) return std::nullopt;
  const ledger::OrderRange orders = view.ledger().orders_of(*index);
  for (ledger::OrderIndex i = orders.end; i > orders.begin; --i) {
    if (view.is_purchase(i - 1)) return view.day(i - 1);
  }
  return std::nullopt;
}

// Why an open task has nothing left to do; empty while it has.
std::string_view over(const Task& task, const ledger::View& view) {
  const auto last = last_purchase(view, task.customer);
  if (last && key_of(*last) != task.key) return kOrdered;
  return task.due < view.as_of() ? kMissed : std::string_view{};
}

Status close_what_is_over(sql::Session& session, Tasks& tasks, ShopId shop, const ledger::View& view, std::int64_t now,
                          QueueReport& report) {
  TSUZUKU_TRY(open, tasks.open_tasks(session, shop, kOrigin));
  for (const Task& task : open) {
    const std::string_view result = over(task, view);
    if (result.empty()) continue;
    TSUZUKU_CHECK(tasks.close(session, task, result, now));
    ++(result == kOrdered ? report.ordered : report.missed);
  }
  return {};
}

}  // namespace

Result<QueueReport> refresh_r30_queue(sql::Database& database, Tasks& tasks, const Shop& shop,
                                      const ledger::Ledger& ledger, Day today, std::int64_t now) {
  QueueReport report{.as_of = today};
  if (!ledger.last_known_day()) return report;
  report.as_of = std::min(today, *ledger.last_known_day());
  TSUZUKU_TRY(table, analysis::analyse(ledger::borrowed(ledger), kOrigin,
                                       {{"as_of", to_text(report.as_of)}, {"rows_max", std::to_string(kMostOpen)}}));

  TSUZUKU_TRY(session, database.writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_CHECK(close_what_is_over(*session, tasks, shop.id, {ledger, report.as_of}, now, report));
  TSUZUKU_TRY(refusing, tasks.refusing_calls(*session, shop.id));
  std::unordered_set<std::int64_t> leave_alone;
  for (const CustomerId customer : refusing) leave_alone.insert(customer.value);
  std::vector<NewTask> wanted;
  for (const auto& values : table.rows) {
    NewTask task = task_of({table, values});
    if (leave_alone.contains(task.customer.value)) {
      ++report.refusing;
    } else {
      wanted.push_back(std::move(task));
    }
  }
  TSUZUKU_TRY(opened, tasks.add(*session, shop.id, wanted, now));
  report.opened = opened;
  TSUZUKU_CHECK(transaction.commit());
  return report;
}

}  // namespace tsuzuku::services
