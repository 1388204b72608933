#include "domain/return_reason.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "domain/reason_words.hpp"

namespace tsuzuku::domain {
namespace {

using Words = ReasonWords<ReturnReason>;

// The first one that occurs decides: what happened to the parcel, then what was wrong with the goods, then what the
// customer thought of them ("お客様都合(サイズ違い)" is the customer's wish, said outright).
constexpr std::array kWords = {
    Words{ReturnReason::Refused, "受取拒否"},
    Words{ReturnReason::Refused, "受け取り拒否"},
    Words{ReturnReason::Refused, "受領拒否"},
    Words{ReturnReason::Refused, "refused"},
    Words{ReturnReason::Refused, "refusal"},
    Words{ReturnReason::Absent, "不在"},
    Words{ReturnReason::Absent, "保管期限"},
    Words{ReturnReason::Absent, "保管期間"},
    Words{ReturnReason::Absent, "住所不明"},
    Words{ReturnReason::Absent, "宛先不明"},
    Words{ReturnReason::Absent, "宛所"},
    Words{ReturnReason::Absent, "転居"},
    Words{ReturnReason::Absent, "undeliver"},
    Words{ReturnReason::Absent, "unclaimed"},
    Words{ReturnReason::Absent, "notathome"},
    Words{ReturnReason::CustomerRequest, "お客様都合"},
    Words{ReturnReason::CustomerRequest, "お客さま都合"},
    Words{ReturnReason::CustomerRequest, "顧客都合"},
    Words{ReturnReason::CustomerRequest, "購入者都合"},
    Words{ReturnReason::CustomerRequest, "自己都合"},
    Words{ReturnReason::Guarantee, "保証"},
    Words{ReturnReason::Guarantee, "guarantee"},
    Words{ReturnReason::WrongGoods, "誤配"},
    Words{ReturnReason::WrongGoods, "誤出荷"},
    Words{ReturnReason::WrongGoods, "誤発送"},
    Words{ReturnReason::WrongGoods, "誤送"},
    Words{ReturnReason::WrongGoods, "品違い"},
    Words{ReturnReason::WrongGoods, "商品違い"},
    Words{ReturnReason::WrongGoods, "入れ間違"},
    Words{ReturnReason::WrongGoods, "wrong"},
    Words{ReturnReason::Defect, "不良"},
    Words{ReturnReason::Defect, "破損"},
    Words{ReturnReason::Defect, "割れ"},
    Words{ReturnReason::Defect, "壊れ"},
    Words{ReturnReason::Defect, "故障"},
    Words{ReturnReason::Defect, "欠陥"},
    Words{ReturnReason::Defect, "汚れ"},
    Words{ReturnReason::Defect, "液漏れ"},
    Words{ReturnReason::Defect, "defect"},
    Words{ReturnReason::Defect, "damage"},
    Words{ReturnReason::Defect, "broken"},
    Words{ReturnReason::Defect, "faulty"},
    Words{ReturnReason::Unsuitable, "合わな"},
    Words{ReturnReason::Unsuitable, "サイズ"},
    Words{ReturnReason::Unsuitable, "イメージ"},
    Words{ReturnReason::Unsuitable, "色違い"},
    Words{ReturnReason::Unsuitable, "アレルギー"},
    Words{ReturnReason::Unsuitable, "肌荒れ"},
    Words{ReturnReason::Unsuitable, "size"},
    Words{ReturnReason::Unsuitable, "color"},
    Words{ReturnReason::Unsuitable, "style"},
    Words{ReturnReason::Unsuitable, "notasdescribed"},
    Words{ReturnReason::CustomerRequest, "お客様"},
    Words{ReturnReason::CustomerRequest, "顧客"},
    Words{ReturnReason::CustomerRequest, "不要"},
    Words{ReturnReason::CustomerRequest, "誤注文"},
    Words{ReturnReason::CustomerRequest, "注文間違"},
    Words{ReturnReason::CustomerRequest, "気が変わ"},
    Words{ReturnReason::CustomerRequest, "unwanted"},
    Words{ReturnReason::CustomerRequest, "customer"},
    Words{ReturnReason::CustomerRequest, "changedmind"},
};

constexpr std::array kExchangeWords = {"交換", "exchange", "replace"};
// What remains of words that say nothing but that goods were exchanged, or came back.
constexpr std::array kBareWords = {"交換", "返品", "返送", "返金", "exchange", "replacement", "return", "refund"};

constexpr std::array<std::string_view, kReturnReasons> kNames = {
    "not_told", "refused", "absent", "defect", "wrong_goods", "guarantee", "unsuitable", "customer_request", "other"};

}  // namespace

std::string_view name_of(ReturnReason reason) { return kNames.at(static_cast<std::size_t>(reason)); }

ReturnReason return_reason_from(std::string_view raw) {
  const std::string text = folded_words(raw);
  if (const auto found = first_reason(std::span<const Words>(kWords), text)) return *found;
  const bool bare = text.empty() || std::ranges::find(kBareWords, text) != kBareWords.end();
  return bare ? ReturnReason::NotTold : ReturnReason::Other;
}

bool tells_exchange(std::string_view raw) {
  const std::string text = folded_words(raw);
  return std::ranges::any_of(kExchangeWords, [&](const char* word) { return text.find(word) != std::string::npos; });
}

}  // namespace tsuzuku::domain
