#pragma once
// Runs the built program in a temporary folder.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/temporary_folder.hpp"

namespace tsuzuku::cli_tests {

struct Outcome {
  int exit_code = -1;  // -1 when a signal ended it
  std::string out;     // standard output
  std::string error;   // standard error
};

class ProgramTest : public ::testing::Test {
 protected:
  // Arguments are passed as they are, no shell between.
  [[nodiscard]] Outcome run(const std::vector<std::string>& arguments) const;
  // The same with the largest file the program may write, in bytes (a full disk).
  [[nodiscard]] Outcome run_limited(const std::vector<std::string>& arguments, std::size_t file_bytes) const;
  // Starts it and kills it (SIGKILL) after `milliseconds`; true when it was still running.
  [[nodiscard]] bool run_and_kill(const std::vector<std::string>& arguments, int milliseconds) const;

  [[nodiscard]] std::string data() const { return folder_.file("data"); }
  [[nodiscard]] std::string file(const std::string& name) const { return folder_.file(name); }
  [[nodiscard]] std::string write(const std::string& name, const std::string& text) const;
  // `stages --format json` and the like, after which tests look for texts.
  [[nodiscard]] std::string analyse(const std::string& name) const;

 private:
  testing_support::TemporaryFolder folder_;
};

}  // namespace tsuzuku::cli_tests
