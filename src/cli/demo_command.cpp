// tsuzuku demo [--orders N] [--seed S] [--until DAY] [--csv FILE | [--if-empty] [--rehearse [--effect PERCENT]
// [--public-address URL]]]

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "cli/command.hpp"
#include "cli/rehearsal.hpp"
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
  bool if_empty = false;
  bool rehearse = false;
  int effect_percent = services::RehearsalOptions{}.order_permille / 10;
  std::string public_address = services::RehearsalOptions{}.public_address;
  std::string format = "text";
};

std::string whole(std::int64_t number) { return to_grouped_text(number, {"", 0}); }

Result<demo::Options> demo_options(const Options& options) {
  const auto until = parse_day(options.until);
  if (!until) return fail(ErrorKind::Usage, "demo.bad_until", {{"value", options.until}});
  return demo::Options{.orders = options.orders, .seed = options.seed, .until = *until};
}

// A file that is written piece by piece.
class OutputFile {
 public:
  explicit OutputFile(std::filesystem::path path)
      : path_(std::move(path)), file_(path_, std::ios::binary | std::ios::trunc) {}
  Status write(std::string_view text) {
    if (file_.write(text.data(), static_cast<std::streamsize>(text.size()))) return {};
    return cannot_write();
  }
  Status finish() {
    if (file_.flush()) return {};
    return cannot_write();
  }
  [[nodiscard]] std::string name() const { return path_.string(); }

 private:
  [[nodiscard]] std::unexpected<Error> cannot_write() const {
    return fail(ErrorKind::Unavailable, "demo.cannot_write", {{"file", name()}});
  }
  std::filesystem::path path_;
  std::ofstream file_;
};

// "shop.csv" -> "shop-products.csv"
std::filesystem::path beside(const std::filesystem::path& file, std::string_view what) {
  return file.parent_path() / fmt::format("{}-{}{}", file.stem().string(), what, file.extension().string());
}

Result<int> write_csv(const Command& command, const Options& options, const demo::Options& demo_options) {
  OutputFile orders(options.csv);
  OutputFile products(beside(options.csv, "products"));
  OutputFile costs(beside(options.csv, "costs"));
  OutputFile stock(beside(options.csv, "stock"));
  const auto into = [](OutputFile& file) { return [&file](std::string_view text) { return file.write(text); }; };
  TSUZUKU_CHECK(demo::write_csv(demo_options, into(orders), into(products), into(costs), into(stock)));
  for (OutputFile* file : {&orders, &products, &costs, &stock}) TSUZUKU_CHECK(file->finish());
  fmt::print("{}\n", command.text("cli.demo.written", {{"file", orders.name()},
                                                       {"orders", whole(options.orders)},
                                                       {"products", products.name()},
                                                       {"costs", costs.name()},
                                                       {"stock", stock.name()}}));
  return kDone;
}

// --shop names a shop, new or still empty; without it "見本の店".
std::string demo_shop_name(const Command& command) {
  return command.shop_name().empty() ? command.text("cli.demo.default_shop") : command.shop_name();
}

// Whether somebody already works with this store. A demo shop without orders is what an interrupted run left.
Result<bool> is_in_use(const Command& command, app::Store& store) {
  TSUZUKU_TRY(shops, store.shops().list());
  for (const services::Shop& shop : shops) {
    if (shop.name != demo_shop_name(command)) return true;
    TSUZUKU_TRY(summary, store.shops().summary(shop.id));
    if (summary.orders > 0) return true;
  }
  return false;
}

Result<services::Shop> empty_shop(const Command& command, app::Store& store) {
  const std::string name = demo_shop_name(command);
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
  if (options.if_empty) {
    TSUZUKU_TRY(in_use, is_in_use(command, *store));
    if (in_use) return kDone;
  }
  TSUZUKU_TRY(shop, empty_shop(command, *store));
  if (options.rehearse) {
    return rehearse(
        command, *store, shop,
        {.demo = wanted, .order_permille = options.effect_percent * 10, .public_address = options.public_address},
        options.format);
  }
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
  auto* csv = subcommand->add_option("--csv", options->csv, command.text("cli.demo.csv"));
  subcommand->add_flag("--if-empty", options->if_empty, command.text("cli.demo.if_empty"))->excludes(csv);
  auto* rehearsal = subcommand->add_flag("--rehearse", options->rehearse, command.text("cli.demo.rehearse"));
  rehearsal->excludes(csv);
  subcommand->add_option("--effect", options->effect_percent, command.text("cli.demo.effect"))
      ->check(CLI::Range(0, 100))
      ->capture_default_str()
      ->needs(rehearsal);
  subcommand->add_option("--public-address", options->public_address, command.text("cli.demo.public_address"))
      ->capture_default_str()
      ->needs(rehearsal);
  subcommand->add_option("--format", options->format, command.text("cli.options.format"))
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str()
      ->needs(rehearsal);
  command.on_run(*subcommand, [&command, options] { return run_demo(command, *options); });
}

}  // namespace tsuzuku::cli
