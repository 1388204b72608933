#pragma once
// A session on which an import is tried: it reads the store and drops what would be written, so that nobody waits
// for the writer while a file is tried. Of what was dropped it knows again the customers, by their numbers: without
// that each would count as new whenever the order writer has forgotten them. (Orders come once in an import, or the
// writer remembers them: OrderWriter::Context::trial_of_repeats.)

#include <memory>

#include "services/imports/hashed_ids.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

class TrialSession final : public sql::Session {
 public:
  explicit TrialSession(std::unique_ptr<sql::Session> reader) : reader_(std::move(reader)) {}

  [[nodiscard]] sql::Dialect dialect() const override { return reader_->dialect(); }
  [[nodiscard]] Result<std::vector<sql::Row>> rows(const sql::Query& query, const sql::Parameters& parameters) override;
  [[nodiscard]] Result<std::int64_t> run(const sql::Query& query, const sql::Parameters& parameters) override;
  [[nodiscard]] Status run_batch(const sql::Query& query, std::span<const sql::Row> parameter_rows) override;
  [[nodiscard]] Result<std::vector<std::vector<sql::Row>>> rows_batch(
      const sql::Query& query, std::span<const sql::Row> parameter_rows) override;
  [[nodiscard]] Result<std::unique_ptr<sql::Cursor>> stream(const sql::Query& query,
                                                            const sql::Parameters& parameters) override;
  [[nodiscard]] Status execute_script(std::string_view) override { return {}; }
  [[nodiscard]] Status begin() override { return {}; }
  [[nodiscard]] Status commit() override { return {}; }
  [[nodiscard]] Status rollback() override { return {}; }

 private:
  std::unique_ptr<sql::Session> reader_;
  HashedIds customers_;  // that would have been added
};

}  // namespace tsuzuku::services
