#include "segments/form.hpp"
#include "segments/text.hpp"
#include "segments/words.hpp"

namespace tsuzuku::segments {
namespace {

json::value form_of(const Literal& literal) {
  struct Writer {
    json::value operator()(const Decimal& number) const {
      if (number.decimals == 0) return number.digits;
      return json::value(to_text(Literal(number)));
    }
    json::value operator()(Day day) const { return json::value(tsuzuku::to_text(day)); }
    json::value operator()(const std::string& text) const { return json::value(text); }
    json::value operator()(const Code& code) const { return json::value(code.name); }
  };
  return std::visit(Writer{}, literal);
}

json::object form_of(const Window& window) {
  switch (window.kind) {
    case Window::Kind::LastDays:
      return {{"last_days", window.first}};
    case Window::Kind::BetweenDaysAgo:
      return {{"between_days_ago", {window.first, window.second}}};
    case Window::Kind::MoreThanDaysAgo:
      return {{"more_than_days_ago", window.first}};
    case Window::Kind::Dates:
      break;
  }
  json::object form;
  if (window.from) form["from"] = to_text(*window.from);
  if (window.to) form["to"] = to_text(*window.to);
  return form;
}

void add(json::object& form, const Comparison& comparison) {
  form["op"] = name_of(comparison.op);
  if (has_list(comparison.op)) {
    json::array values;
    for (const Literal& value : comparison.values) values.push_back(form_of(value));
    form["values"] = std::move(values);
  } else if (!comparison.values.empty()) {
    form["value"] = form_of(comparison.values.front());
  }
}

json::object form_of(const Leaf& leaf) {
  json::object form{{"field", leaf.field->name}};
  if (!leaf.arguments.empty()) {
    json::object arguments;
    for (const Argument& argument : leaf.arguments) arguments[argument.name] = form_of(argument.value);
    form["arguments"] = std::move(arguments);
  }
  if (!leaf.where.empty()) form["where"] = to_form(leaf.where.front());
  if (leaf.window) form["window"] = form_of(*leaf.window);
  if (leaf.comparison) add(form, *leaf.comparison);
  return form;
}

template <typename Named, typename Key>
json::array choices_of(const Named& named, const Key& key) {
  json::array choices;
  for (const std::string& choice : named.choices)
    choices.push_back(json::object{{"code", choice}, {"title", key(choice)}});
  return choices;
}

json::object describe(const Field& field, const Parameter& parameter) {
  json::object out{{"name", parameter.name},
                   {"title", title_key(field, parameter)},
                   {"type", name_of(parameter.type)},
                   {"required", parameter.required}};
  if (parameter.type == Type::Integer || parameter.type == Type::Money) {
    out["minimum"] = parameter.minimum;
    out["maximum"] = parameter.maximum;
  }
  if (!parameter.choices.empty()) {
    out["choices"] =
        choices_of(parameter, [&](const std::string& choice) { return choice_key(field, parameter, choice); });
  }
  return out;
}

}  // namespace

json::value to_form(const Condition& condition) {
  switch (condition.kind) {
    case Condition::Kind::All:
    case Condition::Kind::Any: {
      json::array parts;
      for (const Condition& part : condition.parts) parts.push_back(to_form(part));
      return json::object{{condition.kind == Condition::Kind::All ? "and" : "or", std::move(parts)}};
    }
    case Condition::Kind::Not:
      return json::object{{"not", to_form(condition.parts.front())}};
    case Condition::Kind::Leaf:
      break;
  }
  return form_of(condition.leaf);
}

json::object describe(const Field& field) {
  json::object out{{"name", field.name},        {"scope", name_of(field.scope)},         {"group", field.group},
                   {"title", title_key(field)}, {"description", description_key(field)}, {"type", name_of(field.type)}};
  if (!field.unit.empty()) out["unit"] = field.unit;
  out["many"] = field.many;
  out["windowed"] = field.windowed;
  if (field.items) out["items"] = name_of(*field.items);
  json::array operators;
  for (const Operator op : operators_of(field)) operators.emplace_back(name_of(op));
  out["operators"] = std::move(operators);
  if (field.type == Type::Integer) {
    out["minimum"] = field.minimum;
    out["maximum"] = field.maximum;
  }
  if (!field.choices.empty())
    out["choices"] = choices_of(field, [&](const std::string& choice) { return choice_key(field, choice); });
  if (!field.name_source.empty()) out["names"] = field.name_source;
  if (!field.parameters.empty()) {
    json::array parameters;
    for (const Parameter& parameter : field.parameters) parameters.push_back(describe(field, parameter));
    out["parameters"] = std::move(parameters);
  }
  return out;
}

}  // namespace tsuzuku::segments
