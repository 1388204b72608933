#pragma once
// Conditions on the ledger: one pass over customers on several threads.

#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "ledger/blocks.hpp"
#include "segments/check.hpp"
#include "segments/customer_set.hpp"
#include "segments/external_facts.hpp"

namespace tsuzuku::segments {

// What a condition is asked of. `blocks` must hold what Checked::needs() names.
struct Ground {
  const ledger::Blocks& blocks;
  Day as_of;
  ExternalFacts* external = nullptr;  // may be null for conditions that are not external
  unsigned threads = 0;               // 0 = as many as the machine has
};

// The customers for whom it holds at the end of the as-of day. Errors: those of ExternalFacts; Internal
// "segment.no_external_facts", "segment.no_block"; of RFM and CPM "analysis.unknown_source".
[[nodiscard]] Result<CustomerSet> evaluate(const Checked& condition, const Ground& ground);

// Why it holds for one customer, or does not: each leaf with its value at that moment.
struct LeafAnswer {
  const Condition* leaf = nullptr;  // of Checked::expanded()
  bool holds = false;
  std::optional<std::int64_t> value;  // nothing: not known, many values, or no fact of the ledger
  std::string name;                   // of a text
};
[[nodiscard]] Result<std::vector<LeafAnswer>> explain(const Checked& condition, const Ground& ground,
                                                      ledger::CustomerIndex customer);

// Names in the condition that nothing in the shop has (a misspelt product code): they hold for nobody.
struct UnknownName {
  const Condition* leaf = nullptr;
  std::string name;
};
[[nodiscard]] std::vector<UnknownName> unknown_names(const Checked& condition, const Ground& ground);

}  // namespace tsuzuku::segments
