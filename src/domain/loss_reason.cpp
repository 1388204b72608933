#include "domain/loss_reason.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "domain/reason_words.hpp"

namespace tsuzuku::domain {
namespace {

using Words = ReasonWords<LossReason>;

// The first one that occurs decides, so what is said outright stands before what may merely be mentioned:
// "顧客の未入金" is about money, "お客様都合(住所変更)" about the customer.
constexpr std::array kWords = {
    Words{LossReason::CustomerRequest, "お客様都合"},
    Words{LossReason::CustomerRequest, "お客さま都合"},
    Words{LossReason::CustomerRequest, "顧客都合"},
    Words{LossReason::CustomerRequest, "購入者都合"},
    Words{LossReason::CustomerRequest, "注文者都合"},
    Words{LossReason::CustomerRequest, "自己都合"},
    Words{LossReason::CustomerRequest, "キャンセル希望"},
    Words{LossReason::CustomerRequest, "bycustomer"},
    Words{LossReason::CustomerRequest, "bybuyer"},
    Words{LossReason::CustomerRequest, "customerrequest"},
    Words{LossReason::CustomerRequest, "buyercancel"},
    Words{LossReason::ShopReason, "店舗都合"},
    Words{LossReason::ShopReason, "当店都合"},
    Words{LossReason::ShopReason, "弊社都合"},
    Words{LossReason::ShopReason, "当社都合"},
    Words{LossReason::ShopReason, "ショップ都合"},
    Words{LossReason::ShopReason, "出店者都合"},
    Words{LossReason::DuplicateOrFraud, "重複"},
    Words{LossReason::DuplicateOrFraud, "二重"},
    Words{LossReason::DuplicateOrFraud, "いたずら"},
    Words{LossReason::DuplicateOrFraud, "イタズラ"},
    Words{LossReason::DuplicateOrFraud, "悪戯"},
    Words{LossReason::DuplicateOrFraud, "不正"},
    Words{LossReason::DuplicateOrFraud, "虚偽"},
    Words{LossReason::DuplicateOrFraud, "転売"},
    Words{LossReason::DuplicateOrFraud, "duplicate"},
    Words{LossReason::DuplicateOrFraud, "fraud"},
    Words{LossReason::CreditDenied, "与信"},
    Words{LossReason::CreditDenied, "審査"},
    Words{LossReason::CreditDenied, "オーソリ"},
    Words{LossReason::CreditDenied, "決済不可"},
    Words{LossReason::CreditDenied, "決済ng"},
    Words{LossReason::CreditDenied, "決済エラー"},
    Words{LossReason::CreditDenied, "カードエラー"},
    Words{LossReason::CreditDenied, "カード利用不可"},
    Words{LossReason::CreditDenied, "declined"},
    Words{LossReason::CreditDenied, "credit"},
    Words{LossReason::CreditDenied, "paymentfailed"},
    Words{LossReason::Unpaid, "入金"},
    Words{LossReason::Unpaid, "未払"},
    Words{LossReason::Unpaid, "支払期限"},
    Words{LossReason::Unpaid, "支払い期限"},
    Words{LossReason::Unpaid, "未決済"},
    Words{LossReason::Unpaid, "unpaid"},
    Words{LossReason::Unpaid, "notpaid"},
    Words{LossReason::Unpaid, "nopayment"},
    Words{LossReason::Unpaid, "paymentexpired"},
    Words{LossReason::Unpaid, "paymentoverdue"},
    Words{LossReason::OutOfStock, "欠品"},
    Words{LossReason::OutOfStock, "在庫"},
    Words{LossReason::OutOfStock, "品切"},
    Words{LossReason::OutOfStock, "売り切れ"},
    Words{LossReason::OutOfStock, "売切"},
    Words{LossReason::OutOfStock, "完売"},
    Words{LossReason::OutOfStock, "廃盤"},
    Words{LossReason::OutOfStock, "inventory"},
    Words{LossReason::OutOfStock, "outofstock"},
    Words{LossReason::OutOfStock, "soldout"},
    Words{LossReason::Address, "住所"},
    Words{LossReason::Address, "宛先"},
    Words{LossReason::Address, "届け先"},
    Words{LossReason::Address, "届先"},
    Words{LossReason::Address, "転居"},
    Words{LossReason::Address, "address"},
    Words{LossReason::Address, "undeliverable"},
    Words{LossReason::CustomerRequest, "お客様"},
    Words{LossReason::CustomerRequest, "顧客"},
    Words{LossReason::CustomerRequest, "購入者"},
    Words{LossReason::CustomerRequest, "注文者"},
    Words{LossReason::CustomerRequest, "誤注文"},
    Words{LossReason::CustomerRequest, "注文間違"},
    Words{LossReason::CustomerRequest, "気が変わ"},
    Words{LossReason::CustomerRequest, "customer"},
    Words{LossReason::CustomerRequest, "buyer"},
    Words{LossReason::CustomerRequest, "changedmind"},
    Words{LossReason::ShopReason, "店舗"},
    Words{LossReason::ShopReason, "当店"},
    Words{LossReason::ShopReason, "弊社"},
    Words{LossReason::ShopReason, "当社"},
    Words{LossReason::ShopReason, "システム"},
    Words{LossReason::ShopReason, "価格誤り"},
    Words{LossReason::ShopReason, "staff"},
    Words{LossReason::ShopReason, "merchant"},
    Words{LossReason::ShopReason, "seller"},
    Words{LossReason::ShopReason, "pricing"},
};

constexpr std::array<std::string_view, kLossReasons> kNames = {
    "none",    "credit_denied", "unpaid", "customer_request", "duplicate_or_fraud", "out_of_stock",
    "address", "shop_reason",   "other",  "not_told"};

}  // namespace

std::string_view name_of(LossReason reason) { return kNames.at(static_cast<std::size_t>(reason)); }

LossReason loss_reason_from(std::string_view raw) {
  const std::string text = folded_words(raw);
  if (text.empty()) return LossReason::NotTold;
  return first_reason(std::span<const Words>(kWords), text).value_or(LossReason::Other);
}

}  // namespace tsuzuku::domain
