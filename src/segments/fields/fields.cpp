#include <algorithm>
#include <array>
#include <utility>

#include "segments/field.hpp"
#include "segments/fields/groups.hpp"

namespace tsuzuku::segments {
namespace {

std::vector<Field> all_fields() {
  using Fields = std::vector<Field> (*)();
  constexpr std::array<std::pair<std::string_view, Fields>, 8> kGroups{{{"membership", membership_fields},
                                                                        {"attributes", attribute_fields},
                                                                        {"purchases", purchase_fields},
                                                                        {"measures", measure_fields},
                                                                        {"ranks", rank_fields},
                                                                        {"subscriptions", subscription_fields},
                                                                        {"contacts", contact_fields},
                                                                        {"orders", order_fields}}};
  std::vector<Field> all;
  for (const auto& [group, make] : kGroups) {
    for (Field& field : make()) {
      field.group = field.scope == Scope::Customer ? group : name_of(field.scope);
      all.push_back(std::move(field));
    }
  }
  return all;
}

struct OperatorName {
  Operator op;
  std::string_view name;
};
constexpr std::array kOperators{OperatorName{Operator::Equal, "="},
                                OperatorName{Operator::NotEqual, "!="},
                                OperatorName{Operator::Less, "<"},
                                OperatorName{Operator::AtMost, "<="},
                                OperatorName{Operator::Greater, ">"},
                                OperatorName{Operator::AtLeast, ">="},
                                OperatorName{Operator::In, "in"},
                                OperatorName{Operator::NotIn, "not_in"},
                                OperatorName{Operator::Between, "between"},
                                OperatorName{Operator::Known, "is_known"},
                                OperatorName{Operator::Unknown, "is_unknown"}};

}  // namespace

std::span<const Field> fields() {
  static const std::vector<Field> kFields = all_fields();
  return kFields;
}

const Field* find_field(Scope scope, std::string_view name) {
  const auto found =
      std::ranges::find_if(fields(), [&](const Field& field) { return field.scope == scope && field.name == name; });
  return found == fields().end() ? nullptr : &*found;
}

std::vector<Operator> operators_of(const Field& field) {
  if (field.type == Type::Flag) return {};
  std::vector<Operator> operators{Operator::Equal, Operator::NotEqual};
  const bool ordered = field.type == Type::Integer || field.type == Type::Money || field.type == Type::Day;
  if (ordered) {
    operators.insert(operators.end(),
                     {Operator::Less, Operator::AtMost, Operator::Greater, Operator::AtLeast, Operator::Between});
  }
  if (field.type != Type::Day && field.type != Type::Money)
    operators.insert(operators.end(), {Operator::In, Operator::NotIn});
  if (field.optional) operators.insert(operators.end(), {Operator::Known, Operator::Unknown});
  return operators;
}

std::string_view name_of(Scope scope) {
  constexpr std::array<std::string_view, 4> kNames{"customer", "order", "touch", "journey"};
  return kNames[static_cast<std::size_t>(scope)];
}

std::string_view name_of(Type type) {
  constexpr std::array<std::string_view, 6> kNames{"flag", "integer", "money", "day", "text", "choice"};
  return kNames[static_cast<std::size_t>(type)];
}

std::string_view name_of(Operator op) { return std::ranges::find(kOperators, op, &OperatorName::op)->name; }

std::optional<Operator> operator_from(std::string_view name) {
  const auto found = std::ranges::find(kOperators, name, &OperatorName::name);
  return found == kOperators.end() ? std::nullopt : std::optional(found->op);
}

}  // namespace tsuzuku::segments
