// The analyses, and the page of all the numbers, on the demo shop beside DuckDB, which answers the same question in SQL
// (tests/oracle/sql) on its own in-memory table with two threads. The answers must be equal, else nothing is printed.
//
//   bench_analyses ORDERS…

#include <fmt/format.h>

#include <cstdlib>
#include <iostream>

#include "analysis/common/parallel.hpp"
#include "analysis/common/walk.hpp"
#include "analysis/registry.hpp"
#include "bench/analyses/demo_orders.hpp"
#include "bench/measurement.hpp"
#include "bench/overview.hpp"
#include "tests/oracle/shop_queries.hpp"

namespace tsuzuku::bench {
namespace {

constexpr unsigned kThreads = 2;
constexpr int kRounds = 3;  // of both in turn; the median counts
constexpr int kOursPerRound = 5;

struct Shop {
  oracle::DuckDb duckdb{kThreads};
  ledger::Blocks blocks;
  DemoNames names;
};

Result<Shop> build(std::int64_t orders) {
  Shop shop;
  ledger::Builder builder;
  oracle::ShopTables tables(shop.duckdb);
  std::vector<ledger::OrderRow> rows;
  std::vector<ledger::ReturnRow> returns;
  std::vector<ledger::SubscriptionRow> subscriptions;
  ledger::LinePart lines;
  rows.reserve(static_cast<std::size_t>(orders));
  TSUZUKU_TRY(
      names,
      demo_orders(orders, {.customer = [&](std::int64_t id) { builder.add_customer(id); },
                           .order =
                               [&](const ledger::OrderRow& row) {
                                 rows.push_back(row);
                                 lines.begin_order(row.customer, row.order, row.day.value);
                               },
                           .back = [&](const ledger::ReturnRow& row) { returns.push_back(row); },
                           .line =
                               [&](const ledger::OrderRow& order, const ledger::LineRow& row) {
                                 lines.add(row);
                                 tables.add_line(order.customer, order.order, row);
                               },
                           .subscription = [&](const ledger::SubscriptionRow& row) { subscriptions.push_back(row); }}));
  builder.set_sources(names.sources);
  builder.set_payment_methods(names.payment_methods);
  builder.set_products(names.products.codes);
  const StopWatch watch;
  for (const ledger::OrderRow& row : rows) builder.add_order(row);
  for (const ledger::ReturnRow& row : returns) builder.add_return(row);
  TSUZUKU_TRY(ledger, builder.finish());
  print({.name = "ledger from rows in memory",
         .orders = orders,
         .ours_ms = watch.milliseconds(),
         .peer = "",
         .peak_mb = {}});
  shop.blocks.ledger = ledger;
  ledger::LinesBuilder lines_builder(*ledger, names.products);
  lines_builder.add(std::move(lines));
  TSUZUKU_TRY(held_lines, lines_builder.finish());
  shop.blocks.lines = held_lines;
  ledger::SubscriptionsBuilder subscriptions_builder(*ledger);
  for (const ledger::SubscriptionRow& row : subscriptions) subscriptions_builder.add(row);
  TSUZUKU_TRY(held_subscriptions, subscriptions_builder.finish());
  shop.blocks.subscriptions = held_subscriptions;
  for (const ledger::OrderRow& row : rows) tables.add(row);
  for (const ledger::ReturnRow& row : returns) tables.add(row);
  for (std::size_t i = 0; i < names.products.codes.size(); ++i)
    tables.add_product(static_cast<ledger::ProductIndex>(i), names.products.codes[i], names.products.kinds[i]);
  std::int64_t customer = 0, number = 0;
  for (const ledger::SubscriptionRow& row : subscriptions) {
    number = row.customer == customer ? number + 1 : 1;
    customer = row.customer;
    tables.add_subscription(number, row);
  }
  shop.blocks.facts = demo_facts(names);
  for (const ledger::SourceCost& cost : names.source_costs) tables.add(cost);
  ledger::TouchesBuilder touches(*ledger);
  TSUZUKU_TRY(held_touches, touches.finish());
  shop.blocks.touches = held_touches;
  tables.finish();
  shop.names = std::move(names);
  std::cerr << fmt::format("{} orders, {} lines, {} subscriptions, {} customers, {} returns, {:.1f} bytes an order\n",
                           orders, held_lines->line_count(), held_subscriptions->count(), ledger->customer_count(),
                           returns.size(), static_cast<double>(ledger->bytes()) / static_cast<double>(orders));
  return shop;
}

struct Times {
  double ours_ms = 0;
  double theirs_ms = 0;
};

// Medians of the rounds.
Result<Times> times_of(Shop& shop, Asked asked, Day as_of) {
  asked.arguments["as_of"] = to_text(as_of);
  const std::string sql = oracle::sql_of({.analysis = asked.name,
                                          .arguments = asked.arguments,
                                          .sources = shop.names.sources,
                                          .payment_methods = shop.names.payment_methods,
                                          .products = shop.names.products.codes});
  std::vector<double> ours, theirs;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<oracle::Row> our_rows;
    for (int i = 0; i < kOursPerRound; ++i) {
      const StopWatch watch;
      TSUZUKU_TRY(table, analysis::analyse(shop.blocks, asked.name, asked.arguments, {.threads = kThreads}));
      ours.push_back(watch.milliseconds());
      our_rows = oracle::rows_of(table);
    }
    const StopWatch watch;
    const auto their_rows = shop.duckdb.rows(sql);
    theirs.push_back(watch.milliseconds());
    const std::string difference = oracle::first_difference(our_rows, their_rows);
    if (!difference.empty())
      return fail(ErrorKind::Internal, "bench.answers_differ", {{"analysis", asked.name}, {"difference", difference}});
  }
  return Times{median(ours), median(theirs)};
}

void print_times(const std::string& name, std::int64_t orders, const Times& times) {
  print({.name = name,
         .orders = orders,
         .ours_ms = times.ours_ms,
         .peer = fmt::format("DuckDB, {} threads", kThreads),
         .peer_ms = times.theirs_ms,
         .peak_mb = {}});
}

// What every analysis does before it counts anything of its own: the most that one of several saves by sharing a pass.
struct Passing {
  static constexpr bool kMoney = true;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = false;
  std::int64_t& orders;
  std::int64_t& purchases;
  void begin(ledger::CustomerIndex, ledger::OrderIndex) {}
  void order(ledger::OrderIndex, int, bool starts_purchase) {
    ++orders;
    purchases += starts_purchase;
  }
  void returned(int, int, Money) {}
  void end() {}
};

struct Passed {
  std::int64_t orders = 0;
  std::int64_t purchases = 0;
  analysis::LeftOutTally left_out;
  void merge(const Passed& other) {
    orders += other.orders;
    purchases += other.purchases;
    left_out.merge(other.left_out);
  }
};

void measure_bare_walk(const Shop& shop, std::int64_t orders, Day as_of) {
  const analysis::Scope scope{.ledger = shop.blocks.ledger.get(), .as_of = as_of.value, .to = as_of.value};
  std::vector<double> times;
  for (int i = 0; i < kRounds * kOursPerRound; ++i) {
    const StopWatch watch;
    const Passed passed = analysis::reduce_orders(*shop.blocks.ledger, {.threads = kThreads}, Passed{},
                                                  [&](ledger::OrderRange chunk, Passed& found) {
                                                    Passing visitor{found.orders, found.purchases};
                                                    analysis::Walk(scope, visitor, found.left_out)(chunk);
                                                  });
    times.push_back(watch.milliseconds());
    if (passed.orders < passed.purchases || passed.orders > orders) std::abort();
  }
  print({.name = "a pass over the orders that counts nothing but them",
         .orders = orders,
         .ours_ms = median(times),
         .peer = "",
         .peak_mb = {}});
}

Status measure_all(std::int64_t orders) {
  TSUZUKU_TRY(shop, build(orders));
  const Day as_of = *shop.blocks.ledger->last_day();
  for (const char* name : {"stages",
                           "days_to_next",
                           "cohorts",
                           "rfm",
                           "cpm",
                           "rfm_moves",
                           "cpm_moves",
                           "net_sales",
                           "calendar",
                           "delivery_repeat",
                           "delivery",
                           "after_trouble",
                           "returns",
                           "payment_delay",
                           "shipment_losses",
                           "order_to_cash",
                           "deciles",
                           "retention",
                           "products",
                           "product_flow",
                           "basket",
                           "weakest_link",
                           "ltv",
                           "ltv_levers",
                           "acquisition",
                           "customer_balance",
                           "r30"}) {
    // Years ahead are projected from the rest by a walk of its own, which SQL does not ask.
    const bool ahead = std::string_view(name) == "customer_balance";
    const analysis::RawArguments arguments = ahead ? analysis::RawArguments{{"years", "0"}} : analysis::RawArguments{};
    TSUZUKU_TRY(times, times_of(shop, {name, arguments}, as_of));
    print_times(name, orders, times);
  }
  Times page;
  for (const Asked& asked : overview_on(as_of)) {
    if (asked.name == "churn_signal") continue;  // its model is fitted, which is no question in SQL
    TSUZUKU_TRY(times, times_of(shop, asked, as_of));
    page.ours_ms += times.ours_ms;
    page.theirs_ms += times.theirs_ms;
  }
  print_times("the Numbers page asked anew, what SQL can ask of it", orders, page);
  measure_bare_walk(shop, orders, as_of);
  return {};
}

}  // namespace
}  // namespace tsuzuku::bench

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: bench_analyses ORDERS…\n";
    return 2;
  }
  for (int n = 1; n < argc; ++n) {
    if (const int code = tsuzuku::bench::exit_code_of(tsuzuku::bench::measure_all(std::atoll(argv[n]))); code != 0) {
      return code;
    }
  }
}
