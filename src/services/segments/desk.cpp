#include "services/segments/desk.hpp"

#include <utility>

#include "analysis/members.hpp"
#include "analysis/registry.hpp"
#include "base/limits.hpp"
#include "segments/cells.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

using analysis::Column;
using analysis::ColumnType;

constexpr int kRowsReadAtOnce = 20'000;

CustomerFilter among(const segments::CustomerSet& customers) {
  return {.among = [&customers](ledger::CustomerIndex customer) { return customers.has(customer); }};
}

analysis::Value day_or_nothing(const std::optional<Day>& day) {
  if (!day) return std::monostate{};
  return *day;
}

std::vector<Column> columns_of(PersonalData personal_data) {
  std::vector<Column> columns{{.name = "customer_id", .type = ColumnType::Id},
                              {.name = "customer_number", .type = ColumnType::Text}};
  if (personal_data == PersonalData::Shown) {
    for (const char* name : {"name", "name_kana", "email", "phone"})
      columns.push_back({.name = name, .type = ColumnType::Text});
  }
  columns.insert(columns.end(), {Column{.name = "prefecture", .type = ColumnType::Text},
                                 Column{.name = "purchases", .type = ColumnType::Integer},
                                 Column{.name = "first_purchase", .type = ColumnType::Day},
                                 Column{.name = "last_purchase", .type = ColumnType::Day},
                                 Column{.name = "net_sales", .type = ColumnType::Money}});
  return columns;
}

std::vector<analysis::Value> row_of(const CustomerListRow& customer, PersonalData personal_data) {
  std::vector<analysis::Value> row{customer.id, customer.number};
  if (personal_data == PersonalData::Shown) {
    for (const std::string& text : {customer.name, customer.name_kana, customer.email, customer.phone})
      row.emplace_back(text);
  }
  row.emplace_back(customer.prefecture);
  row.emplace_back(customer.purchases);
  row.push_back(day_or_nothing(customer.first_day));
  row.push_back(day_or_nothing(customer.last_day));
  row.emplace_back(customer.sales);
  return row;
}

}  // namespace

Result<std::unique_ptr<SegmentDesk>> SegmentDesk::open(sql::Database& database, IdMaker& ids, const Shops& shops,
                                                       Ledgers& ledgers, CustomerDesk& customers) {
  TSUZUKU_TRY(conditions, Conditions::open(database, shops, ledgers));
  TSUZUKU_TRY(names, queries_of("services/segments/known_names.sql", database.dialect()));
  std::unique_ptr<SegmentDesk> desk(
      new SegmentDesk(database, ledgers, customers, std::move(conditions), std::move(names)));
  TSUZUKU_TRY(segments, Segments::open(database, ids, desk->conditions_));
  TSUZUKU_TRY(members, SegmentMembers::open(database, shops, desk->conditions_));
  desk->segments_.emplace(std::move(segments));
  desk->members_.emplace(std::move(members));
  return desk;
}

Result<SegmentCount> SegmentDesk::count(const Shop& shop, const segments::Checked& condition, Day as_of) const {
  TSUZUKU_TRY(fulfilled, conditions_.ask(shop, condition, as_of, Conditions::Freshness::LastBuilt));
  return SegmentCount{.as_of = as_of,
                      .customers = fulfilled.customers.count(),
                      .of = static_cast<std::int64_t>(fulfilled.customers.customers()),
                      .unknown_names = conditions_.unknown_names(condition, fulfilled.blocks, as_of)};
}

Result<SegmentCustomers> SegmentDesk::customers(const Shop& shop, const segments::Checked& condition, Day as_of,
                                                CustomerListRequest request) const {
  TSUZUKU_TRY(fulfilled, conditions_.ask(shop, condition, as_of, Conditions::Freshness::LastBuilt));
  request.filter.among = among(fulfilled.customers).among;
  TSUZUKU_TRY(page, customers_->list(shop, fulfilled.blocks, request, as_of));
  SegmentCustomers found{.page = std::move(page), .why = {}};
  Explainer explainer = conditions_.explainer(shop, condition, fulfilled.blocks, as_of);
  for (const CustomerListRow& row : found.page.rows) {
    const auto customer = fulfilled.blocks.ledger->find_customer(row.id);
    if (!customer) return fail(ErrorKind::Internal, "customers.unknown_id", {{"id", std::to_string(row.id)}});
    TSUZUKU_TRY(answers, explainer.answers(*customer));
    found.why.push_back(std::move(answers));
  }
  return found;
}

Result<analysis::Table> SegmentDesk::table(const Shop& shop, const segments::Checked& condition, Day as_of,
                                           PersonalData personal_data) const {
  TSUZUKU_TRY(fulfilled, conditions_.ask(shop, condition, as_of, Conditions::Freshness::Current));
  if (std::cmp_greater(fulfilled.customers.count(), limits::kExportRows)) {
    return fail(
        ErrorKind::TooLarge, "export.too_many_rows",
        {{"rows", std::to_string(fulfilled.customers.count())}, {"maximum", std::to_string(limits::kExportRows)}});
  }
  analysis::Table table;
  table.as_of = as_of;
  table.currency = shop.currency;
  table.columns = columns_of(personal_data);
  for (int number = 1;; ++number) {
    TSUZUKU_TRY(page, customers_->list(shop, fulfilled.blocks,
                                       {.filter = among(fulfilled.customers),
                                        .page = number,
                                        .page_size = kRowsReadAtOnce,
                                        .personal_data = personal_data},
                                       as_of));
    for (const CustomerListRow& row : page.rows) table.rows.push_back(row_of(row, personal_data));
    if (std::ssize(page.rows) < kRowsReadAtOnce) return table;
  }
}

Result<std::string> SegmentDesk::condition_of_cell(const CellQuestion& question) const {
  TSUZUKU_TRY(found, analysis::find_analysis(question.analysis));
  TSUZUKU_TRY(parsed, analysis::Arguments::parse(found->descriptor(), question.arguments));
  return segments::condition_of(found->descriptor(), parsed, question.cell);
}

Result<Segment> SegmentDesk::keep_cell(const Shop& shop, const std::string& name, const CellQuestion& question,
                                       std::optional<StaffId> staff, std::int64_t now) {
  TSUZUKU_TRY(found, analysis::find_analysis(question.analysis));
  TSUZUKU_TRY(parsed, analysis::Arguments::parse(found->descriptor(), question.arguments));
  TSUZUKU_TRY(blocks, ledgers_->get_current(shop, analysis::blocks_for(question.analysis, question.arguments)));
  TSUZUKU_TRY(members, analysis::member_ids(blocks, *found, parsed, question.cell));
  TSUZUKU_TRY(today, conditions_.today(shop, now));
  CellQuestion made_by = question;
  const Day day = members.as_of.value_or(today);
  made_by.arguments["as_of"] = to_text(day);
  return segments_->create_list(
      shop, {.name = name, .made_by = text_of_cell(made_by), .day = day, .customers = std::move(members.customers)},
      staff, now);
}

Result<KnownNames> SegmentDesk::names(const Shop& shop) const {
  TSUZUKU_TRY(blocks, ledgers_->get(shop, {ledger::Block::Lines, ledger::Block::People}));
  TSUZUKU_TRY(session, database_->reader());
  return known_names(*session, names_, shop, blocks);
}

}  // namespace tsuzuku::services
