#pragma once
// What all subcommands share: where the store is, which shop, which language, how errors and tables are said.

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/arguments.hpp"
#include "app/store.hpp"
#include "base/catalogue.hpp"
#include "base/day.hpp"
#include "base/error.hpp"

namespace tsuzuku::cli {

// Exit codes of the program: 0 done, 1 the input is at fault, 2 usage, 3 done with quarantined rows.
inline constexpr int kDone = 0;
inline constexpr int kUsage = 2;
inline constexpr int kDoneWithQuarantine = 3;

class Command {
 public:
  explicit Command(Language language) : language_(language) {}

  [[nodiscard]] Language language() const { return language_; }
  [[nodiscard]] const Catalogue& texts() const { return catalogue(language_); }
  [[nodiscard]] std::string text(std::string_view key, const ErrorArguments& arguments = {}) const {
    return texts().text(key, arguments);
  }

  // Adds --data, --database and --shop: every subcommand takes them, also one that does not need them all.
  void add_store_options(CLI::App& subcommand);
  [[nodiscard]] Result<std::unique_ptr<app::Store>> open_store(
      bool create, app::Migrations migrations = app::Migrations::Require) const;
  // The shop named by --shop, or the only one. Usage "shop.choose" lists them when there are several.
  [[nodiscard]] Result<services::Shop> chosen_shop(app::Store& store) const;
  [[nodiscard]] const std::string& shop_name() const { return shop_; }

  // Prints the error in words on standard error and gives its exit code.
  int report(const Error& error) const;
  // Runs the body when the subcommand was chosen; its result becomes the program's exit code.
  void on_run(CLI::App& subcommand, std::function<Result<int>()> body);
  [[nodiscard]] int exit_code() const { return exit_code_; }

 private:
  Language language_;
  std::string data_ = "./data";
  std::string database_;
  std::string shop_;
  int exit_code_ = kDone;
};

// "name=value" of each --set. Usage "analyse.bad_set_option".
[[nodiscard]] Result<analysis::RawArguments> arguments_of(const std::vector<std::string>& settings);

// The value of --month and --as-of, nothing when not given. Usage "report.bad_month", "analysis.bad_day".
[[nodiscard]] Result<std::optional<YearMonth>> month_given(const std::string& value);
[[nodiscard]] Result<std::optional<Day>> as_of_given(const std::string& value);

// One function per subcommand; main.cpp lists them.
void add_import(CLI::App& program, Command& command);
void add_analyse(CLI::App& program, Command& command);
void add_analyses(CLI::App& program, Command& command);
void add_demo(CLI::App& program, Command& command);
void add_serve(CLI::App& program, Command& command);
void add_migrate(CLI::App& program, Command& command);
void add_staff(CLI::App& program, Command& command);
void add_shop(CLI::App& program, Command& command);
void add_check(CLI::App& program, Command& command);
void add_backup(CLI::App& program, Command& command);
void add_simulate(CLI::App& program, Command& command);
void add_fit(CLI::App& program, Command& command);
void add_report(CLI::App& program, Command& command);
void add_journal(CLI::App& program, Command& command);

}  // namespace tsuzuku::cli
