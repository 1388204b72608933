#pragma once
// Brings rows of one key together, however far apart they stand, in bounded memory: rows stay in memory up to a
// limit, beyond it sorted runs go to a temporary file and are merged.

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/limits.hpp"
#include "intake/csv_reader.hpp"

namespace tsuzuku::intake {

struct SpooledRow {
  std::uint8_t file = 0;  // index among the files of the reading
  RecordFault fault = RecordFault::None;
  std::int64_t row = 0;
  std::string_view key;
  std::string_view raw;
};

class Spool {
 public:
  struct Options {
    std::filesystem::path folder;
    std::size_t memory_bytes = limits::kSpoolMemoryBytes;
    std::size_t group_rows = limits::kOrderLines + 1;  // a larger group is handed out in pieces
  };
  explicit Spool(Options options);
  Spool(Spool&&) = delete;
  ~Spool();

  // Copies the row. "import.spool_failed" {folder, reason} when the disk is full.
  [[nodiscard]] Status add(const SpooledRow& row);

  // Rows of one key, by file and row number. `continued` says that the key had rows before: the group was
  // larger than Options::group_rows. Views are valid during the call.
  using Take = std::function<Status(std::span<const SpooledRow> group, bool continued)>;

  // Hands out every group and empties the spool: in the order in which keys first came as long as everything
  // is in memory, else in the order of the keys' bytes.
  [[nodiscard]] Status take_groups(const Take& take);

  [[nodiscard]] bool spilled() const { return !runs_.empty(); }
  [[nodiscard]] std::int64_t rows() const { return rows_; }

 private:
  struct Run {
    std::int64_t begin = 0;
    std::int64_t end = 0;
  };
  struct Entry {
    std::uint64_t prefix = 0;  // first bytes of the key, so that most comparisons touch nothing else
    const char* packed = nullptr;
  };
  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  char* allocate(std::size_t bytes);
  void sort_entries();
  [[nodiscard]] Status open_file();
  [[nodiscard]] Status spill();
  [[nodiscard]] Status take_from_memory(const Take& take);
  [[nodiscard]] Status take_merged(const Take& take);
  [[nodiscard]] std::unexpected<Error> disk_error() const;

  Options options_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_used_ = 0;
  std::size_t block_size_ = 0;
  std::size_t memory_used_ = 0;
  std::vector<Entry> entries_;
  std::unique_ptr<std::FILE, CloseFile> file_;
  std::vector<Run> runs_;
  std::int64_t rows_ = 0;
};

}  // namespace tsuzuku::intake
