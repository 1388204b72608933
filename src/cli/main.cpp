#include <fmt/format.h>

#include <clocale>
#include <csignal>
#include <cstdlib>
#include <string_view>

#include "app/assets.hpp"
#include "cli/command.hpp"

namespace {

// Before anything is parsed: the help itself is in the chosen language.
tsuzuku::Language language_of(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--language" && i + 1 < argc) return tsuzuku::language_from(argv[i + 1]);
    if (argument.starts_with("--language=")) return tsuzuku::language_from(argument.substr(11));
  }
  const char* chosen = std::getenv("TSUZUKU_LANGUAGE");
  return tsuzuku::language_from(chosen == nullptr ? "ja" : chosen);
}

}  // namespace

int main(int argc, char** argv) {
  using namespace tsuzuku;
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may grow no more is told like a full disk, not the end of the program
  app::register_all_assets();
  cli::Command command(language_of(argc, argv));

  CLI::App program{command.text("cli.about"), "tsuzuku"};
  program.set_version_flag("--version", "tsuzuku " TSUZUKU_VERSION);
  std::string language;
  program.add_option("--language", language, command.text("cli.options.language"));
  program.require_subcommand(1);
  program.fallthrough();

  cli::add_import(program, command);
  cli::add_analyse(program, command);
  cli::add_analyses(program, command);
  cli::add_demo(program, command);
  cli::add_serve(program, command);
  cli::add_migrate(program, command);
  cli::add_staff(program, command);
  cli::add_shop(program, command);
  cli::add_check(program, command);
  cli::add_backup(program, command);
  cli::add_simulate(program, command);
  cli::add_fit(program, command);
  cli::add_report(program, command);
  cli::add_journal(program, command);

  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // Help and version are "errors" of code 0; all others are usage.
    return program.exit(error) == 0 ? cli::kDone : cli::kUsage;
  } catch (const std::exception& error) {
    return command.report(Error{ErrorKind::Internal, "cli.unexpected", {{"reason", error.what()}}});
  }
  return command.exit_code();
}
