#pragma once
// From the files of other systems to order drafts: recognise, decode, map, group, reconcile. Knows nothing
// of the store. Memory stays flat: rows beyond limits::kSpoolMemoryBytes are spooled to a temporary file.

#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/money.hpp"
#include "base/time_zone.hpp"
#include "domain/draft.hpp"

namespace tsuzuku::intake {

struct InputFile {
  std::string name;  // as the user knows it, for messages
  std::filesystem::path path;
};

// One row (or one order: every row of it) that could not be taken, with a reason a shop owner understands.
struct QuarantinedRow {
  int file = 0;
  std::int64_t row = 0;  // 1-based physical record number; the header is record 1
  std::string column;    // header name, empty when the whole row is meant
  std::string reason;    // key below "quarantine" in locales/server/<language>/*.json, for example "bad_date"
  ErrorArguments arguments;
  std::string raw;  // the record as it stood, in UTF-8, so that it can be mended and imported again
};

// Where drafts go. An error returned by a sink ends the reading and is returned by read().
class Sink {
 public:
  virtual ~Sink() = default;
  virtual Status order(domain::OrderDraft draft) = 0;
  virtual Status customer(domain::CustomerDraft draft) = 0;       // from files of members
  virtual Status product(domain::ProductDraft draft) = 0;         // from product masters
  virtual Status source_cost(domain::SourceCostDraft draft) = 0;  // from files of what sources cost
  virtual Status stock_level(domain::StockLevelDraft draft) = 0;  // from files of what is in stock
  virtual Status quarantine(QuarantinedRow row) = 0;
};

struct Progress {
  std::string_view phase;  // "reading", "grouping"
  std::int64_t bytes_done = 0;
  std::int64_t bytes_total = 0;
  std::int64_t rows = 0;
};

using Mapping = std::map<std::string, std::string, std::less<>>;  // our field -> column of the file

struct Request {
  std::vector<InputFile> files;
  std::optional<std::string> profile;  // name; nothing = recognise by header
  Mapping mapping;                     // overrides columns of the profile; alone it selects the generic profile
  std::string currency;                // of the shop, ISO 4217; empty = what the profile suggests, else JPY
  std::string time_zone;               // of the shop, IANA; empty = what the profile suggests, else Asia/Tokyo
  std::filesystem::path spool_folder;  // for temporary files; must exist
  std::vector<std::filesystem::path> profile_folders;  // users' own profiles (*.json), after the built-in ones
};

struct ProfileSummary {
  std::string name;   // "tsuzuku", "shopify", ...
  std::string title;  // in the profile's own words (Japanese)
  std::string title_en;
  int files = 1;  // how many files it joins
  bool built_in = true;
};

struct Candidate {
  std::string profile;
  int matched_columns = 0;
  std::vector<std::string> missing;  // required columns that were not found
};

struct FileFacts {
  std::string name;
  std::string role;          // which of the profile's files this is: "orders", "items", "members", ...
  bool single_rows = false;  // no file tells order numbers: every row is an order, and is mended in its own file
  std::string encoding;      // "UTF-8", "UTF-8 BOM", "CP932", "UTF-16LE", "UTF-16BE"
  std::string separator;     // ",", "\t", ";", " "
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> sample;  // first rows, at most 20
};

// What would be read and how, before anything is read whole.
struct Inspection {
  std::vector<FileFacts> files;
  std::optional<std::string> profile;          // chosen; nothing when no profile fits or several fit equally well
  std::vector<Candidate> candidates;           // best first, for the choice on screen
  std::map<std::string, std::string> mapping;  // our field -> column, as it would be used
  std::vector<std::string> missing;            // required fields without a column
  std::vector<std::string> notes;              // keys below "import_notes": what the user should know beforehand
  std::optional<Error> refusal;                // with which read() would answer; nothing when it would begin
  std::string currency;                        // that would be used
  std::string time_zone;
};

// What one file of a reading held. An order belongs to the file that tells its day, a line or credit and its money
// to the file whose row tells that money; so in a joined pair one file may tell orders and the other lines.
struct FileTally {
  std::int64_t rows_read = 0;  // data records
  std::int64_t customers = 0;  // drafts from a member file
  std::int64_t products = 0;   // drafts from a product master
  bool tells_orders = false;   // which of the counts this file's columns can add to
  bool tells_lines = false;
  bool tells_customers = false;
  bool tells_products = false;
};

// Totals of one reading; sales are in minor units of the currency.
struct Tally {
  std::int64_t rows_read = 0;  // data records in all files
  std::int64_t orders = 0;     // drafts handed to the sink
  std::int64_t lines = 0;
  std::int64_t credits = 0;
  std::int64_t customers = 0;  // drafts from member files
  std::int64_t products = 0;
  Money sales = 0;  // sum of accepted amounts
  std::int64_t rows_quarantined = 0;
  std::int64_t totals_differ = 0;  // orders taken although their total does not add up (profiles that only warn)
  std::vector<FileTally> files;    // beside Request::files
};

[[nodiscard]] Result<std::vector<ProfileSummary>> list_profiles(const std::vector<std::filesystem::path>& folders);

[[nodiscard]] Result<Inspection> inspect(const Request& request);

// Reads everything into the sink. Orders arrive grouped and reconciled, in the order of their first row while all rows
// fit in memory, else by their number. `progress` is called a few times a second from the calling thread. `cancel` set
// to true ends the reading with ErrorKind::Cancelled.
[[nodiscard]] Result<Tally> read(const Request& request, Sink& sink,
                                 const std::function<void(const Progress&)>& progress, const std::atomic<bool>& cancel);

// Columns behind those of the file when rows that could not be taken are handed back: why, and in which column.
inline constexpr std::string_view kReasonColumn = "tsuzuku_reason";
inline constexpr std::string_view kColumnColumn = "tsuzuku_column";

// Our own CSV: header and two example orders, UTF-8 with BOM so that Excel opens it right.
[[nodiscard]] std::string template_csv();

}  // namespace tsuzuku::intake
