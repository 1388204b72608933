#include "analysis/weakest_link/links.hpp"

#include <algorithm>

#include "analysis/common/deliveries.hpp"

namespace tsuzuku::analysis::weakest_link {
namespace {

constexpr int kDaysMost = 3'650;

Layer layer_of(const std::string& name) {
  if (name == "net") return Layer::Net;
  return name == "gross" ? Layer::Gross : Layer::Contribution;
}

Flow flow_until(int last, const Scope& scope, const Arguments& arguments) {
  const int first = std::max(scope.ledger->first_day().value_or(Day{last + 1}).value, scope.from);
  return {.last = last, .days = std::clamp(last - first + 1, 0, static_cast<int>(arguments.integer("flow_days")))};
}

Worth tail_of(const Link& link, double rate) {
  const double stays = 1.0 - std::min(rate, kTailRateMost);
  const double value = link.mean_value() / stays;
  return {value, (link.value_variance() + value * value * link.rate_variance()) / (stays * stays)};
}

}  // namespace

std::vector<Parameter> parameters() {
  std::vector<Parameter> own{integer_parameter("window_days", 365, 1, kDaysMost), grace_parameter(),
                             choice_parameter("layer", {"contribution", "gross", "net"}),
                             integer_parameter("flow_days", 365, 28, kDaysMost)};
  std::ranges::copy(profit_parameters(), std::back_inserter(own));
  return own;
}

Measure::Measure(const Scope& scope, const Arguments& arguments)
    : terms_(scope, arguments),
      layer_(layer_of(arguments.text("layer"))),
      flows_{.first = flow_until(std::min(scope.as_of, scope.to), scope, arguments),
             .later = flow_until(scope.as_of, scope, arguments)} {}

Money Measure::of(const Layers& layers) const {
  if (layer_ == Layer::Net) return layers.net;
  return layer_ == Layer::Gross ? layers.gross : layers.contribution;
}

void Link::add(Money worth, bool in_flow, bool has_matured, bool went_on) {
  ++reached;
  flow += in_flow;
  matured += has_matured;
  continued += has_matured && went_on;
  value += worth;
  const auto magnitude = static_cast<Wide>(worth < 0 ? -worth : worth);
  squares += magnitude * magnitude;
}

void Link::merge(const Link& other) {
  reached += other.reached;
  flow += other.flow;
  matured += other.matured;
  continued += other.continued;
  value += other.value;
  squares += other.squares;
}

double Link::rate() const { return matured == 0 ? 0.0 : static_cast<double>(continued) / static_cast<double>(matured); }

bool Link::can_rise() const { return matured != 0 && (matured - continued) * 100 >= matured; }

// Agresti and Coull 1998: with two more of each kind, so that 4 of 4 is not taken for certain.
double Link::rate_variance() const {
  if (matured == 0) return 0.0;
  const double cases = static_cast<double>(matured) + 4.0;
  const double share = (static_cast<double>(continued) + 2.0) / cases;
  return share * (1.0 - share) / cases;
}

double Link::mean_value() const {
  return reached == 0 ? 0.0 : static_cast<double>(value) / static_cast<double>(reached);
}

double Link::value_variance() const {
  if (reached < 2) return 0.0;
  const auto n = static_cast<double>(reached);
  const double spread = static_cast<double>(squares) - n * mean_value() * mean_value();
  return std::max(spread, 0.0) / (n - 1.0) / n;
}

double Chain::per_month(int number) const {
  const int days = flows.of(number).days;
  const std::int64_t came = links[static_cast<std::size_t>(number) - 1].flow;
  return days == 0 ? 0.0 : static_cast<double>(came) * kDaysPerMonth / days;
}

int Chain::first_unknown(const std::vector<std::pair<int, double>>& planned) const {
  for (int number = 1; number <= std::ssize(links); ++number) {
    const Link& link = links[static_cast<std::size_t>(number) - 1];
    const bool is_planned = std::ranges::find(planned, number, &std::pair<int, double>::first) != planned.end();
    if (link.reached > 0 && link.matured == 0 && !is_planned) return number;
  }
  return 0;
}

Link& ChainCounts::link(int number) {
  return links[static_cast<std::size_t>(std::min(number, static_cast<int>(links.size()))) - 1];
}

void ChainCounts::merge(const ChainCounts& other) {
  for (std::size_t i = 0; i < links.size(); ++i) links[i].merge(other.links[i]);
  uncosted += other.uncosted;
  uncosted_beside += other.uncosted_beside;
  left_out.merge(other.left_out);
}

Chain ChainCounts::chain(const Flows& flows) && {
  return {.links = std::move(links),
          .flows = flows,
          .uncosted = uncosted,
          .uncosted_beside = uncosted_beside,
          .left_out = left_out.list()};
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
