// tsuzuku simulate [--customers N] [--days D] [--seed S] [--crashes C] [--journey FILE]… [--format text|json]

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/limits.hpp"
#include "cli/command.hpp"
#include "journeys/simulation/simulation.hpp"
#include "journeys/templates.hpp"

namespace tsuzuku::cli {
namespace {

using journeys::Plan;

struct Options {
  journeys::simulation::Options simulation;
  std::vector<std::string> files;
  std::string format = "text";
};

// The problems of a definition in words, each with its place.
void print_problems(const Command& command, const std::string& name, const std::vector<journeys::Problem>& problems) {
  for (const journeys::Problem& problem : problems) {
    fmt::print(stderr, "{} {}{}{}: {}\n", name, problem.node, problem.node.empty() ? "" : ".", problem.field,
               command.texts().text(problem.error));
  }
}

Result<Plan> plan_of(const Command& command, const std::string& name, journeys::Definition definition,
                     std::int64_t id) {
  auto plan = Plan::make(JourneyId{id}, 1, std::move(definition));
  if (plan) return std::move(*plan);
  print_problems(command, name, plan.error());
  return fail(ErrorKind::InvalidInput, "journeys.not_runnable",
              {{"name", name}, {"problems", std::to_string(plan.error().size())}});
}

Result<journeys::Definition> definition_in(const Command& command, const std::string& file) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  std::ifstream stream(file, std::ios::binary);
  if (error || !stream) return fail(ErrorKind::InvalidInput, "journeys.cannot_open", {{"file", file}});
  if (size > limits::kJourneyBytes) {
    return fail(ErrorKind::TooLarge, "journeys.too_large",
                {{"bytes", std::to_string(size)}, {"limit", std::to_string(limits::kJourneyBytes)}});
  }
  const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  auto read = journeys::parse_definition(text);
  if (read.problems.empty()) return std::move(read.definition);
  print_problems(command, file, read.problems);
  return fail(ErrorKind::InvalidInput, "journeys.not_runnable",
              {{"name", file}, {"problems", std::to_string(read.problems.size())}});
}

// The shop's own files, or the built-in journeys.
Result<std::vector<Plan>> plans_of(const Command& command, const std::vector<std::string>& files) {
  std::vector<Plan> plans;
  const auto add = [&](const std::string& name, journeys::Definition definition) -> Status {
    TSUZUKU_TRY(plan, plan_of(command, name, std::move(definition), static_cast<std::int64_t>(plans.size()) + 1));
    plans.push_back(std::move(plan));
    return {};
  };
  for (const std::string& file : files) {
    TSUZUKU_TRY(definition, definition_in(command, file));
    TSUZUKU_CHECK(add(file, std::move(definition)));
  }
  if (!files.empty()) return plans;
  TSUZUKU_TRY(templates, journeys::load_templates());
  for (journeys::Template& one : templates) TSUZUKU_CHECK(add(one.name, std::move(one.definition)));
  return plans;
}

void print_text(const Command& command, const journeys::simulation::Report& report) {
  const json::object values = journeys::simulation::to_json(report);
  for (const auto& member : values) {
    if (!member.value().is_int64()) continue;
    const std::string name(member.key());
    fmt::print("{:>12}  {}\n", to_grouped_text(member.value().get_int64(), {"", 0}),
               command.text("journeys.simulation." + name));
  }
}

Result<int> run_simulate(const Command& command, const Options& options) {
  TSUZUKU_TRY(plans, plans_of(command, options.files));
  TSUZUKU_TRY(report, journeys::simulation::simulate(plans, options.simulation));
  if (options.format == "json") {
    fmt::print("{}\n", to_text(journeys::simulation::to_json(report)));
  } else {
    print_text(command, report);
  }
  const journeys::simulation::Findings& found = report.found;
  if (found.sent_twice + found.lost + found.stuck + found.unrecorded == 0) return kDone;
  return fail(ErrorKind::Internal, "journeys.promise_broken",
              {{"sent_twice", std::to_string(found.sent_twice)},
               {"lost", std::to_string(found.lost)},
               {"stuck", std::to_string(found.stuck)}});
}

}  // namespace

void add_simulate(CLI::App& program, Command& command) {
  auto* subcommand = program.add_subcommand("simulate", command.text("journeys.simulate.about"));
  auto options = std::make_shared<Options>();
  auto& simulation = options->simulation;
  subcommand->add_option("--customers", simulation.customers, command.text("journeys.simulate.customers"))
      ->capture_default_str();
  subcommand->add_option("--days", simulation.days, command.text("journeys.simulate.days"))->capture_default_str();
  subcommand->add_option("--seed", simulation.seed, command.text("journeys.simulate.seed"))->capture_default_str();
  subcommand->add_option("--crashes", simulation.crashes, command.text("journeys.simulate.crashes"))
      ->capture_default_str();
  subcommand->add_option("--journey", options->files, command.text("journeys.simulate.journey"));
  subcommand->add_option("--format", options->format, command.text("cli.options.format"))
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command.on_run(*subcommand, [&command, options] { return run_simulate(command, *options); });
}

}  // namespace tsuzuku::cli
