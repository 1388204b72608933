#pragma once
// What a shop sold in a month as entries of its books: every one has a debit and a credit of the same amount. The
// entries of goods add up to the net sales of the month (analysis net_sales); docs/accounting.md.

#include <vector>

#include "analysis/net_sales/facts.hpp"
#include "base/day.hpp"
#include "base/money.hpp"
#include "services/accounting/accounts.hpp"

namespace tsuzuku::services {

// Shipping and payment fees that orders of a day bear, which are no part of net sales.
struct DayCharges {
  Day day;
  std::string payment_method;
  Money shipping = 0;
  Money fees = 0;
};

enum class Grain { Day, Month };  // Month: one entry of a kind, on the month's last day

struct JournalSide {
  std::string account;
  std::string sub;
  std::string tax_class;
};

struct JournalEntry {
  Day day;
  Booked booked = Booked::Sales;
  std::string payment_method;  // "" = not told
  JournalSide debit;
  JournalSide credit;
  Money amount = 0;  // > 0
};

struct Journal {
  YearMonth month;
  Day as_of;
  Currency currency;
  bool tells_tax = false;
  std::vector<JournalEntry> entries;  // by day
  // Sums of what was booked; net = sales - discounts - points - returns, that of net_sales.
  Money sales = 0;  // accepted less out of stock: what was not there was not sold
  Money discounts = 0;
  Money points = 0;
  Money returns = 0;
  Money shipping = 0;
  Money fees = 0;
  [[nodiscard]] Money net() const { return sales - discounts - points - returns; }
};

struct JournalBasis {
  YearMonth month;
  Day as_of;
  Currency currency;
  Grain grain = Grain::Day;
};

// An amount below zero stands on the other side.
[[nodiscard]] Journal book(const JournalBasis& basis, const std::vector<analysis::net_sales::DayFacts>& facts,
                           const std::vector<DayCharges>& charges, const Accounts& accounts);

}  // namespace tsuzuku::services
