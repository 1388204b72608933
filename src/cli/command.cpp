#include "cli/command.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "analysis/error_words.hpp"

namespace tsuzuku::cli {

void Command::add_store_options(CLI::App& subcommand) {
  subcommand.add_option("--data", data_, text("cli.options.data"))->capture_default_str();
  subcommand.add_option("--database", database_, text("cli.options.database"));
  subcommand.add_option("--shop", shop_, text("cli.options.shop"));
}

Result<std::unique_ptr<app::Store>> Command::open_store(bool create, app::Migrations migrations) const {
  return app::Store::open({.data = data_, .database = database_, .create = create, .migrations = migrations});
}

Result<services::Shop> Command::chosen_shop(app::Store& store) const {
  TSUZUKU_TRY(shops, store.shops().list());
  if (!shop_.empty()) {
    for (const services::Shop& shop : shops) {
      if (shop.name == shop_) return shop;
    }
  } else if (shops.size() == 1) {
    return shops.front();
  }
  if (shops.empty()) return fail(ErrorKind::NotFound, "shop.none_yet");
  std::string names;
  for (const services::Shop& shop : shops) names += (names.empty() ? "" : ", ") + shop.name;
  if (!shop_.empty()) return fail(ErrorKind::Usage, "shop.unknown_name", {{"name", shop_}, {"names", names}});
  return fail(ErrorKind::Usage, "shop.choose", {{"names", names}});
}

int Command::report(const Error& error) const {
  fmt::print(stderr, "{}\n", texts().text(analysis::with_titles(error, analysis::Names::Beside, texts())));
  return tsuzuku::exit_code(error.kind);
}

Result<analysis::RawArguments> arguments_of(const std::vector<std::string>& settings) {
  analysis::RawArguments arguments;
  for (const std::string& setting : settings) {
    const auto equals = setting.find('=');
    if (equals == std::string::npos || equals == 0) {
      return fail(ErrorKind::Usage, "analyse.bad_set_option", {{"option", setting}});
    }
    arguments[setting.substr(0, equals)] = setting.substr(equals + 1);
  }
  return arguments;
}

Result<std::optional<YearMonth>> month_given(const std::string& value) {
  if (value.empty()) return std::nullopt;
  if (const auto month = parse_year_month(value)) return month;
  return fail(ErrorKind::Usage, "report.bad_month", {{"value", value}});
}

Result<std::optional<Day>> as_of_given(const std::string& value) {
  if (value.empty()) return std::nullopt;
  if (const auto day = parse_day(value)) return day;
  return fail(ErrorKind::Usage, "analysis.bad_day", {{"parameter", "as_of"}, {"value", value}});
}

void Command::on_run(CLI::App& subcommand, std::function<Result<int>()> body) {
  subcommand.callback([this, body = std::move(body)] {
    const Result<int> result = body();
    exit_code_ = result ? *result : report(result.error());
  });
}

}  // namespace tsuzuku::cli
