#include "intake/reading.hpp"

#include <algorithm>

#include "intake/master_files.hpp"
#include "intake/person.hpp"
#include "intake/single_rows.hpp"

namespace tsuzuku::intake {
namespace {

constexpr std::int64_t kRowsBetweenChecks = 1'024;
constexpr std::int64_t kBytesBetweenProgress = 4 << 20;
constexpr char kSingleRow = '\x02';
constexpr char kNoKey = '\x01';  // no order number, no text: such keys meet nothing else

class Reading {
 public:
  Reading(const Plan& plan, const ReadingOptions& options, Sink& sink,
          const std::function<void(const Progress&)>& progress, const std::atomic<bool>& cancel)
      : plan_(plan),
        sink_(sink),
        report_(progress),
        cancel_(cancel),
        has_joins_(std::ranges::any_of(plan.files, is_joined)),
        // Two spools are alive while rows move from the first into the second.
        joining_({options.spool_folder, options.memory_bytes / 2, limits::kOrderLines + 1}),
        orders_({options.spool_folder, has_joins_ ? options.memory_bytes / 2 : options.memory_bytes,
                 limits::kOrderLines + 1}),
        assembler_(plan, sink, tally_) {
    for (const SourceFile& file : plan.files) {
      progress_.bytes_total += file.input.bytes;
      tally_.files.push_back(file_tally(file));
    }
  }

  Result<Tally> run() {
    // Joined files come behind the files they belong to, so that orders keep the order of their own file.
    for (const bool joined : {false, true}) {
      for (std::size_t i = 0; i < plan_.files.size(); ++i) {
        if (is_joined(plan_.files[i]) == joined && is_join_partner(plan_.files[i])) TSUZUKU_CHECK(read_file(i));
      }
    }
    if (has_joins_) TSUZUKU_CHECK(hand_on_joined());
    for (std::size_t i = 0; i < plan_.files.size(); ++i) {
      if (!is_joined(plan_.files[i]) && !is_join_partner(plan_.files[i])) TSUZUKU_CHECK(read_file(i));
    }
    if (tally_.rows_read == 0) {
      return fail(ErrorKind::InvalidInput, "import.no_rows", {{"file", plan_.files.front().input.file.name}});
    }
    TSUZUKU_CHECK(group());
    report(true);
    return tally_;
  }

 private:
  FileTally file_tally(const SourceFile& file) const {
    using Content = FileProfile::Content;
    const Binding& binding = file.binding;
    const Content content = binding.file_profile->content;
    FileTally tally;
    tally.tells_orders = content == Content::Orders && binding.has(Field::OrderedAt);
    tally.tells_lines =
        content == Content::Orders && (plan_.total_is_line ? binding.has(Field::Total) : binding.makes_lines());
    tally.tells_customers = content == Content::Customers;
    tally.tells_products = content == Content::Products;
    return tally;
  }

  static bool is_joined(const SourceFile& file) { return file.binding.file_profile->joined.has_value(); }

  // Joined itself, or the target of a file that is.
  bool is_join_partner(const SourceFile& file) const { return is_joined(file) || target_column(file) >= 0; }

  // The column by which joined files refer to this file's rows; -1 when none does.
  int target_column(const SourceFile& file) const {
    for (const SourceFile& other : plan_.files) {
      const auto& joined = other.binding.file_profile->joined;
      if (joined && joined->role == file.binding.file_profile->role) return find_column(file.input, joined->theirs);
    }
    return -1;
  }

  void report(bool now) {
    if (!report_ || (!now && progress_.bytes_done - last_reported_ < kBytesBetweenProgress)) return;
    last_reported_ = progress_.bytes_done;
    progress_.rows = tally_.rows_read;
    report_(progress_);
  }

  Status check_cancel() {
    if (!cancel_.load(std::memory_order_relaxed)) return {};
    return fail(ErrorKind::Cancelled, "import.cancelled");
  }

  Status read_file(std::size_t index) {
    const SourceFile& file = plan_.files[index];
    progress_.phase = "reading";
    TSUZUKU_TRY(text, open_text(file.input));
    CsvReader csv(*text, file.input.dialect);
    std::vector<Problem> ignored;
    TextPool pool;
    RowReader row(file, plan_.money_form(), plan_.zone, pool, ignored);
    const std::int64_t before = progress_.bytes_done;
    Record record;
    bool header = true;
    for (;;) {
      auto found = csv.next(record);
      if (!found) return fail(in_file(std::move(found).error(), file.input));
      if (!*found) break;
      if (std::exchange(header, false)) continue;
      row.load(record);
      TSUZUKU_CHECK(take(index, record, row));
      pool.clear();
      ignored.clear();
      ++tally_.files[index].rows_read;
      if (++tally_.rows_read % kRowsBetweenChecks == 0) {
        TSUZUKU_CHECK(check_cancel());
        progress_.bytes_done = before + text->bytes_done();
        report(false);
      }
    }
    progress_.bytes_done = before + file.input.bytes;
    return {};
  }

