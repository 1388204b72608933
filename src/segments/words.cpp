#include "segments/words.hpp"

#include <fmt/format.h>

#include <array>

namespace tsuzuku::segments {
namespace {

std::string key_of(const Field& field, std::string_view rest) {
  return fmt::format("segments.fields.{}.{}.{}", name_of(field.scope), field.name, rest);
}

std::string choice_of(const std::string& elsewhere, std::string own, std::string_view choice) {
  return fmt::format("{}.{}", elsewhere.empty() ? own : elsewhere, choice);
}

}  // namespace

std::string title_key(const Field& field) { return key_of(field, "title"); }

std::string description_key(const Field& field) { return key_of(field, "description"); }

std::string choice_key(const Field& field, std::string_view choice) {
  return choice_of(field.choices_keys, key_of(field, "choices"), choice);
}

std::string title_key(const Field& field, const Parameter& parameter) {
  if (!parameter.title_key.empty()) return parameter.title_key;
  return key_of(field, "parameters." + parameter.name + ".title");
}

std::string choice_key(const Field& field, const Parameter& parameter, std::string_view choice) {
  return choice_of(parameter.choices_keys, key_of(field, "parameters." + parameter.name + ".choices"), choice);
}

std::string unit_key(std::string_view unit) { return fmt::format("segments.units.{}", unit); }

std::string quantity_key(std::string_view unit) { return fmt::format("segments.quantities.{}", unit); }

std::string operator_key(Operator op) {
  constexpr std::array<std::string_view, 11> kNames{"equal", "not_equal", "less",    "at_most", "greater", "at_least",
                                                    "in",    "not_in",    "between", "known",   "unknown"};
  return fmt::format("segments.operators.{}", kNames[static_cast<std::size_t>(op)]);
}

std::string group_key(std::string_view group) { return fmt::format("segments.field_groups.{}", group); }

std::string scope_key(Scope scope) { return fmt::format("segments.scopes.{}", name_of(scope)); }

}  // namespace tsuzuku::segments
