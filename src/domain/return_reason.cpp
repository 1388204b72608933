#include "domain/return_reason.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "domain/reason_words.hpp"

namespace tsuzuku::domain {
namespace {

using Words = ReasonWords<ReturnReason>;

// The first one that occurs decides. What happened to the parcel comes first ("wrong address" is about the parcel),
// then what is said outright of the customer, then the goods, and last what merely mentions a customer
// ("お客様より傷あり" is about the goods). Words that hold another one stand before it: "体調不良" is no defect,
// "間に合わなかった" is not "合わない".
constexpr std::array kWords = {
    Words{ReturnReason::Refused, "受取拒否"},
    Words{ReturnReason::Refused, "受け取り拒否"},
    Words{ReturnReason::Refused, "受取を拒否"},
    Words{ReturnReason::Refused, "受け取りを拒否"},
    Words{ReturnReason::Refused, "受領拒否"},
    Words{ReturnReason::Refused, "受取辞退"},
    Words{ReturnReason::Refused, "受け取り辞退"},
    Words{ReturnReason::Refused, "refus"},
    Words{ReturnReason::Absent, "不在"},
    Words{ReturnReason::Absent, "保管期限"},
    Words{ReturnReason::Absent, "保管期間"},
    Words{ReturnReason::Absent, "住所"},
    Words{ReturnReason::Absent, "宛先"},
    Words{ReturnReason::Absent, "宛所"},
    Words{ReturnReason::Absent, "あて所"},
    Words{ReturnReason::Absent, "届け先不明"},
    Words{ReturnReason::Absent, "転居"},
    Words{ReturnReason::Absent, "undeliver"},
    Words{ReturnReason::Absent, "unclaimed"},
    Words{ReturnReason::Absent, "address"},
    Words{ReturnReason::Absent, "absent"},
    Words{ReturnReason::Absent, "notathome"},
    Words{ReturnReason::CustomerRequest, "お客様都合"},
    Words{ReturnReason::CustomerRequest, "お客さま都合"},
    Words{ReturnReason::CustomerRequest, "顧客都合"},
    Words{ReturnReason::CustomerRequest, "購入者都合"},
    Words{ReturnReason::CustomerRequest, "自己都合"},
    Words{ReturnReason::CustomerRequest, "nolonger"},
    Words{ReturnReason::Unsuitable, "体調"},
    Words{ReturnReason::Other, "間に合わ"},
    Words{ReturnReason::Guarantee, "返金保証"},
    Words{ReturnReason::Guarantee, "効果保証"},
    Words{ReturnReason::Guarantee, "満足保証"},
    Words{ReturnReason::Guarantee, "guarantee"},
    Words{ReturnReason::WrongGoods, "誤配"},
    Words{ReturnReason::WrongGoods, "誤出荷"},
    Words{ReturnReason::WrongGoods, "誤発送"},
    Words{ReturnReason::WrongGoods, "誤送"},
    Words{ReturnReason::WrongGoods, "品違い"},
    Words{ReturnReason::WrongGoods, "入れ間違"},
    Words{ReturnReason::WrongGoods, "別の商品が"},
    Words{ReturnReason::WrongGoods, "wrongitem"},
    Words{ReturnReason::WrongGoods, "wrongproduct"},
    Words{ReturnReason::WrongGoods, "wronggoods"},
    Words{ReturnReason::WrongGoods, "incorrectitem"},
    Words{ReturnReason::WrongGoods, "sentbymistake"},
    Words{ReturnReason::WrongGoods, "shippedbymistake"},
    Words{ReturnReason::Defect, "不良"},
    Words{ReturnReason::Defect, "破損"},
    Words{ReturnReason::Defect, "割れ"},
    Words{ReturnReason::Defect, "壊れ"},
    Words{ReturnReason::Defect, "故障"},
    Words{ReturnReason::Defect, "欠陥"},
    Words{ReturnReason::Defect, "汚れ"},
    Words{ReturnReason::Defect, "液漏れ"},
    Words{ReturnReason::Defect, "異物"},
    Words{ReturnReason::Defect, "不具合"},
    Words{ReturnReason::Defect, "傷"},
    Words{ReturnReason::Defect, "キズ"},
    Words{ReturnReason::Defect, "期限切れ"},
    Words{ReturnReason::Defect, "defect"},
    Words{ReturnReason::Defect, "damage"},
    Words{ReturnReason::Defect, "broken"},
    Words{ReturnReason::Defect, "faulty"},
    Words{ReturnReason::Defect, "expired"},
    Words{ReturnReason::Defect, "discolo"},
    Words{ReturnReason::Unsuitable, "合わな"},
    Words{ReturnReason::Unsuitable, "サイズ"},
    Words{ReturnReason::Unsuitable, "イメージ"},
    Words{ReturnReason::Unsuitable, "色違い"},
    Words{ReturnReason::Unsuitable, "アレルギー"},
    Words{ReturnReason::Unsuitable, "肌荒れ"},
    Words{ReturnReason::Unsuitable, "かぶれ"},
    Words{ReturnReason::Unsuitable, "味が"},
    Words{ReturnReason::Unsuitable, "notasdescribed"},
    Words{ReturnReason::Unsuitable, "notfit"},
    Words{ReturnReason::Unsuitable, "size"},
    Words{ReturnReason::Unsuitable, "color"},
    Words{ReturnReason::Unsuitable, "colour"},
    Words{ReturnReason::Unsuitable, "style"},
    Words{ReturnReason::Unsuitable, "taste"},
    Words{ReturnReason::CustomerRequest, "不要にな"},
    Words{ReturnReason::CustomerRequest, "必要なく"},
    Words{ReturnReason::CustomerRequest, "誤注文"},
    Words{ReturnReason::CustomerRequest, "注文間違"},
    Words{ReturnReason::CustomerRequest, "間違えて注文"},
    Words{ReturnReason::CustomerRequest, "気が変わ"},
    Words{ReturnReason::CustomerRequest, "unwanted"},
    Words{ReturnReason::CustomerRequest, "changedmind"},
    Words{ReturnReason::CustomerRequest, "changedmymind"},
    Words{ReturnReason::CustomerRequest, "boughtbymistake"},
    Words{ReturnReason::CustomerRequest, "orderedbymistake"},
    Words{ReturnReason::CustomerRequest, "お客様"},
    Words{ReturnReason::CustomerRequest, "お客さま"},
    Words{ReturnReason::CustomerRequest, "顧客"},
    Words{ReturnReason::CustomerRequest, "customer"},
};

// What says nothing but that goods came back, or others were sent.
constexpr std::array kBareWords = {"交換",     "返品",     "返送",        "返金",   "返品・交換", "返品/交換",
                                   "exchange", "returned", "replacement", "return", "refund",     "unknown"};

constexpr std::array kExchangeWords = {"交換", "exchange", "replace"};
// Behind such a word, and a particle or a wish between them: there was none.
constexpr std::array kBetween = {"は", "を", "も", "の", "希望", "対応"};
constexpr std::array kNoExchange = {"不要",   "不可",   "なし",     "無し",   "せず",       "しな",
                                    "しませ", "できな", "できませ", "でき無", "してもらえ", "ではな",
                                    "able",   "not",    "isnot",    "declin", "refus"};

bool is_taken_back(std::string_view behind) {
  for (bool skipped = true; skipped;) {
    skipped = false;
    for (const std::string_view word : kBetween) {
      if (!behind.starts_with(word)) continue;
      behind.remove_prefix(word.size());
      skipped = true;
    }
  }
  return std::ranges::any_of(kNoExchange, [&](const char* end) { return behind.starts_with(end); });
}

// Whether `word` occurs without being taken back: "no exchange", "交換不要".
bool is_said(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::string_view before = text.substr(0, at);
    const bool none = before.ends_with("no") || before.ends_with("not") || before.ends_with("without") ||
                      is_taken_back(text.substr(at + word.size()));
    if (!none) return true;
  }
  return false;
}

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
  return std::ranges::any_of(kExchangeWords, [&](const char* word) { return is_said(text, word); });
}

}  // namespace tsuzuku::domain
