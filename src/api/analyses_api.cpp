#include <fmt/format.h>

#include <algorithm>

#include "analysis/registry.hpp"
#include "analysis/render.hpp"
#include "api/answers.hpp"
#include "api/caller.hpp"
#include "api/handlers.hpp"
#include "api/record.hpp"
#include "api/shop_of.hpp"
#include "base/limits.hpp"
#include "services/exports/xlsx.hpp"

namespace tsuzuku::api {
namespace {

constexpr std::string_view kXlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

// A question to one shop, taken from path and query.
struct Question {
  services::Shop shop;
  std::string analysis;
  analysis::RawArguments arguments;
  analysis::Cell cell;
};

Result<Question> question_of(const Context& context, const http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  Question question{shop, std::string(request.parameter("name")), {}, {}};
  for (const auto& [name, value] : request.query.all()) {
    if (name != "language") question.arguments[name] = value;
  }
  return question;
}

// The same about the customers behind a cell: cell.<column>, part, and the page are no arguments of the analysis.
Result<Question> cell_question_of(const Context& context, const http::Request& request) {
  constexpr std::string_view kCell = "cell.";
  TSUZUKU_TRY(question, question_of(context, request));
  std::erase_if(question.arguments, [&](const auto& argument) {
    const auto& [name, value] = argument;
    if (name.starts_with(kCell)) question.cell.values[name.substr(kCell.size())] = value;
    if (name == "part") question.cell.part = value;
    return name.starts_with(kCell) || name == "part" || name == "page" || name == "page_size";
  });
  return std::move(question);
}

Result<analysis::Table> ask(const Context& context, const http::Request& request, const Question& question) {
  return context.analyses.run(question.shop, question.analysis, question.arguments, caller_of(request).personal_data());
}

Result<analysis::Table> ask_customers(const Context& context, const http::Request& request, const Question& question,
                                      PageWanted page) {
  return context.analyses.customers(question.shop, question.analysis, question.arguments, question.cell, page.page,
                                    page.page_size, caller_of(request).personal_data());
}

std::string file_name(const Question& question, const analysis::Table& table, std::string_view what,
                      std::string_view ending) {
  return fmt::format("{}{}-{}.{}", question.analysis, what, table.as_of ? to_text(*table.as_of) : "empty", ending);
}

Status record_export(const Context& context, const http::Request& request, const Question& question,
                     const analysis::Table& table) {
  return record(context, request,
                {.shop = question.shop.id,
                 .action = "export.analysis",
                 .object = question.analysis,
                 .detail = {{"target", request.target}, {"rows", static_cast<std::int64_t>(table.rows.size())}}});
}

Status within_export_limit(const analysis::Table& table) {
  if (table.rows.size() <= limits::kExportRows) return {};
  return fail(ErrorKind::TooLarge, "export.too_many_rows",
              {{"rows", std::to_string(table.rows.size())}, {"maximum", std::to_string(limits::kExportRows)}});
}

Answer csv_answer(const Context& context, const http::Request& request, const Question& question,
                  const analysis::Table& table, std::string_view what) {
  TSUZUKU_CHECK(within_export_limit(table));
  TSUZUKU_CHECK(record_export(context, request, question, table));
  http::Response response;
  response.body = "\xEF\xBB\xBF" + analysis::to_csv(table, texts_of(request));  // Excel takes UTF-8 only with the mark
  set_download(response, file_name(question, table, what, "csv"), "text/csv; charset=utf-8");
  return response;
}

Answer xlsx_answer(const Context& context, const http::Request& request, const Question& question,
                   const analysis::Table& table, std::string_view what) {
  TSUZUKU_CHECK(within_export_limit(table));
  http::OwnedFile file(context.temporary_folder / ("export-" + context.random_name() + ".xlsx"));
  TSUZUKU_CHECK(services::write_xlsx(table, texts_of(request), file.path()));
  TSUZUKU_CHECK(record_export(context, request, question, table));
  http::Response response;
  response.body = std::move(file);
  set_download(response, file_name(question, table, what, "xlsx"), kXlsxType);
  return response;
}

constexpr PageWanted kEverybody{1, 0};

// Who looks at people by name leaves a trace, whichever way the list was asked for.
Status record_view(const Context& context, const http::Request& request, const Question& question,
                   const analysis::Table& table) {
  const bool people = std::ranges::find(table.columns, "customer_id", &analysis::Column::name) != table.columns.end();
  if (!people || caller_of(request).personal_data() != services::PersonalData::Shown) return {};
  return record(context, request, {.shop = question.shop.id, .action = "view.customers", .object = question.analysis});
}

// More rows than a page are an export, which is a permission of its own.
Status within_page(const Question& question) {
  const auto asked = question.arguments.find("page_size");
  if (asked == question.arguments.end()) return {};
  const auto rows = analysis::parse_integer(asked->second);
  if (!rows || *rows <= limits::kPageRows) return {};
  return fail(ErrorKind::Usage, "api.page_too_large", {{"maximum", std::to_string(limits::kPageRows)}});
}

}  // namespace

Answer list_analyses(const Context&, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {}));
  json::array all;
  for (const analysis::Analysis& one : analysis::analyses()) {
    all.push_back(analysis::to_json(one.descriptor(), texts_of(request)));
  }
  return answer(all);
}

Answer run_analysis(const Context& context, http::Request& request) {
  TSUZUKU_TRY(question, question_of(context, request));
  TSUZUKU_CHECK(within_page(question));
  TSUZUKU_TRY(table, ask(context, request, question));
  TSUZUKU_CHECK(record_view(context, request, question, table));
  return answer(analysis::to_json(table, texts_of(request)));
}

Answer export_analysis_csv(const Context& context, http::Request& request) {
  TSUZUKU_TRY(question, question_of(context, request));
  TSUZUKU_TRY(table, ask(context, request, question));
  return csv_answer(context, request, question, table, "");
}

Answer export_analysis_xlsx(const Context& context, http::Request& request) {
  TSUZUKU_TRY(question, question_of(context, request));
  TSUZUKU_TRY(table, ask(context, request, question));
  return xlsx_answer(context, request, question, table, "");
}

Answer list_cell_customers(const Context& context, http::Request& request) {
  TSUZUKU_TRY(page, page_of(request));
  TSUZUKU_TRY(question, cell_question_of(context, request));
  TSUZUKU_TRY(table, ask_customers(context, request, question, page));
  TSUZUKU_CHECK(record_view(context, request, question, table));
  return answer(analysis::to_json(table, texts_of(request)));
}

Answer export_cell_customers_csv(const Context& context, http::Request& request) {
  TSUZUKU_TRY(question, cell_question_of(context, request));
  TSUZUKU_TRY(table, ask_customers(context, request, question, kEverybody));
  return csv_answer(context, request, question, table, "-customers");
}

Answer export_cell_customers_xlsx(const Context& context, http::Request& request) {
  TSUZUKU_TRY(question, cell_question_of(context, request));
  TSUZUKU_TRY(table, ask_customers(context, request, question, kEverybody));
  return xlsx_answer(context, request, question, table, "-customers");
}

}  // namespace tsuzuku::api
