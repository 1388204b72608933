#pragma once
// A folder of one test's own, removed with everything in it.

#include <string>

namespace tsuzuku::testing_support {

class TemporaryFolder {
 public:
  TemporaryFolder();  // throws std::runtime_error when it cannot be made
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace tsuzuku::testing_support
