#pragma once
// The one shape of every result. No words: reasons and assumptions are keys with values, made into sentences
// by analysis/render.hpp.

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "analysis/arguments.hpp"
#include "analysis/descriptor.hpp"
#include "base/day.hpp"
#include "base/error.hpp"
#include "base/money.hpp"

namespace tsuzuku::analysis {

// A sentence to be: the key of a text below "analysis." and what fills it.
struct Phrase {
  std::string key;
  ErrorArguments arguments;
  friend bool operator==(const Phrase&, const Phrase&) = default;
};

// One cell. Null where a number does not exist (a rate of nobody), never NaN. Integer, Money (minor units) and
// Id are std::int64_t, Rate and Decimal double, Code std::string, or Phrase for a reason.
using Value = std::variant<std::monostate, std::int64_t, double, bool, Day, YearMonth, std::string, Phrase>;

// What the numbers do not contain, and why.
struct LeftOut {
  std::string reason;  // key below "analysis.left_out."
  std::int64_t orders = 0;
  std::int64_t customers = 0;  // with at least one such order
  friend bool operator==(const LeftOut&, const LeftOut&) = default;
};

struct PageOf {
  int page = 1;
  int page_size = 0;
  std::int64_t rows_total = 0;
};

struct Table {
  std::string analysis;
  int version = 1;
  std::optional<Day> as_of;  // nothing only for an empty ledger asked without as_of
  std::vector<std::pair<std::string, Arguments::Value>> parameters;
  std::string unit;
  Currency currency{"JPY", 0};
  std::vector<Column> columns;
  std::vector<std::vector<Value>> rows;  // as many values as columns
  // For each row the customers in every part of its cell (Descriptor::parts), where an analysis counts them.
  std::vector<std::vector<std::pair<std::string, std::int64_t>>> part_counts;
  std::vector<std::pair<std::string, Value>> totals;  // by column; only where a sum over rows means something
  std::vector<LeftOut> left_out;                      // only reasons that occurred
  std::vector<Phrase> assumptions;                    // keys below "analysis.assumptions."
  std::optional<PageOf> page;                         // lists only
};

}  // namespace tsuzuku::analysis
