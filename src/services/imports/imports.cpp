#include "services/imports/imports.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "services/imports/import_json.hpp"
#include "services/imports/trial_session.hpp"
#include "services/orders/order_writer.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::size_t kQuarantineBatch = 500;

sql::Value nullable(const std::optional<std::int64_t>& number) {
  return number ? sql::Value{*number} : sql::Value{sql::Null{}};
}

// Drafts go to the order writer; rows that cannot be taken go to quarantine, from intake and writer alike.
// The write transaction begins with the first draft: reading and checking a large file must not keep
// other writers waiting.
class StoreSink final : public intake::Sink {
 public:
  // `record` writes the import's own row, to which quarantined rows refer.
  using Record = std::function<Status(sql::Session&)>;

  StoreSink(sql::Database& database, IdMaker& ids, const sql::Queries& queries, const ImportRequest& request,
            ImportReport& report, Record record)
      : database_(database),
        ids_(ids),
        queries_(queries),
        request_(request),
        report_(report),
        record_(std::move(record)),
        quarantined_by_file_(report.files.size()) {}

  Status order(domain::OrderDraft draft) override {
    TSUZUKU_CHECK(begin());
    return writer_->add(std::move(draft));
  }
  Status customer(domain::CustomerDraft draft) override {
    TSUZUKU_CHECK(begin());
    return writer_->add(draft);
  }
  Status product(domain::ProductDraft draft) override {
    TSUZUKU_CHECK(begin());
    return writer_->add(draft);
  }
  Status source_cost(domain::SourceCostDraft draft) override {
    TSUZUKU_CHECK(begin());
    return writer_->add(draft);
  }
  Status stock_level(domain::StockLevelDraft draft) override {
    TSUZUKU_CHECK(begin());
    return writer_->add(draft);
  }
  Status quarantine(intake::QuarantinedRow row) override {
    TSUZUKU_CHECK(begin());
    if (report_.problems.size() < kFirstProblems) {
      report_.problems.push_back({row.file, report_.files[static_cast<std::size_t>(row.file)].name, row.row, row.column,
                                  row.reason, row.arguments, row.raw});
    }
    ++report_.counts.rows_quarantined;
    ++quarantined_by_file_[static_cast<std::size_t>(row.file)];
    if (request_.dry_run) return {};
    rows_.push_back({report_.id.value, report_.counts.rows_quarantined, std::int64_t{row.file}, row.row, row.column,
                     row.reason, arguments_to_json(row.arguments), row.raw});
    return rows_.size() >= kQuarantineBatch ? flush_quarantine() : Status{};
  }

  // Begins the transaction if nothing has yet, so that even an import of nothing is recorded. A dry run has none.
  Status begin() {
    if (writer_) return {};
    TSUZUKU_CHECK(open_session());
    TSUZUKU_CHECK(record_(*session_));
    TSUZUKU_TRY(writer, OrderWriter::open({.session = session_.get(),
                                           .ids = &ids_,
                                           .shop = request_.shop.id,
                                           .import = report_.id,
                                           .now = report_.started_at,
                                           .trial_of_repeats = request_.dry_run && orders_may_repeat(),
                                           .time_zone = request_.dry_run ? std::string() : request_.shop.time_zone,
                                           .refuse = [this](const domain::OrderDraft& draft, std::string_view reason,
                                                            ErrorArguments arguments) {
                                             return refuse(draft, reason, std::move(arguments));
                                           }}));
    writer_.emplace(std::move(writer));
    return {};
  }

  Status flush_quarantine() {
    if (rows_.empty()) return {};
    TSUZUKU_CHECK(session_->run_batch(queries_.get("add_quarantined_row"), rows_));
    rows_.clear();
    return {};
  }

  // Everything is written but the final counts in the import's own row.
  Status finish(const intake::Tally& tally) {
    TSUZUKU_CHECK(begin());
    TSUZUKU_CHECK(writer_->finish());
    const WriteCounts& written = writer_->counts();
    report_.counts.rows_read = tally.rows_read;
    report_.counts.totals_differ = tally.totals_differ;
    report_.counts.orders_new = written.orders_new;
    report_.counts.orders_changed = written.orders_changed;
    report_.counts.orders_same = written.orders_same;
    report_.counts.lines = written.lines;
    report_.counts.credits = written.credits;
    report_.counts.customers_new = written.customers_new;
    report_.counts.sales = written.sales;
    count_files(tally, written);
    if (written.changed()) TSUZUKU_CHECK(touch_shop_data(*session_, request_.shop.id, writer_->change()));
    return flush_quarantine();
  }

  sql::Session& session() { return *session_; }
  Status commit() { return transaction_->commit(); }

 private:
  Status open_session() {
    if (request_.dry_run) {
      TSUZUKU_TRY(reader, database_.reader());
      session_ = std::make_unique<TrialSession>(std::move(reader));
      return {};
    }
    TSUZUKU_TRY(session, database_.writer(sql::kPatientWriterWaitSeconds));
    session_ = std::move(session);
    TSUZUKU_TRY(transaction, sql::Transaction::begin(*session_));
    transaction_.emplace(std::move(transaction));
    return {};
  }

  // Intake brings the rows of an order together; but what has no number is numbered in each file anew.
  [[nodiscard]] bool orders_may_repeat() const {
    return std::ranges::count_if(report_.files, &intake::FileFacts::single_rows) > 1;
  }

