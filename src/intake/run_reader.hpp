#pragma once
// Rows as the spool keeps them, and a reader of one sorted run of them.

#include <memory>
#include <vector>

#include "intake/spool.hpp"

namespace tsuzuku::intake {

// A row as one piece of bytes: fixed part, key, raw.
[[nodiscard]] std::size_t packed_size(const SpooledRow& row);
void pack(const SpooledRow& row, char* into);
// Views point into `packed`.
[[nodiscard]] SpooledRow unpack(const char* packed);

// By key, then file, then row: a total order, so that every way of splitting into runs gives the same result.
[[nodiscard]] bool comes_before(const SpooledRow& a, const SpooledRow& b);

class RunReader {
 public:
  // Reads [begin, end) of an open file.
  RunReader(int descriptor, std::int64_t begin, std::int64_t end);
  // False at the end. row() is valid until the next call.
  Result<bool> advance();
  [[nodiscard]] const SpooledRow& row() const { return row_; }

 private:
  [[nodiscard]] Result<bool> need(std::size_t bytes);

  int descriptor_;
  std::int64_t at_;
  std::int64_t end_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t filled_ = 0;
  SpooledRow row_;
};

}  // namespace tsuzuku::intake
