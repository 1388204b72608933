// tsuzuku report --month 2026-10 --output report.xlsx|.pdf [--as-of D] [--set source=S]…

#include <fmt/format.h>

#include "cli/command.hpp"
#include "services/exports/whole_file.hpp"
#include "services/reports/reports.hpp"
#include "services/reports/write_report.hpp"

namespace tsuzuku::cli {
namespace {

struct Options {
  std::string month;
  std::string as_of;
  std::string output;
  std::vector<std::string> settings;
};

Result<services::ReportQuestion> question_of(const Options& options) {
  TSUZUKU_TRY(month, month_given(options.month));
  TSUZUKU_TRY(as_of, as_of_given(options.as_of));
  TSUZUKU_TRY(narrowed, arguments_of(options.settings));
  return services::ReportQuestion{.month = month, .as_of = as_of, .narrowed = std::move(narrowed)};
}

Result<int> run_report(const Command& command, const Options& options) {
  const auto format = services::report_format(options.output);
  if (!format) return fail(ErrorKind::Usage, "report.unknown_ending", {{"file", options.output}});
  TSUZUKU_TRY(question, question_of(options));
  TSUZUKU_TRY(store, command.open_store(false));
  TSUZUKU_TRY(shop, command.chosen_shop(*store));
  TSUZUKU_TRY(reports, services::Reports::open(store->database(), store->ledgers()));
  TSUZUKU_TRY(report, reports.make(shop, question));
  services::WholeFile file(options.output);
  TSUZUKU_CHECK(services::write_report(report, command.texts(), *format, file.aside()));
  TSUZUKU_CHECK(file.keep());
  fmt::print("{}\n", command.text("cli.report.done", {{"file", options.output},
                                                      {"month", to_text(report.days.month)},
                                                      {"as_of", to_text(report.days.as_of)}}));
  return kDone;
}

}  // namespace

void add_report(CLI::App& program, Command& command) {
  auto* subcommand = program.add_subcommand("report", command.text("cli.report.about"));
  auto options = std::make_shared<Options>();
  command.add_store_options(*subcommand);
  subcommand->add_option("--month", options->month, command.text("cli.report.month"));
  subcommand->add_option("--as-of", options->as_of, command.text("cli.report.as_of"));
  subcommand->add_option("--output", options->output, command.text("cli.report.output"))->required();
  subcommand->add_option("--set", options->settings, command.text("cli.report.set"))->allow_extra_args(false);
  command.on_run(*subcommand, [&command, options] { return run_report(command, *options); });
}

}  // namespace tsuzuku::cli
