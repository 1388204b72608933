#include "services/accounting/journal_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/csv.hpp"
#include "base/encoding.hpp"
#include "base/words.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::array<std::pair<JournalFormat, std::string_view>, 3> kFormats = {
    {{JournalFormat::Freee, "freee"}, {JournalFormat::Yayoi, "yayoi"}, {JournalFormat::Csv, "csv"}}};
constexpr Money kYayoiAmount = 999'999'999;  // nine digits: what its online edition takes

using Fields = std::vector<std::string>;

void add_line(std::string& out, const Fields& fields) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += ',';
    out += csv_field_for_people(fields[i]);
  }
  out += "\r\n";
}

std::string day_with_slashes(Day day) {
  std::string text = to_text(day);
  std::ranges::replace(text, '-', '/');
  return text;
}

std::string description(const JournalEntry& entry, const Catalogue& texts) {
  const std::string what = texts.text("journal.booked." + std::string(name_of(entry.booked)));
  return entry.payment_method.empty() ? what : fmt::format("{} {}", what, entry.payment_method);
}

std::string to_csv(const Journal& journal, const Catalogue& texts) {
  std::string out;
  add_line(out, {"date", "number", "booked", "debit_account", "debit_sub_account", "debit_tax_class", "credit_account",
                 "credit_sub_account", "credit_tax_class", "amount", "payment_method", "description"});
  for (std::size_t i = 0; i < journal.entries.size(); ++i) {
    const JournalEntry& entry = journal.entries[i];
    add_line(out,
             {to_text(entry.day), std::to_string(i + 1), std::string(name_of(entry.booked)), entry.debit.account,
              entry.debit.sub, entry.debit.tax_class, entry.credit.account, entry.credit.sub, entry.credit.tax_class,
              to_plain_text(entry.amount, journal.currency), entry.payment_method, description(entry, texts)});
  }
  return out;
}

std::string to_freee(const Journal& journal, const Catalogue& texts) {
  std::string out;
  add_line(out, {"日付", "伝票番号", "決算整理仕訳", "借方勘定科目", "借方補助科目", "借方税区分", "借方金額",
                 "貸方勘定科目", "貸方補助科目", "貸方税区分", "貸方金額", "摘要"});
  for (std::size_t i = 0; i < journal.entries.size(); ++i) {
    const JournalEntry& entry = journal.entries[i];
    const std::string amount = std::to_string(entry.amount);
    add_line(out, {day_with_slashes(entry.day), std::to_string(i + 1), "", entry.debit.account, entry.debit.sub,
                   entry.debit.tax_class, amount, entry.credit.account, entry.credit.sub, entry.credit.tax_class,
                   amount, description(entry, texts)});
  }
  return out;
}

// Every line an entry of its own (2000), so none depends on the one before.
std::string to_yayoi(const Journal& journal, const Catalogue& texts) {
  std::string out;
  for (const JournalEntry& entry : journal.entries) {
    const std::string amount = std::to_string(entry.amount);
    add_line(out, {"2000",
                   "",  // number: given by the software
                   "",  // of no settlement
                   day_with_slashes(entry.day),
                   entry.debit.account,
                   entry.debit.sub,
                   "",
                   entry.debit.tax_class,
                   amount,
                   "",  // of which tax: not known
                   entry.credit.account,
                   entry.credit.sub,
                   "",
                   entry.credit.tax_class,
                   amount,
                   "",
                   description(entry, texts),
                   "",
                   "",
                   "0",  // an entry, not a slip
                   "",
                   "",
                   "0",  // no tags
                   "0",
                   "no"});  // no adjustment
  }
  return out;
}

Status fits_software(const Journal& journal, JournalFormat format) {
  if (format == JournalFormat::Csv) return {};
  if (journal.currency.code != "JPY")
    return fail(ErrorKind::Usage, "journal.only_yen", {{"currency", std::string(journal.currency.code)}});
  for (const JournalEntry& entry : journal.entries) {
    if (format == JournalFormat::Yayoi && entry.amount > kYayoiAmount)
      return fail(ErrorKind::Usage, "journal.amount_too_large", {{"amount", std::to_string(entry.amount)}});
  }
  return {};
}

}  // namespace

std::optional<JournalFormat> journal_format(std::string_view name) {
  for (const auto& [format, known] : kFormats) {
    if (known == name) return format;
  }
  return std::nullopt;
}

std::string_view name_of(JournalFormat format) {
  return std::ranges::find(kFormats, format, &std::pair<JournalFormat, std::string_view>::first)->second;
}

Result<std::string> to_file(const Journal& journal, JournalFormat format, const Catalogue& texts) {
  TSUZUKU_CHECK(fits_software(journal, format));
  switch (format) {
    case JournalFormat::Freee:
      return encode(to_freee(journal, texts), Encoding::Utf8Bom);
    case JournalFormat::Yayoi:
      return encode(to_yayoi(journal, texts), Encoding::Cp932);
    case JournalFormat::Csv:
      return encode(to_csv(journal, texts), Encoding::Utf8Bom);
  }
  return {};
}

std::vector<std::string> remarks_on(const Journal& journal, const Catalogue& texts) {
  const auto money = [&](Money amount) { return money_words(amount, journal.currency, texts); };
  std::vector<std::string> remarks = {
      texts.text("journal.remarks.sums", {{"entries", std::to_string(journal.entries.size())},
                                          {"net", money(journal.net())},
                                          {"sales", money(journal.sales)},
                                          {"discounts", money(journal.discounts)},
                                          {"points", money(journal.points)},
                                          {"returns", money(journal.returns)}})};
  if (journal.shipping != 0 || journal.fees != 0) {
    remarks.push_back(
        texts.text("journal.remarks.charges", {{"shipping", money(journal.shipping)}, {"fees", money(journal.fees)}}));
  }
  if (!journal.tells_tax) remarks.push_back(texts.text("journal.remarks.no_tax"));
  if (journal.as_of < last_day(journal.month))
    remarks.push_back(texts.text("journal.remarks.month_runs", {{"as_of", to_text(journal.as_of)}}));
  return remarks;
}

}  // namespace tsuzuku::services
