#pragma once
// A condition as SQL over the store (migrations/), the same text for SQLite and PostgreSQL: what the ledger answers for
// everybody, asked freshly of one customer before something is sent, and of all where there is no ledger.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.hpp"
#include "segments/check.hpp"

namespace tsuzuku::segments {

struct SqlSettings {
  Day as_of;
  bool merge_same_day = true;  // of the shop
  // The moment (UTC seconds) at which a day begins in the shop's zone: touches and journeys are known by the second.
  std::function<std::int64_t(Day)> day_begins;
};

// Names come in as parameters, never as part of the text; numbers stand in it.
struct SqlParameter {
  std::string name;  // :name in the text
  std::string value;
};
struct SqlText {
  std::string text;
  std::vector<SqlParameter> parameters;
};

// Ids of the customers of shop :shop_id for whom it holds, ascending, of all or of :customer_id alone.
[[nodiscard]] SqlText sql_of_members(const Checked& condition, const SqlSettings& settings);
[[nodiscard]] SqlText sql_of_member(const Checked& condition, const SqlSettings& settings);
// The same of one leaf of Checked::expanded(): what ExternalFacts is asked.
[[nodiscard]] SqlText sql_of_members(const Condition& leaf, Currency currency, const SqlSettings& settings);
// One row of shop :shop_id and :customer_id: first whether the whole holds, then for each leaf (top_leaves()) its
// value, null for fields of many values, and whether it holds. Truth is 1 or 0.
[[nodiscard]] SqlText sql_of_answers(const Checked& condition, const SqlSettings& settings);

// Puts one translation together; fields write through it.
class SqlWriter {
 public:
  SqlWriter(const SqlSettings& settings, Currency currency) : settings_(settings), currency_(currency) {}

  [[nodiscard]] const SqlSettings& settings() const { return settings_; }
  [[nodiscard]] Currency currency() const { return currency_; }
  [[nodiscard]] std::string as_of() const { return number(settings_.as_of.value); }
  // The first second after the as-of day.
  [[nodiscard]] std::string as_of_end() const { return number(settings_.day_begins(settings_.as_of + 1)); }

  // A literal; negative ones in parentheses.
  [[nodiscard]] static std::string number(std::int64_t value);
  // A parameter that stands for the text.
  [[nodiscard]] std::string text(std::string_view value);
  // "(a, b)"
  [[nodiscard]] std::string texts(const std::vector<std::string>& values);

  // A boolean expression that is never null.
  [[nodiscard]] std::string condition(const Condition& condition);
  // The conditions of a leaf's parentheses and window, each behind " and ": `day` is a column of days, `second` one of
  // moments.
  [[nodiscard]] std::string where(const Leaf& leaf);
  [[nodiscard]] std::string day_window(const Leaf& leaf, std::string_view day) const;
  [[nodiscard]] std::string second_window(const Leaf& leaf, std::string_view second) const;

  [[nodiscard]] std::vector<SqlParameter> take_parameters() { return std::move(parameters_); }

 private:
  [[nodiscard]] std::string leaf(const Leaf& leaf);
  [[nodiscard]] std::string many(const Leaf& leaf);
  [[nodiscard]] std::string literal(const Literal& literal, const Field& field);

  const SqlSettings& settings_;
  Currency currency_;
  std::vector<SqlParameter> parameters_;
};

}  // namespace tsuzuku::segments
