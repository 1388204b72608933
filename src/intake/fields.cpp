#include "intake/fields.hpp"

#include <algorithm>
#include <array>

namespace tsuzuku::intake {
namespace {

constexpr std::array<std::string_view, kFields> kNames = {
    "order_number",
    "ordered_at",
    "customer_number",
    "line_number",
    "product_code",
    "product_name",
    "product_kind",
    "quantity",
    "unit_price",
    "line_total",
    "unit_cost",
    "line_discount",
    "out_of_stock_quantity",
    "returned_quantity",
    "returned_at",
    "return_reason",
    "order_discount",
    "points_used",
    "shipping_fee",
    "payment_fee",
    "tax",
    "subtotal",
    "total",
    "refunded_amount",
    "currency",
    "status",
    "cancelled_at",
    "cancel_reason",
    "shipped_at",
    "delivered_at",
    "payment_method",
    "payment_due_on",
    "paid_at",
    "source",
    "subscription_number",
    "round",
    "subscription_status",
    "email",
    "phone",
    "name",
    "name_kana",
    "last_name",
    "first_name",
    "last_name_kana",
    "first_name_kana",
    "birth_date",
    "gender",
    "postal_code",
    "prefecture",
    "address",
    "mail_consent",
    "month",
    "cost",
    "day",
    "on_hand",
};
static_assert(kNames.back() == "on_hand");

constexpr auto kAll = [] {
  std::array<Field, kFields> fields{};
  for (std::size_t i = 0; i < kFields; ++i) fields[i] = static_cast<Field>(i);
  return fields;
}();

}  // namespace

std::string_view name_of(Field field) { return kNames[index_of(field)]; }

std::optional<Field> field_from(std::string_view name) {
  const auto found = std::ranges::find(kNames, name);
  if (found == kNames.end()) return std::nullopt;
  return kAll[static_cast<std::size_t>(found - kNames.begin())];
}

std::span<const Field> all_fields() { return kAll; }

bool is_order_money(Field field) { return field >= Field::OrderDiscount && field <= Field::RefundedAmount; }

}  // namespace tsuzuku::intake
