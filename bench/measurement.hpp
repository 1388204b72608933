#pragma once
// What every benchmark program shares: a stop watch, a child process with its costs, and the line that
// bench/report.mjs reads.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace tsuzuku::bench {

struct Measurement {
  std::string name;         // what was done, in words
  std::int64_t orders = 0;  // how many orders it was done to
  double ours_ms = 0;
  std::string peer;  // who did the same, and how; empty = nobody
  double peer_ms = 0;
  std::optional<double> peak_mb;  // our largest resident memory, where memory is promised
};

// One JSON object on standard output.
void print(const Measurement& measurement);

class StopWatch {
 public:
  [[nodiscard]] double milliseconds() const {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started_).count();
  }

 private:
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

[[nodiscard]] double median(std::vector<double> values);  // not empty

struct ProcessCosts {
  double milliseconds = 0;
  double peak_mb = 0;
  int exit_code = 0;
};

// Runs a program found on PATH to its end; standard output goes into `output`. Unavailable "bench.cannot_run".
[[nodiscard]] Result<ProcessCosts> run_process(const std::vector<std::string>& command,
                                               const std::filesystem::path& output);

// 0, or 1 after the error's key and arguments were printed on standard error.
[[nodiscard]] int exit_code_of(const Status& status);

}  // namespace tsuzuku::bench
