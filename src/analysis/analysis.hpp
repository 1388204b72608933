#pragma once
// What a question to the ledger consists of. An analysis is pure: the same ledger, arguments and as-of day
// give the same table, whatever the number of threads. To add one: a folder with these three functions, one
// line in registry.cpp, its words in the locales, cases in tests/cases (docs/analyses.md).

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/arguments.hpp"
#include "analysis/common/scope.hpp"
#include "analysis/table.hpp"
#include "base/error.hpp"
#include "ledger/blocks.hpp"

namespace tsuzuku::analysis {

struct Execution {
  unsigned threads = 0;  // 0 = as many as the machine has
};

// A cell of a result: the values of its cell_columns as text ("2", "2025-04"), and which part of it.
struct Cell {
  RawArguments values;
  std::string part;  // "" = the first part
};

// What is known of one customer on the as-of day. Valid during one call.
struct CustomerHistory {
  struct Order {
    ledger::OrderIndex index = 0;  // where the ledger and its blocks tell the rest
    Day day;
    std::uint16_t source = 0;
    bool purchase = false;
    Money net_before_returns = 0;
  };
  struct Return {
    Day order_day;
    Day day;
    Money amount = 0;
  };
  std::int64_t customer = 0;
  ledger::CustomerIndex index = 0;
  std::vector<Day> purchases;    // never empty, unless Analysis::with_cancelled
  std::vector<Order> orders;     // not cancelled
  std::vector<Return> returns;   // of those orders
  std::vector<Order> cancelled;  // only with Analysis::with_cancelled
};

// Whether the customer is in the cell, and if so why.
using Membership = std::function<std::optional<Phrase>(const CustomerHistory&)>;

struct Analysis {
  const Descriptor& (*descriptor)();
  Result<Table> (*run)(const ledger::Blocks&, const Arguments&, const Execution&);
  // Null for an analysis without cells. Errors (Usage): "analysis.cell_missing", "cell_bad_value". The Membership may
  // hold on to the Scope, not to the others.
  Result<Membership> (*membership)(const Scope&, const Arguments&, const Cell&);
  // Beside the ledger; blocks_for() adds what the arguments need.
  ledger::BlockSet needs = {};
  // Its cells hold who stands behind cancelled orders too, also customers who never made a purchase.
  bool with_cancelled = false;
};

}  // namespace tsuzuku::analysis
