#pragma once
// Blocks as a file that is mapped and used as it lies: what a start needs instead of reading the store. It is never
// trusted: nothing of it is used before its checksums are right and its indexes are in range.
//
//   header     magic, version, number of sections, size of the file, checksum of all that and of the directory
//   directory  for each section: what it is, size of one value, where it begins, how many, checksum (XXH3, 64 bits)
//   sections   columns as they lie in memory, each at a multiple of 64 bytes; names as texts with their lengths
//
// Numbers are little endian. A file of another version, or of a machine that counts otherwise, is as good as none.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "ledger/blocks.hpp"

namespace tsuzuku::ledger {

inline constexpr std::uint32_t kFileVersion = 2;  // grows with every change of what lies in a file, or of its meaning

// Which moment of which store the blocks are of.
struct FileStamp {
  std::int64_t shop = 0;
  std::int64_t data_version = 0;
  std::int64_t data_mark = 0;  // tells two stores apart that count the same versions
  std::int64_t people_version = 0;
  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

// An entry of the directory.
struct FileSection {
  std::uint32_t kind = 0;
  std::uint32_t value_size = 0;
  std::uint64_t offset = 0;
  std::uint64_t count = 0;
  std::uint64_t checksum = 0;
};

// Aside, then renamed: whoever maps the last one keeps it, and a file under `path` is always a whole one. Writes what
// `blocks` holds. Errors: Unavailable "ledger_file.cannot_write" {file, reason}; nothing is left behind then.
[[nodiscard]] Status write_file(const std::filesystem::path& path, const Blocks& blocks, const FileStamp& stamp);

class File {
 public:
  // Maps it and checks header and directory. Errors: NotFound "ledger_file.not_there"; InvalidInput
  // "ledger_file.damaged" {file}, "ledger_file.other_version" {file}.
  [[nodiscard]] static Result<File> open(const std::filesystem::path& path);
  // The same of bytes that lie in memory at a multiple of 64 and that `owner` keeps alive.
  [[nodiscard]] static Result<File> of_bytes(std::span<const std::byte> bytes, std::shared_ptr<const void> owner);

  [[nodiscard]] const FileStamp& stamp() const { return stamp_; }
  [[nodiscard]] BlockSet held() const;
  // Adds the ledger, where `blocks` has none, and of `wanted` what is held and not there yet; the ledger that is there
  // came from this file. Checks what it adds, on all cores. Error: InvalidInput "ledger_file.damaged".
  [[nodiscard]] Status load(Blocks& blocks, BlockSet wanted) const;

 private:
  std::span<const std::byte> bytes_;
  std::shared_ptr<const void> owner_;
  std::vector<FileSection> sections_;
  FileStamp stamp_;
  std::string name_;
};

// Makes every checksum right again: what lies behind them can be tried with damaged contents.
void reseal_for_tests(std::span<std::byte> file);

}  // namespace tsuzuku::ledger
