#include "sql/postgres_codec.hpp"

#include <fmt/format.h>

#include <bit>
#include <cassert>
#include <cstring>
#include <limits>

namespace tsuzuku::sql {
namespace {

namespace text_oid {
constexpr Oid kName = 19;
constexpr Oid kText = 25;
constexpr Oid kJson = 114;
constexpr Oid kUnknownLiteral = 705;
constexpr Oid kBpchar = 1042;
constexpr Oid kVarchar = 1043;
constexpr Oid kVoid = 2278;
constexpr Oid kJsonb = 3802;
}  // namespace text_oid

constexpr int kTextFormat = 0;
constexpr int kBinaryFormat = 1;

template <typename T>
T read_big_endian(const char* bytes) {
  T value = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i)
    value = static_cast<T>(value << 8U) | static_cast<unsigned char>(bytes[i]);
  return value;
}

template <typename T>
void write_big_endian(T value, char* bytes) {
  for (std::size_t i = sizeof(T); i-- > 0; value = static_cast<T>(value >> 8U))
    bytes[i] = static_cast<char>(value & 0xFFU);
}

bool is_integer(Oid type) {
  return type == oid::kInt8 || type == oid::kInt4 || type == oid::kInt2 || type == oid::kBool;
}

bool is_text(Oid type) {
  switch (type) {
    case text_oid::kName:
    case text_oid::kText:
    case text_oid::kJson:
    case text_oid::kUnknownLiteral:
    case text_oid::kBpchar:
    case text_oid::kVarchar:
    case text_oid::kVoid:
    case text_oid::kJsonb:
      return true;
    default:
      return false;
  }
}

bool is_real(Oid type) { return type == oid::kFloat8 || type == oid::kFloat4; }

}  // namespace

Oid wanted_type(const Value& value) {
  if (std::holds_alternative<std::int64_t>(value)) return oid::kInt8;
  if (std::holds_alternative<double>(value)) return oid::kFloat8;
  if (std::holds_alternative<Blob>(value)) return oid::kBytea;
  return oid::kUnknown;  // text fits jsonb and date columns as well
}

void EncodedParameters::set(std::size_t i, const char* bytes, std::size_t size, int format) {
  values_[i] = bytes;
  lengths_[i] = static_cast<int>(size);
  formats_[i] = format;
}

void EncodedParameters::encode_integer(std::size_t i, std::int64_t value, Oid type) {
  char* bytes = scratch_.data() + i * kScratchBytes;
  if (type == oid::kInt8) {
    write_big_endian(static_cast<std::uint64_t>(value), bytes);
    set(i, bytes, sizeof(std::int64_t), kBinaryFormat);
  } else {
    *fmt::format_to(bytes, "{}", value) = '\0';
    set(i, bytes, 0, kTextFormat);
  }
}

void EncodedParameters::encode(const Row& row, std::span<const Oid> types) {
  assert(row.size() == types.size());
  scratch_.resize(row.size() * kScratchBytes);
  values_.assign(row.size(), nullptr);
  lengths_.assign(row.size(), 0);
  formats_.assign(row.size(), kTextFormat);
  for (std::size_t i = 0; i < row.size(); ++i) {
    char* bytes = scratch_.data() + i * kScratchBytes;
    if (const auto* number = std::get_if<std::int64_t>(&row[i])) {
      encode_integer(i, *number, types[i]);
    } else if (const auto* real = std::get_if<double>(&row[i])) {
      *fmt::format_to(bytes, "{}", *real) = '\0';
      set(i, bytes, 0, kTextFormat);
    } else if (const auto* text = std::get_if<std::string>(&row[i])) {
      set(i, text->c_str(), text->size(), kTextFormat);
    } else if (const auto* blob = std::get_if<Blob>(&row[i])) {
      // A null pointer would be NULL.
      set(i, blob->empty() ? "" : reinterpret_cast<const char*>(blob->data()), blob->size(), kBinaryFormat);
    }
  }
}

Status check_columns(const PGresult* result, std::string_view query) {
  for (int column = 0; column < PQnfields(result); ++column) {
    const Oid type = PQftype(result, column);
    if (is_integer(type) || is_text(type) || is_real(type) || type == oid::kBytea) continue;
    return fail(ErrorKind::Internal, "sql.failed",
                {{"query", std::string(query)},
                 {"detail", fmt::format("column {} has type {} that the program does not read; cast it",
                                        PQfname(result, column), type)}});
  }
  return {};
}

std::int64_t decode_integer(const PGresult* result, int row, int column) {
  if (PQgetisnull(result, row, column)) return 0;
  const char* bytes = PQgetvalue(result, row, column);
  switch (PQftype(result, column)) {
    case oid::kInt8:
      return static_cast<std::int64_t>(read_big_endian<std::uint64_t>(bytes));
    case oid::kInt4:
      return static_cast<std::int32_t>(read_big_endian<std::uint32_t>(bytes));
    case oid::kInt2:
      return static_cast<std::int16_t>(read_big_endian<std::uint16_t>(bytes));
    case oid::kBool:
      return *bytes != 0 ? 1 : 0;
    case oid::kFloat8:
    case oid::kFloat4:
      return static_cast<std::int64_t>(decode_real(result, row, column));
    default:
      return 0;
  }
}

double decode_real(const PGresult* result, int row, int column) {
  if (PQgetisnull(result, row, column)) return 0;
  const char* bytes = PQgetvalue(result, row, column);
  switch (PQftype(result, column)) {
    case oid::kFloat8:
      return std::bit_cast<double>(read_big_endian<std::uint64_t>(bytes));
    case oid::kFloat4:
      return static_cast<double>(std::bit_cast<float>(read_big_endian<std::uint32_t>(bytes)));
    default:
      return static_cast<double>(decode_integer(result, row, column));
  }
}

std::string_view decode_text(const PGresult* result, int row, int column) {
  const std::string_view bytes(PQgetvalue(result, row, column),
                               static_cast<std::size_t>(PQgetlength(result, row, column)));
  const bool versioned = PQftype(result, column) == text_oid::kJsonb && !bytes.empty();
  return versioned ? bytes.substr(1) : bytes;
}

Value decode(const PGresult* result, int row, int column) {
  if (PQgetisnull(result, row, column)) return Null{};
  const Oid type = PQftype(result, column);
  if (is_integer(type)) return decode_integer(result, row, column);
  if (is_real(type)) return decode_real(result, row, column);
  if (type != oid::kBytea) return std::string(decode_text(result, row, column));
  const auto* bytes = reinterpret_cast<const std::byte*>(PQgetvalue(result, row, column));
  return Blob(bytes, bytes + PQgetlength(result, row, column));
}

}  // namespace tsuzuku::sql
