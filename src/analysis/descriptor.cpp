#include "analysis/descriptor.hpp"

#include <utility>

#include "base/limits.hpp"

namespace tsuzuku::analysis {

Parameter integer_parameter(std::string name, std::int64_t otherwise, std::int64_t minimum, std::int64_t maximum) {
  return {.name = std::move(name),
          .type = ParameterType::Integer,
          .default_value = std::to_string(otherwise),
          .minimum = minimum,
          .maximum = maximum,
          .choices = {}};
}

Parameter money_parameter(std::string name, std::int64_t otherwise) {
  return {.name = std::move(name),
          .type = ParameterType::Money,
          .default_value = std::to_string(otherwise),
          .minimum = 0,
          .maximum = limits::kOrderMoney,
          .choices = {}};
}

Parameter choice_parameter(std::string name, std::vector<std::string> choices) {
  return {.name = std::move(name),
          .type = ParameterType::Choice,
          .default_value = choices.front(),
          .minimum = 0,
          .maximum = 0,
          .choices = std::move(choices)};
}

std::vector<Parameter> with_common_parameters(std::vector<Parameter> own) {
  for (const char* name : {"as_of", "from", "to"}) own.push_back({.name = name, .type = ParameterType::Day});
  for (const char* name : {"source", "payment_method", "product"})
    own.push_back({.name = name, .type = ParameterType::Text});
  return own;
}

std::string_view name_of(ParameterType type) {
  switch (type) {
    case ParameterType::Integer:
      return "integer";
    case ParameterType::Money:
      return "money";
    case ParameterType::Choice:
      return "choice";
    case ParameterType::Day:
      return "day";
    case ParameterType::Text:
      return "text";
  }
  return "text";
}

std::string_view name_of(ColumnType type) {
  switch (type) {
    case ColumnType::Integer:
      return "integer";
    case ColumnType::Money:
      return "money";
    case ColumnType::Rate:
      return "rate";
    case ColumnType::Decimal:
      return "decimal";
    case ColumnType::Text:
      return "text";
    case ColumnType::Day:
      return "day";
    case ColumnType::Month:
      return "month";
    case ColumnType::Boolean:
      return "boolean";
    case ColumnType::Id:
      return "id";
    case ColumnType::Code:
      return "code";
  }
  return "text";
}

}  // namespace tsuzuku::analysis
