#include "services/analyses/analyses.hpp"

#include <algorithm>
#include <vector>

#include "analysis/members.hpp"
#include "analysis/registry.hpp"

namespace tsuzuku::services {

Result<analysis::Table> Analyses::run(const Shop& shop, const std::string& name,
                                      const analysis::RawArguments& arguments, PersonalData personal_data) const {
  TSUZUKU_TRY(blocks, ledgers_->get(shop, analysis::blocks_for(name, arguments)));
  TSUZUKU_TRY(table, analysis::analyse(blocks, name, arguments));
  TSUZUKU_CHECK(add_names(shop, table, personal_data));
  return std::move(table);
}

Result<analysis::Table> Analyses::customers(const Shop& shop, const std::string& name,
                                            const analysis::RawArguments& arguments, const analysis::Cell& cell,
                                            int page, int page_size, PersonalData personal_data) const {
  TSUZUKU_TRY(analysis, analysis::find_analysis(name));
  TSUZUKU_TRY(parsed, analysis::Arguments::parse(analysis->descriptor(), arguments));
  TSUZUKU_TRY(blocks, ledgers_->get(shop, analysis::blocks_for(name, arguments)));
  TSUZUKU_TRY(table, analysis::members(blocks, *analysis, parsed, cell, {.page = page, .page_size = page_size}));
  TSUZUKU_CHECK(add_names(shop, table, personal_data));
  return std::move(table);
}

Status Analyses::add_names(const Shop& shop, analysis::Table& table, PersonalData personal_data) const {
  const auto column = std::ranges::find(table.columns, "customer_id", &analysis::Column::name);
  if (column == table.columns.end()) return {};
  const auto at = column - table.columns.begin();
  std::vector<std::int64_t> ids;
  ids.reserve(table.rows.size());
  for (const auto& row : table.rows) ids.push_back(std::get<std::int64_t>(row[static_cast<std::size_t>(at)]));
  TSUZUKU_TRY(briefs, find_customers(*database_, shop.id, ids, personal_data));
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const CustomerBrief& brief = briefs[ids[i]];
    auto& row = table.rows[i];
    row.insert(row.begin() + at + 1, {analysis::Value{brief.number}, analysis::Value{brief.name}});
  }
  table.columns.insert(table.columns.begin() + at + 1,
                       {analysis::Column{.name = "customer_number", .type = analysis::ColumnType::Text},
                        analysis::Column{.name = "customer_name", .type = analysis::ColumnType::Text}});
  return {};
}

}  // namespace tsuzuku::services
