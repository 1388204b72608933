// The time from the store to a finished ledger, beside the least that reading the same rows can cost: one prepared
// SELECT stepped through by SQLite's own interface, nothing kept. Then what spares that: a start from the shop's file,
// checked and mapped, the next ledger after one customer's orders changed, and the page of all the numbers once what
// people asked of the last ledger was asked again of the next.
//
//   bench_ledger_build WORK_FOLDER ORDERS…
//
// Each size is a demo shop in a store of its own below WORK_FOLDER, made once and used again.

#include <fmt/format.h>
#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "app/assets.hpp"
#include "app/store.hpp"
#include "bench/measurement.hpp"
#include "bench/overview.hpp"
#include "services/analyses/analyses.hpp"
#include "services/demo_shops/demo_shops.hpp"
#include "services/ledgers/ledgers.hpp"
#include "services/ledgers/load_ledger.hpp"

namespace tsuzuku::bench {
namespace {

namespace fs = std::filesystem;

constexpr int kRounds = 3;  // the median counts

Result<services::Shop> demo_shop(app::Store& store, std::int64_t orders) {
  TSUZUKU_TRY(known, store.shops().find("bench"));
  if (known) return *known;
  TSUZUKU_TRY(
      shop, store.shops().create(
                {.name = "bench", .currency = std::string(demo::kCurrency), .time_zone = std::string(demo::kTimeZone)},
                app::now_utc_seconds()));
  TSUZUKU_CHECK(services::store_demo(store.database(), store.ids(), shop, {.orders = orders}, app::now_utc_seconds(),
                                     [&](std::int64_t done) {
                                       if (done % 500'000 == 0)
                                         std::cerr << done << " of " << orders << " orders stored\n";
                                     }));
  return shop;
}

// Every column that the ledger reads, of every order.
Result<double> step_through(const fs::path& database, std::int64_t orders) {
  sqlite3* handle = nullptr;
  sqlite3_stmt* statement = nullptr;
  constexpr auto* kSelect =
      "select customer_id, order_id, ordered_day, cancelled_day, shipped_day, delivered_day, paid_day, "
      "payment_due_day, "
      "accepted, out_of_stock, discounts, points, cost, source_id, payment_method_id, round, subscription_id, "
      "is_purchase from orders";
  const StopWatch watch;
  std::int64_t rows = 0, sum = 0;
  if (sqlite3_open_v2(database.c_str(), &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr) == SQLITE_OK &&
      sqlite3_prepare_v2(handle, kSelect, -1, &statement, nullptr) == SQLITE_OK) {
    while (sqlite3_step(statement) == SQLITE_ROW) {
      ++rows;
      for (int column = 0; column < 18; ++column) sum += sqlite3_column_int64(statement, column);
    }
  }
  const double milliseconds = watch.milliseconds();
  sqlite3_finalize(statement);
  sqlite3_close(handle);
  if (rows != orders || sum == 0)
    return fail(ErrorKind::Internal, "bench.scan_failed", {{"rows", std::to_string(rows)}});
  return milliseconds;
}

// One customer changed, as one order by API does; what is written is only that it did.
Status change_one_customer(app::Store& store, const services::Shop& shop, std::int64_t customer) {
  TSUZUKU_TRY(session, store.database().writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  services::DataChange change;
  change.add(customer);
  TSUZUKU_CHECK(services::touch_shop_data(*session, shop.id, change));
  return transaction.commit();
}

Status measure_what_spares_it(app::Store& store, services::Shop shop, double from_store_ms) {
  std::vector<double> from_file, refreshed;
  for (int round = 0; round < kRounds; ++round) {
    services::Ledgers before(store.database(), store.ledger_folder());
    TSUZUKU_CHECK(before.get(shop, {}));
    TSUZUKU_CHECK(before.save(shop));

    services::Ledgers started(store.database(), store.ledger_folder());
    const StopWatch start;
    TSUZUKU_TRY(ledger, started.get(shop));
    from_file.push_back(start.milliseconds());

    const auto ids = ledger->customer_ids();
    TSUZUKU_CHECK(change_one_customer(store, shop, ids[ids.size() / 2]));
    TSUZUKU_TRY(moved_on, store.shops().get(shop.id));
    shop = moved_on;
    const StopWatch refresh;
    TSUZUKU_CHECK(started.refresh(shop));
    refreshed.push_back(refresh.milliseconds());
  }
  TSUZUKU_TRY(ledger, store.ledgers().get(shop));
  const auto orders = static_cast<std::int64_t>(ledger->order_count());
  for (const auto& [name, times] :
       {std::pair("ledger from its file", from_file), {"refresh after one order", refreshed}}) {
    print({.name = name,
           .orders = orders,
           .ours_ms = median(times),
           .peer = "the ledger from SQLite",
           .peer_ms = from_store_ms,
           .peak_mb = {}});
  }
  return {};
}

Result<double> ask_page(const services::Analyses& analyses, const services::Shop& shop, Day as_of) {
  const StopWatch watch;
  for (const Asked& asked : overview_on(as_of))
    TSUZUKU_CHECK(analyses.run(shop, asked.name, asked.arguments, services::PersonalData::Masked));
  return watch.milliseconds();
}

Status measure_page(app::Store& store, services::Shop shop) {
  services::Ledgers ledgers(store.database(), store.ledger_folder());
  TSUZUKU_TRY(analyses, services::Analyses::open(store.database(), ledgers));
  TSUZUKU_TRY(ledger, ledgers.get(shop));
  const Day as_of = *ledger->last_known_day();
  TSUZUKU_CHECK(ask_page(analyses, shop, as_of));  // from now on the ledger has every block it needs
  std::vector<double> renewed, anew;
  for (int round = 0; round < kRounds; ++round) {
    TSUZUKU_CHECK(change_one_customer(store, shop, ledger->customer_ids().front()));
    TSUZUKU_TRY(moved_on, store.shops().get(shop.id));
    shop = moved_on;
    TSUZUKU_CHECK(ledgers.refresh(shop));
    TSUZUKU_TRY(of_nobody, services::Analyses::open(store.database(), ledgers));
    TSUZUKU_TRY(anew_ms, ask_page(of_nobody, shop, as_of));
    anew.push_back(anew_ms);
    for (bool more = true; more;) {
      TSUZUKU_TRY(one, analyses.renew_one(shop));
      more = one;
    }
    TSUZUKU_TRY(renewed_ms, ask_page(analyses, shop, as_of));
    renewed.push_back(renewed_ms);
  }
  print({.name = "the Numbers page, its answers renewed",
         .orders = static_cast<std::int64_t>(ledger->order_count()),
         .ours_ms = median(renewed),
         .peer = "the same page asked anew",
         .peer_ms = median(anew),
         .peak_mb = {}});
  return {};
}

Status measure(const fs::path& folder, std::int64_t orders) {
  const fs::path data = folder / fmt::format("demo-{}", orders);
  TSUZUKU_TRY(store, app::Store::open({.data = data}));
  TSUZUKU_TRY(shop, demo_shop(*store, orders));
  std::vector<double> ours, peers;
  for (int round = 0; round < kRounds; ++round) {
    const StopWatch watch;
    TSUZUKU_TRY(ledger, services::load_ledger(store->database(), shop));
    ours.push_back(watch.milliseconds());
    if (static_cast<std::int64_t>(ledger->order_count()) != orders)
      return fail(ErrorKind::Internal, "bench.orders_missing");
    TSUZUKU_TRY(peer, step_through(data / "tsuzuku.sqlite", orders));
    peers.push_back(peer);
  }
  print({.name = "ledger from SQLite",
         .orders = orders,
         .ours_ms = median(ours),
         .peer = "SQLite, the rows stepped through once",
         .peer_ms = median(peers),
         .peak_mb = {}});
  TSUZUKU_CHECK(measure_what_spares_it(*store, shop, median(ours)));
  TSUZUKU_TRY(moved_on, store->shops().get(shop.id));
  return measure_page(*store, moved_on);
}

}  // namespace
}  // namespace tsuzuku::bench

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: bench_ledger_build WORK_FOLDER ORDERS…\n";
    return 2;
  }
  tsuzuku::app::register_all_assets();
  for (int n = 2; n < argc; ++n) {
    if (const int code = tsuzuku::bench::exit_code_of(tsuzuku::bench::measure(argv[1], std::atoll(argv[n])));
        code != 0) {
      return code;
    }
  }
}
