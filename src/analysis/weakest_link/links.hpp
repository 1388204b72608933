#pragma once
// A chain of links, each with what it carries: how many come to it in a month, how many go on, what they bring there.
// There are two: purchases of a customer (purchase_chain.hpp) and deliveries of a contract (round_chain.hpp).
// weakest_link ranks their links, planner moves them. The two overlap, for a delivery is a purchase too: what their
// links are worth must not be added up.
//
//   p(n)   share of the matured that went on
//   v(n)   mean value of link n: money by the chosen layer, less what came back
//   V(n)   value from link n on: v(n) + p(n) V(n + 1); for the last link, which stands for itself and all later ones,
//          v / (1 - p)
//
// The variance of V follows by the delta method, all p and v taken as independent.

#include <cstdint>
#include <utility>
#include <vector>

#include "analysis/common/left_out.hpp"
#include "analysis/common/profit.hpp"
#include "base/random.hpp"

namespace tsuzuku::analysis::weakest_link {

inline constexpr double kDaysPerMonth = 365.25 / 12.0;
inline constexpr double kTailRateMost = 0.99;  // a shop whose oldest customers all went on is not worth the infinite

// window_days, grace_days, layer, flow_days, and those of profit.
[[nodiscard]] std::vector<Parameter> parameters();

enum class Layer { Contribution, Gross, Net };

// The days in which those who come to a link are counted for its monthly flow: the last ones before the as-of day, no
// more than were asked for, and none before the shop's first order or the period.
struct Flow {
  int last = 0;
  int days = 0;
  [[nodiscard]] int first() const { return last - days + 1; }
  [[nodiscard]] bool contains(int day) const { return day >= first() && day <= last; }
};

// To the first link people come in the period alone: its days end with it.
struct Flows {
  Flow first;
  Flow later;
  [[nodiscard]] const Flow& of(int number) const { return number == 1 ? first : later; }
};

// What value and flow are counted by.
class Measure {
 public:
  Measure(const Scope& scope, const Arguments& arguments);
  [[nodiscard]] const Flows& flows() const { return flows_; }
  // Of an order that counts, before returns.
  [[nodiscard]] Layers layers(ledger::OrderIndex order) const { return terms_.of(order); }
  [[nodiscard]] Money of(const Layers& layers) const;

 private:
  ProfitTerms terms_;
  Layer layer_;
  Flows flows_;
};

struct Link {
  std::int64_t reached = 0;
  std::int64_t flow = 0;  // of these in the days of the flow
  std::int64_t matured = 0;
  std::int64_t continued = 0;
  Money value = 0;  // sum over those who reached it
  Wide squares = 0;

  // Somebody who came to it. `went_on` counts where `has_matured`.
  void add(Money worth, bool in_flow, bool has_matured, bool went_on);
  void merge(const Link& other);
  // 0 where nobody matured.
  [[nodiscard]] double rate() const;
  // Whether a whole point more is possible: the rate is known and at most 99 %. What cannot be raised has no price.
  [[nodiscard]] bool can_rise() const;
  [[nodiscard]] double rate_variance() const;
  [[nodiscard]] double mean_value() const;
  [[nodiscard]] double value_variance() const;  // of the mean
};

struct Chain {
  std::vector<Link> links;  // the last one stands for itself and all later ones
  Flows flows;
  Money uncosted = 0;
  // round_chain.hpp: of customers whom the chain of purchases does not hold.
  Money uncosted_beside = 0;
  std::vector<LeftOut> left_out;

  [[nodiscard]] double per_month(int number) const;  // of the link with this number
  // The first link that somebody came to and nobody has matured at, from 1: its rate is not known and is taken for 0.
  // Links whose rate is `planned` are passed over. 0: there is none.
  [[nodiscard]] int first_unknown(const std::vector<std::pair<int, double>>& planned = {}) const;
};

// What chunks of the orders are counted into.
struct ChainCounts {
  std::vector<Link> links;
  Money uncosted = 0;
  Money uncosted_beside = 0;
  LeftOutTally left_out;

  explicit ChainCounts(int links_in_all) : links(static_cast<std::size_t>(links_in_all)) {}
  // Number from 1; what is beyond the last link belongs to it.
  [[nodiscard]] Link& link(int number);
  void merge(const ChainCounts& other);
  [[nodiscard]] Chain chain(const Flows& flows) &&;
};

struct Worth {
  double value = 0.0;
  double variance = 0.0;
};
// V(1), V(2) …, and as the last element V after the last link, which is that of the last one.
[[nodiscard]] std::vector<Worth> worths_of(const std::vector<Link>& links);
// The same with other rates; no variance.
[[nodiscard]] std::vector<double> values_at(const std::vector<Link>& links, const std::vector<double>& rates);

}  // namespace tsuzuku::analysis::weakest_link
