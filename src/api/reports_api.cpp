#include <fmt/format.h>

#include "api/answers.hpp"
#include "api/handlers.hpp"
#include "api/record.hpp"
#include "api/shop_of.hpp"
#include "services/reports/write_report.hpp"

namespace tsuzuku::api {
namespace {

constexpr std::string_view kXlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::string_view kPdfType = "application/pdf";

Result<services::ReportQuestion> question_of(const http::Request& request) {
  services::ReportQuestion question;
  const std::string month(request.parameter("month"));
  question.month = parse_year_month(month);
  if (!question.month) return fail(ErrorKind::Usage, "report.bad_month", {{"value", month}});
  TSUZUKU_TRY(as_of, day_of(request, "as_of"));
  question.as_of = as_of;
  for (const auto& [name, value] : request.query.all()) {
    if (name != "language" && name != "as_of") question.narrowed[name] = value;
  }
  return question;
}

Answer report_answer(const Context& context, const http::Request& request, services::ReportFormat format) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(question, question_of(request));
  TSUZUKU_TRY(report, context.reports.make(shop, question));
  const std::string_view ending = services::ending_of(format);
  http::OwnedFile file(context.temporary_folder / fmt::format("report-{}.{}", context.random_name(), ending));
  TSUZUKU_CHECK(services::write_report(report, texts_of(request), format, file.path()));
  const std::string month = to_text(report.days.month);
  TSUZUKU_CHECK(
      record(context, request,
             {.shop = shop.id, .action = "export.report", .object = month, .detail = {{"target", request.target}}}));
  http::Response response;
  response.body = std::move(file);
  set_download(response, fmt::format("report-{}.{}", month, ending),
               format == services::ReportFormat::Xlsx ? kXlsxType : kPdfType);
  return response;
}

}  // namespace

Answer export_report_xlsx(const Context& context, http::Request& request) {
  return report_answer(context, request, services::ReportFormat::Xlsx);
}

Answer export_report_pdf(const Context& context, http::Request& request) {
  return report_answer(context, request, services::ReportFormat::Pdf);
}

}  // namespace tsuzuku::api
