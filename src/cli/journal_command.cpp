// tsuzuku journal-export --month 2026-10 --format freee|yayoi|csv --output FILE [--by day|month] [--account
// sales=売上高]…

#include <fmt/format.h>

#include "cli/command.hpp"
#include "services/accounting/journal_files.hpp"
#include "services/accounting/journals.hpp"
#include "services/exports/whole_file.hpp"

namespace tsuzuku::cli {
namespace {

struct Options {
  std::string month;
  std::string as_of;
  std::string format;
  std::string output;
  std::string by = "day";
  bool without_charges = false;
  std::vector<std::string> accounts;
  std::vector<std::string> tax_classes;
};

Result<services::JournalQuestion> question_of(const Options& options) {
  services::JournalQuestion question{.grain = options.by == "day" ? services::Grain::Day : services::Grain::Month,
                                     .charges = !options.without_charges};
  TSUZUKU_TRY(month, month_given(options.month));
  TSUZUKU_TRY(as_of, as_of_given(options.as_of));
  question.month = month;
  question.as_of = as_of;
  TSUZUKU_TRY(accounts, arguments_of(options.accounts));
  TSUZUKU_TRY(tax_classes, arguments_of(options.tax_classes));
  TSUZUKU_CHECK(question.accounts.set_accounts(accounts));
  TSUZUKU_CHECK(question.accounts.set_tax_classes(tax_classes));
  return question;
}

Result<int> run_journal(const Command& command, const Options& options) {
  TSUZUKU_TRY(question, question_of(options));
  const services::JournalFormat format = *services::journal_format(options.format);
  TSUZUKU_TRY(store, command.open_store(false));
  TSUZUKU_TRY(shop, command.chosen_shop(*store));
  TSUZUKU_TRY(journals, services::Journals::open(store->database(), store->ledgers()));
  TSUZUKU_TRY(journal, journals.make(shop, question));
  TSUZUKU_TRY(bytes, services::to_file(journal, format, command.texts()));
  services::WholeFile file(options.output);
  TSUZUKU_CHECK(file.write(bytes));
  TSUZUKU_CHECK(file.keep());
  fmt::print("{}\n", command.text("cli.journal.done", {{"file", options.output}, {"month", to_text(journal.month)}}));
  for (const std::string& remark : services::remarks_on(journal, command.texts())) fmt::print("  {}\n", remark);
  return kDone;
}

}  // namespace

void add_journal(CLI::App& program, Command& command) {
  auto* subcommand = program.add_subcommand("journal-export", command.text("cli.journal.about"));
  auto options = std::make_shared<Options>();
  command.add_store_options(*subcommand);
  subcommand->add_option("--month", options->month, command.text("cli.report.month"));
  subcommand->add_option("--as-of", options->as_of, command.text("cli.report.as_of"));
  subcommand->add_option("--format", options->format, command.text("cli.journal.format"))
      ->required()
      ->check(CLI::IsMember({"freee", "yayoi", "csv"}));
  subcommand->add_option("--output", options->output, command.text("cli.journal.output"))->required();
  subcommand->add_option("--by", options->by, command.text("cli.journal.by"))->check(CLI::IsMember({"day", "month"}));
  subcommand->add_flag("--without-charges", options->without_charges, command.text("cli.journal.without_charges"));
  subcommand->add_option("--account", options->accounts, command.text("cli.journal.account"))->allow_extra_args(false);
  subcommand->add_option("--tax", options->tax_classes, command.text("cli.journal.tax"))->allow_extra_args(false);
  command.on_run(*subcommand, [&command, options] { return run_journal(command, *options); });
}

}  // namespace tsuzuku::cli
