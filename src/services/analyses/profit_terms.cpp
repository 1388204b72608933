#include "services/analyses/profit_terms.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "analysis/common/profit.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

using Term = std::pair<const char*, std::int64_t ShopProfitTerms::*>;
constexpr std::array kTerms{Term{"margin_percent", &ShopProfitTerms::margin_percent},
                            Term{"shipping_cost", &ShopProfitTerms::shipping_cost},
                            Term{"payment_fee_permille", &ShopProfitTerms::payment_fee_permille}};

bool takes(const analysis::Descriptor& analysis, std::string_view term) {
  return std::ranges::find(analysis.parameters, term, &analysis::Parameter::name) != analysis.parameters.end();
}

// Of the parameter that an analysis has by this name.
analysis::Parameter parameter_named(std::string_view name) {
  for (analysis::Parameter& parameter : analysis::profit_parameters()) {
    if (parameter.name == name) return std::move(parameter);
  }
  throw std::out_of_range("no term of profit: " + std::string(name));
}

Status check_bounds(const ShopProfitTerms& terms) {
  for (const auto& [name, term] : kTerms) {
    const analysis::Parameter parameter = parameter_named(name);
    if (terms.*term >= parameter.minimum && terms.*term <= parameter.maximum) continue;
    return fail(ErrorKind::Usage, "profit_terms.out_of_bounds",
                {{"name", name},
                 {"value", std::to_string(terms.*term)},
                 {"minimum", std::to_string(parameter.minimum)},
                 {"maximum", std::to_string(parameter.maximum)}});
  }
  return {};
}

Result<ShopProfitTerms> terms_of(sql::Session& session, const sql::Queries& queries, ShopId shop) {
  TSUZUKU_TRY(rows, session.rows(queries.get("profit_terms_of_shop"), {{"shop_id", shop.value}}));
  if (rows.empty()) return ProfitTermsBook::defaults();
  const sql::Row& row = rows.front();
  return ShopProfitTerms{.margin_percent = sql::integer(row[0]),
                         .shipping_cost = sql::integer(row[1]),
                         .payment_fee_permille = sql::integer(row[2]),
                         .changed_at = sql::integer(row[3])};
}

}  // namespace

bool ShopProfitTerms::are_taken_by(const analysis::Descriptor& analysis) {
  return std::ranges::any_of(kTerms, [&](const Term& term) { return takes(analysis, term.first); });
}

std::optional<analysis::Phrase> ShopProfitTerms::fill(const analysis::Descriptor& analysis,
                                                      analysis::RawArguments& arguments) const {
  bool filled = false;
  for (const auto& [name, term] : kTerms) {
    if (!takes(analysis, name)) continue;
    std::string& told = arguments[name];
    if (!told.empty()) continue;
    told = std::to_string(this->*term);
    filled = true;
  }
  if (!filled) return std::nullopt;
  return analysis::Phrase{changed_at ? "terms_of_shop" : "terms_default", {}};
}

Result<ProfitTermsBook> ProfitTermsBook::open(sql::Database& database) {
  TSUZUKU_TRY(queries, queries_of("services/analyses/profit_terms.sql", database.dialect()));
  return ProfitTermsBook(database, std::move(queries));
}

ShopProfitTerms ProfitTermsBook::defaults() {
  ShopProfitTerms terms;
  for (const auto& [name, term] : kTerms)
    terms.*term = analysis::parse_integer(parameter_named(name).default_value).value();
  return terms;
}

Result<ShopProfitTerms> ProfitTermsBook::of(ShopId shop) const {
  TSUZUKU_TRY(session, database_->reader());
  return terms_of(*session, queries_, shop);
}

Result<bool> ProfitTermsBook::keep(ShopId shop, const ShopProfitTerms& terms, std::optional<StaffId> staff,
                                   std::int64_t now) {
  TSUZUKU_CHECK(check_bounds(terms));
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(standing, terms_of(*session, queries_, shop));
  if (standing.changed_at && standing.says_the_same_as(terms)) return false;
  TSUZUKU_CHECK(session->run(queries_.get("keep_profit_terms"),
                             {{"shop_id", shop.value},
                              {"margin_percent", terms.margin_percent},
                              {"shipping_cost", terms.shipping_cost},
                              {"payment_fee_permille", terms.payment_fee_permille},
                              {"changed_at", now},
                              {"staff_id", staff ? sql::Value(staff->value) : sql::Value(sql::Null{})}}));
  TSUZUKU_CHECK(transaction.commit());
  return true;
}

Result<bool> ProfitTermsBook::forget(ShopId shop) {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(rows, session->rows(queries_.get("forget_profit_terms"), {{"shop_id", shop.value}}));
  return !rows.empty();
}

}  // namespace tsuzuku::services
