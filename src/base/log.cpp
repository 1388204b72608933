#include "base/log.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <ctime>

namespace tsuzuku::log {
namespace {

void write(std::string_view level, std::string_view event, const ErrorArguments& fields) {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::string line = fmt::format("{:%Y-%m-%dT%H:%M:%SZ} {} {}", fmt::gmtime(now), level, event);
  for (const auto& [name, value] : fields) {
    line += fmt::format(" {}=", name);
    const bool plain = value.find_first_of(" \"\n=") == std::string::npos;
    line += plain ? value : fmt::format("\"{}\"", value);
  }
  line += '\n';
  // One write per line, so that lines of several threads do not mix.
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace

void info(std::string_view event, const ErrorArguments& fields) { write("info", event, fields); }
void warn(std::string_view event, const ErrorArguments& fields) { write("warn", event, fields); }
void error(std::string_view event, const ErrorArguments& fields) { write("error", event, fields); }

}  // namespace tsuzuku::log
