#include "cli/import_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.hpp"

namespace tsuzuku::cli {
namespace {

constexpr std::size_t kRawShown = 80;

std::string whole(std::int64_t number) { return to_grouped_text(number, {"", 0}); }

void add_right_aligned(std::string& out, const std::vector<std::pair<std::string, std::string>>& rows) {
  std::size_t label_width = 0;
  std::size_t value_width = 0;
  for (const auto& [label, value] : rows) {
    label_width = std::max(label_width, display_width(label));
    value_width = std::max(value_width, display_width(value));
  }
  for (const auto& [label, value] : rows) {
    out += "  " + label + std::string(label_width - display_width(label) + 2, ' ') +
           std::string(value_width - display_width(value), ' ') + value + "\n";
  }
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
  std::vector<std::pair<std::string, std::string>> rows;
  const auto add = [&](std::string_view key, std::string value) {
    rows.emplace_back(texts.text(fmt::format("cli.import.counts.{}", key)), std::move(value));
  };
  add("rows_read", whole(counts.rows_read));
  add("orders", whole(counts.orders()));
  add("orders_new", whole(counts.orders_new));
  add("orders_changed", whole(counts.orders_changed));
  add("orders_same", whole(counts.orders_same));
  add("lines", whole(counts.lines));
  add("credits", whole(counts.credits));
  add("customers_new", whole(counts.customers_new));
  add("sales", to_grouped_text(counts.sales, shop.currency) + " " + std::string(shop.currency.code));
  add("rows_quarantined", whole(counts.rows_quarantined));
  if (counts.totals_differ > 0) add("totals_differ", whole(counts.totals_differ));
  add_right_aligned(out, rows);
  if (report.problems.empty()) return out;

  out += texts.text("cli.import.problems", {{"shown", whole(static_cast<std::int64_t>(report.problems.size()))},
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
  return out;
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
          {"problems", std::move(problems)}};
}

}  // namespace tsuzuku::cli