  void count_files(const intake::Tally& tally, const WriteCounts& written) {
    for (std::size_t i = 0; i < tally.files.size(); ++i) {
      const intake::FileTally& told = tally.files[i];
      const FileWriteCounts taken = i < written.files.size() ? written.files[i] : FileWriteCounts{};
      FileCounts& counts = report_.file_counts.emplace_back();
      counts.rows_read = told.rows_read;
      counts.rows_quarantined = quarantined_by_file_[i];
      if (told.tells_orders) counts.orders = taken.orders;
      if (told.tells_lines) {
        counts.lines = taken.lines;
        counts.credits = taken.credits;
        counts.sales = taken.sales;
      }
      if (told.tells_customers) counts.customers = told.customers;
      if (told.tells_products) counts.products = told.products;
    }
  }

  Status refuse(const domain::OrderDraft& draft, std::string_view reason, ErrorArguments arguments) {
    return quarantine({.file = draft.file,
                       .row = draft.first_row,
                       .column = {},
                       .reason = std::string(reason),
                       .arguments = std::move(arguments),
                       .raw = draft.number});
  }

  sql::Database& database_;
  IdMaker& ids_;
  const sql::Queries& queries_;
  const ImportRequest& request_;
  ImportReport& report_;
  Record record_;
  std::unique_ptr<sql::Session> session_;
  std::optional<sql::Transaction> transaction_;
  std::optional<OrderWriter> writer_;
  std::vector<sql::Row> rows_;
  std::vector<std::int64_t> quarantined_by_file_;
};

}  // namespace

Result<Imports> Imports::open(sql::Database& database, IdMaker& ids, std::function<std::int64_t()> now) {
  TSUZUKU_TRY(queries, queries_of("services/imports/imports.sql", database.dialect()));
  return Imports(database, ids, std::move(now), std::move(queries));
}

Result<ImportReport> Imports::run(ImportId id, const ImportRequest& request, const ImportProgress& progress,
                                  const std::atomic<bool>& cancel) {
  ImportReport report;
  report.id = id;
  report.dry_run = request.dry_run;
  report.started_at = now_();
  for (const intake::InputFile& file : request.input.files) report.files.push_back({.name = file.name});

  TSUZUKU_TRY(lock, database_->try_lock("import-" + request.shop.id.text()));
  if (!lock) return fail(ErrorKind::Conflict, "import.busy", {{"shop", request.shop.name}});

  if (const auto applied = apply(request, report, progress, cancel); !applied) {
    record_failure(request, report, applied.error());
    return fail(applied.error());
  }
  return report;
}

Status Imports::apply(const ImportRequest& request, ImportReport& report, const ImportProgress& progress,
                      const std::atomic<bool>& cancel) {
  intake::Request input = request.input;
  input.currency = request.shop.currency.code;
  input.time_zone = request.shop.time_zone;
  TSUZUKU_TRY(inspection, intake::inspect(input));
  report.files = inspection.files;
  if (inspection.refusal) return fail(*inspection.refusal);
  report.profile = *inspection.profile;
  input.profile = inspection.profile;

  StoreSink sink(*database_, *ids_, queries_, request, report,
                 [&](sql::Session& session) { return record(session, request, report); });
  TSUZUKU_TRY(tally, intake::read(input, sink, progress, cancel));
  TSUZUKU_CHECK(sink.finish(tally));
  if (cancel) return fail(ErrorKind::Cancelled, "import.cancelled");
  report.state = domain::ImportState::Done;
  report.finished_at = now_();
  if (request.dry_run) return {};
  TSUZUKU_CHECK(record(sink.session(), request, report));
  return sink.commit();
}

Status Imports::record(sql::Session& session, const ImportRequest& request, const ImportReport& report) const {
  std::optional<std::int64_t> staff;
  if (request.staff) staff = request.staff->value;
  const ImportCounts& counts = report.counts;
  sql::Value message = sql::Null{};
  sql::Value arguments = sql::Null{};
  if (report.error) {
    message = report.error->key;
    arguments = arguments_to_json(report.error->arguments);
  }
  TSUZUKU_CHECK(session.run(queries_.get("record_import"), {{"import_id", report.id.value},
                                                            {"shop_id", request.shop.id.value},
                                                            {"profile", report.profile},
                                                            {"files", files_to_json(report.files, report.file_counts)},
                                                            {"mapping", mapping_to_json(request.input.mapping)},
                                                            {"state", static_cast<std::int64_t>(report.state)},
                                                            {"staff_id", nullable(staff)},
                                                            {"started_at", report.started_at},
                                                            {"finished_at", nullable(report.finished_at)},
                                                            {"rows_read", counts.rows_read},
                                                            {"orders_new", counts.orders_new},
                                                            {"orders_changed", counts.orders_changed},
                                                            {"orders_same", counts.orders_same},
                                                            {"credits", counts.credits},
                                                            {"lines", counts.lines},
                                                            {"customers_new", counts.customers_new},
                                                            {"sales", counts.sales},
                                                            {"rows_quarantined", counts.rows_quarantined},
                                                            {"totals_differ", counts.totals_differ},
                                                            {"message_key", message},
                                                            {"message_arguments", arguments}}));
  return {};
}

// Best effort: when the database itself is what failed, the caller still gets the first error.
void Imports::record_failure(const ImportRequest& request, ImportReport& report, const Error& error) {
  if (request.dry_run) return;
  report.state = error.kind == ErrorKind::Cancelled ? domain::ImportState::Cancelled : domain::ImportState::Failed;
  report.finished_at = now_();
  report.error = error;
  report.counts = {};
  report.file_counts.clear();
  const auto recorded = [&]() -> Status {
    TSUZUKU_TRY(session, database_->writer(sql::kPatientWriterWaitSeconds));
    return record(*session, request, report);
  }();
  if (!recorded) log::warn("import_not_recorded", {{"import", report.id.text()}, {"reason", recorded.error().key}});
}

}  // namespace tsuzuku::services
