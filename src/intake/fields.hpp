#pragma once
// The fields a file can tell us, by the names that serve as columns of our own CSV, in profiles and in --map.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace tsuzuku::intake {

enum class Field : std::uint8_t {
  OrderNumber,
  OrderedAt,
  CustomerNumber,
  LineNumber,
  ProductCode,
  ProductName,
  ProductKind,
  Quantity,
  UnitPrice,
  LineTotal,
  UnitCost,
  LineDiscount,
  OutOfStockQuantity,
  ReturnedQuantity,
  ReturnedAt,
  ReturnReason,
  OrderDiscount,
  PointsUsed,
  ShippingFee,
  PaymentFee,
  Tax,
  Subtotal,
  Total,
  RefundedAmount,
  Currency,
  Status,
  CancelledAt,
  CancelReason,
  ShippedAt,
  DeliveredAt,
  PaymentMethod,
  PaymentDueOn,
  PaidAt,
  Source,
  SubscriptionNumber,
  Round,
  SubscriptionStatus,
  Email,
  Phone,
  Name,
  NameKana,
  LastName,
  FirstName,
  LastNameKana,
  FirstNameKana,
  BirthDate,
  Gender,
  PostalCode,
  Prefecture,
  Address,
  MailConsent,
  Month,
  Cost,
  Day,
  OnHand,
};
inline constexpr std::size_t kFields = static_cast<std::size_t>(Field::OnHand) + 1;

[[nodiscard]] constexpr std::size_t index_of(Field field) { return static_cast<std::size_t>(field); }

[[nodiscard]] std::string_view name_of(Field field);  // "order_number", ...
[[nodiscard]] std::optional<Field> field_from(std::string_view name);
[[nodiscard]] std::span<const Field> all_fields();

// Told once per order, not per line: the first cell that is not blank counts.
[[nodiscard]] bool is_order_money(Field field);

}  // namespace tsuzuku::intake
