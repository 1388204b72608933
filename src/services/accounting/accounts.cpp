#include "services/accounting/accounts.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"

namespace tsuzuku::services {
namespace {

std::string known_names() {
  std::string names;
  for (const Booked booked : kAllBooked) names += (names.empty() ? "" : ", ") + std::string(name_of(booked));
  return names;
}

Result<Booked> booked_from(const std::string& name) {
  const auto found = std::ranges::find(kAllBooked, name, [](Booked booked) { return name_of(booked); });
  if (found != kAllBooked.end()) return *found;
  return fail(ErrorKind::Usage, "journal.unknown_account", {{"name", name}, {"known", known_names()}});
}

Result<std::string> checked(const std::string& name, std::string_view value) {
  const std::string_view word = trim(value);
  const bool control = std::ranges::any_of(word, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (!word.empty() && !control) return std::string(word);
  return fail(ErrorKind::Usage, "journal.bad_account", {{"name", name}, {"value", std::string(value)}});
}

}  // namespace

std::string_view name_of(Booked booked) {
  switch (booked) {
    case Booked::Receivable:
      return "receivable";
    case Booked::Sales:
      return "sales";
    case Booked::Discounts:
      return "discounts";
    case Booked::Points:
      return "points";
    case Booked::Returns:
      return "returns";
    case Booked::Shipping:
      return "shipping";
    case Booked::Fees:
      return "fees";
  }
  return {};
}

Accounts::Accounts() {
  accounts_ = {{Booked::Receivable, {"売掛金", "", ""}},    {Booked::Sales, {"売上高", "", ""}},
               {Booked::Discounts, {"売上値引高", "", ""}}, {Booked::Points, {"売上値引高", "ポイント", ""}},
               {Booked::Returns, {"売上戻り高", "", ""}},   {Booked::Shipping, {"売上高", "送料", ""}},
               {Booked::Fees, {"売上高", "手数料", ""}}};
}

Status Accounts::set_accounts(const Given& accounts) {
  for (const auto& [name, value] : accounts) {
    TSUZUKU_TRY(booked, booked_from(name));
    const auto slash = value.find('/');
    TSUZUKU_TRY(account, checked(name, value.substr(0, slash)));
    std::string sub;
    if (slash != std::string::npos) {
      TSUZUKU_TRY(told, checked(name, value.substr(slash + 1)));
      sub = told;
    }
    accounts_[booked].name = account;
    accounts_[booked].sub = std::move(sub);
  }
  return {};
}

Status Accounts::set_tax_classes(const Given& classes) {
  for (const auto& [name, value] : classes) {
    TSUZUKU_TRY(booked, booked_from(name));
    TSUZUKU_TRY(tax_class, checked(name, value));
    accounts_[booked].tax_class = tax_class;
  }
  return {};
}

bool Accounts::tells_tax() const {
  return std::ranges::any_of(
      accounts_, [](const auto& one) { return one.first != Booked::Receivable && !one.second.tax_class.empty(); });
}

}  // namespace tsuzuku::services
