// The time and memory of `tsuzuku import` beside `sqlite3 .import` of the same rows into one table that is indexed
// as our store's lines are: a primary key of customer, order and line, and a lookup by order number.
// The peer neither parses dates and money, nor groups, nor checks; it is the floor, not a rival.
//
//   bench_import TSUZUKU_BINARY WORK_FOLDER [ONLINE_RETAIL_CSV]
//
// Without the Online Retail file a demo shop of as many lines stands in.

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/json.hpp"
#include "bench/measurement.hpp"
#include "demo/csv.hpp"

namespace tsuzuku::bench {
namespace {

namespace fs = std::filesystem;

constexpr int kRounds = 3;  // each of both, in turn; the median counts
constexpr int kLarge = 10;  // times the file

// A file to import, by us and by the peer.
struct Work {
  std::string name;
  fs::path ours;
  std::vector<std::string> options;  // of tsuzuku import
  fs::path peers;                    // the same rows, with a first column that numbers the lines
  std::string peer_columns;          // after that number
  std::string customer, order;
};

Status copy_lines(const fs::path& from,
                  const std::function<void(std::ofstream&, std::int64_t, const std::string&)>& write,
                  const fs::path& to, bool append = false) {
  std::ifstream in(from);
  std::ofstream out(to, append ? std::ios::app : std::ios::trunc);
  std::string line;
  for (std::int64_t number = 0; std::getline(in, line); ++number) write(out, number, line);
  if (!out.flush()) return fail(ErrorKind::Unavailable, "bench.cannot_write", {{"file", to.string()}});
  return {};
}

Status number_lines(const fs::path& from, const fs::path& to) {
  return copy_lines(
      from,
      [](std::ofstream& out, std::int64_t number, const std::string& line) {
        if (number > 0) out << number << ',' << line << '\n';
      },
      to);
}

// Ten shops in one file: copy n writes its digit behind the order number, which is the first column.
Status enlarge(const fs::path& from, const fs::path& to) {
  for (int copy = 0; copy < kLarge; ++copy) {
    TSUZUKU_CHECK(copy_lines(
        from,
        [&](std::ofstream& out, std::int64_t number, const std::string& line) {
          const auto comma = line.find(',');
          if (number == 0) {
            if (copy == 0) out << line << '\n';
          } else {
            out << line.substr(0, comma) << copy << line.substr(comma) << '\n';
          }
        },
        to, copy > 0));
  }
  return {};
}

Work online_retail(const fs::path& csv, const fs::path& folder) {
  Work work{.name = "import Online Retail", .ours = csv, .peers = folder / "peer.csv"};
  work.options = {"--profile", "online_retail"};
  work.peer_columns =
      "InvoiceNo text, StockCode text, Description text, Quantity integer, InvoiceDate text, UnitPrice real, "
      "CustomerID text, Country text";
  work.customer = "CustomerID";
  work.order = "InvoiceNo";
  return work;
}

Result<Work> demo_shop(const fs::path& folder) {
  Work work{.name = "import a demo shop's CSV", .ours = folder / "demo.csv", .peers = folder / "peer.csv"};
  std::ofstream out(work.ours, std::ios::binary);
  TSUZUKU_CHECK(demo::write_csv({.orders = 290'000},
                                [&](std::string_view text) -> Status {
                                  out.write(text.data(), static_cast<std::streamsize>(text.size()));
                                  return {};
                                },
                                {}, {}));
  std::string header(demo::order_csv_header());
  header.pop_back();
  for (const char c : header) work.peer_columns += c == ',' ? " text, " : std::string(1, c);
  work.peer_columns += " text";
  work.customer = "customer_number";
  work.order = "order_number";
  return work;
}

// With the settings that our own connection has, so that both wait for the disk alike.
Status write_peer_script(const Work& work, const fs::path& script) {
  std::ofstream out(script);
  out << "pragma journal_mode = wal;\npragma synchronous = normal;\npragma cache_size = -65536;\n"
      << "create table lines (line integer, " << work.peer_columns << ", primary key (" << work.customer << ", "
      << work.order << ", line)) without rowid;\n"
      << "create index by_order on lines (" << work.order << ");\n"
      << ".mode csv\n.import '" << work.peers.string() << "' lines\nselect count(*) from lines;\n";
  if (!out.flush()) return fail(ErrorKind::Unavailable, "bench.cannot_write", {{"file", script.string()}});
  return {};
}

Result<ProcessCosts> run_peer(const Work& work, const fs::path& folder) {
  const fs::path database = folder / "peer.sqlite";
  for (const auto* suffix : {"", "-wal", "-shm"}) fs::remove(database.string() + suffix);
  const fs::path script = folder / "peer.sql";
  TSUZUKU_CHECK(write_peer_script(work, script));
  return run_process({"sqlite3", "-batch", "-init", script.string(), database.string(), ".quit"}, folder / "peer.out");
}

struct OurRun {
  ProcessCosts costs;
  std::int64_t orders = 0;
};

Result<OurRun> run_ours(const std::string& binary, const Work& work, const fs::path& folder) {
  const fs::path data = folder / "data";
  fs::remove_all(data);
  std::vector<std::string> command{binary,   "import", work.ours.string(), "--data", data.string(),
                                   "--shop", "bench",  "--format",         "json"};
  command.insert(command.end(), work.options.begin(), work.options.end());
  const fs::path output = folder / "ours.json";
  TSUZUKU_TRY(costs, run_process(command, output));
  std::ifstream in(output);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  constexpr int kDoneWithQuarantine = 3;
  if (costs.exit_code != 0 && costs.exit_code != kDoneWithQuarantine) {
    return fail(ErrorKind::Unavailable, "bench.import_failed", {{"output", text}});
  }
  TSUZUKU_TRY(report, parse_json(text));
  const auto* counts = report.is_object() ? report.as_object().if_contains("counts") : nullptr;
  if (counts == nullptr || !counts->is_object())
    return fail(ErrorKind::Internal, "bench.no_counts", {{"output", text}});
  return OurRun{.costs = costs, .orders = integer_or(counts->as_object(), "orders", 0)};
}

Status measure(const std::string& binary, const Work& work, const fs::path& folder, int rounds) {
  TSUZUKU_CHECK(number_lines(work.ours, work.peers));
  std::vector<double> ours, peers;
  Measurement measurement{.name = work.name, .peer = "sqlite3 .import, same indexes"};
  double peak_mb = 0;
  for (int round = 0; round < rounds; ++round) {
    TSUZUKU_TRY(run, run_ours(binary, work, folder));
    TSUZUKU_TRY(peer, run_peer(work, folder));
    ours.push_back(run.costs.milliseconds);
    peers.push_back(peer.milliseconds);
    peak_mb = std::max(peak_mb, run.costs.peak_mb);
    measurement.orders = run.orders;
  }
  measurement.ours_ms = median(ours);
  measurement.peer_ms = median(peers);
  measurement.peak_mb = peak_mb;
  print(measurement);
  return {};
}

Status run(const std::string& binary, const fs::path& folder, const fs::path& csv) {
  fs::create_directories(folder);
  if (csv.empty()) std::cerr << "Online Retail is not here: a demo shop of about 541,909 lines stands in.\n";
  Result<Work> work = csv.empty() ? demo_shop(folder) : online_retail(csv, folder);
  if (!work) return std::unexpected(work.error());
  TSUZUKU_CHECK(measure(binary, *work, folder, kRounds));

  Work large = *work;
  large.name += fmt::format(", {} times the file", kLarge);
  large.ours = folder / "large.csv";
  TSUZUKU_CHECK(enlarge(work->ours, large.ours));
  return measure(binary, large, folder, 1);
}

}  // namespace
}  // namespace tsuzuku::bench

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: bench_import TSUZUKU_BINARY WORK_FOLDER [ONLINE_RETAIL_CSV]\n";
    return 2;
  }
  return tsuzuku::bench::exit_code_of(tsuzuku::bench::run(argv[1], argv[2], argc > 3 ? argv[3] : ""));
}
