// tsuzuku import FILE… [--profile P] [--map field=column]… [--currency C] [--time-zone Z] [--dry-run]

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <span>

#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/import_report.hpp"

namespace tsuzuku::cli {
namespace {

std::atomic<bool> cancelled = false;
extern "C" void cancel_import(int) { cancelled = true; }

struct Options {
  std::vector<std::string> files;
  std::string profile;
  std::vector<std::string> maps;
  std::string mapping_name;
  std::string save_mapping;
  std::string currency;
  std::string time_zone;
  bool dry_run = false;
  std::string format = "table";
};

Result<intake::Mapping> mapping_of(const std::vector<std::string>& maps) {
  intake::Mapping mapping;
  for (const std::string& map : maps) {
    const auto equals = map.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == map.size()) {
      return fail(ErrorKind::Usage, "import.bad_map_option", {{"option", map}});
    }
    mapping[map.substr(0, equals)] = map.substr(equals + 1);
  }
  return mapping;
}

Result<intake::Request> request_of(const Options& options, const app::Store& store) {
  intake::Request request;
  for (const std::string& file : options.files) {
    if (!std::filesystem::exists(file)) return fail(ErrorKind::InvalidInput, "import.no_such_file", {{"file", file}});
    request.files.push_back({std::filesystem::path(file).filename().string(), file});
  }
  if (!options.profile.empty()) request.profile = options.profile;
  TSUZUKU_TRY(mapping, mapping_of(options.maps));
  request.mapping = mapping;
  request.currency = options.currency;
  request.time_zone = options.time_zone;
  request.spool_folder = store.spool_folder();
  request.profile_folders = {store.profile_folder()};
  return request;
}

// On the command line the name is part of the call, so this is wrong use.
Error unknown_mapping(const std::string& name, std::span<const services::Imports::NamedMapping> known) {
  if (known.empty()) return {ErrorKind::Usage, "import.no_mapping_yet", {{"name", name}}};
  std::string names;
  for (const auto& mapping : known) names += (names.empty() ? "" : ", ") + mapping.name;
  return {ErrorKind::Usage, "import.no_such_mapping", {{"name", name}, {"known", names}}};
}

struct ChosenShop {
  services::Shop shop;
  bool is_new = false;
};

// The named or only shop; on a store without one, a new shop with the currency and zone that the files suggest.
Result<ChosenShop> shop_for(const Command& command, app::Store& store, const Options& options,
                            const intake::Request& request) {
  TSUZUKU_TRY(shops, store.shops().list());
  const bool wants_named = !command.shop_name().empty();
  const std::string name = wants_named ? command.shop_name() : command.text("cli.import.default_shop");
  if (wants_named || shops.empty()) {
    TSUZUKU_TRY(known, store.shops().find(name));
    if (!known) {
      // Whether the files can be read at all is known before the shop is made.
      if (!options.mapping_name.empty()) return fail(unknown_mapping(options.mapping_name, {}));
      TSUZUKU_TRY(inspection, intake::inspect(request));
      if (inspection.refusal) return fail(*inspection.refusal);
      services::NewShop shop{.name = name};
      if (!inspection.currency.empty()) shop.currency = inspection.currency;
      if (!inspection.time_zone.empty()) shop.time_zone = inspection.time_zone;
      TSUZUKU_TRY(created, store.shops().create(shop, app::now_utc_seconds()));
      return ChosenShop{created, true};
    }
  }
  TSUZUKU_TRY(shop, command.chosen_shop(store));
  if (!options.currency.empty() && options.currency != shop.currency.code) {
    return fail(ErrorKind::Usage, "import.other_currency",
                {{"shop", shop.name}, {"currency", std::string(shop.currency.code)}, {"asked", options.currency}});
  }
  if (!options.time_zone.empty() && options.time_zone != shop.time_zone) {
    return fail(ErrorKind::Usage, "import.other_time_zone",
                {{"shop", shop.name}, {"time_zone", shop.time_zone}, {"asked", options.time_zone}});
  }
  return ChosenShop{shop, false};
}

Status use_named_mapping(const Options& options, services::Imports& imports, ShopId shop, intake::Mapping& mapping) {
  if (!options.mapping_name.empty()) {
    TSUZUKU_TRY(known, imports.mappings(shop));
    const auto found = std::ranges::find(known, options.mapping_name, &services::Imports::NamedMapping::name);
    if (found == known.end()) {
      return fail(unknown_mapping(options.mapping_name, known));
    }
    // What --map says on top of it wins.
    mapping.insert(found->mapping.begin(), found->mapping.end());
  }
  return {};
}

// One line that is written over; nothing when standard error is no terminal.
class ProgressLine {
 public:
  explicit ProgressLine(const Command& command) : command_(command), visible_(isatty(STDERR_FILENO) != 0) {}
  void show(const intake::Progress& progress) {
    if (!visible_) return;
    const double elapsed = app::monotonic_seconds() - started_;
    if (elapsed - shown_ < 0.2) return;
    shown_ = elapsed;
    const double share = progress.bytes_total > 0
                             ? static_cast<double>(progress.bytes_done) / static_cast<double>(progress.bytes_total)
                             : 0.0;
    const double left = share > 0 ? elapsed / share - elapsed : 0.0;
    const auto rate = static_cast<std::int64_t>(static_cast<double>(progress.rows) / std::max(elapsed, 0.001));
    fmt::print(stderr, "\r\x1b[K{}",
               command_.text("cli.import.progress", {{"rows", to_grouped_text(progress.rows, {"", 0})},
                                                     {"share", fmt::format("{:.0f}", share * 100)},
                                                     {"rate", to_grouped_text(rate, {"", 0})},
                                                     {"left", fmt::format("{:.0f}", left)}}));
    std::fflush(stderr);
  }
  void clear() const {
    if (visible_ && shown_ > 0) fmt::print(stderr, "\r\x1b[K");
  }

