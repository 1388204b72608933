#pragma once
// A monthly report: every section asked of one moment of the ledger, not yet in words.

#include <optional>
#include <vector>

#include "services/reports/chart.hpp"
#include "services/reports/days.hpp"
#include "services/reports/sections.hpp"
#include "services/reports/shape.hpp"
#include "services/shops/shops.hpp"

namespace tsuzuku::services {

struct ReportSection {
  const Section* section = nullptr;  // never null
  analysis::Table asked;             // without its rows: the terms, what was left out, what was supposed
  ShapedTable table;                 // without rows: the shop has nothing of it
  Chart chart;
  std::optional<Day> from;  // of the period, nothing: ever
  std::optional<Day> to;
};

struct Report {
  Shop shop;
  ReportDays days;
  std::optional<Day> last_known;    // nothing while the shop has no orders
  analysis::RawArguments narrowed;  // source, payment_method, product, as far as given
  std::vector<ReportSection> sections;
};

}  // namespace tsuzuku::services
