#pragma once
// One way to talk to SQLite (>= 3.40) and PostgreSQL (>= 15). SQL texts are written once, with :name
// parameters, and live in named .sql files; where the two databases need different words, the file says so.
//
//   Database   opens connections; thread safe. SQLite: one writer connection (a queue) and a pool of readers.
//   Session    one connection, lent by the database, used by one thread; gives it back when destroyed.
//   Query      a named SQL text, prepared once per connection.

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.hpp"

namespace tsuzuku::sql {

struct Null {
  friend bool operator==(Null, Null) = default;
};
using Blob = std::vector<std::byte>;
// What goes in and comes out. Days are integers (days since 1970), times are UTC seconds, booleans 0 and 1.
// Text with an embedded NUL is refused ("sql.nul_in_text").
using Value = std::variant<Null, std::int64_t, double, std::string, Blob>;
using Row = std::vector<Value>;

[[nodiscard]] bool is_null(const Value& value);
[[nodiscard]] std::int64_t integer(const Value& value);  // REQUIRES: an integer
[[nodiscard]] std::int64_t integer_or(const Value& value, std::int64_t otherwise);
[[nodiscard]] std::string text(const Value& value);  // "" for null

enum class Dialect { Sqlite, Postgres };

// A text from a .sql file: "-- name: find_order" starts it; "-- name: find_order [sqlite]" or "[postgres]"
// makes it one database's own. Parameters are :name; they are bound by position of first use.
struct Query {
  std::string name;
  std::string text;                     // with $1, $2 ... (SQLite: ?1, ?2 ...)
  std::vector<std::string> parameters;  // names in that order
};

// All queries of one .sql file for one dialect. A missing name is a programming error found by a test that
// prepares every query of every file on both databases.
class Queries {
 public:
  [[nodiscard]] static Result<Queries> parse(std::string_view file_name, std::string_view text, Dialect dialect);
  [[nodiscard]] const Query& get(std::string_view name) const;
  [[nodiscard]] const std::vector<Query>& all() const { return queries_; }

 private:
  std::vector<Query> queries_;
};

struct Parameter {
  std::string_view name;
  Value value;
};
using Parameters = std::vector<Parameter>;

inline constexpr std::int64_t kNullInteger = std::numeric_limits<std::int64_t>::min();

// Rows one after another, without holding the whole result: call next() until it is false.
class Cursor {
 public:
  virtual ~Cursor() = default;
  [[nodiscard]] virtual Result<bool> next() = 0;
  [[nodiscard]] virtual bool is_null(int column) const = 0;
  [[nodiscard]] virtual std::int64_t integer(int column) const = 0;  // 0 for null
  [[nodiscard]] virtual double real(int column) const = 0;
  [[nodiscard]] virtual std::string_view text(int column) const = 0;  // valid until the next next()
  // The first row.size() columns at once, all of them integers, for scans of millions of rows; null is kNullInteger.
  virtual void integers(std::span<std::int64_t> row) const = 0;
};

class Session {
 public:
  virtual ~Session() = default;
  [[nodiscard]] virtual Dialect dialect() const = 0;

  // All rows of a result. Errors: Conflict "sql.unique" (argument constraint), InvalidInput "sql.not_null",
  // "sql.check", "sql.bad_value"; Conflict "sql.foreign_key"; Unavailable "sql.busy", "sql.disk_full",
  // "sql.connection"; Internal "sql.failed". After an error inside a transaction every call but rollback() fails
  // with Internal "sql.transaction_failed", on both databases: put `on conflict` into the SQL where one is expected.
  [[nodiscard]] virtual Result<std::vector<Row>> rows(const Query& query, const Parameters& parameters = {}) = 0;
  // Number of rows changed.
  [[nodiscard]] virtual Result<std::int64_t> run(const Query& query, const Parameters& parameters = {}) = 0;

  // The same query for many rows of parameters, in the order of Query::parameters. SQLite loops over the
  // prepared statement, PostgreSQL sends them in pipeline mode. Stops at the first error.
  [[nodiscard]] virtual Status run_batch(const Query& query, std::span<const Row> parameter_rows) = 0;
  // One result set per row of parameters, in their order.
  [[nodiscard]] virtual Result<std::vector<std::vector<Row>>> rows_batch(const Query& query,
                                                                         std::span<const Row> parameter_rows) = 0;

