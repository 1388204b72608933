#pragma once
// Imports: files of other systems into the store, all or nothing, with every row that could not be taken kept
// with its reason. One import per shop at a time.

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "domain/codes.hpp"
#include "intake/intake.hpp"
#include "services/shops/shops.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct ImportCounts {
  std::int64_t rows_read = 0;  // data records of all files
  std::int64_t orders_new = 0;
  std::int64_t orders_changed = 0;
  std::int64_t orders_same = 0;
  std::int64_t lines = 0;
  std::int64_t credits = 0;  // rows that took goods back
  std::int64_t customers_new = 0;
  Money sales = 0;  // accepted amounts of the orders taken, minor units
  std::int64_t rows_quarantined = 0;
  std::int64_t totals_differ = 0;  // orders taken although their total does not add up (profiles that only warn)
  [[nodiscard]] std::int64_t orders() const { return orders_new + orders_changed + orders_same; }
};

// What one file of an import held. Nothing where the file's columns cannot tell it: a file of order heads tells no
// lines. An order belongs to the file that tells its day, a line or credit and its money to the file whose row tells
// that money, a quarantined row to its own file; so every figure adds up to that of ImportCounts.
struct FileCounts {
  std::int64_t rows_read = 0;
  std::optional<std::int64_t> orders;
  std::optional<std::int64_t> lines;
  std::optional<std::int64_t> credits;
  std::optional<Money> sales;
  std::optional<std::int64_t> customers;  // told by a member file, new or known
  std::optional<std::int64_t> products;   // told by a product master
  std::int64_t rows_quarantined = 0;
};

struct QuarantineEntry {
  int file = 0;
  std::string file_name;
  std::int64_t row = 0;
  std::string column;
  std::string reason;  // key below "quarantine"
  ErrorArguments arguments;
  std::string raw;
};

struct ImportReport {
  ImportId id;
  domain::ImportState state = domain::ImportState::Running;
  bool dry_run = false;
  std::string profile;
  std::vector<intake::FileFacts> files;
  std::int64_t started_at = 0;
  std::optional<std::int64_t> finished_at;
  ImportCounts counts;
  std::vector<FileCounts> file_counts;    // beside files once it is done, else empty
  std::vector<QuarantineEntry> problems;  // the first kFirstProblems
  std::optional<Error> error;             // why it failed
};
inline constexpr std::size_t kFirstProblems = 20;

// Key of the sentence that says how rows set aside are mended; empty when there are none.
[[nodiscard]] std::string_view mending_of(const ImportReport& report);

template <typename T>
struct Page {
  std::vector<T> rows;
  int page = 1;  // from 1
  int page_size = 0;
  std::int64_t rows_total = 0;
};

struct ImportRequest {
  Shop shop;
  intake::Request input;  // currency and time zone are taken from the shop
  bool dry_run = false;   // everything but the writing: the counts are those of the import, and no writer waits
  std::optional<StaffId> staff;
};

using ImportProgress = std::function<void(const intake::Progress&)>;

class Imports {
 public:
  [[nodiscard]] static Result<Imports> open(sql::Database& database, IdMaker& ids, std::function<std::int64_t()> now);

  // Runs to the end in the calling thread. An error of the input leaves nothing behind but the import's own
  // record (state failed, with the error). Conflict "import.busy" while another import of the shop runs.
  [[nodiscard]] Result<ImportReport> run(ImportId id, const ImportRequest& request, const ImportProgress& progress,
                                         const std::atomic<bool>& cancel);

  [[nodiscard]] Result<Page<ImportReport>> list(ShopId shop, int page, int page_size) const;  // newest first
  [[nodiscard]] Result<ImportReport> get(ShopId shop, ImportId id) const;  // NotFound "import.unknown_id"
  [[nodiscard]] Result<Page<QuarantineEntry>> quarantine(ShopId shop, ImportId id, int page, int page_size) const;
  // The rows of one file as they stood, under their header, with columns appended: reason, column and, where rows have
  // to be mended in the file they came from, their number there. `reason_text` puts a reason into words. UTF-8 with
  // BOM.
  [[nodiscard]] Result<std::string> quarantine_file(
      ShopId shop, ImportId id, int file, const std::function<std::string(const QuarantineEntry&)>& reason_text) const;

  struct NamedMapping {
    std::string name;
    intake::Mapping mapping;
  };
  [[nodiscard]] Result<std::vector<NamedMapping>> mappings(ShopId shop) const;
  [[nodiscard]] Status save_mapping(ShopId shop, const NamedMapping& mapping);
  [[nodiscard]] Status remove_mapping(ShopId shop, const std::string& name);

 private:
  Imports(sql::Database& database, IdMaker& ids, std::function<std::int64_t()> now, sql::Queries queries)
      : database_(&database), ids_(&ids), now_(std::move(now)), queries_(std::move(queries)) {}
  [[nodiscard]] Status apply(const ImportRequest& request, ImportReport& report, const ImportProgress& progress,
                             const std::atomic<bool>& cancel);
  [[nodiscard]] Status record(sql::Session& session, const ImportRequest& request, const ImportReport& report) const;
  void record_failure(const ImportRequest& request, ImportReport& report, const Error& error);

  sql::Database* database_;
  IdMaker* ids_;
  std::function<std::int64_t()> now_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
