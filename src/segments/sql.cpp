#include "segments/sql.hpp"

#include <fmt/format.h>

#include "segments/field.hpp"
#include "segments/shape.hpp"
#include "segments/window.hpp"

namespace tsuzuku::segments {
namespace {

constexpr std::string_view kOfShop = " from customers c where c.shop_id = :shop_id";
constexpr std::string_view kOfCustomer = " and c.customer_id = :customer_id";
constexpr std::string_view kInOrder = " order by c.customer_id";

bool asks_for_none(Operator op) { return op == Operator::NotEqual || op == Operator::NotIn || op == Operator::Unknown; }

std::string in_list(const std::vector<std::string>& values) { return fmt::format("({})", fmt::join(values, ", ")); }

}  // namespace

std::string SqlWriter::number(std::int64_t value) {
  return value < 0 ? fmt::format("({})", value) : std::to_string(value);
}

std::string SqlWriter::text(std::string_view value) {
  std::string name = "text_" + std::to_string(parameters_.size() + 1);
  parameters_.push_back({name, std::string(value)});
  return ":" + name;
}

std::string SqlWriter::texts(const std::vector<std::string>& values) {
  std::vector<std::string> names;
  names.reserve(values.size());
  for (const std::string& value : values) names.push_back(text(value));
  return in_list(names);
}

std::string SqlWriter::condition(const Condition& condition) {
  switch (condition.kind) {
    case Condition::Kind::Leaf:
      return leaf(condition.leaf);
    case Condition::Kind::Not:
      return "(not " + this->condition(condition.parts.front()) + ")";
    default:
      break;
  }
  std::string text;
  for (const Condition& part : condition.parts) {
    if (!text.empty()) text += condition.kind == Condition::Kind::All ? " and " : " or ";
    text += this->condition(part);
  }
  return "(" + text + ")";
}

std::string SqlWriter::where(const Leaf& leaf) {
  return leaf.where.empty() ? std::string() : " and " + condition(leaf.where.front());
}

std::string SqlWriter::day_window(const Leaf& leaf, std::string_view day) const {
  if (!leaf.window) return {};
  const auto [from, to] = days_of(*leaf.window, settings_.as_of.value);
  return fmt::format(" and {} between {} and {}", day, number(from), number(to));
}

std::string SqlWriter::second_window(const Leaf& leaf, std::string_view second) const {
  if (!leaf.window) return {};
  const auto [from, to] = days_of(*leaf.window, settings_.as_of.value);
  std::string text;
  if (from != kNoDayBefore) text += fmt::format(" and {} >= {}", second, number(settings_.day_begins(Day{from})));
  if (to != kNoDayAfter) text += fmt::format(" and {} < {}", second, number(settings_.day_begins(Day{to + 1})));
  return text;
}

std::string SqlWriter::literal(const Literal& literal, const Field& field) {
  if (const auto* name = std::get_if<std::string>(&literal)) return text(*name);
  return number(integer_of(literal, field, currency_));
}

std::string SqlWriter::many(const Leaf& leaf) {
  std::vector<std::string> wanted;
  for (const Literal& value : leaf.comparison->values) {
    const auto* code = std::get_if<Code>(&value);
    wanted.push_back(code != nullptr ? code->name : std::get<std::string>(value));
  }
  const std::string has = leaf.field->sql_any(wanted, *this);
  return asks_for_none(leaf.comparison->op) ? "(not " + has + ")" : has;
}

// Null (unknown) makes a comparison of SQL null; `is true` makes that false, as the language has it.
std::string SqlWriter::leaf(const Leaf& leaf) {
  const Field& field = *leaf.field;
  if (field.many) return many(leaf);
  const std::string value = field.sql(leaf, *this);
  if (!leaf.comparison) {
    if (field.type != Type::Day) return fmt::format("(({} >= 1) is true)", value);
    const auto [from, to] = days_of(*leaf.window, settings_.as_of.value);
    return fmt::format("(({} between {} and {}) is true)", value, number(from), number(to));
  }
  const auto& [op, literals] = *leaf.comparison;
  if (op == Operator::Known || op == Operator::Unknown)
    return fmt::format("({} {})", value, op == Operator::Known ? "is not null" : "is null");
  std::vector<std::string> values;
  for (const Literal& one : literals) values.push_back(literal(one, field));
  std::string comparison;
  if (op == Operator::Between) {
    comparison = fmt::format("{} between {} and {}", value, values.front(), values.back());
  } else if (op == Operator::In || op == Operator::NotIn) {
    comparison = fmt::format("{} in {}", value, in_list(values));
  } else {
    comparison = fmt::format("{} {} {}", value, op == Operator::NotEqual ? "=" : name_of(op), values.front());
  }
  const std::string holds = fmt::format("(({}) is true)", comparison);
  return asks_for_none(op) ? "(not " + holds + ")" : holds;
}

SqlText sql_of_members(const Checked& condition, const SqlSettings& settings) {
  return sql_of_members(condition.expanded(), condition.currency(), settings);
}

SqlText sql_of_members(const Condition& condition, Currency currency, const SqlSettings& settings) {
  SqlWriter writer(settings, currency);
  SqlText sql;
  sql.text = fmt::format("select c.customer_id{} and {}{}", kOfShop, writer.condition(condition), kInOrder);
  sql.parameters = writer.take_parameters();
  return sql;
}

SqlText sql_of_member(const Checked& condition, const SqlSettings& settings) {
  SqlWriter writer(settings, condition.currency());
  SqlText sql;
  sql.text =
      fmt::format("select c.customer_id{}{} and {}", kOfShop, kOfCustomer, writer.condition(condition.expanded()));
  sql.parameters = writer.take_parameters();
  return sql;
}

SqlText sql_of_answers(const Checked& condition, const SqlSettings& settings) {
  SqlWriter writer(settings, condition.currency());
  const auto truth = [&](const Condition& part) {
    return fmt::format("case when {} then 1 else 0 end", writer.condition(part));
  };
  SqlText sql;
  sql.text = "select " + truth(condition.expanded());
  for (const Condition* leaf : top_leaves(condition.expanded())) {
    const Field& field = *leaf->leaf.field;
    const std::string value = field.many ? "null" : field.sql(leaf->leaf, writer);
    sql.text += fmt::format(", {}, {}", value, truth(*leaf));
  }
  sql.text += fmt::format("{}{}", kOfShop, kOfCustomer);
  sql.parameters = writer.take_parameters();
  return sql;
}

}  // namespace tsuzuku::segments