 private:
  const Command& command_;
  bool visible_;
  double started_ = app::monotonic_seconds();
  double shown_ = 0;
};

Result<services::ImportReport> import_into(const Command& command, app::Store& store, const Options& options,
                                           const services::ImportRequest& request) {
  std::signal(SIGINT, cancel_import);
  std::signal(SIGTERM, cancel_import);
  ProgressLine line(command);
  auto report = store.imports().run(
      store.ids().make<ImportId>(), request, [&](const intake::Progress& progress) { line.show(progress); }, cancelled);
  line.clear();
  if (report && !request.dry_run && !options.save_mapping.empty()) {
    TSUZUKU_CHECK(store.imports().save_mapping(request.shop.id, {options.save_mapping, request.input.mapping}));
  }
  return report;
}

Result<int> run_import(const Command& command, const Options& options) {
  TSUZUKU_TRY(store, command.open_store(true));
  TSUZUKU_TRY(input, request_of(options, *store));
  TSUZUKU_TRY(chosen, shop_for(command, *store, options, input));
  TSUZUKU_CHECK(use_named_mapping(options, store->imports(), chosen.shop.id, input.mapping));
  const auto report =
      import_into(command, *store, options, {.shop = chosen.shop, .input = input, .dry_run = options.dry_run});
  if (chosen.is_new && (!report || options.dry_run)) TSUZUKU_CHECK(store->shops().remove_if_empty(chosen.shop.id));
  if (!report) return fail(report.error());
  if (options.format == "json") {
    fmt::print("{}\n", to_text(import_report_json(command.texts(), chosen.shop, *report)));
  } else {
    fmt::print("{}", import_report_text(command.texts(), chosen.shop, *report));
  }
  return report->counts.rows_quarantined > 0 ? kDoneWithQuarantine : kDone;
}

}  // namespace

void add_import(CLI::App& program, Command& command) {
  auto* subcommand = program.add_subcommand("import", command.text("cli.import.about"));
  auto options = std::make_shared<Options>();
  command.add_store_options(*subcommand);
  subcommand->add_option("files", options->files, command.text("cli.import.files"))->required();
  subcommand->add_option("--profile", options->profile, command.text("cli.import.profile"));
  subcommand->add_option("--map", options->maps, command.text("cli.import.map"))->allow_extra_args(false);
  subcommand->add_option("--mapping", options->mapping_name, command.text("cli.import.mapping"));
  subcommand->add_option("--save-mapping", options->save_mapping, command.text("cli.import.save_mapping"));
  subcommand->add_option("--currency", options->currency, command.text("cli.import.currency"));
  subcommand->add_option("--time-zone", options->time_zone, command.text("cli.import.time_zone"));
  subcommand->add_flag("--dry-run", options->dry_run, command.text("cli.import.dry_run"));
  subcommand->add_option("--format", options->format, command.text("cli.options.format"))
      ->check(CLI::IsMember({"table", "json"}));
  command.on_run(*subcommand, [&command, options] { return run_import(command, *options); });
}

}  // namespace tsuzuku::cli
