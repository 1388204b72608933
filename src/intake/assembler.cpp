#include "intake/assembler.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/limits.hpp"
#include "intake/person.hpp"
#include "intake/reconcile.hpp"

namespace tsuzuku::intake {

Status Quarantine::put(const SpooledRow& row, const Problem& problem) {
  if (++tally_.rows_quarantined > static_cast<std::int64_t>(limits::kQuarantinedRows)) {
    return fail(ErrorKind::InvalidInput, "import.too_many_quarantined",
                {{"limit", std::to_string(limits::kQuarantinedRows)}, {"column", problem.column}});
  }
  return sink_.quarantine(
      {row.file, row.row, problem.column, std::string(problem.reason), problem.arguments, std::string(row.raw)});
}

Assembler::Assembler(const Plan& plan, Sink& sink, Tally& tally)
    : plan_(plan),
      sink_(sink),
      tally_(tally),
      quarantine_(sink, tally),
      builder_(plan.profile(), plan.key_fields, plan.total_is_line, problems_) {
  for (const SourceFile& file : plan.files) {
    readers_.emplace_back(file, plan.money_form(), plan.zone, pool_, problems_);
  }
}

Status Assembler::take(std::span<const SpooledRow> group, bool continued) {
  if (!plan_.has_order_numbers) return take_single_rows(group, continued);
  problems_.clear();
  if (continued || group.size() > limits::kOrderLines) {
    return quarantine(group, {0, "", "too_many_lines", {{"limit", std::to_string(limits::kOrderLines)}}});
  }
  return take_order(last_telling(group), std::string(group.front().key));
}

// Where several files of the same role tell an order, the one named last tells it, as if they had been imported
// one after the other: exports of overlapping periods must not double an order.
std::span<const SpooledRow> Assembler::last_telling(std::span<const SpooledRow> group) {
  if (group.front().file == group.back().file) return group;
  const auto role_of = [&](const SpooledRow& row) { return plan_.files[row.file].binding.file_profile; };
  std::map<const FileProfile*, std::uint8_t> last_file;
  for (const SpooledRow& row : group) last_file[role_of(row)] = row.file;
  kept_.clear();
  std::ranges::copy_if(group, std::back_inserter(kept_),
                       [&](const SpooledRow& row) { return row.file == last_file[role_of(row)]; });
  return kept_;
}

void Assembler::check_roles(std::span<const SpooledRow> rows, Problem& problem) const {
  for (const FileProfile& file : plan_.profile().files) {
    if (!file.every_order || !problem.reason.empty()) continue;
    const bool there = std::ranges::any_of(
        rows, [&](const SpooledRow& row) { return plan_.files[row.file].binding.file_profile->role == file.role; });
    if (!there) problem = {0, "", "missing_rows", {{"role", file.role}}};
  }
}

void Assembler::check_currency(RowReader& row) {
  if (!row.has(Field::Currency)) return;
  const std::string_view told = row.text(Field::Currency);
  if (!told.empty() && told != plan_.currency.code) row.report(Field::Currency, "other_currency", told);
}

Status Assembler::take_order(std::span<const SpooledRow> rows, std::string number) {
  problems_.clear();
  pool_.clear();
  builder_.begin(std::move(number));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    RowReader& reader = readers_[rows[i].file];
    if (!reader.load(rows[i], i)) continue;
    if (plan_.has_order_numbers && reader.has(Field::OrderNumber) && reader.text(Field::OrderNumber).empty()) {
      reader.report(Field::OrderNumber, "missing_value", "");
    }
    check_currency(reader);
    builder_.add(reader);
  }
  domain::OrderDraft draft = builder_.finish();
  Problem problem;
  check_roles(rows, problem);
  if (problem.reason.empty()) problem = builder_.order_problem();
  if (problem.reason.empty() && problems_.empty() && plan_.profile().reconcile != Reconcile::Off) {
    if (const auto difference = find_difference(draft, builder_.total_check())) {
      if (plan_.profile().reconcile == Reconcile::Warn) {
        ++tally_.totals_differ;
      } else {
        problem = {0,
                   "",
                   "total_mismatch",
                   {{"computed", to_plain_text(difference->computed, plan_.currency)},
                    {"total", to_plain_text(difference->told, plan_.currency)}}};
      }
    }
  }
  if (!problems_.empty() || !problem.reason.empty()) return quarantine(rows, problem);
  return hand_over(rows, std::move(draft));
}

Status Assembler::hand_over(std::span<const SpooledRow> rows, domain::OrderDraft draft) {
  draft.rows = static_cast<std::int64_t>(rows.size());
  ++tally_.orders;
  tally_.lines += static_cast<std::int64_t>(draft.lines.size());
  tally_.credits += static_cast<std::int64_t>(draft.credits.size());
  for (const auto& line : draft.lines) tally_.sales += line.amount > 0 ? line.amount : 0;
  return sink_.order(std::move(draft));
}

// A row with problems of its own is told with the first of them; the others of its order are held back with it.
Status Assembler::quarantine(std::span<const SpooledRow> rows, const Problem& order_problem) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto own = std::ranges::find(problems_, i, &Problem::row);
    if (own != problems_.end()) {
      TSUZUKU_CHECK(quarantine_.put(rows[i], *own));
    } else if (!order_problem.reason.empty()) {
      TSUZUKU_CHECK(quarantine_.put(rows[i], order_problem));
    } else {
      TSUZUKU_CHECK(quarantine_.put(rows[i], {i, "", "order_incomplete", {}}));
    }
  }
  return {};
}

// Only rows that are taken count: one that is held back and mended may turn out to belong elsewhere, and would
// leave a number behind that no row of the file bears any more.
Status Assembler::take_single_rows(std::span<const SpooledRow> rows, bool continued) {
  if (!continued) ordinal_ = 0;
  for (const SpooledRow& row : rows) {
    const std::int64_t taken_before = tally_.orders;
    TSUZUKU_CHECK(take_order({&row, 1}, fmt::format("{}|{}", row.key.substr(kSingleRowKeyPrefix), ordinal_ + 1)));
    ordinal_ += tally_.orders - taken_before;
  }
  return {};
}

}  // namespace tsuzuku::intake
