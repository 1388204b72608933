#pragma once
// Databases with the schema of migrations/, for tests of what stands on them. The SQL of the services is
// registered with them, so that services/query_files.hpp finds it.

#include <memory>
#include <string>

#include "sql/database.hpp"
#include "tests/support/both_databases.hpp"

namespace tsuzuku::testing_support {

// What sql::embedded_migrations() hands out, and the SQL of the services.
void register_store_assets();

// Brings the database at `url` (a SQLite path or a URL of fresh_database()) to the newest schema.
[[nodiscard]] Result<std::shared_ptr<sql::Database>> migrated(const std::string& url);

// EachDatabase, migrated.
class EachStore : public EachDatabase {
 protected:
  void SetUp() override;
};

}  // namespace tsuzuku::testing_support
