#pragma once
// A file's profile against the columns a file really has.

#include <string_view>
#include <vector>

#include "intake/input.hpp"
#include "intake/profile.hpp"

namespace tsuzuku::intake {

// An expression with its columns found. Parts without a column are left out.
struct BoundExpression {
  Expression::Kind kind = Expression::Kind::Column;
  int column = -1;
  std::string text;
  std::vector<BoundExpression> parts;
};

// How one file is read.
struct Binding {
  const Profile* profile = nullptr;
  const FileProfile* file_profile = nullptr;
  std::array<std::optional<BoundExpression>, kFields> fields;
  std::optional<BoundExpression> row_kind;
  std::vector<std::optional<BoundExpression>> state_rules;  // beside Profile::states
  int join_column = -1;                                     // of a joined file: our column
  int matched_columns = 0;                                  // different columns of the file that are used
  std::vector<AnyOf> missing;                               // required fields without a column

  [[nodiscard]] bool has(Field field) const { return fields[index_of(field)].has_value(); }
  // Rows tell goods with a price, and do not only add facts to an order.
  [[nodiscard]] bool makes_lines() const { return has(Field::UnitPrice) || has(Field::LineTotal); }
  [[nodiscard]] int matched_fields() const;
};

// Column of `input` by name, -1 when there is none.
[[nodiscard]] int find_column(const Input& input, const ColumnName& name);

// `mapping` (our field -> column) goes before the profile's columns; columns that this file does not have are
// passed over.
[[nodiscard]] Binding bind(const Profile& profile, const FileProfile& file_profile, const Input& input,
                           const Mapping& mapping);

// "ordered_at", or "unit_price / line_total / total" when one of several is enough.
[[nodiscard]] std::string text_of(const AnyOf& any);

// The columns behind an expression, for people: "氏 + 名".
[[nodiscard]] std::string text_of(const BoundExpression& expression, const Input& input);

}  // namespace tsuzuku::intake
