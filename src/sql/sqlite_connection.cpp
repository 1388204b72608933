#include "sql/sqlite_connection.hpp"

#include <fmt/format.h>

#include <cctype>
#include <mutex>

namespace tsuzuku::sql {
namespace {

// Texts made at run time (searches) would otherwise fill the cache for ever.
constexpr std::size_t kCachedStatements = 256;
constexpr int kWriterCacheKib = 64 * 1024;
constexpr int kReaderCacheKib = 8 * 1024;
// Pages in the log before they are written back: whoever changes the same pages again and again (a sender) writes them
// back once.
constexpr int kPagesBetweenCheckpoints = 4'000;
constexpr int kWalKeptBytes = 64 << 20;  // a large import grows the log; it is cut back to this afterwards

constexpr int kStatementJournalBytes = 4 << 20;  // what one statement could undo stays in memory up to here

// Memory statistics take a process-wide lock per allocation: half of the read speed with two threads. The journal of a
// statement would go to a file beyond 64 KiB: two calls of the system for each page that a batch of answers touches.
void configure_library() {
  static std::once_flag once;
  std::call_once(once, [] {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, kStatementJournalBytes);
  });
}

// "UNIQUE constraint failed: t.c" -> "t.c"
std::string constraint_in(std::string_view message) {
  const std::size_t colon = message.find(": ");
  return std::string(colon == std::string_view::npos ? message : message.substr(colon + 2));
}

}  // namespace

std::unexpected<Error> sqlite_error(sqlite3* db, std::string_view query) {
  const int code = sqlite3_extended_errcode(db);
  const std::string message = sqlite3_errmsg(db);
  const ErrorArguments constraint{{"constraint", constraint_in(message)}};
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return fail(ErrorKind::Conflict, "sql.unique", constraint);
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return fail(ErrorKind::Conflict, "sql.foreign_key");
    case SQLITE_CONSTRAINT_NOTNULL:
      return fail(ErrorKind::InvalidInput, "sql.not_null", constraint);
    case SQLITE_CONSTRAINT_CHECK:
      return fail(ErrorKind::InvalidInput, "sql.check", constraint);
    case SQLITE_CONSTRAINT_DATATYPE:
      return fail(ErrorKind::InvalidInput, "sql.bad_value", {{"detail", message}});
    default:
      break;
  }
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return fail(ErrorKind::Unavailable, "sql.busy");
    case SQLITE_FULL:
    case SQLITE_IOERR:
      return fail(ErrorKind::Unavailable, "sql.disk_full", {{"detail", message}});
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT: {
      const char* path = sqlite3_db_filename(db, "main");
      return fail(ErrorKind::InvalidInput, "sql.not_a_database", {{"path", path ? path : ""}, {"detail", message}});
    }
    default:
      break;
  }
  return fail(ErrorKind::Internal, "sql.failed",
              {{"query", std::string(query)}, {"detail", fmt::format("{} ({})", message, code)}});
}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::string& path,
                                                                 const SqliteOptions& options) {
  configure_library();
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (options.create ? SQLITE_OPEN_CREATE : 0);
  sqlite3* db = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &db, flags, nullptr);
  std::unique_ptr<SqliteConnection> connection(new SqliteConnection(db));
  if (code != SQLITE_OK) {
    return fail(ErrorKind::Unavailable, "sql.cannot_open", {{"path", path}, {"detail", sqlite3_errstr(code)}});
  }
  TSUZUKU_CHECK(connection->configure(options));
  return connection;
}

Status SqliteConnection::configure(const SqliteOptions& options) {
  sqlite3_extended_result_codes(db_.get(), 1);
  sqlite3_busy_timeout(db_.get(), options.busy_seconds * 1000);
  // A misspelt "column" shall be an error as on PostgreSQL, not a string.
  sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  const bool writer = options.role == SqliteRole::Writer;
  return script(fmt::format("pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on;"
                            "pragma temp_store = file; pragma journal_size_limit = {}; pragma cache_size = -{};"
                            "pragma wal_autocheckpoint = {}; pragma query_only = {};",
                            kWalKeptBytes, writer ? kWriterCacheKib : kReaderCacheKib, kPagesBetweenCheckpoints,
                            writer ? "off" : "on"),
                "configure");
}

Result<sqlite3_stmt*> SqliteConnection::prepare(const Query& query) {
  if (const auto known = statements_.find(query.text); known != statements_.end()) {
    sqlite3_stmt* statement = known->second.get();
    sqlite3_reset(statement);
    return statement;
  }
  if (statements_.size() >= kCachedStatements) statements_.clear();
  sqlite3_stmt* made = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(db_.get(), query.text.data(), static_cast<int>(query.text.size() + 1),
                                      SQLITE_PREPARE_PERSISTENT, &made, &rest);
  Statement statement(made);
  if (code != SQLITE_OK) return sqlite_error(db_.get(), query.name);
  if (!made || *rest != '\0') {
    return fail(ErrorKind::Internal, "sql.failed", {{"query", query.name}, {"detail", "not exactly one statement"}});
  }
  statements_.emplace(query.text, std::move(statement));
  return made;
}

Status SqliteConnection::script(const std::string& sql, std::string_view name) {
  if (sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    return sqlite_error(db_.get(), name);
  }
  return {};
}

}  // namespace tsuzuku::sql
