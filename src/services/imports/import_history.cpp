// Reading side of Imports: history, quarantine, named mappings.

#include <algorithm>

#include "base/csv.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "services/imports/import_json.hpp"
#include "services/imports/imports.hpp"

namespace tsuzuku::services {
namespace {

ImportReport report_from(const sql::Row& row) {
  ImportReport report;
  std::size_t at = 0;
  const auto next = [&]() -> const sql::Value& { return row[at++]; };
  report.id = ImportId{sql::integer(next())};
  report.profile = sql::text(next());
  const std::string files = sql::text(next());
  report.files = files_from_json(files);
  report.file_counts = file_counts_from_json(files);
  report.state = static_cast<domain::ImportState>(sql::integer(next()));
  report.started_at = sql::integer(next());
  if (const sql::Value& finished = next(); !sql::is_null(finished)) report.finished_at = sql::integer(finished);
  report.counts.rows_read = sql::integer(next());
  report.counts.orders_new = sql::integer(next());
  report.counts.orders_changed = sql::integer(next());
  report.counts.orders_same = sql::integer(next());
  report.counts.credits = sql::integer(next());
  report.counts.lines = sql::integer(next());
  report.counts.customers_new = sql::integer(next());
  report.counts.sales = sql::integer(next());
  report.counts.rows_quarantined = sql::integer(next());
  report.counts.totals_differ = sql::integer(next());
  const std::string key = sql::text(next());
  const std::string arguments = sql::text(next());
  if (!key.empty()) report.error = Error{ErrorKind::InvalidInput, key, arguments_from_json(arguments)};
  return report;
}

QuarantineEntry entry_from(const sql::Row& row, const ImportReport& report) {
  QuarantineEntry entry;
  entry.file = static_cast<int>(sql::integer(row[0]));
  if (static_cast<std::size_t>(entry.file) < report.files.size()) {
    entry.file_name = report.files[static_cast<std::size_t>(entry.file)].name;
  }
  entry.row = sql::integer(row[1]);
  entry.column = sql::text(row[2]);
  entry.reason = sql::text(row[3]);
  entry.arguments = arguments_from_json(sql::text(row[4]));
  entry.raw = sql::text(row[5]);
  return entry;
}

struct Window {
  int page;
  int page_size;
  std::int64_t offset;
};

Window window_of(int page, int page_size) {
  const int size = std::clamp(page_size, 1, limits::kPageRows);
  const int number = std::max(page, 1);
  return {number, size, (std::int64_t{number} - 1) * size};
}

}  // namespace

std::string_view mending_of(const ImportReport& report) {
  if (report.counts.rows_quarantined == 0) return {};
  return std::ranges::any_of(report.files, &intake::FileFacts::single_rows) ? "import_mending.file"
                                                                            : "import_mending.rows";
}

Result<Page<ImportReport>> Imports::list(ShopId shop, int page, int page_size) const {
  const Window window = window_of(page, page_size);
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(total, session->rows(queries_.get("count_imports"), {{"shop_id", shop.value}}));
  TSUZUKU_TRY(rows, session->rows(queries_.get("list_imports"), {{"shop_id", shop.value},
                                                                 {"limit", std::int64_t{window.page_size}},
                                                                 {"offset", window.offset}}));
  Page<ImportReport> result{{}, window.page, window.page_size, sql::integer(total[0][0])};
  for (const sql::Row& row : rows) result.rows.push_back(report_from(row));
  return result;
}

Result<ImportReport> Imports::get(ShopId shop, ImportId id) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("get_import"), {{"shop_id", shop.value}, {"import_id", id.value}}));
  if (rows.empty()) return fail(ErrorKind::NotFound, "import.unknown_id", {{"id", id.text()}});
  ImportReport report = report_from(rows.front());
  TSUZUKU_TRY(problems, session->rows(queries_.get("list_quarantined_rows"),
                                      {{"import_id", id.value},
                                       {"limit", static_cast<std::int64_t>(kFirstProblems)},
                                       {"offset", std::int64_t{0}}}));
  for (const sql::Row& row : problems) report.problems.push_back(entry_from(row, report));
  return report;
}

Result<Page<QuarantineEntry>> Imports::quarantine(ShopId shop, ImportId id, int page, int page_size) const {
  TSUZUKU_TRY(report, get(shop, id));
  const Window window = window_of(page, page_size);
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(total, session->rows(queries_.get("count_quarantined_rows"), {{"import_id", id.value}}));
  TSUZUKU_TRY(rows, session->rows(queries_.get("list_quarantined_rows"), {{"import_id", id.value},
                                                                          {"limit", std::int64_t{window.page_size}},
                                                                          {"offset", window.offset}}));
  Page<QuarantineEntry> result{{}, window.page, window.page_size, sql::integer(total[0][0])};
  for (const sql::Row& row : rows) result.rows.push_back(entry_from(row, report));
  return result;
}

Result<std::string> Imports::quarantine_file(
    ShopId shop, ImportId id, int file, const std::function<std::string(const QuarantineEntry&)>& reason_text) const {
  TSUZUKU_TRY(report, get(shop, id));
  if (file < 0 || static_cast<std::size_t>(file) >= report.files.size()) {
    return fail(ErrorKind::NotFound, "import.unknown_file", {{"file", std::to_string(file)}});
  }
  const intake::FileFacts& facts = report.files[static_cast<std::size_t>(file)];
  const char separator = facts.separator.empty() || facts.separator == " " ? ',' : facts.separator.front();
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("list_file_quarantine"),
                                  {{"import_id", id.value}, {"file_position", std::int64_t{file}}}));
  std::string out = "\xEF\xBB\xBF";
  for (const std::string& column : facts.columns) out += csv_field(column, separator) + separator;
  out += std::string(intake::kReasonColumn) + separator + std::string(intake::kColumnColumn);
  if (facts.single_rows) out += separator + std::string("tsuzuku_row");
  out += "\r\n";
  for (const sql::Row& row : rows) {
    const QuarantineEntry entry = entry_from(row, report);
    out += trim(entry.raw);
    out += separator + csv_field(reason_text(entry), separator) + separator + csv_field(entry.column, separator);
    if (facts.single_rows) out += separator + std::to_string(entry.row);
    out += "\r\n";
  }
  return out;
}

Result<std::vector<Imports::NamedMapping>> Imports::mappings(ShopId shop) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("list_mappings"), {{"shop_id", shop.value}}));
  std::vector<NamedMapping> result;
  for (const sql::Row& row : rows) result.push_back({sql::text(row[0]), mapping_from_json(sql::text(row[1]))});
  return result;
}

Status Imports::save_mapping(ShopId shop, const NamedMapping& mapping) {
  const std::string name(trim(mapping.name));
  if (name.empty() || name.size() > limits::kTextField) return fail(ErrorKind::Usage, "import.mapping_without_name");
  if (mapping.mapping.empty()) return fail(ErrorKind::Usage, "import.mapping_empty");
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_CHECK(session->run(queries_.get("save_mapping"), {{"shop_id", shop.value},
                                                            {"name", name},
                                                            {"mapping", mapping_to_json(mapping.mapping)},
                                                            {"updated_at", now_()}}));
  return {};
}

Status Imports::remove_mapping(ShopId shop, const std::string& name) {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(removed, session->run(queries_.get("remove_mapping"), {{"shop_id", shop.value}, {"name", name}}));
  if (removed == 0) return fail(ErrorKind::NotFound, "import.unknown_mapping", {{"name", name}});
  return {};
}

}  // namespace tsuzuku::services
