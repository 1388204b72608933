#include "services/reports/reports.hpp"

#include <algorithm>
#include <array>

#include "analysis/registry.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::array<std::string_view, 3> kFilters = {"source", "payment_method", "product"};

struct Period {
  std::optional<Day> from;
  std::optional<Day> to;
};

Period period_of(Span span, YearMonth month) {
  switch (span) {
    case Span::Month:
      return {first_day(month), last_day(month)};
    case Span::Year:
      return {first_day(month + -11), last_day(month)};
    case Span::YearAndMonth:
      return {first_day(month + -12), last_day(month)};
    case Span::Ever:
      break;
  }
  return {};
}

class Asking {
 public:
  Asking(const ledger::Blocks& blocks, const Report& report, const ShopProfitTerms& terms)
      : blocks_(blocks), report_(report), terms_(terms) {
    if (!blocks.lines) return;
    const ledger::Products& products = blocks.lines->products();
    for (std::size_t i = 0; i < products.codes.size(); ++i) {
      if (!products.names[i].empty()) names_.emplace(products.codes[i], products.names[i]);
    }
  }

  [[nodiscard]] Result<ReportSection> operator()(const Section& section) const {
    const ReportDays& days = report_.days;
    const Period period = period_of(section.span, days.month);
    ReportSection asked{.section = &section, .from = period.from, .to = period.to};
    TSUZUKU_TRY(now, ask(section, section.arguments, period, days.as_of));
    std::optional<analysis::Table> before;
    if (!section.beside.empty()) {
      analysis::RawArguments arguments = section.arguments;
      for (const auto& [name, value] : section.arguments_before) arguments[name] = value;
      TSUZUKU_TRY(earlier, ask(section, arguments, period_of(section.span, days.month + -1), days.as_of_before));
      before = std::move(earlier);
    }
    TSUZUKU_TRY(analysis, analysis::find_analysis(section.analysis));
    asked.table = shape(section, analysis->descriptor(), now, before ? &*before : nullptr, days, names_);
    asked.chart = chart_of(section, asked.table);
    now.rows.clear();
    now.part_counts.clear();
    asked.asked = std::move(now);
    return asked;
  }

 private:
  [[nodiscard]] Result<analysis::Table> ask(const Section& section, analysis::RawArguments arguments,
                                            const Period& period, Day as_of) const {
    for (const auto& [name, value] : report_.narrowed) arguments[name] = value;
    arguments["as_of"] = to_text(as_of);
    if (period.from) arguments["from"] = to_text(*period.from);
    if (period.to) arguments["to"] = to_text(*period.to);
    TSUZUKU_TRY(analysis, analysis::find_analysis(section.analysis));
    const auto terms = terms_.fill(analysis->descriptor(), arguments);
    TSUZUKU_TRY(table, analysis::analyse(blocks_, section.analysis, arguments));
    if (terms && !table.rows.empty()) table.assumptions.push_back(*terms);
    return std::move(table);
  }

  const ledger::Blocks& blocks_;
  const Report& report_;
  const ShopProfitTerms& terms_;
  ProductNames names_;
};

Result<analysis::RawArguments> filters_of(const analysis::RawArguments& narrowed) {
  analysis::RawArguments filters;
  for (const auto& [name, value] : narrowed) {
    if (std::ranges::find(kFilters, name) == kFilters.end()) {
      return fail(ErrorKind::Usage, "report.unknown_filter",
                  {{"name", name}, {"known", analysis::joined({kFilters.begin(), kFilters.end()})}});
    }
    if (!value.empty()) filters[name] = value;
  }
  return filters;
}

}  // namespace

ledger::BlockSet blocks_for_report(const analysis::RawArguments& narrowed) {
  ledger::BlockSet wanted;
  for (const Section& section : sections()) {
    analysis::RawArguments arguments = section.arguments;
    for (const auto& [name, value] : narrowed) arguments[name] = value;
    wanted.add(analysis::blocks_for(section.analysis, arguments));
  }
  return wanted;
}

Result<Report> report_of(const Shop& shop, const ledger::Blocks& blocks, const ReportQuestion& question,
                         const ShopProfitTerms& terms) {
  Report report{.shop = shop, .last_known = blocks.ledger->last_known_day()};
  TSUZUKU_TRY(filters, filters_of(question.narrowed));
  report.narrowed = std::move(filters);
  TSUZUKU_TRY(days, report_days(question.month, question.as_of, report.last_known, blocks.ledger->first_day()));
  report.days = days;
  const Asking ask(blocks, report, terms);
  for (const Section& section : sections()) {
    TSUZUKU_TRY(asked, ask(section));
    report.sections.push_back(std::move(asked));
  }
  return report;
}

Result<Reports> Reports::open(sql::Database& database, Ledgers& ledgers) {
  TSUZUKU_TRY(profit_terms, ProfitTermsBook::open(database));
  return Reports(ledgers, std::move(profit_terms));
}

Result<Report> Reports::make(const Shop& shop, const ReportQuestion& question) const {
  TSUZUKU_TRY(terms, profit_terms_.of(shop.id));
  // One moment for all sections: what is imported meanwhile is in none of them.
  TSUZUKU_TRY(blocks, ledgers_->get(shop, blocks_for_report(question.narrowed)));
  return report_of(shop, blocks, question, terms);
}

}  // namespace tsuzuku::services
