#pragma once
// What lies in a ledger's file, for writing and for reading it. Private to this folder.

#include <array>
#include <bit>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/file.hpp"

namespace tsuzuku::ledger {

static_assert(std::endian::native == std::endian::little, "files of ledgers are little endian");

inline constexpr std::array<char, 8> kFileMagic = {'T', 'S', 'Z', 'L', 'E', 'D', 'G', '\n'};
inline constexpr std::size_t kSectionAlignment = 64;
inline constexpr std::uint32_t kMostSections = 1'000;

struct FileHeader {
  std::array<char, 8> magic = kFileMagic;
  std::uint32_t version = kFileVersion;
  std::uint32_t sections = 0;
  std::uint64_t file_size = 0;
  std::uint64_t checksum = 0;  // of this header with 0 here, and of the directory
  FileStamp stamp;
};
static_assert(sizeof(FileHeader) == 64);

// The first section of each block; its further ones follow under the next numbers, in the order of inside.hpp.
enum class SectionKind : std::uint32_t {
  Names = 1,
  ReturnColumns = 10,
  PartCosts = 20,
  Customers = 30,
  Orders = 100,
  Products = 200,
  Lines = 210,
  Subscriptions = 300,
  People = 400,
  PeopleNames = 450,
  Facts = 500,
  Touches = 600,
};
[[nodiscard]] constexpr std::uint32_t code(SectionKind kind, std::uint32_t further = 0) {
  return static_cast<std::uint32_t>(kind) + further;
}

// Texts and numbers one behind the other.
class TextWriter {
 public:
  void number(std::int64_t value) {
    const auto bytes = std::bit_cast<std::array<std::byte, sizeof value>>(value);
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
  }
  void text(std::string_view value) {
    number(static_cast<std::int64_t>(value.size()));
    const auto bytes = std::as_bytes(std::span(value));
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
  }
  template <typename Texts>
  void texts(const Texts& values) {
    number(static_cast<std::int64_t>(values.size()));
    for (const std::string& value : values) text(value);
  }
  [[nodiscard]] const std::vector<std::byte>& bytes() const { return bytes_; }

 private:
  std::vector<std::byte> bytes_;
};

// Past the end everything is 0 and empty, and broken() is true.
class TextReader {
 public:
  explicit TextReader(std::span<const std::byte> bytes) : bytes_(bytes) {}
  [[nodiscard]] std::int64_t number() {
    std::int64_t value = 0;
    if (bytes_.size() < sizeof value) {
      broken_ = true;
      return 0;
    }
    std::memcpy(&value, bytes_.data(), sizeof value);
    bytes_ = bytes_.subspan(sizeof value);
    return value;
  }
  // How many things follow that take at least `least` bytes each.
  [[nodiscard]] std::size_t count(std::size_t least) {
    const std::int64_t value = number();
    if (value < 0 || static_cast<std::uint64_t>(value) > bytes_.size() / least) {
      broken_ = true;
      return 0;
    }
    return static_cast<std::size_t>(value);
  }
  [[nodiscard]] std::string text() {
    const std::size_t size = count(1);
    std::string value(reinterpret_cast<const char*>(bytes_.data()), size);
    bytes_ = bytes_.subspan(size);
    return value;
  }
  [[nodiscard]] std::vector<std::string> texts() {
    std::vector<std::string> values(count(sizeof(std::int64_t)));
    for (std::string& value : values) value = text();
    return values;
  }
  [[nodiscard]] bool broken() const { return broken_ || !bytes_.empty(); }
  [[nodiscard]] bool broken_so_far() const { return broken_; }

 private:
  std::span<const std::byte> bytes_;
  bool broken_ = false;
};

[[nodiscard]] std::uint64_t checksum_of(std::span<const std::byte> bytes);
// The checksum that belongs into a header, of it and the directory behind it.
[[nodiscard]] std::uint64_t seal(std::span<const std::byte> header_and_directory);

}  // namespace tsuzuku::ledger
