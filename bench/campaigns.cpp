// The time from a fixed campaign to its last message in the outbox: condition, consent, address, suppression, holdout
// and one touch for each customer, in transactions of a thousand; beside the least that writing the same rows can cost:
// a prepared insert into the same table, as many at a time.
//
//   bench_campaigns WORK_FOLDER CUSTOMERS
//
// The store is made anew each time.

#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include <charconv>
#include <filesystem>

#include "app/assets.hpp"
#include "app/store.hpp"
#include "bench/measurement.hpp"
#include "services/campaigns/planner.hpp"
#include "services/customers/desk.hpp"

namespace tsuzuku::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kNow = 1'790'000'000;
constexpr int kRowsAtOnce = 1'000;
constexpr double kBytesPerMegabyte = 1024.0 * 1024.0;

// One order and one consent each; every twentieth has no consent.
Status fill(app::Store& store, ShopId shop, std::int64_t customers) {
  TSUZUKU_TRY(session, store.database().writer());
  const std::string numbers =
      fmt::format("with recursive n (i) as (select 1 union all select i + 1 from n where i < {}) ", customers);
  const std::string people =
      "insert into customers (customer_id, shop_id, channel, customer_number, email, created_at, updated_at) " +
      numbers + fmt::format("select i, {}, '', 'C' || i, 'customer' || i || '@example.jp', 0, 0 from n;", shop.value);
  const std::string orders =
      "insert into orders (customer_id, order_id, shop_id, has_customer, channel, order_number, kind, state, "
      "ordered_at, "
      "ordered_day, is_purchase, accepted, out_of_stock, discounts, points, returned, cost, order_discount, "
      "shipping_fee, "
      "payment_fee, import_id) " +
      numbers +
      fmt::format(
          "select i, {} + i, {}, 1, '', 'N' || i, 1, 1, (20000 + i % 600) * 86400, 20000 + i % 600, 1, 3000, 0, 0, 0, "
          "0, 900, 0, 0, 0, 1 from n;",
          customers, shop.value);
  const std::string consents =
      "insert into consents (customer_id, consent_id, shop_id, channel, state, at, origin, evidence) " + numbers +
      fmt::format("select i, 1, {}, 1, 1, 1, 'bench', 'bench' from n where i % 20 <> 0;", shop.value);
  for (const std::string& statement : {people, orders, consents}) {
    TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
    TSUZUKU_CHECK(session->execute_script(statement));
    TSUZUKU_CHECK(transaction.commit());
  }
  services::DataChange change;
  change.add_all();
  return services::touch_shop_data(*session, shop, change);
}

struct Planned {
  double milliseconds = 0;
  std::int64_t touches = 0;
};

Result<Planned> plan(app::Store& store, const services::Shop& shop) {
  TSUZUKU_TRY(conditions, services::Conditions::open(store.database(), store.shops(), store.ledgers()));
  TSUZUKU_TRY(templates, services::Templates::open(store.database(), store.ids()));
  TSUZUKU_TRY(suppressions, services::Suppressions::open(store.database()));
  TSUZUKU_TRY(touches, services::Touches::open(store.database(), store.ids()));
  TSUZUKU_TRY(campaigns, services::Campaigns::open({.database = store.database(),
                                                    .ids = store.ids(),
                                                    .conditions = conditions,
                                                    .templates = templates,
                                                    .suppressions = suppressions}));
  TSUZUKU_TRY(planner, services::CampaignPlanner::open({.database = store.database(),
                                                        .shops = store.shops(),
                                                        .conditions = conditions,
                                                        .campaigns = *campaigns,
                                                        .touches = touches}));
  TSUZUKU_TRY(message, templates.create(shop.id, {.name = "bench"}, kNow));
  TSUZUKU_TRY(campaign,
              campaigns->create(
                  shop, {.name = "bench", .condition = "stage >= 1", .message = message.id, .holdout_permille = 50},
                  std::nullopt, kNow));
  TSUZUKU_CHECK(store.ledgers().get(shop));  // a server has it already
  const StopWatch watch;
  TSUZUKU_CHECK(campaigns->plan(shop, campaign.id, kNow));
  for (bool more = true; more;) {
    TSUZUKU_TRY(work, planner->work_once(kNow));
    if (!work.failed.empty()) return fail(work.failed.front().second);
    more = work.more;
  }
  Planned planned{.milliseconds = watch.milliseconds()};
  TSUZUKU_TRY(done, campaigns->get(shop, campaign.id));
  planned.touches = done.audience->sendable + done.audience->held_out;
  return planned;
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024.0 / kBytesPerMegabyte;
}

