#include <fmt/format.h>

#include "api/answers.hpp"
#include "api/handlers.hpp"
#include "api/record.hpp"
#include "api/shop_of.hpp"
#include "services/accounting/journal_files.hpp"

namespace tsuzuku::api {
namespace {

struct Wanted {
  services::JournalQuestion question;
  services::JournalFormat format = services::JournalFormat::Csv;
};

Status set_choice(Wanted& wanted, std::string_view name, std::string_view value) {
  if (name == "format") {
    const auto format = services::journal_format(value);
    if (!format) {
      return fail(ErrorKind::Usage, "journal.bad_choice",
                  {{"name", "format"}, {"value", std::string(value)}, {"known", "freee, yayoi, csv"}});
    }
    wanted.format = *format;
  } else if (name == "by") {
    if (value != "day" && value != "month") {
      return fail(ErrorKind::Usage, "journal.bad_choice",
                  {{"name", "by"}, {"value", std::string(value)}, {"known", "day, month"}});
    }
    wanted.question.grain = value == "day" ? services::Grain::Day : services::Grain::Month;
  } else if (name == "charges") {
    if (value != "yes" && value != "no") {
      return fail(ErrorKind::Usage, "journal.bad_choice",
                  {{"name", "charges"}, {"value", std::string(value)}, {"known", "yes, no"}});
    }
    wanted.question.charges = value == "yes";
  } else {
    return fail(ErrorKind::Usage, "api.unknown_parameter",
                {{"name", std::string(name)}, {"known", "as_of, format, by, charges, account.…, tax.…"}});
  }
  return {};
}

Result<Wanted> wanted_of(const http::Request& request) {
  constexpr std::string_view kAccount = "account.";
  constexpr std::string_view kTax = "tax.";
  Wanted wanted;
  const std::string month(request.parameter("month"));
  wanted.question.month = parse_year_month(month);
  if (!wanted.question.month) return fail(ErrorKind::Usage, "report.bad_month", {{"value", month}});
  TSUZUKU_TRY(as_of, day_of(request, "as_of"));
  wanted.question.as_of = as_of;
  services::Accounts::Given accounts;
  services::Accounts::Given tax_classes;
  for (const auto& [name, value] : request.query.all()) {
    if (name == "language" || name == "as_of") continue;
    if (name.starts_with(kAccount)) {
      accounts[name.substr(kAccount.size())] = value;
    } else if (name.starts_with(kTax)) {
      tax_classes[name.substr(kTax.size())] = value;
    } else {
      TSUZUKU_CHECK(set_choice(wanted, name, value));
    }
  }
  TSUZUKU_CHECK(wanted.question.accounts.set_accounts(accounts));
  TSUZUKU_CHECK(wanted.question.accounts.set_tax_classes(tax_classes));
  return wanted;
}

}  // namespace

Answer export_journal(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(wanted, wanted_of(request));
  TSUZUKU_TRY(journal, context.journals.make(shop, wanted.question));
  TSUZUKU_TRY(bytes, services::to_file(journal, wanted.format, texts_of(request)));
  const std::string month = to_text(journal.month);
  TSUZUKU_CHECK(
      record(context, request,
             {.shop = shop.id,
              .action = "export.journal",
              .object = month,
              .detail = {{"target", request.target}, {"rows", static_cast<std::int64_t>(journal.entries.size())}}}));
  http::Response response;
  response.body = std::move(bytes);
  const bool yayoi = wanted.format == services::JournalFormat::Yayoi;
  set_download(response, fmt::format("journal-{}-{}.csv", services::name_of(wanted.format), month),
               yayoi ? "text/csv; charset=shift_jis" : "text/csv; charset=utf-8");
  return response;
}

}  // namespace tsuzuku::api
