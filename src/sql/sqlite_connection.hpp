#pragma once
// One SQLite connection with its prepared statements. Used by one thread at a time.

#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "sql/database.hpp"

namespace tsuzuku::sql {

enum class SqliteRole { Reader, Writer };

struct SqliteOptions {
  SqliteRole role = SqliteRole::Reader;
  bool create = false;
  int busy_seconds = 30;
};

// The error of the last call on `db` as the program's own; `query` names the text for the log.
[[nodiscard]] std::unexpected<Error> sqlite_error(sqlite3* db, std::string_view query);

class SqliteConnection {
 public:
  // Errors: NotFound "sql.no_database", Unavailable "sql.cannot_open", InvalidInput "sql.not_a_database".
  [[nodiscard]] static Result<std::unique_ptr<SqliteConnection>> open(const std::string& path,
                                                                      const SqliteOptions& options);

  // Prepared once per text; the statement belongs to the connection and is handed out reset.
  [[nodiscard]] Result<sqlite3_stmt*> prepare(const Query& query);
  [[nodiscard]] Status script(const std::string& sql, std::string_view name);
  [[nodiscard]] bool in_transaction() const { return sqlite3_get_autocommit(db_.get()) == 0; }
  [[nodiscard]] bool usable() const { return true; }  // a file does not hang up
  [[nodiscard]] sqlite3* handle() const { return db_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Close>;

  explicit SqliteConnection(sqlite3* db) : db_(db) {}
  [[nodiscard]] Status configure(const SqliteOptions& options);

  std::unique_ptr<sqlite3, Close> db_;
  std::unordered_map<std::string, Statement> statements_;  // by text; destroyed before db_
};

}  // namespace tsuzuku::sql
