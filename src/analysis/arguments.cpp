#include "analysis/arguments.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace tsuzuku::analysis {
namespace {

using Value = Arguments::Value;

Result<Value> parse_number(const std::string& analysis, const Parameter& parameter, const std::string& text) {
  const auto number = parse_integer(text);
  if (!number) {
    return fail(ErrorKind::Usage, "analysis.bad_integer",
                {{"analysis", analysis}, {"parameter", parameter.name}, {"value", text}});
  }
  if (*number < parameter.minimum || *number > parameter.maximum) {
    return fail(ErrorKind::Usage, "analysis.out_of_bounds",
                {{"analysis", analysis},
                 {"parameter", parameter.name},
                 {"value", text},
                 {"minimum", std::to_string(parameter.minimum)},
                 {"maximum", std::to_string(parameter.maximum)}});
  }
  return *number;
}

Result<Value> parse_value(const std::string& analysis, const Parameter& parameter, const std::string& text) {
  switch (parameter.type) {
    case ParameterType::Integer:
    case ParameterType::Money:
      return parse_number(analysis, parameter, text);
    case ParameterType::Day:
      if (text.empty()) return Value{};
      if (const auto day = parse_day(text)) return Value{*day};
      return fail(ErrorKind::Usage, "analysis.bad_day",
                  {{"analysis", analysis}, {"parameter", parameter.name}, {"value", text}});
    case ParameterType::Choice:
      if (std::ranges::find(parameter.choices, text) != parameter.choices.end()) return Value{text};
      return fail(ErrorKind::Usage, "analysis.bad_choice",
                  {{"analysis", analysis},
                   {"parameter", parameter.name},
                   {"value", text},
                   {"known", joined(parameter.choices)}});
    case ParameterType::Text:
      return Value{text};
  }
  return Value{};
}

}  // namespace

Result<Arguments> Arguments::parse(const Descriptor& descriptor, const RawArguments& raw) {
  Arguments result;
  std::vector<std::string> known;
  for (const Parameter& parameter : descriptor.parameters) {
    known.push_back(parameter.name);
    const auto given = raw.find(parameter.name);
    const bool told = given != raw.end() && !given->second.empty();
    TSUZUKU_TRY(value, parse_value(descriptor.name, parameter, told ? given->second : parameter.default_value));
    result.entries_.emplace_back(parameter.name, std::move(value));
  }
  for (const auto& [name, value] : raw) {
    if (std::ranges::find(known, name) != known.end()) continue;
    if (!descriptor.open_parameters) {
      return fail(ErrorKind::Usage, "analysis.unknown_parameter",
                  {{"parameter", name}, {"analysis", descriptor.name}, {"known", joined(known)}});
    }
    result.others_[name] = value;
  }
  return result;
}

const Value& Arguments::at(std::string_view name) const {
  const auto found = std::ranges::find(entries_, name, &std::pair<std::string, Value>::first);
  if (found == entries_.end()) throw std::out_of_range("no parameter " + std::string(name));
  return found->second;
}

std::int64_t Arguments::integer(std::string_view name) const { return std::get<std::int64_t>(at(name)); }

std::optional<Day> Arguments::day(std::string_view name) const {
  const Day* day = std::get_if<Day>(&at(name));
  return day == nullptr ? std::nullopt : std::optional(*day);
}

const std::string& Arguments::text(std::string_view name) const { return std::get<std::string>(at(name)); }

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) {
    if (!out.empty()) out += ", ";
    out += name;
  }
  return out;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace tsuzuku::analysis
