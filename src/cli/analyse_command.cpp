// tsuzuku analyse NAME [--as-of D] [--set p=v]… [--format table|json|csv] · tsuzuku analyses

#include <fmt/format.h>

#include "analysis/registry.hpp"
#include "analysis/render.hpp"
#include "cli/command.hpp"
#include "services/analyses/analyses.hpp"

namespace tsuzuku::cli {
namespace {

struct Options {
  std::string name;
  std::string as_of;
  std::vector<std::string> settings;
  std::string format = "table";
};

Result<int> run_analyse(const Command& command, const Options& options) {
  TSUZUKU_TRY(arguments, arguments_of(options.settings));
  if (!options.as_of.empty()) arguments["as_of"] = options.as_of;
  if (auto known = analysis::find_analysis(options.name); !known) {
    // On the command line the name is part of the call, not something that was looked for and is gone.
    Error error = std::move(known).error();
    error.kind = ErrorKind::Usage;
    return fail(std::move(error));
  }
  TSUZUKU_TRY(store, command.open_store(false));
  TSUZUKU_TRY(shop, command.chosen_shop(*store));
  TSUZUKU_TRY(analyses, services::Analyses::open(store->database(), store->ledgers()));
  TSUZUKU_TRY(table, analyses.run(shop, options.name, arguments, services::PersonalData::Shown));
  if (options.format == "json") {
    fmt::print("{}\n", to_text(analysis::to_json(table, command.texts())));
  } else if (options.format == "csv") {
    fmt::print("{}", analysis::to_csv(table, command.texts()));
  } else {
    fmt::print("{}", analysis::to_terminal(table, command.texts()));
  }
  return kDone;
}

void print_descriptor(const analysis::Descriptor& descriptor, const Catalogue& texts) {
  fmt::print("{}  {}\n", descriptor.name, analysis::analysis_title(descriptor.name, texts));
  const json::object described = analysis::to_json(descriptor, texts);
  for (const json::value& parameter : described.at("parameters").as_array()) {
    const json::object& object = parameter.as_object();
    fmt::print("    {} = {}  {}\n", string_or(object, "name", ""), to_text(object.at("default")),
               string_or(object, "title", ""));
  }
}

Result<int> run_analyses(const Command& command, const std::string& format) {
  if (format == "json") {
    json::array all;
    for (const analysis::Analysis& analysis : analysis::analyses()) {
      all.push_back(analysis::to_json(analysis.descriptor(), command.texts()));
    }
    fmt::print("{}\n", to_text(all));
  } else {
    for (const analysis::Analysis& analysis : analysis::analyses()) {
      print_descriptor(analysis.descriptor(), command.texts());
    }
  }
  return kDone;
}

}  // namespace

void add_analyse(CLI::App& program, Command& command) {
  auto* subcommand = program.add_subcommand("analyse", command.text("cli.analyse.about"));
  auto options = std::make_shared<Options>();
  command.add_store_options(*subcommand);
  subcommand->add_option("name", options->name, command.text("cli.analyse.name"))->required();
  subcommand->add_option("--as-of", options->as_of, command.text("cli.analyse.as_of"));
  subcommand->add_option("--set", options->settings, command.text("cli.analyse.set"))->allow_extra_args(false);
  subcommand->add_option("--format", options->format, command.text("cli.options.format"))
      ->check(CLI::IsMember({"table", "json", "csv"}));
  command.on_run(*subcommand, [&command, options] { return run_analyse(command, *options); });
}

void add_analyses(CLI::App& program, Command& command) {
  auto* subcommand = program.add_subcommand("analyses", command.text("cli.analyses.about"));
  auto format = std::make_shared<std::string>("table");
  command.add_store_options(*subcommand);
  subcommand->add_option("--format", *format, command.text("cli.options.format"))
      ->check(CLI::IsMember({"table", "json"}));
  command.on_run(*subcommand, [&command, format] { return run_analyses(command, *format); });
}

}  // namespace tsuzuku::cli
