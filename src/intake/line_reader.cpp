#include "intake/line_reader.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace tsuzuku::intake {
namespace {

using domain::CreditDraft;
using domain::LineDraft;

struct Amount {
  std::int64_t quantity = 1;  // with the file's sign
  Money unit_price = 0;
  Money amount = 0;  // for the quantity without its sign
};

bool is_required(const RowReader& row, Field field) {
  const auto& required = row.binding().file_profile->required;
  return std::ranges::any_of(required, [field](const AnyOf& any) { return any.size() == 1 && any[0] == field; });
}

bool check_required(RowReader& row) {
  bool complete = true;
  for (const Field field : {Field::ProductCode, Field::Quantity}) {
    if (!is_required(row, field) || !row.text(field).empty()) continue;
    row.report(field, "missing_value", "");
    complete = false;
  }
  return complete;
}

std::optional<Amount> amount_by_unit_price(RowReader& row, std::int64_t quantity) {
  const auto price = row.price(Field::UnitPrice);
  if (!price) return std::nullopt;
  if (quantity < 0 && price->value < 0) {
    row.report(Field::Quantity, "negative_quantity_and_price", row.text(Field::UnitPrice));
    return std::nullopt;
  }
  const auto amount = times(*price, quantity < 0 ? -quantity : quantity);
  if (!amount) {
    row.report(Field::UnitPrice, amount.error(), row.text(Field::UnitPrice));
    return std::nullopt;
  }
  return Amount{quantity, divide_rounded(price->value, price->per), *amount};
}

std::optional<Amount> amount_by_line_total(RowReader& row, std::int64_t quantity) {
  const auto total = row.money(Field::LineTotal);
  if (!total) return std::nullopt;
  // Beside a negative quantity the total may stand with or without its sign.
  const Money amount = quantity < 0 && *total < 0 ? -*total : *total;
  const std::int64_t pieces = quantity < 0 ? -quantity : quantity;
  return Amount{quantity, pieces > 0 ? divide_rounded(amount, pieces) : amount, amount};
}

std::optional<Amount> read_amount(RowReader& row) {
  const std::int64_t quantity =
      row.has(Field::Quantity) && !row.text(Field::Quantity).empty() ? row.quantity(Field::Quantity).value_or(0) : 1;
  if (!row.text(Field::UnitPrice).empty()) return amount_by_unit_price(row, quantity);
  if (!row.text(Field::LineTotal).empty()) return amount_by_line_total(row, quantity);
  if (row.binding().profile->blank_price_is_zero) return Amount{quantity, 0, 0};
  row.report(row.has(Field::UnitPrice) ? Field::UnitPrice : Field::LineTotal, "missing_value", "");
  return std::nullopt;
}

std::optional<std::int64_t> part_of(RowReader& row, Field field, std::int64_t quantity) {
  if (!row.has(field)) return std::nullopt;
  const auto part = row.quantity(field);
  if (part && (*part < 0 || *part > quantity)) {
    row.report(field, "more_than_ordered", row.text(field));
    return std::nullopt;
  }
  return part;
}

std::string_view product_code_of(RowReader& row) {
  if (const auto code = row.text(Field::ProductCode); !code.empty()) return code;
  if (const auto name = row.text(Field::ProductName); !name.empty()) return name;
  return "-";
}

template <typename Goods>
void name_goods(RowReader& row, Goods& goods) {
  goods.key = row.text(Field::LineNumber);
  goods.product_code = cut_utf8(product_code_of(row), limits::kTextField);
  goods.product_name = cut_utf8(row.text(Field::ProductName), limits::kTextField);
  goods.file = row.file();
}

CreditDraft read_credit(RowReader& row, const Amount& amount, Day ordered_day) {
  CreditDraft credit;
  name_goods(row, credit);
  credit.quantity = -amount.quantity;
  credit.amount = amount.amount;
  auto day = row.has(Field::ReturnedAt) ? row.day(Field::ReturnedAt) : std::nullopt;
  if (!day && row.has(Field::OrderedAt)) day = row.day(Field::OrderedAt);
  credit.day = day.value_or(ordered_day);
  credit.reason = cut_utf8(row.text(Field::ReturnReason), limits::kTextField);
  return credit;
}

LineDraft read_goods(RowReader& row, const Amount& amount) {
  LineDraft line;
  name_goods(row, line);
  line.quantity = amount.quantity;
  line.unit_price = amount.unit_price;
  line.amount = amount.amount;
  if (row.has(Field::UnitCost)) line.unit_cost = row.money(Field::UnitCost);
  if (row.has(Field::LineDiscount)) {
    line.discount = row.money(Field::LineDiscount).value_or(0);
    if (line.discount < 0) row.report(Field::LineDiscount, "negative_amount", row.text(Field::LineDiscount));
  }
  line.out_of_stock_quantity = part_of(row, Field::OutOfStockQuantity, line.quantity);
  line.returned_quantity = part_of(row, Field::ReturnedQuantity, line.quantity);
  if (row.has(Field::ReturnedAt)) line.returned_day = row.day(Field::ReturnedAt);
  if (row.has(Field::ReturnReason)) line.return_reason = cut_utf8(row.text(Field::ReturnReason), limits::kTextField);
  return line;
}

}  // namespace

std::optional<ReadLine> read_line(RowReader& row, Day ordered_day) {
  if (!check_required(row)) return std::nullopt;
  const auto amount = read_amount(row);
  if (!amount) return std::nullopt;
  ReadLine line;
  line.has_line_number = !row.text(Field::LineNumber).empty();
  if (amount->quantity < 0) {
    line.goods = read_credit(row, *amount, ordered_day);
  } else {
    line.goods = read_goods(row, *amount);
  }
  return line;
}

std::optional<Money> read_row_amount(RowReader& row) {
  const auto amount = read_amount(row);
  if (!amount) return std::nullopt;
  return amount->quantity < 0 ? -amount->amount : amount->amount;
}

}  // namespace tsuzuku::intake
