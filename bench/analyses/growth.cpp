// Whether everything grows with the shop and not faster: the ledger built and every analysis asked of ever larger demo
// shops. The peer is ourselves on the shop before, its time multiplied by how many times more orders there are now: a
// ratio of 1.00 is linear, below 0.70 is not.
//
//   bench_growth ORDERS… (ascending)

#include <fmt/format.h>

#include <cstdlib>
#include <iostream>
#include <map>

#include "analysis/registry.hpp"
#include "bench/analyses/demo_orders.hpp"
#include "bench/measurement.hpp"
#include "ledger/ledger.hpp"

namespace tsuzuku::bench {
namespace {

constexpr unsigned kThreads = 2;
constexpr int kRounds = 3;
constexpr std::size_t kPart = 1'000'000;  // orders staged together, so that no vector of all of them has to grow
constexpr int kNames = 100;               // more than the demo shop has sources; what they are called is not asked
const DemoSinks kNobody{.customer = [](std::int64_t) {},
                        .order = [](const ledger::OrderRow&) {},
                        .back = [](const ledger::ReturnRow&) {},
                        .line = [](const ledger::OrderRow&, const ledger::LineRow&) {},
                        .subscription = [](const ledger::SubscriptionRow&) {}};

struct Measured {
  std::int64_t orders = 0;
  std::map<std::string, double> milliseconds;
};

class Growth {
 public:
  void report(const std::string& name, std::int64_t orders, double ours_ms, const ledger::Ledger* ledger = nullptr) {
    const auto before = before_.milliseconds.find(name);
    const bool first = before == before_.milliseconds.end();
    const double times = first ? 0.0 : static_cast<double>(orders) / static_cast<double>(before_.orders);
    print({.name = "growth: " + name,
           .orders = orders,
           .ours_ms = ours_ms,
           .peer = first ? "" : fmt::format("{:.0f} times what {} orders took", times, before_.orders),
           .peer_ms = first ? 0.0 : times * before->second,
           .peak_mb = ledger ? std::optional(static_cast<double>(ledger->bytes()) / 1e6) : std::nullopt});
    now_.orders = orders;
    now_.milliseconds[name] = ours_ms;
  }
  void next() { before_ = std::exchange(now_, {}); }

 private:
  Measured before_;
  Measured now_;
};

std::vector<std::string> numbers() {
  std::vector<std::string> names{""};
  for (int n = 1; n < kNames; ++n) names.push_back(std::to_string(n));
  return names;
}

// The orders of the shop go through twice, once for their columns and once for their lines: to stage both at a time
// takes more memory than a hundred million orders leave.
Result<ledger::Blocks> build(std::int64_t orders, Growth& growth) {
  ledger::Builder builder;
  builder.set_sources(numbers());
  builder.set_payment_methods(numbers());
  builder.set_products(numbers());
  ledger::OrderPart part = builder.part();
  std::size_t staged = 0;
  std::vector<ledger::SubscriptionRow> subscriptions;
  DemoSinks sinks = kNobody;
  sinks.customer = [&](std::int64_t id) { builder.add_customer(id); };
  sinks.order = [&](const ledger::OrderRow& row) {
    part.add(row);
    if (++staged % kPart == 0) builder.add(std::exchange(part, builder.part()));
  };
  sinks.back = [&](const ledger::ReturnRow& row) { builder.add_return(row); };
  sinks.subscription = [&](const ledger::SubscriptionRow& row) { subscriptions.push_back(row); };
  TSUZUKU_TRY(names, demo_orders(orders, sinks));
  builder.add(std::move(part));

  ledger::Blocks blocks;
  const StopWatch watch;
  TSUZUKU_TRY(ledger, builder.finish());
  growth.report("ledger finished from rows", orders, watch.milliseconds(), ledger.get());
  blocks.ledger = ledger;

  ledger::SubscriptionsBuilder subscriptions_builder(*ledger);
  for (const ledger::SubscriptionRow& row : std::exchange(subscriptions, {})) subscriptions_builder.add(row);
  TSUZUKU_TRY(held_subscriptions, subscriptions_builder.finish());
  blocks.subscriptions = held_subscriptions;

  ledger::LinesBuilder lines_builder(*ledger, names.products);
  ledger::LinePart lines;
  staged = 0;
  sinks = kNobody;
  sinks.order = [&](const ledger::OrderRow& row) {
    if (++staged % kPart == 0) lines_builder.add(std::exchange(lines, {}));
    lines.begin_order(row.customer, row.order, row.day.value);
  };
  sinks.line = [&](const ledger::OrderRow&, const ledger::LineRow& row) { lines.add(row); };
  TSUZUKU_CHECK(demo_orders(orders, sinks));
  lines_builder.add(std::move(lines));
  const StopWatch lines_watch;
  TSUZUKU_TRY(held_lines, lines_builder.finish());
  growth.report("lines finished from rows", orders, lines_watch.milliseconds());
  blocks.lines = held_lines;
  blocks.facts = demo_facts(names);
  ledger::TouchesBuilder touches(*ledger);
  TSUZUKU_TRY(held_touches, touches.finish());
  blocks.touches = held_touches;
  std::cerr << fmt::format("{} orders, {} lines, {} customers: {:.1f} bytes an order, {:.1f} with lines\n", orders,
                           held_lines->line_count(), ledger->customer_count(),
                           static_cast<double>(ledger->bytes()) / static_cast<double>(orders),
                           static_cast<double>(ledger->bytes() + held_lines->bytes()) / static_cast<double>(orders));
  return blocks;
}

Status measure(std::int64_t orders, Growth& growth) {
  TSUZUKU_TRY(blocks, build(orders, growth));
  const std::string as_of = to_text(*blocks.ledger->last_day());
  for (const analysis::Analysis& asked : analysis::analyses()) {
    if (asked.descriptor().open_parameters) continue;  // of the customers behind a cell, of which there is none here
    const std::string& name = asked.descriptor().name;
    std::vector<double> times;
    for (int round = 0; round < kRounds; ++round) {
      const StopWatch watch;
      TSUZUKU_CHECK(analysis::analyse(blocks, name, {{"as_of", as_of}}, {.threads = kThreads}));
      times.push_back(watch.milliseconds());
    }
    growth.report(name, orders, median(times));
  }
  growth.next();
  return {};
}

}  // namespace
}  // namespace tsuzuku::bench

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: bench_growth ORDERS…\n";
    return 2;
  }
  tsuzuku::bench::Growth growth;
  for (int n = 1; n < argc; ++n) {
    if (std::atoll(argv[n]) <= 0) {
      std::cerr << argv[n] << " is no number of orders\n";
      return 2;
    }
    if (const int code = tsuzuku::bench::exit_code_of(tsuzuku::bench::measure(std::atoll(argv[n]), growth)); code != 0)
      return code;
  }
}
