// A hundred thousand customers, a year, a thousand crashes: `tsuzuku simulate` to its end. Refuses to tell a time when
// anything was sent twice, lost or stuck. bench_simulation TSUZUKU WORK_FOLDER

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "base/json.hpp"
#include "bench/measurement.hpp"

namespace tsuzuku::bench {
namespace {

Status measure(const std::string& program, const std::filesystem::path& work) {
  std::filesystem::create_directories(work);
  const std::filesystem::path output = work / "counts.json";
  TSUZUKU_TRY(costs, run_process({program, "simulate", "--customers", "100000", "--days", "365", "--seed", "1",
                                  "--crashes", "1000", "--format", "json"},
                                 output));
  std::ifstream file(output);
  TSUZUKU_TRY(counts, parse_json(std::string(std::istreambuf_iterator<char>(file), {})));
  const json::object& all = counts.as_object();
  for (const std::string_view name : {"sent_twice", "lost", "stuck"}) {
    if (integer_or(all, name, -1) != 0) {
      return fail(ErrorKind::Internal, "bench.promise_broken",
                  {{"count", std::string(name)}, {"counts", to_text(all)}});
    }
  }
  print({.name = fmt::format("simulation of a year, 100,000 customers, {} messages, {} crashes, none twice or lost",
                             integer_or(all, "sent", 0), integer_or(all, "crashes", 0)),
         .orders = integer_or(all, "told", 0),
         .ours_ms = costs.milliseconds,
         .peer = "",
         .peer_ms = 0,
         .peak_mb = costs.peak_mb});
  return {};
}

}  // namespace
}  // namespace tsuzuku::bench

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  return tsuzuku::bench::exit_code_of(tsuzuku::bench::measure(argv[1], argv[2]));
}
