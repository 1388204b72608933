#include "segments/sentence.hpp"

#include <algorithm>
#include <array>

#include "base/words.hpp"
#include "segments/field.hpp"
#include "segments/text.hpp"
#include "segments/words.hpp"

namespace tsuzuku::segments {
namespace {

class Writer {
 public:
  Writer(Currency currency, const Catalogue& texts) : currency_(currency), texts_(&texts) {}

  [[nodiscard]] std::string condition(const Condition& condition) const {
    switch (condition.kind) {
      case Condition::Kind::All:
        return parts(condition, "and");
      case Condition::Kind::Any:
        return parts(condition, "or");
      case Condition::Kind::Not:
        return say("not", {{"condition", in_group(condition.parts.front(), true)}});
      case Condition::Kind::Leaf:
        break;
    }
    return leaf(condition.leaf);
  }

  [[nodiscard]] std::string quantity(std::string number, const Field& field) const {
    if (field.type == Type::Money) {
      return words_in_form(number.append(" ").append(currency_.code), "money", *texts_);
    }
    if (field.unit.empty()) return number;
    return texts_->text(quantity_key(field.unit), {{"number", std::move(number)}});
  }

  [[nodiscard]] std::string say(std::string_view name, const ErrorArguments& arguments = {}) const {
    return texts_->text("segments.sentences." + std::string(name), arguments);
  }

 private:
  [[nodiscard]] std::string parts(const Condition& condition, std::string_view joint) const {
    std::string text;
    for (const Condition& part : condition.parts) {
      if (!text.empty()) text += say(joint);
      text += in_group(part, false);
    }
    return text;
  }

  // Whatever could be read two ways stands in brackets.
  [[nodiscard]] std::string in_group(const Condition& part, bool always) const {
    const bool group = part.kind == Condition::Kind::All || part.kind == Condition::Kind::Any;
    if (!group && !always) return condition(part);
    return say("group", {{"condition", condition(part)}});
  }

  [[nodiscard]] std::string leaf(const Leaf& leaf) const {
    const ErrorArguments subject{{"subject", subject_of(leaf)}};
    if (leaf.comparison) return comparison(leaf, *leaf.comparison);
    if (leaf.field->is_count()) return say("at_least_one", subject);
    if (leaf.field->type == Type::Day && leaf.window) {
      return say("within", {{"subject", texts_->text(title_key(*leaf.field))}, {"window", window(*leaf.window)}});
    }
    return say("flag", subject);
  }

  // The title with all that narrows it down: arguments, which orders, when.
  [[nodiscard]] std::string subject_of(const Leaf& leaf) const {
    std::string details;
    const auto add = [&](const std::string& detail) {
      details += (details.empty() ? "" : say("detail_separator")) + detail;
    };
    for (const Argument& argument : leaf.arguments) add(argument_of(leaf, argument));
    if (!leaf.where.empty()) add(condition(leaf.where.front()));
    if (leaf.window) add(window(*leaf.window));
    const std::string title = texts_->text(title_key(*leaf.field));
    return details.empty() ? title : say("details", {{"title", title}, {"details", details}});
  }

  [[nodiscard]] std::string argument_of(const Leaf& leaf, const Argument& argument) const {
    const auto& parameters = leaf.field->parameters;
    const auto parameter = std::ranges::find(parameters, argument.name, &Parameter::name);
    if (parameter == parameters.end()) return argument.name;
    const auto* const code = std::get_if<Code>(&argument.value);
    return say("argument", {{"title", texts_->text(title_key(*leaf.field, *parameter))},
                            {"value", code != nullptr ? texts_->text(choice_key(*leaf.field, *parameter, code->name))
                                                      : literal(argument.value, *leaf.field, false)}});
  }

  [[nodiscard]] std::string comparison(const Leaf& leaf, const Comparison& comparison) const {
    constexpr std::array<std::string_view, 11> kNames{"equal", "not_equal", "less",    "at_most", "greater", "at_least",
                                                      "in",    "not_in",    "between", "known",   "unknown"};
    const auto& values = comparison.values;
    ErrorArguments arguments{{"subject", subject_of(leaf)}};
    if (comparison.op == Operator::Between) {
      arguments.emplace_back("low", literal(values.front(), *leaf.field, true));
      arguments.emplace_back("high", literal(values.back(), *leaf.field, true));
    } else {
      std::string listed;
      for (const Literal& value : values)
        listed += (listed.empty() ? "" : say("list_separator")) + literal(value, *leaf.field, true);
      arguments.emplace_back("value", listed);
    }
    return say(kNames[static_cast<std::size_t>(comparison.op)], arguments);
  }

  [[nodiscard]] std::string literal(const Literal& value, const Field& field, bool with_unit) const {
    if (const auto* const text = std::get_if<std::string>(&value)) return say("text", {{"text", *text}});
    if (const auto* const code = std::get_if<Code>(&value)) return texts_->text(choice_key(field, code->name));
    if (const auto* const day = std::get_if<Day>(&value)) return day_words(*day, *texts_);
    return with_unit ? quantity(to_text(value), field) : to_text(value);
  }

  [[nodiscard]] std::string window(const Window& window) const {
    const auto words = [&](const char* name, const ErrorArguments& arguments) {
      return texts_->text("segments.windows." + std::string(name), arguments);
    };
    const std::string first = std::to_string(window.first);
    switch (window.kind) {
      case Window::Kind::LastDays:
        return words("last_days", {{"days", first}});
      case Window::Kind::BetweenDaysAgo:
        return words("between_days_ago", {{"first", first}, {"second", std::to_string(window.second)}});
      case Window::Kind::MoreThanDaysAgo:
        return words("more_than_days_ago", {{"days", first}});
      case Window::Kind::Dates:
        break;
    }
    ErrorArguments days;
    if (window.from) days.emplace_back("from", tsuzuku::to_text(*window.from));
    if (window.to) days.emplace_back("to", tsuzuku::to_text(*window.to));
    return words(days.size() == 2 ? "from_to" : window.from ? "from" : "to", days);
  }

  Currency currency_;
  const Catalogue* texts_;
};

}  // namespace

std::string sentence_of(const Condition& condition, Currency currency, const Catalogue& texts) {
  return Writer(currency, texts).condition(condition);
}

std::string value_text(const LeafAnswer& answer, Currency currency, const Catalogue& texts) {
  const Writer writer(currency, texts);
  const Field& field = *answer.leaf->leaf.field;
  if (field.is_external() || field.many || field.type == Type::Flag) return writer.say(answer.holds ? "yes" : "no");
  if (!answer.value) return writer.say("not_known");
  switch (field.type) {
    case Type::Money:
      return money_words(*answer.value, currency, texts);
    case Type::Day:
      return day_words(Day{static_cast<std::int32_t>(*answer.value)}, texts);
    case Type::Text:
      return answer.name;
    case Type::Choice:
      return texts.text(choice_key(field, field.choices[static_cast<std::size_t>(*answer.value)]));
    case Type::Integer:
    case Type::Flag:
      break;
  }
  return writer.quantity(std::to_string(*answer.value), field);
}

}  // namespace tsuzuku::segments
