#include "segments/check.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "segments/expand.hpp"
#include "segments/field.hpp"
#include "segments/shape.hpp"
#include "segments/text.hpp"

namespace tsuzuku::segments {
namespace {

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

// Checks the leaves of one condition.
class Checker {
 public:
  explicit Checker(Currency currency) : currency_(currency) {}

  Status check(const Condition& leaf) {
    place_ = &leaf.place;
    field_ = leaf.leaf.field;
    TSUZUKU_CHECK(arguments(leaf.leaf));
    TSUZUKU_CHECK(window(leaf.leaf));
    return comparison(leaf.leaf);
  }

 private:
  [[nodiscard]] std::unexpected<Error> refuse(std::string_view key, ErrorArguments more) const {
    more.insert(more.begin(), {{"position", place_->text}, {"field", field_->name}});
    return fail(ErrorKind::InvalidInput, key, std::move(more));
  }

  Status arguments(const Leaf& leaf) const {
    for (const Parameter& parameter : field_->parameters) {
      const auto given = std::ranges::find(leaf.arguments, parameter.name, &Argument::name);
      if (given == leaf.arguments.end()) {
        if (parameter.required) return refuse("segment.argument_missing", {{"argument", parameter.name}});
        continue;
      }
      TSUZUKU_CHECK(value(given->value, parameter.type, parameter.choices));
      if (parameter.type == Type::Integer || parameter.type == Type::Money)
        TSUZUKU_CHECK(bounds(given->value, parameter.minimum, parameter.maximum));
    }
    if (!field_->check) return {};
    auto sound = field_->check(leaf, currency_);
    if (sound) return sound;
    Error error = std::move(sound).error();
    error.arguments.insert(error.arguments.begin(), {{"position", place_->text}, {"field", field_->name}});
    return fail(std::move(error));
  }

  Status window(const Leaf& leaf) const {
    if (!leaf.window) return {};
    const Window& window = *leaf.window;
    if (!field_->windowed) return refuse("segment.no_window", {});
    if (window.kind == Window::Kind::LastDays && window.first < 1)
      return refuse("segment.out_of_bounds",
                    {{"found", "0"}, {"minimum", "1"}, {"maximum", std::to_string(limits::kConditionDays)}});
    if (window.kind == Window::Kind::BetweenDaysAgo && window.first > window.second)
      return refuse("segment.range_reversed",
                    {{"low", std::to_string(window.first)}, {"high", std::to_string(window.second)}});
    if (window.from && window.to && *window.from > *window.to)
      return refuse("segment.range_reversed",
                    {{"low", tsuzuku::to_text(*window.from)}, {"high", tsuzuku::to_text(*window.to)}});
    return {};
  }

  Status comparison(const Leaf& leaf) const {
    std::string known;
    const auto operators = operators_of(*field_);
    for (const Operator op : operators) known += (known.empty() ? "" : ", ") + std::string(name_of(op));
    if (!leaf.comparison) {
      const bool complete =
          field_->type == Type::Flag || field_->is_count() || (field_->type == Type::Day && leaf.window.has_value());
      if (!complete) return refuse("segment.needs_comparison", {{"known", known}});
      return {};
    }
    const Comparison& comparison = *leaf.comparison;
    const bool day_twice = field_->type == Type::Day && leaf.window.has_value();
    if (day_twice || std::ranges::find(operators, comparison.op) == operators.end()) {
      return refuse("segment.operator_not_for_field",
                    {{"operator", std::string(name_of(comparison.op))}, {"known", day_twice ? "" : known}});
    }
    for (const Literal& literal : comparison.values) {
      TSUZUKU_CHECK(value(literal, field_->type, field_->choices));
      if (field_->type == Type::Integer) TSUZUKU_CHECK(bounds(literal, field_->minimum, field_->maximum));
    }
    if (comparison.op != Operator::Between) return {};
    const Literal& low = comparison.values.front();
    const Literal& high = comparison.values.back();
    if (integer_of(low, *field_, currency_) <= integer_of(high, *field_, currency_)) return {};
    return refuse("segment.range_reversed", {{"low", to_text(low)}, {"high", to_text(high)}});
  }

