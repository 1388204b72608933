#include "intake/single_rows.hpp"

#include "base/text.hpp"
#include "intake/intake.hpp"
#include "intake/person.hpp"

namespace tsuzuku::intake {
namespace {

constexpr std::size_t kProductBytes = 200;  // goods whose codes differ only beyond are counted together: no harm

}  // namespace

void append_single_row_key(RowReader& row, std::span<const Field> key_fields, std::string& key) {
  key += customer_key(row, key_fields);
  key += '|';
  if (const auto day = row.day(Field::OrderedAt)) key += to_text(*day);
  std::string_view product = row.text(Field::ProductCode);
  if (product.empty()) product = row.text(Field::ProductName);
  if (!product.empty()) {
    key += '|';
    key += cut_utf8(product, kProductBytes);
  }
  if (row.has(Field::Quantity) && row.quantity(Field::Quantity).value_or(0) < 0) key += "|-";
}

bool holds_rows_handed_back(const Input& input) { return find_column(input, {{std::string(kReasonColumn)}, 1}) >= 0; }

}  // namespace tsuzuku::intake
