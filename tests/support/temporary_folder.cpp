#include "tests/support/temporary_folder.hpp"

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace tsuzuku::testing_support {

TemporaryFolder::TemporaryFolder() : path_((std::filesystem::temp_directory_path() / "tsuzuku_XXXXXX").string()) {
  if (!mkdtemp(path_.data())) throw std::runtime_error("cannot make a temporary folder " + path_);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace tsuzuku::testing_support
