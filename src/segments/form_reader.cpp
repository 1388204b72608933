#include <algorithm>

#include "base/limits.hpp"
#include "segments/form.hpp"
#include "segments/nearest.hpp"
#include "segments/shape.hpp"
#include "segments/text.hpp"

namespace tsuzuku::segments {
namespace {

// A member or element with the path that leads to it.
struct Part {
  const json::value& value;
  std::string path;

  [[nodiscard]] std::unexpected<Error> bad(std::string_view expected) const {
    return fail(ErrorKind::InvalidInput, "segment.bad_form", {{"position", path}, {"expected", std::string(expected)}});
  }
  [[nodiscard]] Part at(std::string_view name, const json::value& member) const {
    return {member, path.empty() ? std::string(name) : path + "." + std::string(name)};
  }
  [[nodiscard]] Part at(std::size_t index, const json::value& element) const {
    return {element, path + "[" + std::to_string(index) + "]"};
  }
};

Result<Literal> literal_of(const Part& part, Type type) {
  if (part.value.is_int64() || part.value.is_uint64()) {
    const auto number = decimal_from(json::serialize(part.value));
    if (number) return *number;
    return fail(ErrorKind::InvalidInput, "segment.number_too_large",
                {{"position", part.path}, {"found", json::serialize(part.value)}});
  }
  if (!part.value.is_string()) return part.bad("1, \"…\"");
  const std::string text(part.value.get_string());
  if (type == Type::Integer || type == Type::Money) {
    if (const auto number = decimal_from(text)) return *number;
    return part.bad("1");
  }
  if (type == Type::Day) {
    if (const auto day = parse_day(text)) return *day;
    return part.bad("2025-04-01");
  }
  // A control character has no way into a text in quotes.
  if (type == Type::Text) {
    if (std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20U; }))
      return part.bad("\"…\"");
    return text;
  }
  return Code{text};
}

Result<int> days_of(const Part& part) {
  if (!part.value.is_int64() || part.value.get_int64() < 0 || part.value.get_int64() > limits::kConditionDays)
    return part.bad("0-" + std::to_string(limits::kConditionDays));
  return static_cast<int>(part.value.get_int64());
}

Result<Window> window_of(const Part& part) {
  constexpr std::string_view kForms = "last_days, between_days_ago, more_than_days_ago, from, to";
  if (!part.value.is_object() || part.value.get_object().empty()) return part.bad(kForms);
  const json::object& form = part.value.get_object();
  const auto& [name, value] = *form.begin();
  const Part first = part.at(name, value);
  Window window;
  if (form.size() == 1 && (name == "last_days" || name == "more_than_days_ago")) {
    TSUZUKU_TRY(days, days_of(first));
    window.kind = name == "last_days" ? Window::Kind::LastDays : Window::Kind::MoreThanDaysAgo;
    window.first = days;
    return window;
  }
  if (form.size() == 1 && name == "between_days_ago") {
    if (!value.is_array() || value.get_array().size() != 2) return first.bad("[1, 2]");
    TSUZUKU_TRY(from, days_of(first.at(0, value.get_array()[0])));
    TSUZUKU_TRY(to, days_of(first.at(1, value.get_array()[1])));
    window.kind = Window::Kind::BetweenDaysAgo;
    window.first = from;
    window.second = to;
    return window;
  }
  window.kind = Window::Kind::Dates;
  for (const auto& [end, text] : form) {
    if (end != "from" && end != "to") return part.bad(kForms);
    TSUZUKU_TRY(day, literal_of(part.at(end, text), Type::Day));
    const auto* given = std::get_if<Day>(&day);
    if (given == nullptr) return part.at(end, text).bad("2025-04-01");
    (end == "from" ? window.from : window.to) = *given;
  }
  return window;
}

class Reader {
 public:
  Result<Condition> condition(const Part& part, Scope scope, int depth) {
    if (depth > limits::kConditionDepth) return too_deep({part.path});
    if (!part.value.is_object()) return part.bad("{…}");
    const json::object& form = part.value.get_object();
    if (form.contains("field")) return leaf(part, form, scope, depth);
    if (form.size() != 1) return part.bad("and, or, not, field");
    const auto& [name, value] = *form.begin();
    if (name == "not") {
      TSUZUKU_TRY(negated, condition(part.at(name, value), scope, depth + 1));
      Condition whole{.kind = Condition::Kind::Not, .parts = {}, .leaf = {}, .place = {part.path}};
      whole.parts.push_back(std::move(negated));
      return whole;
    }
    if (name != "and" && name != "or") return part.bad("and, or, not, field");
    return group(name == "and" ? Condition::Kind::All : Condition::Kind::Any, part.at(name, value), scope, depth);
  }

