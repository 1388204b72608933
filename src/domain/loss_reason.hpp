#pragma once
// Why an order was lost before it was paid, under one of a few reasons. Derived from the words that carts and shops
// write (orders keep those words); the numbers are kept in files of the ledger, so they are never reused either.

#include <cstdint>
#include <string_view>

namespace tsuzuku::domain {

enum class LossReason : std::uint8_t {
  None = 0,              // it was not cancelled
  CreditDenied = 1,      // 与信NG: a credit check or a card was refused
  Unpaid = 2,            // 未入金: paid in advance, and no money came
  CustomerRequest = 3,   // お客様都合
  DuplicateOrFraud = 4,  // 重複・いたずら
  OutOfStock = 5,        // 欠品
  Address = 6,           // 住所不備
  ShopReason = 7,        // 店舗都合
  Other = 8,             // told in words that say none of these
  NotTold = 9,
};
inline constexpr int kLossReasons = 10;

// "credit_denied", ... as they stand in tables and JSON.
[[nodiscard]] std::string_view name_of(LossReason reason);

// Of an order that was cancelled; `raw` is what its source says why, in Japanese or English, in any width and case.
[[nodiscard]] LossReason loss_reason_from(std::string_view raw);

}  // namespace tsuzuku::domain
