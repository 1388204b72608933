#include "intake/person.hpp"

#include <algorithm>
#include <array>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace tsuzuku::intake {
namespace {

using domain::CustomerDraft;

struct TextField {
  Field field;
  std::string CustomerDraft::* member;
};
constexpr std::array kTexts = {
    TextField{Field::Email, &CustomerDraft::email},
    TextField{Field::Phone, &CustomerDraft::phone},
    TextField{Field::LastName, &CustomerDraft::last_name},
    TextField{Field::FirstName, &CustomerDraft::first_name},
    TextField{Field::LastNameKana, &CustomerDraft::last_name_kana},
    TextField{Field::FirstNameKana, &CustomerDraft::first_name_kana},
    TextField{Field::PostalCode, &CustomerDraft::postal_code},
    TextField{Field::Prefecture, &CustomerDraft::prefecture},
    TextField{Field::Address, &CustomerDraft::address},
};

constexpr std::array<std::string_view, 7> kFemale = {"女性", "女", "female", "f", "woman", "2", "女子"};
// As shops and carts write it; folded.
constexpr std::array<std::string_view, 16> kYes = {"yes",      "true",     "1",        "y",         "はい", "希望",
                                                   "希望する", "受け取る", "受信する", "受信",      "同意", "同意する",
                                                   "登録",     "購読",     "○",        "subscribed"};
constexpr std::array<std::string_view, 16> kNo = {
    "no",   "false", "0",          "n",      "いいえ", "希望しない", "受け取らない", "受信しない",
    "拒否", "不要",  "同意しない", "未登録", "解除",   "×",          "unsubscribed", "not_subscribed"};
constexpr std::array<std::string_view, 7> kMale = {"男性", "男", "male", "m", "man", "1", "男子"};

void fill(std::string& target, std::string_view text) {
  if (target.empty() && !text.empty()) target = cut_utf8(text, limits::kTextField);
}

std::string digits_of(std::string_view phone) {
  std::string digits;
  for (const char c : nfkc(phone)) {
    if ((c >= '0' && c <= '9') || (c == '+' && digits.empty())) digits += c;
  }
  return digits;
}

// One cell with both names: "山田 太郎", "Hanako Yamada". Without a blank it is all last name.
void split_name(std::string_view name, bool first_name_first, std::string& last, std::string& first) {
  if (!last.empty() || !first.empty() || name.empty()) return;
  const auto narrow = name.find(' ');
  const auto wide = name.find("\xE3\x80\x80");
  const auto blank = std::min(narrow, wide);
  if (blank == std::string_view::npos) return fill(last, name);
  const std::string_view before = name.substr(0, blank);
  const std::string_view after = trim(name.substr(blank));
  fill(first_name_first ? first : last, before);
  fill(first_name_first ? last : first, after);
}

std::string gender_of(std::string_view text) {
  const std::string folded = fold(text);
  if (std::ranges::find(kFemale, folded) != kFemale.end()) return "female";
  if (std::ranges::find(kMale, folded) != kMale.end()) return "male";
  return "other";
}

std::optional<domain::ConsentState> consent_of(RowReader& row) {
  const std::string_view text = row.text(Field::MailConsent);
  if (text.empty()) return std::nullopt;
  const std::string folded = fold(text);
  if (std::ranges::find(kYes, folded) != kYes.end()) return domain::ConsentState::Given;
  if (std::ranges::find(kNo, folded) != kNo.end()) return domain::ConsentState::Withdrawn;
  row.report(Field::MailConsent, "bad_consent", text);
  return std::nullopt;
}

}  // namespace

std::string customer_key(RowReader& row, std::span<const Field> key_fields) {
  for (const Field field : key_fields) {
    const std::string_view text = row.text(field);
    if (text.empty()) continue;
    if (field == Field::Email) return lower_ascii(text);
    if (field == Field::Phone) {
      std::string digits = digits_of(text);
      if (digits.empty()) continue;
      return digits;
    }
    return std::string(text);
  }
  return {};
}

void add_person(RowReader& row, CustomerDraft& customer) {
  for (const auto& [field, member] : kTexts) {
    if (row.has(field) && (customer.*member).empty()) fill(customer.*member, row.text(field));
  }
  const Profile& profile = *row.binding().profile;
  if (row.has(Field::Name)) {
    split_name(row.text(Field::Name), profile.first_name_first, customer.last_name, customer.first_name);
  }
  if (row.has(Field::NameKana)) {
    split_name(row.text(Field::NameKana), profile.first_name_first, customer.last_name_kana, customer.first_name_kana);
  }
  if (row.has(Field::Gender) && customer.gender.empty()) {
    if (const auto text = row.text(Field::Gender); !text.empty()) customer.gender = gender_of(text);
  }
  if (row.has(Field::MailConsent) && !customer.mail_consent) customer.mail_consent = consent_of(row);
  if (row.has(Field::BirthDate) && !customer.birth_date) customer.birth_date = row.day(Field::BirthDate);
}

std::vector<Field> key_fields_of(const Profile& profile, std::span<const SourceFile> files) {
  const auto bound = [&](Field field) {
    return std::ranges::any_of(files, [&](const SourceFile& file) { return file.binding.has(field); });
  };
  if (!profile.own_names || bound(Field::CustomerNumber)) return profile.customer_key;
  return {Field::Email, Field::Phone};
}

}  // namespace tsuzuku::intake
