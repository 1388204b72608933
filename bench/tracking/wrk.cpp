#include "bench/tracking/wrk.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "bench/measurement.hpp"

namespace tsuzuku::bench {
namespace {

// The requests are put together before the clock starts.
constexpr std::string_view kScript = R"(
local requests, last = {}, 0
function init()
  local headers = { ["User-Agent"] = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/124.0 Safari/537.36" }
  for path in io.lines("@PATHS@") do requests[#requests + 1] = wrk.format("GET", path, headers) end
end
function request()
  last = last % #requests + 1
  return requests[last]
end
)";

// What follows `name` on its line.
std::optional<std::string> told(std::string_view words, std::string_view name) {
  const std::size_t found = words.find(name);
  if (found == std::string_view::npos) return std::nullopt;
  const std::string_view rest = words.substr(found + name.size());
  std::istringstream line{std::string(rest.substr(0, rest.find('\n')))};
  std::string value;
  line >> value;
  return value;
}

// "950.00us", "12.34ms", "1.20s"
double milliseconds_from(const std::string& text) {
  const double number = std::atof(text.c_str());
  if (text.ends_with("us")) return number / 1'000;
  return text.ends_with("ms") ? number : number * 1'000;
}

}  // namespace

std::optional<Asked> read_wrk(std::string_view words) {
  const auto rate = told(words, "Requests/sec:");
  const auto p99 = told(words, " 99%");
  if (!rate || !p99) return std::nullopt;
  return Asked{.per_second = std::atof(rate->c_str()),
               .p99_ms = milliseconds_from(*p99),
               .all_answered = !told(words, "Socket errors:") && !told(words, "Non-2xx or 3xx responses:")};
}

bool Wrk::is_there() {
  // Without arguments it says how it is used.
  const auto asked = run_process({"wrk", "-v"}, "/dev/null");
  return asked.has_value() && asked->exit_code != 127;
}

Result<Asked> Wrk::get(const std::vector<std::string>& paths) const {
  const auto list = folder_ / "paths";
  const auto script = folder_ / "wrk.lua";
  {
    std::ofstream file(list);
    for (const std::string& path : paths) file << path << "\n";
    std::string text(kScript);
    text.replace(text.find("@PATHS@"), std::string_view("@PATHS@").size(), list.string());
    std::ofstream(script) << text;
  }
  const auto answer = folder_ / "wrk.txt";
  TSUZUKU_TRY(costs,
              run_process({"wrk", "-t", "1", "-c", std::to_string(connections_), "-d", fmt::format("{}s", seconds_),
                           "--latency", "-s", script.string(), fmt::format("http://127.0.0.1:{}/", port_)},
                          answer));
  std::ostringstream words;
  words << std::ifstream(answer).rdbuf();
  const auto asked = read_wrk(words.str());
  if (costs.exit_code != 0 || !asked) {
    return fail(ErrorKind::Unavailable, "bench.wrk_failed", {{"answer", words.str()}});
  }
  return *asked;
}

}  // namespace tsuzuku::bench
