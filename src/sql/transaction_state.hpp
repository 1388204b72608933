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
  // Internal "sql.failed" when begin() comes inside a transaction, or commit() outside: one database would only warn.
  [[nodiscard]] Status check_begin() const;
  [[nodiscard]] Status check_commit() const;
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

inline Status TransactionState::check_begin() const {
  if (!open_) return {};
  return fail(ErrorKind::Internal, "sql.failed", {{"query", "begin"}, {"detail", "a transaction is open already"}});
}

inline Status TransactionState::check_commit() const {
  TSUZUKU_CHECK(check());
  if (open_) return {};
  return fail(ErrorKind::Internal, "sql.failed", {{"query", "commit"}, {"detail", "no transaction is open"}});
}

}  // namespace tsuzuku::sql