  Status value(const Literal& literal, Type type, const std::vector<std::string>& choices) const {
    const auto wrong = [&] { return refuse("segment.wrong_type", {{"found", to_text(literal)}}); };
    if (type == Type::Integer || type == Type::Money) {
      const auto* number = std::get_if<Decimal>(&literal);
      if (number == nullptr) return wrong();
      const int decimals = type == Type::Money ? currency_.decimals : 0;
      if (number->decimals <= decimals) return {};
      return refuse("segment.too_many_decimals", {{"found", to_text(literal)}, {"maximum", std::to_string(decimals)}});
    }
    if (type == Type::Day) return std::holds_alternative<Day>(literal) ? Status() : wrong();
    if (type == Type::Choice) {
      const auto* code = std::get_if<Code>(&literal);
      if (code == nullptr) return wrong();
      if (std::ranges::find(choices, code->name) != choices.end()) return {};
      return refuse("segment.unknown_choice", {{"found", code->name}, {"known", joined(choices)}});
    }
    const auto* text = std::get_if<std::string>(&literal);
    if (text == nullptr) return wrong();
    if (text->empty()) return refuse("segment.empty_text", {});
    if (text->size() <= limits::kTextField) return {};
    return refuse("segment.text_too_long", {{"limit", std::to_string(limits::kTextField)}});
  }

  [[nodiscard]] Status bounds(const Literal& literal, std::int64_t minimum, std::int64_t maximum) const {
    const auto& number = std::get<Decimal>(literal);
    const std::int64_t whole = number.digits;
    if (number.decimals > 0 || (whole >= minimum && whole <= maximum)) return {};
    return refuse(
        "segment.out_of_bounds",
        {{"found", to_text(literal)}, {"minimum", std::to_string(minimum)}, {"maximum", std::to_string(maximum)}});
  }

  Currency currency_;
  const Place* place_ = nullptr;
  const Field* field_ = nullptr;
};

}  // namespace

std::int64_t integer_of(const Literal& literal, const Field& field, Currency currency) {
  if (const auto* day = std::get_if<Day>(&literal)) return day->value;
  if (const auto* code = std::get_if<Code>(&literal))
    return std::ranges::find(field.choices, code->name) - field.choices.begin();
  const auto* number = std::get_if<Decimal>(&literal);
  if (number == nullptr) return kUnknown;
  std::int64_t value = number->digits;
  for (int i = number->decimals; field.type == Type::Money && i < currency.decimals; ++i) value *= 10;
  return value;
}

Status check_leaves(const Condition& condition, Currency currency) {
  Status outcome;
  Checker checker(currency);
  for_each_leaf(condition, [&](const Condition& leaf) {
    if (outcome) outcome = checker.check(leaf);
  });
  return outcome;
}

Result<Checked> check(Condition condition, const Surroundings& surroundings) {
  TSUZUKU_CHECK(check_depth(condition));
  TSUZUKU_CHECK(check_leaves(condition, surroundings.currency));
  Checked checked;
  TSUZUKU_TRY(expanded, expand(condition, surroundings));
  checked.expanded_ = std::move(expanded);
  checked.condition_ = std::move(condition);
  checked.currency_ = surroundings.currency;
  for_each_leaf(checked.expanded_, [&](const Condition& leaf) {
    checked.needs_.add(leaf.leaf.field->needs);
    checked.external_ = checked.external_ || leaf.leaf.field->is_external();
  });
  return checked;
}

Result<Checked> checked(std::string_view text, const Surroundings& surroundings) {
  TSUZUKU_TRY(condition, parse(text));
  return check(std::move(condition), surroundings);
}

}  // namespace tsuzuku::segments