  // Streams a large result (SQLite: the prepared statement; PostgreSQL: single-row mode, binary).
  // No other call on this session until the cursor is destroyed.
  [[nodiscard]] virtual Result<std::unique_ptr<Cursor>> stream(const Query& query,
                                                               const Parameters& parameters = {}) = 0;

  [[nodiscard]] virtual Status execute_script(std::string_view sql) = 0;  // several statements, no parameters

  [[nodiscard]] virtual Status begin() = 0;  // SQLite writer: BEGIN IMMEDIATE
  [[nodiscard]] virtual Status commit() = 0;
  [[nodiscard]] virtual Status rollback() = 0;
};

// A transaction that rolls back unless commit() was called.
class Transaction {
 public:
  [[nodiscard]] static Result<Transaction> begin(Session& session);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  [[nodiscard]] Status commit();

 private:
  explicit Transaction(Session& session) : session_(&session) {}
  Session* session_;
};

// A request waits no longer for the writer than a person would; an import waits for other imports' requests.
inline constexpr int kWriterWaitSeconds = 5;
inline constexpr int kPatientWriterWaitSeconds = 120;

class Database {
 public:
  virtual ~Database() = default;
  [[nodiscard]] virtual Dialect dialect() const = 0;
  // A connection that may only read (one consistent snapshot inside begin/commit). Waits in line while all are lent,
  // up to OpenOptions::busy_seconds, then Unavailable "sql.busy".
  [[nodiscard]] virtual Result<std::unique_ptr<Session>> reader() = 0;
  // The same without waiting: for a second reader beside the one already held, which could otherwise wait for itself.
  [[nodiscard]] virtual Result<std::unique_ptr<Session>> reader_if_free() = 0;
  // The connection that may write. SQLite has one: the call waits in line up to `wait_seconds`, then
  // Unavailable "sql.busy".
  [[nodiscard]] virtual Result<std::unique_ptr<Session>> writer(int wait_seconds = kWriterWaitSeconds) = 0;
  // A process-wide and, on PostgreSQL, cluster-wide lock by name; nothing when somebody else holds it.
  // Released when the returned object is destroyed or the process dies.
  [[nodiscard]] virtual Result<std::optional<std::shared_ptr<void>>> try_lock(std::string_view name) = 0;
  // Consistent copy of the whole database while others write (SQLite: online backup to `target`);
  // PostgreSQL: Usage "sql.backup_postgres" that tells to use pg_dump.
  [[nodiscard]] virtual Status backup_to(const std::string& target) = 0;
};

struct OpenOptions {
  int busy_seconds = 30;  // SQLite: how long a writer of another process is waited for
  int connections = 8;    // most readers lent at once
  bool create = true;     // SQLite: make the file when it is not there
};

// `url`: "postgresql://user@host/db", or the path of a SQLite file.
[[nodiscard]] Result<std::shared_ptr<Database>> open_database(const std::string& url, const OpenOptions& options = {});

struct Migration {
  int number = 0;  // from the file name "0001_store.sql"
  std::string name;
  std::string text;  // one text for both; $INT64, $TEXT … macros are replaced per dialect (migrations/README.md)
};

struct MigrationReport {
  int from = 0;
  int to = 0;
};

// The migrations built into the program (assets "migrations/0001_*.sql" ...), in order and without a gap.
[[nodiscard]] Result<std::vector<Migration>> embedded_migrations();

// Number of the last migration that ran; 0 for an empty database.
[[nodiscard]] Result<int> schema_version(Session& session);
// Applies what is missing, each in its own transaction, in order. A database newer than the program is
// refused (Conflict "sql.schema_newer"), and so is one whose applied migrations read differently now
// (Conflict "sql.schema_changed").
[[nodiscard]] Result<MigrationReport> migrate(Database& database, std::span<const Migration> migrations);

}  // namespace tsuzuku::sql
