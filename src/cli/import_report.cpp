#include "cli/import_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "base/words.hpp"
#include "services/imports/import_json.hpp"

namespace tsuzuku::cli {
namespace {

constexpr std::size_t kRawShown = 80;

std::string whole(std::int64_t number) { return to_grouped_text(number, {"", 0}); }

using Line = std::vector<std::string>;

// The first column stands left, the figures right. All lines have as many cells.
std::string aligned(const std::vector<Line>& lines) {
  std::vector<std::size_t> widths(lines.front().size());
  for (const Line& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], display_width(line[i]));
  }
  std::string out;
  for (const Line& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      const std::string blanks(widths[i] - display_width(line[i]), ' ');
      out += "  " + (i == 0 ? line[i] + blanks : blanks + line[i]);
    }
    out += "\n";
  }
  return out;
}

struct FileFigure {
  std::string_view name;
  std::optional<std::int64_t> services::FileCounts::* member;
};
constexpr std::array kFileFigures = {
    FileFigure{"orders", &services::FileCounts::orders},       FileFigure{"lines", &services::FileCounts::lines},
    FileFigure{"credits", &services::FileCounts::credits},     FileFigure{"sales", &services::FileCounts::sales},
    FileFigure{"customers", &services::FileCounts::customers}, FileFigure{"products", &services::FileCounts::products},
};

// What each file held; figures that no file tells are left out.
std::string by_file(const Catalogue& texts, const services::Shop& shop, const services::ImportReport& report) {
  const auto title = [&](std::string_view name) { return texts.text(fmt::format("cli.import.by_file.{}", name)); };
  std::vector<Line> lines(report.file_counts.size() + 1);
  const auto add = [&](std::string heading, const auto& cell) {
    lines.front().push_back(std::move(heading));
    for (std::size_t i = 0; i < report.file_counts.size(); ++i) lines[i + 1].push_back(cell(i));
  };
  add(title("file"), [&](std::size_t i) { return report.files[i].name; });
  add(title("rows_read"), [&](std::size_t i) { return whole(report.file_counts[i].rows_read); });
  for (const auto& [name, member] : kFileFigures) {
    const auto told = [member](const services::FileCounts& counts) { return (counts.*member).has_value(); };
    if (std::ranges::none_of(report.file_counts, told)) continue;
    const bool money = name == "sales";
    add(money ? fmt::format("{} ({})", title(name), shop.currency.code) : title(name), [&](std::size_t i) {
      const auto& value = report.file_counts[i].*member;
      return !value ? std::string("–") : money ? to_grouped_text(*value, shop.currency) : whole(*value);
    });
  }
  add(title("rows_quarantined"), [&](std::size_t i) { return whole(report.file_counts[i].rows_quarantined); });
  return "\n" + texts.text("cli.import.by_file.title") + "\n" + aligned(lines);
}

std::string reason_text(const Catalogue& texts, const services::QuarantineEntry& entry) {
  return texts.text("quarantine." + entry.reason, entry.arguments);
}

}  // namespace

std::string import_report_text(const Catalogue& texts, const services::Shop& shop,
                               const services::ImportReport& report) {
  const services::ImportCounts& counts = report.counts;
  std::string out = texts.text(report.dry_run ? "cli.import.done_dry" : "cli.import.done",
                               {{"shop", shop.name}, {"profile", report.profile}}) +
                    "\n";
  std::vector<Line> rows;
  const auto add = [&](std::string_view key, std::string value) {
    rows.push_back({texts.text(fmt::format("cli.import.counts.{}", key)), std::move(value)});
  };
  add("rows_read", whole(counts.rows_read));
  add("orders", whole(counts.orders()));
  add("orders_new", whole(counts.orders_new));
  add("orders_changed", whole(counts.orders_changed));
  add("orders_same", whole(counts.orders_same));
  add("lines", whole(counts.lines));
  add("credits", whole(counts.credits));
  add("customers_new", whole(counts.customers_new));
  add("sales", money_words(counts.sales, shop.currency, texts));
  add("rows_quarantined", whole(counts.rows_quarantined));
  if (counts.totals_differ > 0) add("totals_differ", whole(counts.totals_differ));
  out += aligned(rows);
  if (report.file_counts.size() > 1) out += by_file(texts, shop, report);
  if (report.problems.empty()) return out;

  out += "\n" +
         texts.text("cli.import.problems", {{"shown", whole(static_cast<std::int64_t>(report.problems.size()))},
                                            {"all", whole(counts.rows_quarantined)}}) +
         "\n";
  for (const services::QuarantineEntry& entry : report.problems) {
    out += "  " +
           texts.text(entry.column.empty() ? "cli.import.problem" : "cli.import.problem_in_column",
                      {{"file", entry.file_name},
                       {"row", whole(entry.row)},
                       {"column", entry.column},
                       {"reason", reason_text(texts, entry)}}) +
           "\n";
    if (!entry.raw.empty()) out += "    " + std::string(cut_utf8(entry.raw, kRawShown)) + "\n";
  }
  return out + texts.text(services::mending_of(report)) + "\n";
}

json::object import_report_json(const Catalogue& texts, const services::Shop& shop,
                                const services::ImportReport& report) {
  const services::ImportCounts& counts = report.counts;
  json::array problems;
  for (const services::QuarantineEntry& entry : report.problems) {
    problems.push_back(json::object{{"file_name", entry.file_name},
                                    {"row_number", entry.row},
                                    {"column", entry.column},
                                    {"reason", entry.reason},
                                    {"message", reason_text(texts, entry)},
                                    {"raw", entry.raw}});
  }
  const std::string_view mending = services::mending_of(report);
  return {{"id", report.id.text()},
          {"shop", shop.name},
          {"profile", report.profile},
          {"dry_run", report.dry_run},
          {"currency", shop.currency.code},
          {"counts", json::object{{"rows_read", counts.rows_read},
                                  {"orders", counts.orders()},
                                  {"orders_new", counts.orders_new},
                                  {"orders_changed", counts.orders_changed},
                                  {"orders_same", counts.orders_same},
                                  {"lines", counts.lines},
                                  {"credits", counts.credits},
                                  {"customers_new", counts.customers_new},
                                  {"sales", counts.sales},
                                  {"rows_quarantined", counts.rows_quarantined},
                                  {"totals_differ", counts.totals_differ}}},
          {"file_counts", services::file_counts_to_json(report)},
          {"problems", std::move(problems)},
          {"mending", mending.empty() ? json::value(nullptr) : json::value(texts.text(mending))}};
}

}  // namespace tsuzuku::cli
