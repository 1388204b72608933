#pragma once
// Conditions by chance, made from the descriptors: a field that is added is asked from the next run on. All of them are
// valid; the same seed gives the same ones.

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "segments/check.hpp"
#include "segments/field.hpp"

namespace tsuzuku::segments {

class RandomConditions {
 public:
  struct World {
    Day as_of;
    Currency currency{"JPY", 0};
    bool external = true;                                   // fields that ExternalFacts tells
    std::map<std::string, std::vector<std::string>> names;  // by Field::name_source; without names a field is left out
  };

  RandomConditions(std::uint64_t seed, World world) : random_(seed), world_(std::move(world)) {
    for (const Field& field : fields()) {
      const bool has_names = field.name_source.empty() || world_.names.contains(field.name_source);
      if (has_names && (world_.external || !field.is_external())) fields_[field.scope].push_back(&field);
    }
  }

  Condition next() { return condition(Scope::Customer, 3); }

 private:
  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(bound)));
  }
  template <typename T>
  const T& one_of(const std::vector<T>& list) {
    return list[static_cast<std::size_t>(below(std::ssize(list)))];
  }

  Condition condition(Scope scope, int depth) {
    const double kind = depth == 0 ? 1.0 : random_.unit();
    if (kind > 0.55) return {.kind = Condition::Kind::Leaf, .parts = {}, .leaf = leaf(scope, depth), .place = {}};
    Condition whole{.kind = Condition::Kind::Not, .parts = {}, .leaf = {}, .place = {}};
    if (kind > 0.1) whole.kind = random_.chance(0.5) ? Condition::Kind::All : Condition::Kind::Any;
    const std::int64_t parts = whole.kind == Condition::Kind::Not ? 1 : 2 + below(2);
    for (std::int64_t i = 0; i < parts; ++i) whole.parts.push_back(condition(scope, depth - 1));
    return whole;
  }

  Leaf leaf(Scope scope, int depth) {
    Leaf leaf;
    leaf.field = one_of(fields_.at(scope));
    const Field& field = *leaf.field;
    for (const Parameter& parameter : field.parameters) {
      if (parameter.required || random_.chance(0.06)) leaf.arguments.push_back({parameter.name, argument(parameter)});
    }
    if (field.check && !field.check(leaf, world_.currency)) leaf.arguments.clear();  // borders out of order
    if (field.items && random_.chance(0.7)) leaf.where.push_back(condition(*field.items, std::min(depth, 1)));
    if (field.windowed && random_.chance(0.5)) leaf.window = window();
    const bool complete = field.type == Type::Flag || (field.is_count() && random_.chance(0.4)) ||
                          (field.type == Type::Day && leaf.window);
    if (!complete) leaf.comparison = comparison(field);
    return leaf;
  }

  Window window() {
    const auto days = [&] { return static_cast<int>(below(random_.chance(0.5) ? 60 : 900)); };
    switch (below(4)) {
      case 0:
        return {.kind = Window::Kind::LastDays, .first = 1 + days()};
      case 1: {
        const int a = days(), b = days();
        return {.kind = Window::Kind::BetweenDaysAgo, .first = std::min(a, b), .second = std::max(a, b)};
      }
      case 2:
        return {.kind = Window::Kind::MoreThanDaysAgo, .first = days()};
      default: {
        Window dates{.kind = Window::Kind::Dates};
        const Day from = world_.as_of - days();
        if (random_.chance(0.7)) dates.from = from;
        if (!dates.from || random_.chance(0.5)) dates.to = from + days();
        return dates;
      }
    }
  }

  Comparison comparison(const Field& field) {
    Comparison comparison{.op = one_of(operators_of(field)), .values = {}};
    std::int64_t values = 1;
    if (comparison.op == Operator::Known || comparison.op == Operator::Unknown) values = 0;
    if (comparison.op == Operator::In || comparison.op == Operator::NotIn) values = 1 + below(3);
    if (comparison.op == Operator::Between) values = 2;
    for (std::int64_t i = 0; i < values; ++i) comparison.values.push_back(value(field));
    const auto size = [&](const Literal& literal) { return integer_of(literal, field, world_.currency); };
    if (comparison.op == Operator::Between && size(comparison.values[1]) < size(comparison.values[0]))
      std::swap(comparison.values[0], comparison.values[1]);
    return comparison;
  }

  Literal value(const Field& field) {
    switch (field.type) {
      case Type::Integer:
        return Decimal{number(field.minimum, field.maximum), 0};
      case Type::Money:
        return Decimal{number(-20'000, 500'000), 0};
      case Type::Day:
        return world_.as_of - static_cast<int>(below(1'200));
      case Type::Choice:
        return Code{one_of(field.choices)};
      default:
        return name(field.name_source);
    }
  }

  Literal argument(const Parameter& parameter) {
    switch (parameter.type) {
      case Type::Integer:
      case Type::Money:
        return Decimal{number(parameter.minimum, parameter.maximum), 0};
      case Type::Day:
        return world_.as_of - static_cast<int>(below(1'200));
      case Type::Choice:
        return Code{one_of(parameter.choices)};
      default:
        return parameter.name == "source" || parameter.name == "payment_method"
                   ? name(parameter.name)
                   : Literal("draw " + std::to_string(below(5)));
    }
  }

  std::string name(const std::string& source) {
    const auto known = world_.names.find(source);
    if (known == world_.names.end() || known->second.empty()) return "nobody's \"name\" \\";
    return one_of(known->second);
  }

  // Small numbers are asked more often than large ones, as in life.
  std::int64_t number(std::int64_t minimum, std::int64_t maximum) {
    std::int64_t reach = 3;
    while (reach < 100'000 && random_.chance(0.75)) reach *= 4;
    const std::int64_t value = below(reach);
    return std::clamp(minimum < 0 && random_.chance(0.2) ? -value : std::max(minimum, std::int64_t{0}) + value, minimum,
                      maximum);
  }

  Random random_;
  World world_;
  std::map<Scope, std::vector<const Field*>> fields_;
};

}  // namespace tsuzuku::segments
