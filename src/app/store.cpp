#include "app/store.hpp"

#include <chrono>

#include "services/customers/customer_index.hpp"

namespace tsuzuku::app {
namespace {

Status make_folders(const Store& store) {
  for (const auto& folder :
       {store.data(), store.spool_folder(), store.upload_folder(), store.profile_folder(), store.ledger_folder()}) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
      return fail(ErrorKind::Unavailable, "store.no_folder",
                  {{"folder", folder.string()}, {"reason", error.message()}});
    }
  }
  // Uploads and the database hold personal data: nobody else on the machine reads them.
  std::error_code error;
  std::filesystem::permissions(store.data(), std::filesystem::perms::owner_all, error);
  return {};
}

// A first start that was cut off between two migrations has left a store that nobody has put anything into.
Result<bool> is_untouched(sql::Session& session) {
  const sql::Query query{
      .name = "anybody", .text = "select 1 from shops union all select 1 from staff limit 1", .parameters = {}};
  TSUZUKU_TRY(rows, session.rows(query));
  return rows.empty();
}

Status bring_up_to_date(sql::Database& database, Migrations mode, sql::MigrationReport& report) {
  TSUZUKU_TRY(migrations, sql::embedded_migrations());
  int version = 0;
  bool untouched = true;
  {
    TSUZUKU_TRY(session, database.reader());
    TSUZUKU_TRY(found, sql::schema_version(*session));
    version = found;
    if (version > 0) {
      TSUZUKU_TRY(empty, is_untouched(*session));
      untouched = empty;
    }
  }
  const int newest = migrations.empty() ? 0 : migrations.back().number;
  if (mode == Migrations::Require && !untouched && version < newest) {
    return fail(ErrorKind::Conflict, "store.migrations_pending",
                {{"from", std::to_string(version)}, {"to", std::to_string(newest)}});
  }
  TSUZUKU_TRY(done, sql::migrate(database, migrations));
  report = done;
  return {};
}

}  // namespace

std::int64_t now_utc_seconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

double monotonic_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Store::Store()
    : ids_([] {
        return std::chrono::duration_cast<std::chrono::milliseconds>(
                   std::chrono::system_clock::now().time_since_epoch())
            .count();
      }) {}

Result<std::unique_ptr<Store>> Store::open(const StoreOptions& options) {
  std::unique_ptr<Store> store(new Store);
  store->data_ = options.data;
  const std::filesystem::path file = options.data / "tsuzuku.sqlite";
  if (options.database.empty() && !options.create && !std::filesystem::exists(file)) {
    return fail(ErrorKind::NotFound, "store.not_there", {{"folder", options.data.string()}});
  }
  TSUZUKU_CHECK(make_folders(*store));
  TSUZUKU_TRY(database, sql::open_database(options.database.empty() ? file.string() : options.database));
  store->database_ = database;
  TSUZUKU_CHECK(bring_up_to_date(*database, options.migrations, store->migrated_));
  TSUZUKU_CHECK(services::refresh_customer_index(*database));
  TSUZUKU_TRY(shops, services::Shops::open(*database, store->ids_));
  TSUZUKU_TRY(imports, services::Imports::open(*database, store->ids_, now_utc_seconds));
  store->shops_ = std::make_unique<services::Shops>(std::move(shops));
  store->imports_ = std::make_unique<services::Imports>(std::move(imports));
  store->ledgers_ = std::make_unique<services::Ledgers>(*database, store->ledger_folder());
  return store;
}

}  // namespace tsuzuku::app
