// What a tick of the journeys costs where a million customers wait: beside the same where ten thousand do, since only
// who is due shall cost anything; and what it costs to let customers in and to count who stands where.
//
//   bench_ticks WORK_FOLDER WAITING
//
// Stores are made anew each time, on SQLite and in a private PostgreSQL.

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <iostream>

#include "app/assets.hpp"
#include "bench/measurement.hpp"
#include "bench/ticks/waiting.hpp"
#include "tests/support/postgres_cluster.hpp"

namespace tsuzuku::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kFew = 10'000;  // who wait in the store beside
constexpr std::int64_t kDue = 1'000;   // in each tick
constexpr std::int64_t kEntering = 5'000;
constexpr int kRounds = 5;  // the median counts

struct Ticks {
  double busy = 0;     // kDue are due
  double idle = 0;     // nobody is
  double numbers = 0;  // counting who stands where
};

Status expect(std::int64_t found, std::int64_t expected, std::string_view what) {
  if (found == expected) return {};
  return fail(ErrorKind::Internal, "bench.wrong_answer",
              {{"words", std::string(what)}, {"found", std::to_string(found)}});
}

Result<Ticks> tick(app::Store& store, std::int64_t waiting) {
  TSUZUKU_TRY(shop, WaitingShop::open(store));
  const std::int64_t first = kNow + 4 * 24 * kHourSeconds;  // the wait of three days is over
  TSUZUKU_CHECK(shop->fill(waiting, first));
  std::vector<double> busy, idle, counted;
  for (int round = 0; round < kRounds; ++round) {
    const std::int64_t now = first - 1 + (round + 1) * kDue;  // one wakes in each second
    const StopWatch watch;
    TSUZUKU_TRY(done, shop->work(now));
    busy.push_back(watch.milliseconds());
    TSUZUKU_CHECK(expect(done.turns, kDue, "turns"));
    const StopWatch quiet;
    TSUZUKU_TRY(nothing, shop->work(now));
    idle.push_back(quiet.milliseconds());
    TSUZUKU_CHECK(expect(nothing.turns, 0, "turns of nobody"));
  }
  TSUZUKU_TRY(sent, shop->count("touches where node = 'arrived'"));
  TSUZUKU_CHECK(expect(sent, kRounds * kDue, "touches"));
  for (int round = 0; round < 3; ++round) {
    const StopWatch watch;
    TSUZUKU_TRY(numbers, shop->numbers(kNow + round * waiting));  // late enough for a fresh count
    counted.push_back(watch.milliseconds());
    TSUZUKU_CHECK(expect(numbers.nodes["three_days"].waiting, waiting - kRounds * kDue, "waiting"));
  }
  return Ticks{.busy = median(busy), .idle = median(idle), .numbers = median(counted)};
}

Result<double> enter(app::Store& store) {
  TSUZUKU_TRY(shop, WaitingShop::open(store));
  TSUZUKU_CHECK(shop->order(kEntering));
  const StopWatch watch;
  TSUZUKU_TRY(done, shop->work(kNow + 1));
  const double milliseconds = watch.milliseconds();
  TSUZUKU_CHECK(expect(done.counts.entered, kEntering, "entered"));
  return milliseconds;
}

// A store for each question.
class Stores {
 public:
  Stores(fs::path folder, bool postgres) : folder_(std::move(folder)), postgres_(postgres) {}

  [[nodiscard]] Result<std::unique_ptr<app::Store>> make(std::string_view name) const {
    const fs::path data = folder_ / fmt::format("ticks-{}", name);
    fs::remove_all(data);
    std::string url;
    if (postgres_) {
      TSUZUKU_TRY(fresh, testing_support::fresh_database());
      url = fresh;
    }
    return app::Store::open({.data = data, .database = url});
  }
  [[nodiscard]] std::string where() const { return postgres_ ? "PostgreSQL" : "SQLite"; }

 private:
  fs::path folder_;
  bool postgres_;
};

Status measure(const Stores& stores, std::int64_t waiting) {
  TSUZUKU_TRY(small, stores.make("few"));
  TSUZUKU_TRY(few, tick(*small, kFew));
  TSUZUKU_TRY(large, stores.make("many"));
  TSUZUKU_TRY(many, tick(*large, waiting));
  TSUZUKU_TRY(fresh, stores.make("entering"));
  TSUZUKU_TRY(entering, enter(*fresh));
  const std::string beside = fmt::format("the same where {} wait", kFew);
  print({.name = fmt::format("a tick of journeys, {} due, {}", kDue, stores.where()),
         .orders = waiting,
         .ours_ms = many.busy,
         .peer = beside,
         .peer_ms = few.busy,
         .peak_mb = {}});
  print({.name = fmt::format("a tick of journeys, nobody due, {}", stores.where()),
         .orders = waiting,
         .ours_ms = many.idle,
         .peer = beside,
         .peer_ms = few.idle,
         .peak_mb = {}});
  print({.name = fmt::format("numbers of a journey, {}", stores.where()),
         .orders = waiting,
         .ours_ms = many.numbers,
         .peer = {},
         .peer_ms = 0,
         .peak_mb = {}});
  print({.name = fmt::format("customers enter a journey and are sent a mail, {}", stores.where()),
         .orders = kEntering,
         .ours_ms = entering,
         .peer = {},
         .peer_ms = 0,
         .peak_mb = {}});
  return {};
}

}  // namespace
}  // namespace tsuzuku::bench

int main(int argc, char** argv) {
  std::int64_t waiting = 0;
  if (argc == 3) std::from_chars(argv[2], argv[2] + std::string_view(argv[2]).size(), waiting);
  if (waiting <= tsuzuku::bench::kRounds * tsuzuku::bench::kDue) {
    std::cerr << "bench_ticks WORK_FOLDER WAITING\n";
    return 2;
  }
  tsuzuku::app::register_all_assets();
  for (const bool postgres : {false, true}) {
    const int code = tsuzuku::bench::exit_code_of(tsuzuku::bench::measure({argv[1], postgres}, waiting));
    if (code != 0) return code;
  }
  return 0;
}
