#include "services/reports/report_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analysis/registry.hpp"
#include "analysis/render.hpp"
#include "analysis/render_words.hpp"
#include "base/words.hpp"

namespace tsuzuku::services {
namespace {

using analysis::Column;
using analysis::ColumnType;
using analysis::Value;
using Role = ShapedColumn::Role;

constexpr std::array<std::string_view, 6> kCommon = {"as_of", "from", "to", "source", "payment_method", "product"};

std::string with_unit(std::string words, const std::string& unit, const ReportWords& all) {
  return unit.empty() ? words : all.text("report.with_unit", {{"words", std::move(words)}, {"unit", unit}});
}

}  // namespace

std::string ReportWords::text(std::string_view key, const ErrorArguments& arguments) const {
  return texts_->text(key, arguments);
}

std::string ReportWords::day(Day day) const { return day_words(day, *texts_); }

std::string ReportWords::title() const { return text("report.title", {{"month", to_text(report_->days.month)}}); }

std::vector<ReportWords::Line> ReportWords::about() const {
  const ReportDays& days = report_->days;
  std::vector<Line> lines = {{text("report.about.shop"), report_->shop.name},
                             {text("report.about.month"), text("report.month", {{"month", to_text(days.month)}})}};
  std::string as_of = day(days.as_of);
  if (!days.over()) as_of += text("report.month_runs", {{"last", to_text(days.last)}});
  if (!report_->last_known) as_of += text("report.no_orders_yet");
  lines.push_back({text("report.about.as_of"), std::move(as_of)});
  for (const auto& [name, value] : report_->narrowed) {
    lines.push_back({text("analysis.common.parameters." + name + ".title"),
                     value == analysis::kNotTold ? text("report.not_told") : value});
  }
  lines.push_back({text("report.about.before"), text("report.before_rule", {{"as_of", to_text(days.as_of_before)}})});
  lines.push_back({text("report.about.money"),
                   text("report.money_rule", {{"currency", std::string(report_->shop.currency.code)}})});
  return lines;
}

std::vector<std::string> ReportWords::headlines() const {
  std::vector<std::string> lines;
  for (const ReportSection& section : report_->sections) {
    if (std::string line = headline_of(section); !line.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

std::string ReportWords::title_of(const ReportSection& section) const {
  return text("report.sections." + section.section->name + ".title");
}

std::string ReportWords::basis_of(const ReportSection& section) const {
  const std::string unit = text("report.counted." + section.asked.unit);
  const std::string period =
      section.from && section.to
          ? text("report.period", {{"from", to_text(*section.from)}, {"to", to_text(*section.to)}})
          : text("report.ever");
  return text("report.basis", {{"period", period}, {"as_of", to_text(report_->days.as_of)}, {"unit", unit}});
}

std::string ReportWords::absent(const ReportSection& section) const {
  return text("report.sections." + section.section->name + ".absent");
}

std::string ReportWords::terms_of(const ReportSection& section) const {
  std::string terms;
  const std::string& analysis = section.asked.analysis;
  for (const auto& [name, value] : section.asked.parameters) {
    if (std::ranges::find(kCommon, name) != kCommon.end()) continue;
    std::string words;
    if (const auto* number = std::get_if<std::int64_t>(&value)) words = number_words(*number);
    if (const auto* day = std::get_if<Day>(&value)) words = this->day(*day);
    if (const auto* chosen = std::get_if<std::string>(&value)) {
      const std::string choice = analysis::word_if_any(*texts_, analysis, "parameters." + name + ".choices." + *chosen);
      words = choice.empty() ? *chosen : choice;
    }
    if (words.empty()) continue;
    if (!terms.empty()) terms += text("report.between_terms");
    terms += fmt::format("{} {}", analysis::word_of(*texts_, analysis, "parameters." + name + ".title"), words);
  }
  return terms;
}

std::vector<ReportWords::Line> ReportWords::notes_of(const ReportSection& section) const {
  const analysis::Table& asked = section.asked;
  std::vector<Line> notes = {{text("report.definition"), analysis::word_of(*texts_, asked.analysis, "definition")}};
  if (std::string terms = terms_of(section); !terms.empty()) notes.push_back({text("report.terms"), std::move(terms)});
  for (const analysis::LeftOut& one : asked.left_out) {
    notes.push_back({text("report.left_out"), analysis::left_out_message(one, asked.analysis, *texts_)});
  }
  for (const analysis::Phrase& one : asked.assumptions) {
    notes.push_back({text("report.assumption"), analysis::sentence(one, "assumptions", *texts_)});
  }
  return notes;
}

std::string ReportWords::unit_of(const Column& column) const {
  if (column.type == ColumnType::Money) {
    const std::string key = fmt::format("report.money.{}", report_->shop.currency.code);
    return texts_->contains(key) ? text(key) : std::string(report_->shop.currency.code);
  }
  const std::string key = "report.units." + column.unit;
  return column.unit.empty() || !texts_->contains(key) ? std::string() : text(key);
}

std::string ReportWords::head_of(const ReportSection& section, std::size_t column) const {
  const ShapedColumn& shaped = section.table.columns[column];
  const std::string& analysis = section.asked.analysis;
  const std::string unit = unit_of(shaped.column);
  const auto own = [&] { return analysis::column_title(analysis, shaped.column.name, *texts_); };
  const auto head = [&] {
    const auto* flag = std::get_if<bool>(&shaped.head);
    if (flag != nullptr) return text(fmt::format("report.heads.{}.{}", section.section->columns[1], *flag));
    const auto& across = analysis::find_analysis(analysis).value()->descriptor().columns;
    const auto found = std::ranges::find(across, section.section->columns[1], &Column::name);
    const std::string value = analysis::to_words(shaped.head, *found, section.asked, *texts_);
    return found->type == ColumnType::Code
               ? value
               : fmt::format("{} {}", analysis::column_title(analysis, found->name, *texts_), value);
  };
  switch (shaped.role) {
    case Role::Own:
      if (shaped.column.name == "step") return text("report.step");
      if (section.section->shape == Shape::Steps) return with_unit(text("report.amount"), unit, *this);
      return with_unit(own(), unit, *this);
    case Role::Before:
      return with_unit(section.section->shape == Shape::Steps ? text("report.month_before")
                                                              : text("report.before", {{"words", own()}}),
                       unit, *this);
    case Role::YearBefore:
      return with_unit(text("report.year_before"), unit, *this);
    case Role::Difference:
      return with_unit(text("report.difference"), unit, *this);
    case Role::Share:
      return text("report.share_of_accepted");
    case Role::Across:
      return with_unit(head(), unit, *this);
    case Role::AcrossBefore:
      return with_unit(text("report.before", {{"words", head()}}), unit, *this);
    case Role::Sum:
      return with_unit(text("report.sum"), unit, *this);
    case Role::Name:
      return text("report.name");
    case Role::Label:
      return text("report.link_head");
  }
  return {};
}

std::string ReportWords::link(const ReportSection& section, const std::string& label) const {
  const auto slash = label.find('/');
  const std::int64_t number = analysis::parse_integer(label.substr(slash + 1)).value_or(0);
  return text("report.link",
              {{"chain", analysis::word_of(*texts_, section.asked.analysis, "codes.chain." + label.substr(0, slash))},
               {"from", std::to_string(number)},
               {"to", std::to_string(number + 1)}});
}

std::string ReportWords::cell(const ReportSection& section, std::size_t column, const Value& value) const {
  const Column& of = section.table.columns[column].column;
  if (std::holds_alternative<std::monostate>(value)) return {};
  if (const auto* words = std::get_if<std::string>(&value)) {
    if (of.name == "step") return analysis::column_title(section.asked.analysis, *words, *texts_);
    if (section.table.columns[column].role == Role::Label) return link(section, *words);
    if (*words == analysis::kNotTold) return text("report.not_told");
    if (*words == "*" && of.name == "group") return text("report.others");
  }
  return analysis::to_words(value, of, section.asked, *texts_);
}

std::string ReportWords::figure(const ReportSection& section, std::size_t column, const Value& value) const {
  const auto* amount = std::get_if<std::int64_t>(&value);
  if (section.table.columns[column].column.type != ColumnType::Money || amount == nullptr)
    return cell(section, column, value);
  return money_words(*amount, report_->shop.currency, *texts_);
}

std::string ReportWords::headline_of(const ReportSection& section) const {
  const ShapedTable& table = section.table;
  if (section.section->headline.empty() || table.rows.empty()) return {};
  const auto position = [&](Role role) -> std::optional<std::size_t> {
    const auto found = std::ranges::find_if(table.columns, [&](const ShapedColumn& column) {
      return column.role == role && column.column.name == section.section->headline;
    });
    if (found == table.columns.end()) return std::nullopt;
    return static_cast<std::size_t>(found - table.columns.begin());
  };
  const auto own = position(Role::Own);
  const auto& row = section.section->shape == Shape::Steps ? table.rows.back() : table.rows.front();
  if (!own || std::holds_alternative<std::monostate>(row[*own])) return {};
  std::string line = text("report.sections." + section.section->name + ".headline",
                          {{"label", cell(section, 0, row.front())}, {"value", figure(section, *own, row[*own])}});
  const auto before = position(Role::Before);
  if (before && !std::holds_alternative<std::monostate>(row[*before]))
    line += text("report.headline_before", {{"value", figure(section, *before, row[*before])}});
  return line;
}

}  // namespace tsuzuku::services
