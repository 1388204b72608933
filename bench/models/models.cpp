// The time of a BG/NBD fit, of CDNOW's sample and of customers drawn from the model, beside the simplex that packages
// use on the likelihood as printed. No time is told when both do not find the same maximum.
//
//   bench_models CUSTOMERS [CDNOW_SUMMARY.csv]      (columns ID, frequency, recency, T)

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string_view>

#include "bench/measurement.hpp"
#include "bench/models/nelder_mead.hpp"
#include "models/textbook_bg_nbd_for_tests.hpp"

namespace tsuzuku::bench {
namespace {

using Histories = std::vector<models::PurchaseHistory>;

Histories read(const char* file) {
  std::ifstream stream(file);
  Histories histories;
  std::string line;
  std::getline(stream, line);
  while (std::getline(stream, line)) {
    std::istringstream cells(line);
    models::PurchaseHistory history;
    std::string id;
    char comma = ',';
    std::getline(cells, id, ',');
    if (cells >> history.x >> comma >> history.t_x >> comma >> history.T) histories.push_back(history);
  }
  return histories;
}

// Medians of `rounds`; the peer runs once where it takes minutes.
Status measure(const std::string& name, const Histories& histories, int rounds, int rounds_of_peer) {
  std::vector<double> ours, peers;
  double found = 0.0;
  for (int round = 0; round < rounds; ++round) {
    const StopWatch watch;
    TSUZUKU_TRY(fit, models::fit_bg_nbd(histories, models::DropOut::AfterRepeats));
    ours.push_back(watch.milliseconds());
    if (!fit.converged) return fail(ErrorKind::Internal, "bench.not_converged", {{"name", name}});
    found = fit.log_likelihood;
  }
  for (int round = 0; round < rounds_of_peer; ++round) {
    const StopWatch watch;
    const SimplexFit fit = fit_by_simplex(histories);
    peers.push_back(watch.milliseconds());
    fmt::print(stderr, "{}: {:.4f} after {} evaluations, ours {:.4f}\n", name, fit.log_likelihood, fit.evaluations,
               found);
    // The simplex ends a little below the top; never above it.
    if (std::abs(fit.log_likelihood - found) > 1e-6 * std::abs(found)) {
      return fail(ErrorKind::Internal, "bench.differs", {{"name", name}});
    }
  }
  print({.name = name,
         .orders = std::ssize(histories),
         .ours_ms = median(ours),
         .peer = "Nelder-Mead on the likelihood as printed",
         .peer_ms = median(peers)});
  return {};
}

Status run(std::size_t customers, const char* cdnow) {
  if (cdnow != nullptr) TSUZUKU_CHECK(measure("BG/NBD, CDNOW sample", read(cdnow), 51, 5));
  const models::textbook::Crowd crowd{.model = {.r = 0.6, .alpha = 5.0, .a = 0.8, .b = 2.4},
                                      .drop_out = models::DropOut::AfterRepeats,
                                      .longest = 104.0,
                                      .shortest = 1.0};
  return measure("BG/NBD, drawn customers", models::textbook::drawn(crowd, customers, 1), 3, 1);
}

}  // namespace
}  // namespace tsuzuku::bench

int main(int argc, char** argv) {
  std::size_t customers = 0;
  const std::string_view text = argc > 1 ? argv[1] : "";
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), customers);
  if (problem != std::errc() || end != text.data() + text.size() || argc > 3 || customers == 0) {
    fmt::print(stderr, "usage: bench_models CUSTOMERS [CDNOW_SUMMARY.csv]\n");
    return 2;
  }
  return tsuzuku::bench::exit_code_of(tsuzuku::bench::run(customers, argc > 2 ? argv[2] : nullptr));
}
