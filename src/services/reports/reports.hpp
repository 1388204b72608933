#pragma once
// Makes monthly reports.

#include "services/analyses/profit_terms.hpp"
#include "services/ledgers/ledgers.hpp"
#include "services/reports/report.hpp"

namespace tsuzuku::services {

struct ReportQuestion {
  std::optional<YearMonth> month;  // as report_days() takes them
  std::optional<Day> as_of;
  analysis::RawArguments narrowed;  // to a source, payment_method or product; "" is as good as none
};

// Beside the ledger, what blocks it takes.
[[nodiscard]] ledger::BlockSet blocks_for_report(const analysis::RawArguments& narrowed);
// REQUIRES: `blocks` holds blocks_for_report(question.narrowed). `terms`: what the shop takes for granted about profit.
// Errors: those of report_days(), Usage "report.unknown_filter" {name, known}, "analysis.unknown_source" and the like.
[[nodiscard]] Result<Report> report_of(const Shop& shop, const ledger::Blocks& blocks, const ReportQuestion& question,
                                       const ShopProfitTerms& terms = ProfitTermsBook::defaults());

class Reports {
 public:
  [[nodiscard]] static Result<Reports> open(sql::Database& database, Ledgers& ledgers);

  // Of the shop's current ledger, with its own terms of profit.
  [[nodiscard]] Result<Report> make(const Shop& shop, const ReportQuestion& question) const;

 private:
  Reports(Ledgers& ledgers, ProfitTermsBook profit_terms)
      : ledgers_(&ledgers), profit_terms_(std::move(profit_terms)) {}
  Ledgers* ledgers_;
  ProfitTermsBook profit_terms_;
};

}  // namespace tsuzuku::services
