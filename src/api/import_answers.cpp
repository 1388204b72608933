#include "api/import_answers.hpp"

#include <algorithm>

#include "api/answers.hpp"
#include "api/caller.hpp"
#include "api/request_values.hpp"
#include "services/imports/import_json.hpp"

namespace tsuzuku::api {
namespace {

json::array text_array(const std::vector<std::string>& texts) {
  json::array all;
  for (const std::string& text : texts) all.push_back(json::string(text));
  return all;
}

json::value progress_json(const std::optional<services::JobProgress>& progress) {
  if (!progress) return nullptr;
  json::object object{{"phase", progress->phase},
                      {"rows", progress->rows},
                      {"bytes_done", progress->bytes_done},
                      {"bytes_total", progress->bytes_total},
                      {"rows_per_second", progress->rows_per_second}};
  object["seconds_left"] = progress->seconds_left ? json::value(*progress->seconds_left) : json::value(nullptr);
  return object;
}

json::object counts_json(const services::ImportCounts& counts) {
  return json::object{{"rows_read", counts.rows_read},
                      {"orders", counts.orders()},
                      {"orders_new", counts.orders_new},
                      {"orders_changed", counts.orders_changed},
                      {"orders_same", counts.orders_same},
                      {"lines", counts.lines},
                      {"credits", counts.credits},
                      {"customers_new", counts.customers_new},
                      {"sales", counts.sales},
                      {"rows_quarantined", counts.rows_quarantined},
                      {"totals_differ", counts.totals_differ}};
}

bool may_see_rows(const http::Request& request) {
  const Caller* caller = find_caller(request);
  return caller != nullptr && services::may(caller->staff.role, services::Permission::Import);
}

json::array files_json(const std::vector<intake::FileFacts>& files) {
  json::array all;
  for (const intake::FileFacts& file : files) {
    json::array sample;
    for (const auto& row : file.sample) sample.push_back(text_array(row));
    all.push_back(json::object{{"name", file.name},
                               {"role", file.role},
                               {"encoding", file.encoding},
                               {"separator", file.separator},
                               {"columns", text_array(file.columns)},
                               {"sample", std::move(sample)}});
  }
  return all;
}

}  // namespace

std::string reason_text(const services::QuarantineEntry& entry, const http::Request& request) {
  return texts_of(request).text("quarantine." + entry.reason, entry.arguments);
}

std::string title_of(const intake::ProfileSummary& profile, const http::Request& request) {
  const bool english = language_of(request) == Language::English && !profile.title_en.empty();
  return english ? profile.title_en : profile.title;
}

json::object to_json(const services::QuarantineEntry& entry, const http::Request& request) {
  return json::object{{"file_name", entry.file_name},
                      {"row_number", entry.row},
                      {"column", entry.column},
                      {"reason", entry.reason},
                      {"message", reason_text(entry, request)},
                      {"raw", entry.raw}};
}

json::object to_json(const services::JobStatus& status, const http::Request& request) {
  const services::ImportReport& report = status.report;
  json::array files;
  for (const intake::FileFacts& file : report.files) files.push_back(json::string(file.name));
  json::array problems;
  if (may_see_rows(request)) {
    for (const auto& problem : report.problems) problems.push_back(to_json(problem, request));
  }
  json::object object{{"id", report.id.text()},
                      {"state", json::string(domain::name_of(report.state))},
                      {"dry_run", report.dry_run},
                      {"profile", report.profile},
                      {"files", std::move(files)}};
  object["started_at"] = time_text(report.started_at);
  object["finished_at"] = time_or_null(report.finished_at);
  object["progress"] = progress_json(status.progress);
  object["counts"] = counts_json(report.counts);
  object["file_counts"] = services::file_counts_to_json(report);
  object["problems"] = std::move(problems);
  const std::string_view mending = services::mending_of(report);
  object["mending"] = mending.empty() ? json::value(nullptr) : json::value(texts_of(request).text(mending));
  object["error"] = report.error ? json::value(to_json(*report.error, texts_of(request))) : json::value(nullptr);
  return object;
}

json::object to_json(const intake::Inspection& inspection, const std::vector<intake::ProfileSummary>& profiles,
                     const http::Request& request) {
  json::array candidates;
  for (const intake::Candidate& candidate : inspection.candidates) {
    const auto known = std::ranges::find(profiles, candidate.profile, &intake::ProfileSummary::name);
    candidates.push_back(
        json::object{{"profile", candidate.profile},
                     {"title", known == profiles.end() ? candidate.profile : title_of(*known, request)},
                     {"matched_columns", candidate.matched_columns},
                     {"missing", text_array(candidate.missing)}});
  }
  json::object mapping;
  for (const auto& [field, column] : inspection.mapping) mapping[field] = column;
  json::object object;
  object["profile"] = inspection.profile ? json::value(json::string(*inspection.profile)) : json::value(nullptr);
  object["candidates"] = std::move(candidates);
  object["files"] = files_json(inspection.files);
  object["mapping"] = std::move(mapping);
  object["missing"] = text_array(inspection.missing);
  object["currency"] = inspection.currency;
  object["time_zone"] = inspection.time_zone;
  return object;
}

}  // namespace tsuzuku::api
