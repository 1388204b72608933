#include <fmt/format.h>

#include <algorithm>

#include "segments/field.hpp"
#include "segments/lexer.hpp"
#include "segments/text.hpp"

namespace tsuzuku::segments {
namespace {

std::string text_of(const Decimal& number) {
  std::string digits = std::to_string(number.digits < 0 ? -number.digits : number.digits);
  if (number.decimals > 0) {
    const auto decimals = static_cast<std::size_t>(number.decimals);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    digits.insert(digits.size() - decimals, ".");
  }
  return (number.digits < 0 ? "-" : "") + digits;
}

template <typename Items, typename Write>
std::string joined(const Items& items, std::string_view separator, const Write& write) {
  std::string text;
  for (const auto& item : items) {
    if (!text.empty()) text += separator;
    text += write(item);
  }
  return text;
}

std::string in_parentheses(const Leaf& leaf) {
  if (!leaf.where.empty()) return "(" + to_text(leaf.where.front()) + ")";
  if (leaf.arguments.empty()) return {};
  // Required arguments go by their place, the others by their name.
  return "(" +
         joined(leaf.arguments, ", ",
                [&](const Argument& argument) {
                  const auto parameter = std::ranges::find(leaf.field->parameters, argument.name, &Parameter::name);
                  const bool named = parameter == leaf.field->parameters.end() || !parameter->required;
                  return (named ? argument.name + ": " : "") + to_text(argument.value);
                }) +
         ")";
}

std::string text_of(const Window& window) {
  switch (window.kind) {
    case Window::Kind::LastDays:
      return fmt::format(" in the last {} days", window.first);
    case Window::Kind::BetweenDaysAgo:
      return fmt::format(" between {} and {} days ago", window.first, window.second);
    case Window::Kind::MoreThanDaysAgo:
      return fmt::format(" more than {} days ago", window.first);
    case Window::Kind::Dates:
      break;
  }
  return (window.from ? " from " + to_text(*window.from) : "") + (window.to ? " to " + to_text(*window.to) : "");
}

std::string text_of(const Comparison& comparison) {
  const auto& values = comparison.values;
  const auto write = [](const Literal& literal) { return to_text(literal); };
  switch (comparison.op) {
    case Operator::In:
      return " in (" + joined(values, ", ", write) + ")";
    case Operator::NotIn:
      return " not in (" + joined(values, ", ", write) + ")";
    case Operator::Between:
      return " between " + to_text(values.front()) + " and " + to_text(values.back());
    case Operator::Known:
      return " is known";
    case Operator::Unknown:
      return " is unknown";
    default:
      return fmt::format(" {} {}", name_of(comparison.op), to_text(values.front()));
  }
}

bool is_group(const Condition& condition) {
  return condition.kind == Condition::Kind::All || condition.kind == Condition::Kind::Any;
}

// `or` binds weaker than `and`, so only an All within an Any stands without parentheses.
std::string part_of(const Condition& whole, const Condition& part) {
  const bool bare = !is_group(part) || (whole.kind == Condition::Kind::Any && part.kind == Condition::Kind::All);
  return bare ? to_text(part) : "(" + to_text(part) + ")";
}

}  // namespace

std::string to_text(const Literal& literal) {
  struct Writer {
    std::string operator()(const Decimal& number) const { return text_of(number); }
    std::string operator()(Day day) const { return tsuzuku::to_text(day); }
    std::string operator()(const std::string& text) const { return quoted(text); }
    std::string operator()(const Code& code) const { return code.name; }
  };
  return std::visit(Writer{}, literal);
}

std::string to_text(const Condition& condition) {
  const auto write = [&](const Condition& part) { return part_of(condition, part); };
  switch (condition.kind) {
    case Condition::Kind::All:
      return joined(condition.parts, " and ", write);
    case Condition::Kind::Any:
      return joined(condition.parts, " or ", write);
    case Condition::Kind::Not:
      return "not " + write(condition.parts.front());
    case Condition::Kind::Leaf:
      break;
  }
  const Leaf& leaf = condition.leaf;
  return leaf.field->name + in_parentheses(leaf) + (leaf.window ? text_of(*leaf.window) : "") +
         (leaf.comparison ? text_of(*leaf.comparison) : "");
}

}  // namespace tsuzuku::segments