  Status take(std::size_t index, const Record& record, RowReader& row) {
    const SourceFile& file = plan_.files[index];
    SpooledRow spooled{static_cast<std::uint8_t>(index), record.fault, record.number, {}, record.raw};
    if (file.binding.file_profile->content != FileProfile::Content::Orders) {
      if (!masters_) masters_.emplace(plan_, sink_, tally_);
      return masters_->take(spooled);
    }
    if (is_joined(file)) return spool_under(joining_, spooled, row.column_text(file.binding.join_column));
    if (const int column = target_column(file); column >= 0)
      return spool_under(joining_, spooled, row.column_text(column));
    return spool_under(orders_, spooled, order_key(index, row));
  }

  Status spool_under(Spool& spool, SpooledRow& row, std::string_view key) {
    if (key.empty()) {
      key_.assign({kNoKey, static_cast<char>(row.file)});
      key = key_ += std::to_string(row.row);
    }
    row.key = key;
    return spool.add(row);
  }

  // The order number; without one what append_single_row_key() makes, within the file. Empty when it cannot be told:
  // the row is then looked at alone, and its problem found.
  std::string_view order_key(std::size_t index, RowReader& row) {
    if (plan_.has_order_numbers) return row.text(Field::OrderNumber);
    key_.assign({kSingleRow, static_cast<char>(index)});
    append_single_row_key(row, plan_.key_fields, key_);
    return key_;
  }

  // Every row of the target file goes on to its order, and takes the joined row along.
  Status hand_on_joined() {
    std::vector<Problem> ignored;
    TextPool pool;
    std::vector<RowReader> readers;
    for (const SourceFile& file : plan_.files)
      readers.emplace_back(file, plan_.money_form(), plan_.zone, pool, ignored);
    return joining_.take_groups([&](std::span<const SpooledRow> group, bool) -> Status {
      TSUZUKU_CHECK(check_cancel());
      const auto joined =
          std::ranges::find_if(group, [&](const SpooledRow& row) { return is_joined(plan_.files[row.file]); });
      for (const SpooledRow& row : group) {
        if (is_joined(plan_.files[row.file])) continue;
        pool.clear();
        ignored.clear();
        (void)readers[row.file].load(row, 0);
        const std::string key(readers[row.file].text(Field::OrderNumber));
        SpooledRow onward = row;
        TSUZUKU_CHECK(spool_under(orders_, onward, key));
        if (joined == group.end()) continue;
        SpooledRow companion = *joined;
        TSUZUKU_CHECK(spool_under(orders_, companion, key));
      }
      return {};
    });
  }

  Status group() {
    progress_.phase = "grouping";
    progress_.bytes_done = 0;
    last_reported_ = 0;
    std::int64_t rows = 0;
    return orders_.take_groups([&](std::span<const SpooledRow> rows_of_order, bool continued) -> Status {
      const std::int64_t before = rows;
      rows += static_cast<std::int64_t>(rows_of_order.size());
      if (before / kRowsBetweenChecks != rows / kRowsBetweenChecks) {
        TSUZUKU_CHECK(check_cancel());
        progress_.bytes_done = progress_.bytes_total * rows / std::max<std::int64_t>(orders_.rows(), 1);
        report(false);
      }
      return assembler_.take(rows_of_order, continued);
    });
  }

  const Plan& plan_;
  Sink& sink_;
  const std::function<void(const Progress&)>& report_;
  const std::atomic<bool>& cancel_;
  Progress progress_;
  std::int64_t last_reported_ = 0;
  Tally tally_;
  bool has_joins_;
  Spool joining_;
  Spool orders_;
  Assembler assembler_;
  std::optional<MasterFiles> masters_;
  std::string key_;
};

}  // namespace

Result<Plan> make_plan(const Profile& profile, std::vector<SourceFile> files, const Request& request) {
  const auto first_told = [](const std::string& a, const std::string& b, const char* otherwise) {
    return !a.empty() ? a : !b.empty() ? b : std::string(otherwise);
  };
  const std::string currency_code = first_told(request.currency, profile.currency, "JPY");
  const auto currency = find_currency(currency_code);
  if (!currency) return fail(ErrorKind::Usage, "import.unknown_currency", {{"currency", currency_code}});
  const std::string zone_name = first_told(request.time_zone, profile.time_zone, "Asia/Tokyo");
  auto zone = TimeZone::find(zone_name);
  if (!zone) return fail(ErrorKind::Usage, "import.unknown_time_zone", {{"time_zone", zone_name}});

  Plan plan{std::make_shared<const Profile>(profile), std::move(files), *currency, std::move(*zone), {}, true, false};
  for (SourceFile& file : plan.files) {
    const std::string role = file.binding.file_profile->role;
    file.binding.profile = plan.profile_owner.get();
    file.binding.file_profile = &*std::ranges::find(plan.profile().files, role, &FileProfile::role);
    file.input.dialect.quotes = profile.quotes;
  }
  const auto any = [&](auto&& has) {
    return std::ranges::any_of(plan.files, [&](const SourceFile& file) { return has(file.binding); });
  };
  plan.key_fields = key_fields_of(profile, plan.files);
  plan.has_order_numbers = any([](const Binding& binding) { return binding.has(Field::OrderNumber); });
  plan.total_is_line = !any([](const Binding& binding) { return binding.makes_lines(); });
  return plan;
}

Result<Tally> read_plan(const Plan& plan, const ReadingOptions& options, Sink& sink,
                        const std::function<void(const Progress&)>& progress, const std::atomic<bool>& cancel) {
  return Reading(plan, options, sink, progress, cancel).run();
}

}  // namespace tsuzuku::intake