class Sqlite {
 public:
  explicit Sqlite(const fs::path& file) { good_ = sqlite3_open(file.c_str(), &handle_) == SQLITE_OK; }
  ~Sqlite() { sqlite3_close(handle_); }
  Sqlite(const Sqlite&) = delete;
  Sqlite& operator=(const Sqlite&) = delete;

  void run(const std::string& sql) {
    good_ = good_ && sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  }
  [[nodiscard]] sqlite3_stmt* prepare(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    good_ = good_ && sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK;
    return statement;
  }
  void check(int code) { good_ = good_ && code == SQLITE_DONE; }
  [[nodiscard]] bool good() const { return good_; }

 private:
  sqlite3* handle_ = nullptr;
  bool good_ = false;
};

// The same rows, read from one file and put into a table like it in another.
Result<double> insert_plainly(const fs::path& source, const fs::path& target, std::int64_t rows) {
  Sqlite from(source), into(target);
  into.run("pragma journal_mode = wal; pragma synchronous = normal");
  sqlite3_stmt* schema =
      from.prepare("select sql from sqlite_master where tbl_name = 'touches' and sql is not null order by type desc");
  while (from.good() && sqlite3_step(schema) == SQLITE_ROW) {
    const std::string sql = reinterpret_cast<const char*>(sqlite3_column_text(schema, 0));
    if (!sql.starts_with("CREATE VIEW")) into.run(sql);
  }
  sqlite3_finalize(schema);
  sqlite3_stmt* read = from.prepare("select * from touches");
  const int columns = from.good() ? sqlite3_column_count(read) : 0;
  std::string places;
  for (int i = 0; i < columns; ++i) places += i == 0 ? "?" : ", ?";
  sqlite3_stmt* write = into.prepare("insert into touches values (" + places + ")");
  const StopWatch watch;
  std::int64_t written = 0;
  while (from.good() && into.good() && sqlite3_step(read) == SQLITE_ROW) {
    if (written % kRowsAtOnce == 0) into.run(written == 0 ? "begin" : "commit; begin");
    for (int i = 0; i < columns; ++i) sqlite3_bind_value(write, i + 1, sqlite3_column_value(read, i));
    into.check(sqlite3_step(write));
    sqlite3_reset(write);
    ++written;
  }
  into.run("commit");
  const double milliseconds = watch.milliseconds();
  sqlite3_finalize(read);
  sqlite3_finalize(write);
  if (!from.good() || !into.good() || written != rows)
    return fail(ErrorKind::Internal, "bench.scan_failed", {{"rows", std::to_string(written)}});
  return milliseconds;
}

Status measure(const fs::path& folder, std::int64_t customers) {
  const fs::path data = folder / fmt::format("campaign-{}", customers);
  fs::remove_all(data);
  Planned planned;
  {
    TSUZUKU_TRY(store, app::Store::open({.data = data}));
    TSUZUKU_TRY(shop, store->shops().create({.name = "bench"}, kNow));
    TSUZUKU_CHECK(fill(*store, shop.id, customers));
    TSUZUKU_TRY(known, store->shops().get(shop.id));
    TSUZUKU_TRY(done, plan(*store, known));
    planned = done;
  }
  const double peak = peak_megabytes();
  TSUZUKU_TRY(peer, insert_plainly(data / "tsuzuku.sqlite", data / "plain.sqlite", planned.touches));
  print({.name = "a campaign from its plan to the outbox",
         .orders = customers,
         .ours_ms = planned.milliseconds,
         .peer = "sqlite3, the same rows by a prepared insert, 1,000 in a transaction",
         .peer_ms = peer,
         .peak_mb = peak});
  fs::remove_all(data);
  return {};
}

}  // namespace
}  // namespace tsuzuku::bench

int main(int argc, char** argv) {
  std::int64_t customers = 0;
  if (argc == 3) std::from_chars(argv[2], argv[2] + std::string_view(argv[2]).size(), customers);
  if (customers <= 0) {
    fmt::print(stderr, "bench_campaigns WORK_FOLDER CUSTOMERS\n");
    return 2;
  }
  tsuzuku::app::register_all_assets();
  return tsuzuku::bench::exit_code_of(tsuzuku::bench::measure(argv[1], customers));
}
