#pragma once
// PostgreSQL's binary forms of the types the program uses, by object id of the type.

#include <libpq-fe.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sql/database.hpp"

namespace tsuzuku::sql {

namespace oid {
inline constexpr Oid kUnknown = 0;
inline constexpr Oid kBool = 16;
inline constexpr Oid kBytea = 17;
inline constexpr Oid kInt8 = 20;
inline constexpr Oid kInt2 = 21;
inline constexpr Oid kInt4 = 23;
inline constexpr Oid kFloat4 = 700;
inline constexpr Oid kFloat8 = 701;
}  // namespace oid

// The type a value asks for when a statement is prepared; unknown leaves it to the server.
[[nodiscard]] Oid wanted_type(const Value& value);

// One execution's parameters in the form of PQsendQueryPrepared. Reused from row to row; text and blobs are
// not copied, so the row must live until the parameters are sent.
class EncodedParameters {
 public:
  // `types`: what the server resolved for each parameter. An integer goes out as the statement's own type.
  void encode(const Row& row, std::span<const Oid> types);
  [[nodiscard]] int count() const { return static_cast<int>(values_.size()); }
  [[nodiscard]] const char* const* values() const { return values_.data(); }
  [[nodiscard]] const int* lengths() const { return lengths_.data(); }
  [[nodiscard]] const int* formats() const { return formats_.data(); }

 private:
  void encode_integer(std::size_t i, std::int64_t value, Oid type);
  void set(std::size_t i, const char* bytes, std::size_t size, int format);

  static constexpr std::size_t kScratchBytes = 32;  // a number as text
  std::vector<char> scratch_;
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

// Whether every column of a result (or of a described statement) has a type the program reads. Internal "sql.failed"
// names the column otherwise (numeric, for example: cast sums in the SQL).
[[nodiscard]] Status check_columns(const PGresult* result, std::string_view query);

[[nodiscard]] Value decode(const PGresult* result, int row, int column);
[[nodiscard]] std::int64_t decode_integer(const PGresult* result, int row, int column);  // 0 for null
[[nodiscard]] double decode_real(const PGresult* result, int row, int column);
[[nodiscard]] std::string_view decode_text(const PGresult* result, int row, int column);

}  // namespace tsuzuku::sql
