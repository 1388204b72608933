#pragma once
// Why goods came back, under one of a few reasons, and whether a replacement was sent. Derived from the words that
// carts and shops write (the events of an order keep those words); the numbers are kept in files of the ledger, so they
// are never reused.

#include <cstdint>
#include <string_view>

namespace tsuzuku::domain {

enum class ReturnReason : std::uint8_t {
  NotTold = 0,
  Refused = 1,          // 受取拒否
  Absent = 2,           // 長期不在・住所不明: the parcel found nobody
  Defect = 3,           // 初期不良・破損
  WrongGoods = 4,       // 誤配送
  Guarantee = 5,        // 返金保証・効果保証
  Unsuitable = 6,       // 肌に合わない・サイズ違い・イメージ違い
  CustomerRequest = 7,  // お客様都合
  Other = 8,            // told in words that say none of these
};
inline constexpr int kReturnReasons = 9;

// "not_told", "refused", … as they stand in tables and JSON.
[[nodiscard]] std::string_view name_of(ReturnReason reason);

// `raw` is what the source says, in Japanese or English, in any width and case. Words that only say that something was
// exchanged tell no reason.
[[nodiscard]] ReturnReason return_reason_from(std::string_view raw);
// Whether `raw` says that goods were sent in place of what came back (交換).
[[nodiscard]] bool tells_exchange(std::string_view raw);

}  // namespace tsuzuku::domain
