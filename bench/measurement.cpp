#include "bench/measurement.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>

#include "base/json.hpp"

namespace tsuzuku::bench {
namespace {

double rounded(double value, double steps) { return std::round(value * steps) / steps; }

[[noreturn]] void become(const std::vector<std::string>& command, const std::filesystem::path& output) {
  const int file = open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0 || dup2(file, STDOUT_FILENO) < 0) _exit(127);
  std::vector<char*> arguments;
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  execvp(arguments.front(), arguments.data());
  _exit(127);
}

}  // namespace

void print(const Measurement& measurement) {
  json::object line;
  line["name"] = measurement.name;
  line["orders"] = measurement.orders;
  line["ours_ms"] = rounded(measurement.ours_ms, 100);
  if (measurement.peer.empty()) {
    line["peer"] = line["peer_ms"] = line["ratio"] = nullptr;
  } else {
    line["peer"] = measurement.peer;
    line["peer_ms"] = rounded(measurement.peer_ms, 100);
    line["ratio"] = rounded(measurement.peer_ms / measurement.ours_ms, 1000);
  }
  if (measurement.peak_mb) line["peak_mb"] = rounded(*measurement.peak_mb, 10);
  fmt::print("{}\n", to_text(line));
  std::fflush(stdout);
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

Result<ProcessCosts> run_process(const std::vector<std::string>& command, const std::filesystem::path& output) {
  const StopWatch watch;
  const pid_t child = fork();
  if (child == 0) become(command, output);
  int status = 0;
  rusage usage{};
  if (child < 0 || wait4(child, &status, 0, &usage) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) == 127) {
    return fail(ErrorKind::Unavailable, "bench.cannot_run", {{"program", command.front()}});
  }
  return ProcessCosts{.milliseconds = watch.milliseconds(),
                      .peak_mb = static_cast<double>(usage.ru_maxrss) / 1024.0,
                      .exit_code = WEXITSTATUS(status)};
}

int exit_code_of(const Status& status) {
  if (status) return 0;
  fmt::print(stderr, "{}", status.error().key);
  for (const auto& [name, value] : status.error().arguments) fmt::print(stderr, " {}={}", name, value);
  fmt::print(stderr, "\n");
  return 1;
}

}  // namespace tsuzuku::bench