 private:
  Result<Condition> group(Condition::Kind kind, const Part& part, Scope scope, int depth) {
    if (!part.value.is_array() || part.value.get_array().empty()) return part.bad("[{…}]");
    const json::array& parts = part.value.get_array();
    Condition whole{.kind = kind, .parts = {}, .leaf = {}, .place = {part.path}};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      TSUZUKU_TRY(read, condition(part.at(i, parts[i]), scope, depth + 1));
      whole.parts.push_back(std::move(read));
    }
    if (whole.parts.size() == 1) return Condition(std::move(whole.parts.front()));
    return whole;
  }

  Result<Condition> leaf(const Part& part, const json::object& form, Scope scope, int depth) {
    if (++leaves_ > limits::kConditionLeaves) {
      return fail(ErrorKind::TooLarge, "segment.too_many_leaves",
                  {{"position", part.path}, {"limit", std::to_string(limits::kConditionLeaves)}});
    }
    const Part field = part.at("field", form.at("field"));
    if (!field.value.is_string()) return field.bad("\"…\"");
    Condition read{.kind = Condition::Kind::Leaf, .parts = {}, .leaf = {}, .place = {part.path}};
    read.leaf.field = find_field(scope, std::string_view(field.value.get_string()));
    if (read.leaf.field == nullptr)
      return unknown_field(scope, std::string_view(field.value.get_string()), {field.path});
    for (const auto& [name, value] : form) {
      const Part member = part.at(name, value);
      if (name == "arguments") {
        TSUZUKU_CHECK(arguments(member, read.leaf));
      } else if (name == "where") {
        if (!read.leaf.field->items) return member.bad("field, op");
        TSUZUKU_TRY(where, condition(member, *read.leaf.field->items, depth + 1));
        read.leaf.where.push_back(std::move(where));
      } else if (name == "window") {
        TSUZUKU_TRY(window, window_of(member));
        read.leaf.window = window;
      } else if (name == "op") {
        TSUZUKU_CHECK(comparison(part, member, form, read.leaf));
      } else if (name != "field" && name != "value" && name != "values") {
        return member.bad("field, arguments, where, window, op, value, values");
      }
    }
    if (!read.leaf.comparison && (form.contains("value") || form.contains("values"))) return part.bad("op");
    return read;
  }

  static Status arguments(const Part& part, Leaf& leaf) {
    if (!part.value.is_object()) return part.bad("{…}");
    const json::object& given = part.value.get_object();
    for (const Parameter& parameter : leaf.field->parameters) {
      const json::value* value = given.if_contains(parameter.name);
      if (value == nullptr) continue;
      TSUZUKU_TRY(literal, literal_of(part.at(parameter.name, *value), parameter.type));
      leaf.arguments.push_back({parameter.name, std::move(literal)});
    }
    if (leaf.arguments.size() == given.size()) return {};
    const auto unknown = std::ranges::find_if(given, [&](const auto& member) {
      return std::ranges::find(leaf.field->parameters, std::string_view(member.key()), &Parameter::name) ==
             leaf.field->parameters.end();
    });
    return fail(ErrorKind::InvalidInput, "segment.unknown_argument",
                {{"position", part.path},
                 {"field", leaf.field->name},
                 {"argument", std::string(unknown->key())},
                 {"known", joined_names(leaf.field->parameters, "")}});
  }

  static Status comparison(const Part& part, const Part& op, const json::object& form, Leaf& leaf) {
    const auto known = op.value.is_string() ? operator_from(std::string_view(op.value.get_string())) : std::nullopt;
    if (!known) return op.bad("=, !=, <, <=, >, >=, in, not_in, between, is_known, is_unknown");
    Comparison comparison{.op = *known, .values = {}};
    if (has_list(*known)) {
      const json::value* values = form.if_contains("values");
      const bool fits = values != nullptr && values->is_array() && !values->get_array().empty() &&
                        (*known != Operator::Between || values->get_array().size() == 2) && !form.contains("value");
      if (!fits) return part.bad("values");
      const Part list = part.at("values", *values);
      if (values->get_array().size() > limits::kConditionValues) {
        return fail(ErrorKind::TooLarge, "segment.too_many_values",
                    {{"position", list.path}, {"limit", std::to_string(limits::kConditionValues)}});
      }
      for (std::size_t i = 0; i < values->get_array().size(); ++i) {
        TSUZUKU_TRY(literal, literal_of(list.at(i, values->get_array()[i]), leaf.field->type));
        comparison.values.push_back(std::move(literal));
      }
    } else {
      const bool without = *known == Operator::Known || *known == Operator::Unknown;
      if (form.contains("values") || form.contains("value") == without) return part.bad(without ? "op" : "value");
      if (!without) {
        TSUZUKU_TRY(literal, literal_of(part.at("value", form.at("value")), leaf.field->type));
        comparison.values.push_back(std::move(literal));
      }
    }
    leaf.comparison = std::move(comparison);
    return {};
  }

  std::size_t leaves_ = 0;
};

}  // namespace

Result<Condition> from_form(const json::value& form) { return Reader().condition({form, ""}, Scope::Customer, 1); }

}  // namespace tsuzuku::segments
