#pragma once
// A file on disk that belongs to an object: removed with it unless released. Uploads and downloads are these.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "base/error.hpp"

namespace tsuzuku::http {

class OwnedFile {
 public:
  // Takes over a file that somebody else wrote.
  explicit OwnedFile(std::filesystem::path path) : path_(std::move(path)) {}
  OwnedFile(OwnedFile&& other) noexcept;
  OwnedFile& operator=(OwnedFile&& other) noexcept;
  ~OwnedFile();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  // Moves it to its lasting place on the same disk and gives up ownership. Unavailable "http.disk_write".
  [[nodiscard]] Status keep_as(const std::filesystem::path& target);

 private:
  std::filesystem::path path_;  // empty = nothing owned
};

// Writes a new file (mode 0600, must not exist) piece by piece. Unavailable "http.disk_full" when there is no
// room left, "http.disk_write" otherwise; the file is removed unless finish() was reached.
class FileWriter {
 public:
  [[nodiscard]] static Result<FileWriter> create(std::filesystem::path path);
  FileWriter(FileWriter&& other) noexcept;
  FileWriter& operator=(FileWriter&&) = delete;
  ~FileWriter();

  [[nodiscard]] Status write(std::string_view bytes);
  [[nodiscard]] std::uint64_t bytes_written() const { return written_; }
  // Closes it; what comes back owns the file.
  [[nodiscard]] Result<OwnedFile> finish();

 private:
  FileWriter(int descriptor, OwnedFile file) : descriptor_(descriptor), file_(std::move(file)) {}
  int descriptor_;
  OwnedFile file_;
  std::uint64_t written_ = 0;
};

// Reads a file from its beginning, piece by piece. Internal "http.file_unreadable".
class FileReader {
 public:
  [[nodiscard]] static Result<FileReader> open(const std::filesystem::path& path);
  FileReader(FileReader&& other) noexcept;
  FileReader& operator=(FileReader&&) = delete;
  ~FileReader();

  [[nodiscard]] std::uint64_t size() const { return size_; }
  // Number of bytes put into `buffer`; 0 at the end.
  [[nodiscard]] Result<std::size_t> read(char* buffer, std::size_t capacity);

 private:
  FileReader(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}
  int descriptor_;
  std::uint64_t size_;
};

}  // namespace tsuzuku::http
