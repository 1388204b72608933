#pragma once
// Where bytes come from: a file, a text in memory, or either of them decoded into UTF-8.

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/encoding.hpp"
#include "base/error.hpp"

namespace tsuzuku::intake {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Fills at most `capacity` bytes; 0 at the end.
  virtual Result<std::size_t> read(char* into, std::size_t capacity) = 0;
  // Bytes of the file taken so far, for progress.
  [[nodiscard]] virtual std::int64_t bytes_done() const = 0;
};

class FileSource final : public ByteSource {
 public:
  // "import.cannot_open" {file, reason}
  [[nodiscard]] static Result<std::unique_ptr<FileSource>> open(const std::filesystem::path& path,
                                                                const std::string& shown_name);
  Result<std::size_t> read(char* into, std::size_t capacity) override;
  [[nodiscard]] std::int64_t bytes_done() const override { return done_; }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  FileSource(std::unique_ptr<std::FILE, Close> file, std::string name)
      : file_(std::move(file)), name_(std::move(name)) {}
  std::unique_ptr<std::FILE, Close> file_;
  std::string name_;
  std::int64_t done_ = 0;
};

// A text that the caller keeps alive.
class TextSource final : public ByteSource {
 public:
  explicit TextSource(std::string_view text) : text_(text) {}
  Result<std::size_t> read(char* into, std::size_t capacity) override;
  [[nodiscard]] std::int64_t bytes_done() const override { return static_cast<std::int64_t>(at_); }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

class DecodingSource final : public ByteSource {
 public:
  DecodingSource(std::unique_ptr<ByteSource> inner, Encoding encoding);
  Result<std::size_t> read(char* into, std::size_t capacity) override;
  [[nodiscard]] std::int64_t bytes_done() const override { return inner_->bytes_done(); }

 private:
  std::unique_ptr<ByteSource> inner_;
  TextDecoder decoder_;
  std::string encoded_;
  std::string decoded_;
  std::size_t at_ = 0;
  bool at_end_ = false;
};

// `inner` itself when its bytes are UTF-8 already.
[[nodiscard]] std::unique_ptr<ByteSource> decoded(std::unique_ptr<ByteSource> inner, Encoding encoding);

}  // namespace tsuzuku::intake
