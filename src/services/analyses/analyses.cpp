#include "services/analyses/analyses.hpp"

#include <algorithm>
#include <vector>

#include "analysis/members.hpp"
#include "analysis/registry.hpp"

namespace tsuzuku::services {
namespace {

// The ledger holds whatever anybody wanted of it so far; an answer is of what this question needs.
ledger::Blocks only(const ledger::Blocks& held, ledger::BlockSet needs) {
  using ledger::Block;
  ledger::Blocks blocks{.ledger = held.ledger};
  if (needs.has(Block::Lines)) blocks.lines = held.lines;
  if (needs.has(Block::Subscriptions)) blocks.subscriptions = held.subscriptions;
  if (needs.has(Block::People)) blocks.people = held.people;
  if (needs.has(Block::Facts)) blocks.facts = held.facts;
  if (needs.has(Block::Touches)) blocks.touches = held.touches;
  return blocks;
}

}  // namespace

Result<Analyses> Analyses::open(sql::Database& database, Ledgers& ledgers) {
  TSUZUKU_TRY(profit_terms, ProfitTermsBook::open(database));
  return Analyses(database, ledgers, std::move(profit_terms));
}

Result<Analyses::Asked> Analyses::with_terms(const Shop& shop, const std::string& name,
                                             const analysis::RawArguments& arguments) const {
  TSUZUKU_TRY(analysis, analysis::find_analysis(name));
  Asked asked{arguments, std::nullopt};
  if (!ShopProfitTerms::are_taken_by(analysis->descriptor())) return asked;
  TSUZUKU_TRY(terms, profit_terms_.of(shop.id));
  asked.terms = terms.fill(analysis->descriptor(), asked.arguments);
  return asked;
}

Result<analysis::Table> Analyses::run(const Shop& shop, const std::string& name,
                                      const analysis::RawArguments& arguments, PersonalData personal_data) const {
  TSUZUKU_TRY(asked, with_terms(shop, name, arguments));
  TSUZUKU_TRY(table, answer(shop, name, asked.arguments));
  if (asked.terms && !table.rows.empty()) table.assumptions.push_back(*asked.terms);
  TSUZUKU_CHECK(add_names(shop, table, personal_data));
  return std::move(table);
}

Result<analysis::Table> Analyses::answer(const Shop& shop, const std::string& name,
                                         const analysis::RawArguments& arguments) const {
  const ledger::BlockSet needs = analysis::blocks_for(name, arguments);
  TSUZUKU_TRY(held, ledgers_->get(shop, needs));
  const ledger::Blocks blocks = only(held, needs);
  KeptAnswers::Question question{.shop = shop.id, .analysis = name, .arguments = arguments};
  if (auto kept = answers_->find(question, blocks)) return *std::move(kept);
  TSUZUKU_TRY(table, analysis::analyse(blocks, name, arguments));
  answers_->keep(std::move(question), blocks, table);
  return std::move(table);
}

Result<bool> Analyses::renew_one(const Shop& shop) const {
  constexpr std::size_t kMost = 24;  // a page of all the numbers, and a look at some others
  for (const KeptAnswers::Question& question : answers_->worth_renewing(shop.id, kMost)) {
    const ledger::BlockSet needs = analysis::blocks_for(question.analysis, question.arguments);
    TSUZUKU_TRY(held, ledgers_->get(shop, needs));
    const ledger::Blocks blocks = only(held, needs);
    if (answers_->has(question, blocks)) continue;
    const auto table = analysis::analyse(blocks, question.analysis, question.arguments);
    if (table) {
      answers_->renew(question, blocks, *table);
    } else {
      answers_->forget(question);  // of a source that is gone, say; whoever asks is told
    }
    return true;
  }
  return false;
}

Result<analysis::Table> Analyses::customers(const Shop& shop, const std::string& name,
                                            const analysis::RawArguments& arguments, const analysis::Cell& cell,
                                            int page, int page_size, PersonalData personal_data) const {
  TSUZUKU_TRY(analysis, analysis::find_analysis(name));
  TSUZUKU_TRY(asked, with_terms(shop, name, arguments));
  TSUZUKU_TRY(parsed, analysis::Arguments::parse(analysis->descriptor(), asked.arguments));
  TSUZUKU_TRY(blocks, ledgers_->get(shop, analysis::blocks_for(name, asked.arguments)));
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
