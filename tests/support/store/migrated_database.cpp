#include "tests/support/store/migrated_database.hpp"

#include <mutex>

#include "base/assets.hpp"

extern "C" const tsuzuku::AssetRow tsuzuku_test_migrations[];
extern "C" const tsuzuku::AssetRow tsuzuku_test_services[];

namespace tsuzuku::testing_support {
namespace {

Status migrate_fully(sql::Database& database) {
  register_store_assets();
  TSUZUKU_TRY(migrations, sql::embedded_migrations());
  TSUZUKU_CHECK(sql::migrate(database, migrations));
  return {};
}

}  // namespace

void register_store_assets() {
  static std::once_flag once;
  std::call_once(once, [] {
    register_assets(tsuzuku_test_migrations);
    register_assets(tsuzuku_test_services);
  });
}

Result<std::shared_ptr<sql::Database>> migrated(const std::string& url) {
  TSUZUKU_TRY(database, sql::open_database(url));
  TSUZUKU_CHECK(migrate_fully(*database));
  return database;
}

void EachStore::SetUp() {
  EachDatabase::SetUp();
  if (!HasFatalFailure()) ASSERT_OK(migrate_fully(database()));
}

}  // namespace tsuzuku::testing_support
