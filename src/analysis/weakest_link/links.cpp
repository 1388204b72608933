#include "analysis/weakest_link/links.hpp"

#include <algorithm>

#include "analysis/common/parallel.hpp"
#include "analysis/common/walk.hpp"

namespace tsuzuku::analysis::weakest_link {
namespace {

constexpr int kDaysMost = 3'650;

enum class Layer { Contribution, Gross, Net };

Layer layer_of(const std::string& name) {
  if (name == "net") return Layer::Net;
  return name == "gross" ? Layer::Gross : Layer::Contribution;
}

struct Counts {
  std::vector<Link> links;
  Money uncosted = 0;
  LeftOutTally left_out;
  void merge(const Counts& other) {
    for (std::size_t i = 0; i < links.size(); ++i) links[i].merge(other.links[i]);
    uncosted += other.uncosted;
    left_out.merge(other.left_out);
  }
};

struct LinkVisitor {
  static constexpr bool kMoney = true;
  static constexpr bool kAges = true;
  static constexpr bool kEverybody = false;

  const ProfitTerms& terms;
  Layer layer;
  int as_of;
  int window_days;
  int flow_from;
  Counts& counts;
  int number = 0;  // of the purchase that is being added up
  int day_of_purchase = 0;
  Money value = 0;
  // Money of orders that begin no purchase: of the one that begins on their day, or else of the one before.
  Money waiting = 0;
  int day_of_waiting = -1;
  bool last_waits = false;  // the order visited last

  [[nodiscard]] Link& link() { return counts.links[static_cast<std::size_t>(std::min(number, kLinks) - 1)]; }
  [[nodiscard]] Money of(const Layers& layers) const {
    if (layer == Layer::Net) return layers.net;
    return layer == Layer::Gross ? layers.gross : layers.contribution;
  }

  void begin(ledger::CustomerIndex, ledger::OrderIndex) {
    number = 0;
    value = 0;
    waiting = 0;
    day_of_waiting = -1;
  }
  void order(ledger::OrderIndex order, int day, bool starts_purchase) {
    const Layers layers = terms.of(order);
    counts.uncosted += layers.uncosted;
    last_waits = !starts_purchase;
    if (day_of_waiting != day) settle();
    if (last_waits) {
      waiting += of(layers);
      day_of_waiting = day;
      return;
    }
    if (number > 0) close(day);
    ++number;
    day_of_purchase = day;
    value = of(layers) + waiting;
    waiting = 0;
  }
  void returned(int, int, Money amount) { (last_waits ? waiting : value) -= amount; }
  void end() {
    settle();
    close(-1);
  }

  // What came before the first purchase is nobody's.
  void settle() {
    if (number > 0) value += waiting;
    waiting = 0;
  }

  // `next`: day of the next purchase; below 0 there is none.
  void close(int next) {
    Link& of_purchase = link();
    ++of_purchase.purchases;
    of_purchase.flow += day_of_purchase >= flow_from;
    of_purchase.value += value;
    const auto magnitude = static_cast<Wide>(value < 0 ? -value : value);
    of_purchase.squares += magnitude * magnitude;
    if (as_of - day_of_purchase < window_days) return;
    ++of_purchase.matured;
    of_purchase.continued += next >= 0 && next - day_of_purchase <= window_days;
  }
};

Worth tail_of(const Link& link, double rate) {
  const double stays = 1.0 - std::min(rate, kTailRateMost);
  const double value = link.mean_value() / stays;
  return {value, (link.value_variance() + value * value * link.rate_variance()) / (stays * stays)};
}

}  // namespace

std::vector<Parameter> parameters() {
  std::vector<Parameter> own{integer_parameter("window_days", 365, 1, kDaysMost),
                             choice_parameter("layer", {"contribution", "gross", "net"}),
                             integer_parameter("flow_days", 365, 28, kDaysMost)};
  std::ranges::copy(profit_parameters(), std::back_inserter(own));
  return own;
}

void Link::merge(const Link& other) {
  purchases += other.purchases;
  flow += other.flow;
  matured += other.matured;
  continued += other.continued;
  value += other.value;
  squares += other.squares;
}

double Link::rate() const { return matured == 0 ? 0.0 : static_cast<double>(continued) / static_cast<double>(matured); }

double Link::rate_variance() const {
  return matured == 0 ? 0.0 : rate() * (1.0 - rate()) / static_cast<double>(matured);
}

double Link::mean_value() const {
  return purchases == 0 ? 0.0 : static_cast<double>(value) / static_cast<double>(purchases);
}

double Link::value_variance() const {
  if (purchases < 2) return 0.0;
  const auto n = static_cast<double>(purchases);
  const double spread = static_cast<double>(squares) - n * mean_value() * mean_value();
  return std::max(spread, 0.0) / (n - 1.0) / n;
}

double Chain::per_month(const Link& link) const {
  return flow_days == 0 ? 0.0 : static_cast<double>(link.flow) * kDaysPerMonth / flow_days;
}

Chain count_chain(const Scope& scope, const Arguments& arguments, const Execution& execution) {
  const int window_days = static_cast<int>(arguments.integer("window_days"));
  const Layer layer = layer_of(arguments.text("layer"));
  const ProfitTerms terms(scope, arguments);
  Chain chain;
  const int age = scope.as_of - scope.ledger->first_day().value_or(Day{scope.as_of + 1}).value + 1;
  chain.flow_days = std::clamp(age, 0, static_cast<int>(arguments.integer("flow_days")));
  Counts counts = reduce_orders(
      *scope.ledger, execution, Counts{std::vector<Link>(kLinks), 0, {}}, [&](ledger::OrderRange chunk, Counts& found) {
        LinkVisitor visitor{terms, layer, scope.as_of, window_days, scope.as_of - chain.flow_days + 1, found};
        Walk(scope, visitor, found.left_out)(chunk);
      });
  chain.links = std::move(counts.links);
  chain.uncosted = counts.uncosted;
  chain.left_out = counts.left_out.list();
  return chain;
}

std::vector<Worth> worths_of(const std::vector<Link>& links) {
  std::vector<Worth> worths(links.size() + 1, tail_of(links.back(), links.back().rate()));
  for (std::size_t i = links.size() - 1; i-- > 0;) {
    const Link& link = links[i];
    const Worth& next = worths[i + 1];
    worths[i].value = link.mean_value() + link.rate() * next.value;
    worths[i].variance = link.value_variance() + link.rate() * link.rate() * next.variance +
                         next.value * next.value * link.rate_variance();
  }
  return worths;
}

std::vector<double> values_at(const std::vector<Link>& links, const std::vector<double>& rates) {
  std::vector<double> values(links.size(), tail_of(links.back(), rates.back()).value);
  for (std::size_t i = links.size() - 1; i-- > 0;) values[i] = links[i].mean_value() + rates[i] * values[i + 1];
  return values;
}

}  // namespace tsuzuku::analysis::weakest_link
