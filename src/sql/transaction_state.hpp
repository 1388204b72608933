#pragma once
// After an error inside a transaction PostgreSQL refuses every statement until the rollback, SQLite carries on.
// Both sessions follow the stricter rule, so that code tested on one database behaves alike on the other.

#include "base/error.hpp"

namespace tsuzuku::sql {

class TransactionState {
 public:
  [[nodiscard]] bool is_open() const { return open_; }
  [[nodiscard]] bool has_failed() const { return failed_; }
  // Internal "sql.transaction_failed" when a statement of the open transaction failed before.
  [[nodiscard]] Status check() const;
  // Remembers a failure inside a transaction and passes the result on.
  template <typename T>
  [[nodiscard]] Result<T> note(Result<T> result) {
    if (!result && open_) failed_ = true;
    return result;
  }
  void opened() { open_ = true, failed_ = false; }
  void closed() { open_ = failed_ = false; }

 private:
  bool open_ = false;
  bool failed_ = false;
};

inline Status TransactionState::check() const {
  if (failed_) return fail(ErrorKind::Internal, "sql.transaction_failed");
  return {};
}

}  // namespace tsuzuku::sql
