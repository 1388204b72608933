// tsuzuku demo [--orders N] [--seed S] [--until DAY] [--csv FILE]

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>

#include "cli/command.hpp"
#include "demo/csv.hpp"
#include "demo/demo.hpp"
#include "services/demo_shops/demo_shops.hpp"

namespace tsuzuku::cli {
namespace {

struct Options {
  std::int64_t orders = demo::Options{}.orders;
  std::uint64_t seed = 1;
  std::string until = to_text(demo::Options{}.until);
  std::string csv;
};

std::string whole(std::int64_t number) { return to_grouped_text(number, {"", 0}); }

Result<demo::Options> demo_options(const Options& options) {
  const auto until = parse_day(options.until);
  if (!until) return fail(ErrorKind::Usage, "demo.bad_until", {{"value", options.until}});
  return demo::Options{.orders = options.orders, .seed = options.seed, .until = *until};
}

Result<int> write_csv(const Command& command, const Options& options, const demo::Options& demo_options) {
  std::ofstream file(options.csv, std::ios::binary | std::ios::trunc);
  TSUZUKU_CHECK(demo::write_csv(
      demo_options,
      [&](std::string_view text) -> Status {
        if (!file.write(text.data(), static_cast<std::streamsize>(text.size()))) {
          return fail(ErrorKind::Unavailable, "demo.cannot_write", {{"file", options.csv}});
        }
        return {};
      },
      nullptr, nullptr));
  if (!file.flush()) return fail(ErrorKind::Unavailable, "demo.cannot_write", {{"file", options.csv}});
  fmt::print("{}\n", command.text("cli.demo.written", {{"file", options.csv}, {"orders", whole(options.orders)}}));
  return kDone;
}

// --shop names a shop, new or still empty; without it "見本の店".
Result<services::Shop> empty_shop(const Command& command, app::Store& store) {
  const std::string name = command.shop_name().empty() ? command.text("cli.demo.default_shop") : command.shop_name();
  TSUZUKU_TRY(known, store.shops().find(name));
  if (!known) {
    return store.shops().create(
        {.name = name, .currency = std::string(demo::kCurrency), .time_zone = std::string(demo::kTimeZone)},
        app::now_utc_seconds());
  }
  TSUZUKU_TRY(summary, store.shops().summary(known->id));
  if (summary.orders > 0) return fail(ErrorKind::Conflict, "demo.shop_has_orders", {{"shop", name}});
  return *known;
}

Result<int> run_demo(const Command& command, const Options& options) {
  TSUZUKU_TRY(wanted, demo_options(options));
  if (!options.csv.empty()) return write_csv(command, options, wanted);
  TSUZUKU_TRY(store, command.open_store(true));
  TSUZUKU_TRY(shop, empty_shop(command, *store));
  const bool terminal = isatty(STDERR_FILENO) != 0;
  TSUZUKU_TRY(counts, services::store_demo(store->database(), store->ids(), shop, wanted, app::now_utc_seconds(),
                                           [&](std::int64_t orders) {
                                             if (terminal)
                                               fmt::print(stderr, "\r{} / {}", whole(orders), whole(options.orders));
                                           }));
  if (terminal) fmt::print(stderr, "\r\x1b[K");
  fmt::print("{}\n", command.text("cli.demo.done", {{"shop", shop.name},
                                                    {"orders", whole(counts.orders_new)},
                                                    {"customers", whole(counts.customers_new)}}));
  return kDone;
}

}  // namespace

void add_demo(CLI::App& program, Command& command) {
  auto* subcommand = program.add_subcommand("demo", command.text("cli.demo.about"));
  auto options = std::make_shared<Options>();
  command.add_store_options(*subcommand);
  subcommand->add_option("--orders", options->orders, command.text("cli.demo.orders"))->capture_default_str();
  subcommand->add_option("--seed", options->seed, command.text("cli.demo.seed"))->capture_default_str();
  subcommand->add_option("--until", options->until, command.text("cli.demo.until"))->capture_default_str();
  subcommand->add_option("--csv", options->csv, command.text("cli.demo.csv"));
  command.on_run(*subcommand, [&command, options] { return run_demo(command, *options); });
}

}  // namespace tsuzuku::cli
