#include <algorithm>
#include <charconv>

#include "api/answers.hpp"
#include "api/caller.hpp"
#include "api/handlers.hpp"
#include "api/import_answers.hpp"
#include "api/record.hpp"
#include "api/shop_of.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace tsuzuku::api {
namespace {

// The last part of the path a browser or script may have sent, without anything that could end a line.
Result<std::string> file_name_of(const http::Request& request) {
  const auto header = request.headers.find("X-File-Name");
  const auto decoded = http::percent_decode(header.value_or(""));
  if (!decoded) return fail(ErrorKind::Usage, "upload.bad_name");
  const std::string name(trim(std::string_view(*decoded).substr(decoded->find_last_of("/\\") + 1)));
  const bool control = std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (name.empty() || control || name.size() > limits::kFileNameBytes) return fail(ErrorKind::Usage, "upload.bad_name");
  return name;
}

// Body {"uploads", "profile", "mapping"} as what intake and imports are asked with.
Result<intake::Request> input_of(const Context& context, const http::Request& request, const services::Shop& shop,
                                 const Body& body) {
  TSUZUKU_TRY(uploads, body.texts("uploads"));
  TSUZUKU_TRY(profile, body.text("profile"));
  TSUZUKU_TRY(mapping, body.text_map("mapping"));
  TSUZUKU_TRY(files, context.uploads.find(uploads, {caller_of(request).staff.id, shop.id}));
  intake::Request input;
  input.files = std::move(files);
  input.profile = std::move(profile);
  input.mapping = std::move(mapping);
  input.currency = shop.currency.code;
  input.time_zone = shop.time_zone;
  input.spool_folder = context.temporary_folder;
  input.profile_folders = context.profile_folders;
  return input;
}

// One that still waits for its turn has not been given a start yet.
services::JobStatus started(const Context& context, services::JobStatus status) {
  if (status.report.started_at == 0) status.report.started_at = context.now();
  return status;
}

// ?file (from 1); without it the first file that has quarantined rows.
Result<int> file_index_of(const http::Request& request, const services::ImportReport& report) {
  const auto text = request.query.find("file");
  if (!text) return report.problems.empty() ? 0 : report.problems.front().file;
  int number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  const bool known = error == std::errc{} && end == text->data() + text->size() && number >= 1 &&
                     static_cast<std::size_t>(number) <= report.files.size();
  if (!known) return fail(ErrorKind::NotFound, "import.unknown_file", {{"file", std::string(*text)}});
  return number - 1;
}

}  // namespace

Answer upload_file(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(name, file_name_of(request));
  const auto bytes = std::filesystem::file_size(request.file->path());
  TSUZUKU_TRY(id, context.uploads.keep(std::move(*request.file), name, {caller_of(request).staff.id, shop.id}));
  return answer(json::object{{"upload_id", id}, {"name", name}, {"bytes", bytes}}, 201);
}

Answer inspect_import(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(body, Body::read(request, {"uploads", "profile", "mapping"}));
  TSUZUKU_TRY(input, input_of(context, request, shop, body));
  TSUZUKU_TRY(inspection, intake::inspect(input));
  TSUZUKU_TRY(profiles, intake::list_profiles(context.profile_folders));
  return answer(to_json(inspection, profiles, request));
}

Answer start_import(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(body, Body::read(request, {"uploads", "profile", "mapping", "dry_run"}));
  TSUZUKU_TRY(dry_run, body.flag("dry_run"));
  TSUZUKU_TRY(input, input_of(context, request, shop, body));
  TSUZUKU_TRY(id, context.import_jobs.start({.shop = shop,
                                             .input = std::move(input),
                                             .dry_run = dry_run.value_or(false),
                                             .staff = caller_of(request).staff.id}));
  if (!dry_run.value_or(false)) {
    TSUZUKU_CHECK(record(context, request, {.shop = shop.id, .action = "import.start", .object = id.text()}));
  }
  TSUZUKU_TRY(status, context.import_jobs.status(shop.id, id));
  return answer(to_json(started(context, status), request), 202);
}

Answer list_imports(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {"page", "page_size"}));
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(wanted, page_of(request));
  // Running ones first: one that finishes in between is then in both lists, never in neither.
  auto running = context.import_jobs.active(shop.id);
  TSUZUKU_TRY(finished, context.imports.list(shop.id, wanted.page, wanted.page_size));
  std::erase_if(running, [&](const services::JobStatus& job) {
    return std::ranges::find(finished.rows, job.report.id, &services::ImportReport::id) != finished.rows.end();
  });
  json::array imports;
  if (wanted.page == 1) {
    for (const services::JobStatus& status : running) imports.push_back(to_json(started(context, status), request));
  }
  for (const auto& report : finished.rows) imports.push_back(to_json({report, std::nullopt}, request));
  return answer(json::object{{"imports", std::move(imports)},
                             {"page", finished.page},
                             {"page_size", finished.page_size},
                             {"rows_total", finished.rows_total + static_cast<std::int64_t>(running.size())}});
}

Answer get_import(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {}));
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(id, id_of<ImportId>(request, "id"));
  TSUZUKU_TRY(status, context.import_jobs.status(shop.id, id));
  return answer(to_json(started(context, status), request));
}

Answer cancel_import(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(id, id_of<ImportId>(request, "id"));
  TSUZUKU_CHECK(context.import_jobs.cancel(shop.id, id));
  TSUZUKU_CHECK(record(context, request, {.shop = shop.id, .action = "import.cancel", .object = id.text()}));
  TSUZUKU_TRY(status, context.import_jobs.status(shop.id, id));
  return answer(to_json(started(context, status), request));
}

Answer list_quarantine(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {"page", "page_size"}));
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(id, id_of<ImportId>(request, "id"));
  TSUZUKU_TRY(wanted, page_of(request));
  TSUZUKU_TRY(found, context.imports.quarantine(shop.id, id, wanted.page, wanted.page_size));
  json::array rows;
  for (const services::QuarantineEntry& entry : found.rows) rows.push_back(to_json(entry, request));
  return answer(json::object{{"rows", std::move(rows)},
                             {"page", found.page},
                             {"page_size", found.page_size},
                             {"rows_total", found.rows_total}});
}

Answer export_quarantine(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {"file"}));
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(id, id_of<ImportId>(request, "id"));
  TSUZUKU_TRY(report, context.imports.get(shop.id, id));
  TSUZUKU_TRY(file, file_index_of(request, report));
  const intake::FileFacts& facts = report.files[static_cast<std::size_t>(file)];
  // Who opens the file sees there, too, that importing it alone is not the way.
  const std::string mending = facts.single_rows ? " " + texts_of(request).text("import_mending.file") : std::string();
  TSUZUKU_TRY(text, context.imports.quarantine_file(shop.id, id, file, [&](const services::QuarantineEntry& entry) {
    return reason_text(entry, request) + mending;
  }));
  TSUZUKU_CHECK(record(context, request, {.shop = shop.id, .action = "export.quarantine", .object = id.text()}));
  http::Response response;
  response.body = std::move(text);
  set_download(response, "quarantine-" + facts.name, "text/csv; charset=utf-8");
  return response;
}

}  // namespace tsuzuku::api
