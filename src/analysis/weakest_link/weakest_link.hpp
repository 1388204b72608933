#pragma once
// Which link between two purchases, or between two deliveries of a contract, raised by one point, is worth most a
// month: those who come to it in a month x 0.01 x the value from the next one on. A link that more than 99 % go on from
// cannot be raised by a point: it has no price and stands behind those that have one. Not known where nobody has come
// to the next one: nobody has seen what it would bring. Definitions: links.hpp.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::weakest_link {

// How results, cells and plans name the chains.
inline constexpr const char* kPurchase = "purchase";
inline constexpr const char* kRound = "round";

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// Customers who stand at the link: made purchase `stage` and none since, or have a contract whose latest delivery is
// the one of that round. A cell that names no chain is one of purchases. Part: waiting.
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::weakest_link
