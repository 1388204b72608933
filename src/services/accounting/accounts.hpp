#pragma once
// Under which accounts and tax classes a shop's books have what it sold.

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace tsuzuku::services {

// What an entry is of. Receivable is the other side of all the others.
enum class Booked { Receivable, Sales, Discounts, Points, Returns, Shipping, Fees };
inline constexpr std::array kAllBooked = {Booked::Receivable, Booked::Sales,    Booked::Discounts, Booked::Points,
                                          Booked::Returns,    Booked::Shipping, Booked::Fees};
// "receivable", "sales", … as they are named on the command line.
[[nodiscard]] std::string_view name_of(Booked booked);

struct Account {
  std::string name;
  std::string sub;        // 補助科目; "" = none. Of Receivable, "" is the payment method
  std::string tax_class;  // 税区分 as the software writes it; "" = that of the account in the software
};

class Accounts {
 public:
  // 売掛金, 売上高, 売上値引高, 売上戻り高; shipping and fees are sales under a sub-account of their own. No tax class:
  // nobody told what was sold at which rate.
  Accounts();

  // {"sales": "売上高", "shipping": "売上高/送料"}: name, and after the first "/" a sub-account. {"sales":
  // "課税売上内10%"}. Usage "journal.unknown_account" {name, known}, "journal.bad_account" {name, value} (empty, or a
  // control character).
  using Given = std::map<std::string, std::string, std::less<>>;
  [[nodiscard]] Status set_accounts(const Given& accounts);
  [[nodiscard]] Status set_tax_classes(const Given& classes);

  [[nodiscard]] const Account& of(Booked booked) const { return accounts_.at(booked); }
  [[nodiscard]] bool tells_tax() const;  // of anything but the receivable

 private:
  std::map<Booked, Account> accounts_;
};

}  // namespace tsuzuku::services
