#pragma once
// A file that is there whole or not at all: written beside its place, then renamed. What stood there before is replaced
// only by a whole one.

#include <filesystem>
#include <string_view>

#include "base/error.hpp"

namespace tsuzuku::services {

class WholeFile {
 public:
  explicit WholeFile(std::filesystem::path target);
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;
  ~WholeFile();  // removes what was not kept

  // Where to write.
  [[nodiscard]] const std::filesystem::path& aside() const { return aside_; }
  // Writes it in one go.
  [[nodiscard]] Status write(std::string_view bytes) const;
  // Puts it into its place. Unavailable "export.file_not_written" {file, reason}, of both.
  [[nodiscard]] Status keep();

 private:
  std::filesystem::path target_;
  std::filesystem::path aside_;
};

}  // namespace tsuzuku::services
