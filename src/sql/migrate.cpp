// Brings a database to the program's schema, one numbered text after the other.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/assets.hpp"
#include "base/text.hpp"
#include "sql/database.hpp"

namespace tsuzuku::sql {
namespace {

constexpr std::string_view kFolder = "migrations/";

constexpr std::string_view kQueries = R"(
-- name: version_table_exists [sqlite]
select count(*) from sqlite_master where type = 'table' and name = 'schema_migrations'
-- name: version_table_exists [postgres]
select count(*) from pg_tables where schemaname = current_schema() and tablename = 'schema_migrations'
-- name: applied
select number, name, checksum from schema_migrations order by number
-- name: record
insert into schema_migrations (number, name, checksum) values (:number, :name, :checksum)
)";

constexpr std::string_view kVersionTable =
    "create table if not exists schema_migrations ("
    "number $INT not null primary key, name $TEXT not null, checksum $TEXT not null) $STRICT;";

// Two processes that migrate the same PostgreSQL database take turns; SQLite's writer lock does the same.
constexpr std::string_view kTakeTurns = "select pg_advisory_xact_lock(hashtextextended('tsuzuku.migrate', 0));";

struct Macro {
  std::string_view word;
  std::string_view sqlite;
  std::string_view postgres;
};

constexpr std::array kMacros{
    Macro{"INT64", "integer", "bigint"},
    Macro{"INT", "integer", "integer"},
    Macro{"REAL", "real", "double precision"},
    Macro{"TEXT", "text", "text"},
    Macro{"BLOB", "blob", "bytea"},
    Macro{"STRICT", "strict", ""},
    Macro{"WITHOUT_ROWID", "strict, without rowid", ""},
};

bool is_macro_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

Result<std::string> expand(std::string_view text, Dialect dialect) {
  std::string expanded;
  while (true) {
    const std::size_t dollar = text.find('$');
    expanded.append(text.substr(0, dollar));
    if (dollar == std::string_view::npos) return expanded;
    text.remove_prefix(dollar + 1);
    const auto end = std::ranges::find_if_not(text, is_macro_letter);
    const std::string_view word(text.begin(), end);
    const auto macro = std::ranges::find(kMacros, word, &Macro::word);
    if (macro == kMacros.end()) return fail(ErrorKind::Internal, "sql.unknown_macro", {{"word", std::string(word)}});
    expanded.append(dialect == Dialect::Sqlite ? macro->sqlite : macro->postgres);
    text.remove_prefix(word.size());
  }
}

// Without the parts that are the other database's.
std::string own_parts(std::string_view text, Dialect dialect) {
  std::string own;
  std::optional<Dialect> only;
  for (const std::string_view line : split(text, '\n')) {
    if (line == "-- [sqlite]") {
      only = Dialect::Sqlite;
    } else if (line == "-- [postgres]") {
      only = Dialect::Postgres;
    } else if (line == "-- [both]") {
      only.reset();
    } else if (!only || *only == dialect) {
      own.append(line).push_back('\n');
    }
  }
  return own;
}

// FNV-1a: tells an edited text from the one that ran; nobody forges a migration.
std::string checksum(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return fmt::format("{:016x}", hash);
}

Result<Queries> own_queries(Dialect dialect) { return Queries::parse("migrate.cpp", kQueries, dialect); }

Result<std::vector<Row>> applied(Session& session) {
  TSUZUKU_TRY(queries, own_queries(session.dialect()));
  TSUZUKU_TRY(found, session.rows(queries.get("version_table_exists")));
  if (integer(found.at(0).at(0)) == 0) return std::vector<Row>();
  return session.rows(queries.get("applied"));
}

// What ran must be the beginning of what the program has, text for text.
Status check_history(const std::vector<Row>& history, std::span<const Migration> migrations) {
  for (std::size_t i = 0; i < history.size(); ++i) {
    const std::int64_t number = integer(history[i][0]);
    if (i >= migrations.size()) {
      return fail(ErrorKind::Conflict, "sql.schema_newer",
                  {{"database", std::to_string(integer(history.back()[0]))},
                   {"program", std::to_string(migrations.empty() ? 0 : migrations.back().number)}});
    }
    if (number != migrations[i].number || text(history[i][2]) != checksum(migrations[i].text)) {
      return fail(ErrorKind::Conflict, "sql.schema_changed",
                  {{"number", std::to_string(number)}, {"name", text(history[i][1])}});
    }
  }
  return {};
}

// Applies the first migration that is missing, in one transaction. Returns its number, or nothing.
Result<std::optional<int>> apply_next(Session& session, std::span<const Migration> migrations) {
  TSUZUKU_TRY(queries, own_queries(session.dialect()));
  TSUZUKU_TRY(transaction, Transaction::begin(session));
  if (session.dialect() == Dialect::Postgres) TSUZUKU_CHECK(session.execute_script(kTakeTurns));
  TSUZUKU_TRY(history, applied(session));
  TSUZUKU_CHECK(check_history(history, migrations));
  if (history.size() == migrations.size()) return std::nullopt;

  const Migration& next = migrations[history.size()];
  TSUZUKU_TRY(version_table, expand(kVersionTable, session.dialect()));
  TSUZUKU_TRY(script, expand(own_parts(next.text, session.dialect()), session.dialect()));
  TSUZUKU_CHECK(session.execute_script(version_table));
  TSUZUKU_CHECK(session.execute_script(script));
  TSUZUKU_CHECK(session.run(queries.get("record"),
                            {{"number", next.number}, {"name", next.name}, {"checksum", checksum(next.text)}}));
  TSUZUKU_CHECK(transaction.commit());
  return next.number;
}

}  // namespace

Result<int> schema_version(Session& session) {
  TSUZUKU_TRY(history, applied(session));
  return history.empty() ? 0 : static_cast<int>(integer(history.back()[0]));
}

Result<MigrationReport> migrate(Database& database, std::span<const Migration> migrations) {
  TSUZUKU_TRY(session, database.writer());
  TSUZUKU_TRY(from, schema_version(*session));
  MigrationReport report{from, from};
  while (true) {
    TSUZUKU_TRY(number, apply_next(*session, migrations));
    if (!number) return report;
    report.to = *number;
  }
}

Result<std::vector<Migration>> embedded_migrations() {
  std::vector<Migration> migrations;
  for (const Asset& asset : assets_below(kFolder)) {
    if (!asset.name.ends_with(".sql")) continue;
    const std::string_view name = asset.name.substr(kFolder.size());
    Migration migration{0, std::string(name), std::string(asset.bytes)};
    std::from_chars(name.data(), name.data() + name.size(), migration.number);
    const int expected = static_cast<int>(migrations.size()) + 1;
    if (migration.number != expected) {
      return fail(ErrorKind::Internal, "sql.migration_number", {{"name", migration.name}});
    }
    migrations.push_back(std::move(migration));
  }
  if (migrations.empty()) return fail(ErrorKind::Internal, "sql.migration_number", {{"name", std::string(kFolder)}});
  return migrations;
}

}  // namespace tsuzuku::sql
