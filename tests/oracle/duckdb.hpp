#pragma once
// DuckDB behind standard types, for tests and benchmarks: an in-memory database, queries, and an appender for
// many rows. Errors throw std::runtime_error with DuckDB's message: here they are always defects.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/day.hpp"

namespace tsuzuku::oracle {

using Value = std::variant<std::monostate, std::int64_t, double, bool, std::string>;
using Row = std::vector<Value>;

class DuckDb {
 public:
  explicit DuckDb(unsigned threads);
  DuckDb(DuckDb&&) noexcept;
  DuckDb& operator=(DuckDb&&) noexcept;
  ~DuckDb();

  void run(const std::string& sql);
  // Columns must be BIGINT, DOUBLE, BOOLEAN or VARCHAR.
  [[nodiscard]] std::vector<Row> rows(const std::string& sql);

  // Appends rows to a table, value by value in the order of its columns.
  class Appender {
   public:
    Appender(DuckDb& database, const std::string& table);
    Appender(Appender&&) noexcept;
    Appender& operator=(Appender&&) noexcept;
    ~Appender();  // flushes; call finish() to learn of errors
    void add(std::int64_t value);
    void add(Day value);
    void add(const std::optional<Day>& value);
    void add(const std::optional<std::int64_t>& value);
    void add(bool value);
    void add(const std::string& value);
    void end_row();
    void finish();

   private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
  };

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tsuzuku::oracle
