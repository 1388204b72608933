#include "intake/binding.hpp"

#include <algorithm>
#include <set>

namespace tsuzuku::intake {
namespace {

void collect_columns(const BoundExpression& expression, std::set<int>& columns) {
  if (expression.column >= 0) columns.insert(expression.column);
  for (const BoundExpression& part : expression.parts) collect_columns(part, columns);
}

std::optional<BoundExpression> bind_expression(const Expression& expression, const Input& input,
                                               const Binding& binding) {
  BoundExpression bound{expression.kind, -1, expression.text, {}};
  switch (expression.kind) {
    case Expression::Kind::Column:
      bound.column = find_column(input, expression.column);
      return bound.column < 0 ? std::nullopt : std::optional(std::move(bound));
    case Expression::Kind::Field:
      return binding.fields[index_of(expression.field)];
    case Expression::Kind::Constant:
      return bound;
    default:
      break;
  }
  for (const Expression& part : expression.parts) {
    if (auto bound_part = bind_expression(part, input, binding)) bound.parts.push_back(std::move(*bound_part));
  }
  if (bound.parts.empty()) return std::nullopt;
  if (bound.parts.size() == 1) return std::move(bound.parts.front());
  return bound;
}

}  // namespace

int Binding::matched_fields() const {
  return static_cast<int>(std::ranges::count_if(fields, [](const auto& field) { return field.has_value(); }));
}

int find_column(const Input& input, const ColumnName& name) {
  for (const std::string& alias : name.aliases) {
    const std::string folded = folded_name(alias);
    int seen = 0;
    for (std::size_t i = 0; i < input.folded.size(); ++i) {
      if (input.folded[i] == folded && ++seen == name.occurrence) return static_cast<int>(i);
    }
  }
  return -1;
}

Binding bind(const Profile& profile, const FileProfile& file_profile, const Input& input, const Mapping& mapping) {
  Binding binding;
  binding.profile = &profile;
  binding.file_profile = &file_profile;
  for (const Field field : all_fields()) {
    auto& bound = binding.fields[index_of(field)];
    const auto mapped = mapping.find(name_of(field));
    if (mapped != mapping.end()) {
      bound = bind_expression({.column = {{mapped->second}, 1}}, input, binding);
    }
    if (const auto& source = file_profile.columns[index_of(field)]; !bound && source) {
      bound = bind_expression(*source, input, binding);
    }
    if (!bound && profile.own_names) {
      bound = bind_expression({.column = {{std::string(name_of(field))}, 1}}, input, binding);
    }
  }
  if (file_profile.row_kinds) binding.row_kind = bind_expression(file_profile.row_kinds->told_by, input, binding);
  for (const StateRule& rule : profile.states) {
    binding.state_rules.push_back(rule.told_by ? bind_expression(*rule.told_by, input, binding) : std::nullopt);
  }
  std::set<int> columns;
  if (file_profile.joined) {
    binding.join_column = find_column(input, file_profile.joined->ours);
    if (binding.join_column >= 0) columns.insert(binding.join_column);
  }
  for (const auto& field : binding.fields) {
    if (field) collect_columns(*field, columns);
  }
  if (binding.row_kind) collect_columns(*binding.row_kind, columns);
  binding.matched_columns = static_cast<int>(columns.size());
  for (const AnyOf& any : file_profile.required) {
    if (std::ranges::none_of(any, [&](Field field) { return binding.has(field); })) binding.missing.push_back(any);
  }
  return binding;
}

std::string text_of(const AnyOf& any) {
  std::string text;
  for (const Field field : any) text += (text.empty() ? "" : " / ") + std::string(name_of(field));
  return text;
}

std::string text_of(const BoundExpression& expression, const Input& input) {
  if (expression.column >= 0) return input.columns[static_cast<std::size_t>(expression.column)];
  if (expression.kind == Expression::Kind::Constant) return "\"" + expression.text + "\"";
  std::string text;
  for (const BoundExpression& part : expression.parts) text += (text.empty() ? "" : " + ") + text_of(part, input);
  return text;
}

}  // namespace tsuzuku::intake
