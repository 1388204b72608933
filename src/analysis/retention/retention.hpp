#pragma once
// 定期継続率 by round: of the contracts that came to their n-th delivery, how many came to a later one.
//
//   started         contracts with an n-th delivery (common/deliveries.hpp: what a delivery and its round are)
//   matured         of those, the delivery is grace_days or more ago
//   continued       of those, with a later delivery by the as-of day, however late
//   retention_rate  r(n) = continued / matured, with Wilson's 95 % interval
//   surviving_rate  S(n) = r(1) r(2) … r(n-1): the share of those who began that comes to the n-th delivery; S(1) = 1
//   km_rate         share with the next delivery within grace_days, by Kaplan and Meier from everybody who started
//   active … undelivered   where the contracts stand whose latest delivery is the n-th
//
// This is the step rate and the 残存率 that Japanese tools print (LTV-Lab's 継続・離脱分析: who comes back counts as
// having continued), and neither deliveries / contracts / longest contract (楽楽リピート) nor states of today cut off
// without maturity. Whether a delivery has matured is asked of time alone and not of what became of it: counting those
// who cancelled or continued early as decided would lean to whichever happens sooner. Who skips or pauses has not left.
// Unit contract counts subscriptions; unit customer counts people, each by the contract that went furthest.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::retention {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::retention
