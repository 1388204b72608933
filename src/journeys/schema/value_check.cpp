#include "journeys/schema/value_check.hpp"

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace tsuzuku::journeys {
namespace {

Error too_long(std::size_t bytes) {
  return Error{ErrorKind::TooLarge,
               "journeys.text_too_long",
               {{"bytes", std::to_string(bytes)}, {"limit", std::to_string(limits::kTextField)}}};
}

Error out_of_range(int value, Range range) {
  return Error{
      ErrorKind::InvalidInput,
      "journeys.out_of_range",
      {{"value", std::to_string(value)}, {"least", std::to_string(range.least)}, {"most", std::to_string(range.most)}}};
}

}  // namespace

void ValueCheck::problem(std::string_view name, Error error) {
  findings_.add(path_ + std::string(name), std::move(error));
}

void ValueCheck::missing(std::string_view name) {
  problem(name, Error{ErrorKind::InvalidInput, "journeys.missing", {{"field", std::string(name)}}});
}

void ValueCheck::text(std::string_view name, std::string& value, Need need) {
  if (need == Need::Required && trim(value).empty()) missing(name);
  if (value.size() > limits::kTextField) problem(name, too_long(value.size()));
}

void ValueCheck::texts(std::string_view name, std::vector<std::string>& values, Need need) {
  if (need == Need::Required && values.empty()) missing(name);
  if (values.size() > static_cast<std::size_t>(limits::kJourneyListItems)) {
    problem(name, out_of_range(static_cast<int>(values.size()), {0, limits::kJourneyListItems}));
    return;
  }
  for (std::size_t i = 0; i < values.size(); ++i) text(fmt::format("{}[{}]", name, i), values[i], Need::Required);
}

void ValueCheck::integer(std::string_view name, int& value, Range range) {
  if (value < range.least || value > range.most) problem(name, out_of_range(value, range));
}

void ValueCheck::flag(std::string_view /*name*/, bool& /*value*/) {}

void ValueCheck::choice(std::string_view name, std::optional<std::size_t>& value,
                        std::span<const std::string_view> /*names*/, Need need) {
  if (need == Need::Required && !value) missing(name);
}

void ValueCheck::choices(std::string_view /*name*/, std::vector<std::size_t>& /*values*/,
                         std::span<const std::string_view> /*names*/) {}

void ValueCheck::clock(std::string_view name, std::optional<int>& second_of_day, Need need) {
  if (need == Need::Required && !second_of_day) missing(name);
  if (second_of_day && (*second_of_day < 0 || *second_of_day >= 86'400)) {
    problem(name, out_of_range(*second_of_day, {0, 86'399}));
  }
}

void ValueCheck::condition(std::string_view name, std::string& value, Need need) {
  if (trim(value).empty()) {
    if (need == Need::Required) missing(name);
    return;
  }
  if (!options_.condition_problem) return;
  if (auto error = options_.condition_problem(value)) problem(name, std::move(*error));
}

void ValueCheck::match(std::string_view name, Match& match) {
  for (MatchRule& rule : match) {
    const std::string rule_name = fmt::format("{}.{}", name, rule.fact);
    if (trim(rule.fact).empty()) missing(rule_name);
    texts(rule_name, rule.any_of, Need::Required);
  }
}

void ValueCheck::items_of(std::string_view name, std::size_t count, Range size, const Resize& /*resize*/,
                          const DescribeItem& describe) {
  const auto items = static_cast<int>(count);
  if (items < size.least || items > size.most) problem(name, out_of_range(items, size));
  for (std::size_t i = 0; i < count; ++i) {
    ValueCheck item(fmt::format("{}{}[{}].", path_, name, i), findings_, options_);
    describe(i, item);
  }
}

void ValueCheck::group_of(std::string_view name, bool* present, const DescribeGroup& describe) {
  if (present != nullptr && !*present) return;
  ValueCheck group(fmt::format("{}{}.", path_, name), findings_, options_);
  describe(group);
}

}  // namespace tsuzuku::journeys
