// tsuzuku fit MODEL FILE [--predict T] [--format table|json]

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/command.hpp"
#include "cli/fit_report.hpp"
#include "cli/number_file.hpp"
#include "models/bg_nbd.hpp"
#include "models/gamma_gamma.hpp"
#include "models/sbg.hpp"

namespace tsuzuku::cli {
namespace {

constexpr double kMostPeriods = 10'000.0;  // of contracts, in a file and ahead of it

struct Options {
  std::string model;
  std::string file;
  std::string predict;
  std::string format = "table";
};

std::unexpected<Error> in_row(Error error, const NumberRow& row) {
  error.arguments.emplace_back("row", std::to_string(row.row));
  return fail(std::move(error));
}

// A count that files may also write as 3.0.
Result<std::int32_t> whole(const NumberRow& row, std::size_t column, std::string_view name) {
  const double number = row.numbers[column];
  constexpr double kMost = 2e9;
  if (number != std::floor(number) || std::abs(number) > kMost) {
    return fail(
        ErrorKind::InvalidInput, "fit.not_whole",
        {{"row", std::to_string(row.row)}, {"column", std::string(name)}, {"value", fmt::format("{}", number)}});
  }
  return static_cast<std::int32_t>(number);
}

Result<FitReport> fit_purchases(const std::string& file, models::DropOut drop_out, std::optional<double> ahead) {
  constexpr std::array<std::string_view, 3> kColumns{"x", "t_x", "T"};
  TSUZUKU_TRY(rows, read_numbers(file, kColumns));
  std::vector<models::PurchaseHistory> histories;
  histories.reserve(rows.size());
  for (const NumberRow& row : rows) {
    TSUZUKU_TRY(x, whole(row, 0, "x"));
    histories.push_back({.x = x, .t_x = row.numbers[1], .T = row.numbers[2]});
    if (auto valid = models::check(histories.back()); !valid) return in_row(std::move(valid).error(), row);
  }
  TSUZUKU_TRY(fit, models::fit_bg_nbd(histories, drop_out));
  FitReport report = report_of(fit);
  if (!ahead) return report;
  report.expectation_names = {"x", "t_x", "T", "p_alive", "expected_purchases"};
  const auto outlooks = models::outlooks(fit.parameters, drop_out, histories, *ahead);
  for (std::size_t i = 0; i < outlooks.size(); ++i) {
    report.expectations.push_back(
        {histories[i].x, histories[i].t_x, histories[i].T, outlooks[i].alive, outlooks[i].expected_purchases});
  }
  return report;
}

// Rows with x = 0 tell nothing of what a repeat purchase is worth: they are counted and left out, as in the paper.
Result<FitReport> fit_spend(const std::string& file, bool predict) {
  constexpr std::array<std::string_view, 2> kColumns{"x", "z"};
  TSUZUKU_TRY(rows, read_numbers(file, kColumns));
  std::vector<models::SpendHistory> all, repeaters;
  for (const NumberRow& row : rows) {
    TSUZUKU_TRY(x, whole(row, 0, "x"));
    all.push_back({.x = x, .z = row.numbers[1]});
    if (x == 0) continue;
    repeaters.push_back(all.back());
    if (auto valid = models::check(repeaters.back()); !valid) return in_row(std::move(valid).error(), row);
  }
  TSUZUKU_TRY(fit, models::fit_gamma_gamma(repeaters));
  FitReport report = report_of(fit);
  report.further = {{"left_out", static_cast<double>(all.size() - repeaters.size())},
                    {"correlation", models::correlation(repeaters)}};
  if (!predict) return report;
  report.expectation_names = {"x", "z", "expected_value"};
  for (const models::SpendHistory& one : all) {
    report.expectations.push_back({one.x, one.z, models::expected_spend(fit.parameters, one.x, one.z)});
  }
  return report;
}

// Periods 0, 1, 2 … in any order, each once.
Result<std::vector<std::int64_t>> survivors_in(const std::string& file) {
  constexpr std::array<std::string_view, 2> kColumns{"period", "survivors"};
  TSUZUKU_TRY(rows, read_numbers(file, kColumns));
  std::ranges::sort(rows, {}, [](const NumberRow& row) { return row.numbers[0]; });
  std::vector<std::int64_t> survivors;
  for (const NumberRow& row : rows) {
    if (row.numbers[0] != static_cast<double>(survivors.size()) || row.numbers[0] > kMostPeriods) {
      return fail(ErrorKind::InvalidInput, "fit.bad_period",
                  {{"row", std::to_string(row.row)},
                   {"period", std::to_string(survivors.size())},
                   {"value", fmt::format("{}", row.numbers[0])}});
    }
    TSUZUKU_TRY(count, whole(row, 1, "survivors"));
    survivors.push_back(count);
  }
  return survivors;
}

template <typename Model>
void add_renewals(FitReport& report, const Model& model, const std::vector<std::int64_t>& survivors, double ahead) {
  report.expectation_names = {"period", "survivors", "surviving_rate", "retention_rate", "expected_renewals"};
  const auto periods = static_cast<std::int64_t>(ahead);
  for (std::int64_t t = 0; t < std::ssize(survivors) + periods; ++t) {
    std::optional<double> seen, rate;
    if (t < std::ssize(survivors)) seen = static_cast<double>(survivors[static_cast<std::size_t>(t)]);
    if (t > 0) rate = models::retention_rate(model, t);
    report.expectations.push_back(
        {static_cast<double>(t), seen, models::survival(model, t), rate, models::expected_renewals(model, t, periods)});
  }
}

Result<FitReport> fit_contracts(const std::string& file, bool weibull, std::optional<double> ahead) {
  TSUZUKU_TRY(survivors, survivors_in(file));
  TSUZUKU_TRY(lifetimes, models::lifetimes_of(survivors));
  TSUZUKU_TRY(sbg, models::fit_sbg(lifetimes));
  if (!weibull) {
    FitReport report = report_of(sbg);
    if (ahead) add_renewals(report, sbg.parameters, survivors, *ahead);
    return report;
  }
  TSUZUKU_TRY(bdw, models::fit_bdw(lifetimes));
  FitReport report = report_of(bdw);
  const models::LikelihoodRatio ratio = models::against_sbg(bdw, sbg);
  report.further = {{"likelihood_ratio", ratio.statistic}, {"p_value", ratio.p_value}};
  if (ahead) add_renewals(report, bdw.parameters, survivors, *ahead);
  return report;
}

bool of_contracts(const Options& options) { return options.model == "sbg" || options.model == "bdw"; }

// How far ahead; contracts are counted in whole periods.
Result<std::optional<double>> time_ahead(const Options& options) {
  if (options.predict.empty()) return std::nullopt;
  double time = 0.0;
  const bool good = parse_number(options.predict, time) && time > 0.0 &&
                    (!of_contracts(options) || (time == std::floor(time) && time <= kMostPeriods));
  if (good) return time;
  return fail(ErrorKind::Usage, of_contracts(options) ? "fit.bad_periods_ahead" : "fit.bad_time_ahead",
              {{"value", options.predict}});
}

Result<FitReport> fitted(const Options& options) {
  TSUZUKU_TRY(ahead, time_ahead(options));
  if (options.model == "gamma_gamma") return fit_spend(options.file, ahead.has_value());
  if (of_contracts(options)) return fit_contracts(options.file, options.model == "bdw", ahead);
  return fit_purchases(
      options.file, options.model == "mbgnbd" ? models::DropOut::FromTheFirst : models::DropOut::AfterRepeats, ahead);
}

Result<int> run_fit(const Command& command, const Options& options) {
  TSUZUKU_TRY(report, fitted(options));
  if (options.format == "json") {
    fmt::print("{}\n", to_text(to_json(report)));
  } else {
    fmt::print("{}", to_terminal(report, command.texts()));
  }
  return kDone;
}

}  // namespace

void add_fit(CLI::App& program, Command& command) {
  auto* subcommand = program.add_subcommand("fit", command.text("fit.about"));
  auto options = std::make_shared<Options>();
  subcommand->add_option("model", options->model, command.text("fit.model"))
      ->required()
      ->check(CLI::IsMember({"bgnbd", "mbgnbd", "gamma_gamma", "sbg", "bdw"}));
  subcommand->add_option("file", options->file, command.text("fit.file"))->required();
  subcommand->add_option("--predict", options->predict, command.text("fit.predict"));
  subcommand->add_option("--format", options->format, command.text("cli.options.format"))
      ->check(CLI::IsMember({"table", "json"}))
      ->capture_default_str();
  command.on_run(*subcommand, [&command, options] { return run_fit(command, *options); });
}

}  // namespace tsuzuku::cli
