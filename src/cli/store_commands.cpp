// tsuzuku migrate · tsuzuku check · tsuzuku backup FILE

#include <fmt/format.h>

#include "cli/command.hpp"
#include "services/check/check.hpp"

namespace tsuzuku::cli {
namespace {

Result<int> run_migrate(const Command& command) {
  TSUZUKU_TRY(store, command.open_store(true, app::Migrations::Apply));
  const sql::MigrationReport report = store->migrated();
  fmt::print("{}\n", command.text(report.from == report.to ? "cli.migrate.current" : "cli.migrate.done",
                                  {{"from", std::to_string(report.from)}, {"to", std::to_string(report.to)}}));
  return kDone;
}

void print_findings(const Command& command, const services::CheckReport& report) {
  for (const services::CheckFinding& finding : report.findings) {
    const std::string rule = command.text("check." + finding.rule);
    if (finding.broken == 0) {
      fmt::print("  {} {}\n", command.text("cli.check.holds"), rule);
    } else {
      fmt::print(
          "  {} {}: {}\n", command.text("cli.check.broken"), rule,
          command.text("cli.check.example", {{"count", std::to_string(finding.broken)}, {"example", finding.example}}));
    }
  }
}

Result<int> run_check(const Command& command) {
  TSUZUKU_TRY(store, command.open_store(false));
  TSUZUKU_TRY(shops, store->shops().list());
  if (!command.shop_name().empty()) {
    TSUZUKU_TRY(shop, command.chosen_shop(*store));
    shops = {shop};
  }
  bool sound = true;
  for (const services::Shop& shop : shops) {
    TSUZUKU_TRY(report, services::check_store(store->database(), shop));
    TSUZUKU_TRY(ledger, store->ledgers().get(shop));
    TSUZUKU_CHECK(services::check_ledger(store->database(), shop, *ledger, report));
    fmt::print("{}\n", command.text("cli.check.shop", {{"shop", shop.name},
                                                       {"orders", to_grouped_text(report.orders, {"", 0})},
                                                       {"customers", to_grouped_text(report.customers, {"", 0})}}));
    print_findings(command, report);
    sound = sound && report.sound();
  }
  fmt::print("{}\n", command.text(sound ? "cli.check.sound" : "cli.check.unsound"));
  return sound ? kDone : 1;
}

Result<int> run_backup(const Command& command, const std::string& target) {
  if (std::filesystem::exists(target)) return fail(ErrorKind::Usage, "backup.target_exists", {{"file", target}});
  TSUZUKU_TRY(store, command.open_store(false));
  TSUZUKU_CHECK(store->database().backup_to(target));
  fmt::print("{}\n", command.text("cli.backup.done", {{"file", target}}));
  return kDone;
}

}  // namespace

void add_migrate(CLI::App& program, Command& command) {
  auto* subcommand = program.add_subcommand("migrate", command.text("cli.migrate.about"));
  command.add_store_options(*subcommand);
  command.on_run(*subcommand, [&command] { return run_migrate(command); });
}

void add_check(CLI::App& program, Command& command) {
  auto* subcommand = program.add_subcommand("check", command.text("cli.check.about"));
  command.add_store_options(*subcommand);
  command.on_run(*subcommand, [&command] { return run_check(command); });
}

void add_backup(CLI::App& program, Command& command) {
  auto* subcommand = program.add_subcommand("backup", command.text("cli.backup.about"));
  auto target = std::make_shared<std::string>();
  command.add_store_options(*subcommand);
  subcommand->add_option("file", *target, command.text("cli.backup.file"))->required();
  command.on_run(*subcommand, [&command, target] { return run_backup(command, *target); });
}

}  // namespace tsuzuku::cli
