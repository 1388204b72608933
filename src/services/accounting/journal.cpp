#include "services/accounting/journal.hpp"

#include <map>

namespace tsuzuku::services {
namespace {

using Key = std::pair<Day, std::string>;  // day and payment method

// Credited when above zero; what takes sales back is debited.
bool is_credit(Booked booked) {
  return booked == Booked::Sales || booked == Booked::Shipping || booked == Booked::Fees;
}

class Book {
 public:
  Book(const JournalBasis& basis, const Accounts& accounts) : basis_(basis), accounts_(accounts) {}

  void add(Day day, const std::string& payment_method, Booked booked, Money amount) {
    const Day on = basis_.grain == Grain::Day ? day : last_day(basis_.month);
    amounts_[{on, payment_method}][booked] += amount;
  }

  [[nodiscard]] std::vector<JournalEntry> entries() const {
    std::vector<JournalEntry> entries;
    for (const auto& [key, amounts] : amounts_) {
      for (const auto& [booked, amount] : amounts) {
        if (amount != 0) entries.push_back(entry(key, booked, amount));
      }
    }
    return entries;
  }

 private:
  [[nodiscard]] static JournalSide side(const Account& account, const std::string& payment_method, Booked booked) {
    const bool by_method = booked == Booked::Receivable && account.sub.empty();
    return {account.name, by_method ? payment_method : account.sub, account.tax_class};
  }
  [[nodiscard]] JournalEntry entry(const Key& key, Booked booked, Money amount) const {
    const auto& [day, payment_method] = key;
    JournalSide own = side(accounts_.of(booked), payment_method, booked);
    JournalSide receivable = side(accounts_.of(Booked::Receivable), payment_method, Booked::Receivable);
    const bool credited = is_credit(booked) == (amount > 0);
    return {.day = day,
            .booked = booked,
            .payment_method = payment_method,
            .debit = credited ? receivable : own,
            .credit = credited ? std::move(own) : std::move(receivable),
            .amount = amount > 0 ? amount : -amount};
  }

  const JournalBasis& basis_;
  const Accounts& accounts_;
  std::map<Key, std::map<Booked, Money>> amounts_;
};

}  // namespace

Journal book(const JournalBasis& basis, const std::vector<analysis::net_sales::DayFacts>& facts,
             const std::vector<DayCharges>& charges, const Accounts& accounts) {
  Journal journal{.month = basis.month, .as_of = basis.as_of, .currency = basis.currency};
  journal.tells_tax = accounts.tells_tax();
  Book book(basis, accounts);
  for (const auto& [day, payment_method, sums] : facts) {
    const Money sales = sums.accepted - sums.out_of_stock();
    book.add(day, payment_method, Booked::Sales, sales);
    book.add(day, payment_method, Booked::Discounts, sums.discounts);
    book.add(day, payment_method, Booked::Points, sums.points);
    book.add(day, payment_method, Booked::Returns, sums.returned);
    journal.sales += sales;
    journal.discounts += sums.discounts;
    journal.points += sums.points;
    journal.returns += sums.returned;
  }
  for (const DayCharges& charge : charges) {
    book.add(charge.day, charge.payment_method, Booked::Shipping, charge.shipping);
    book.add(charge.day, charge.payment_method, Booked::Fees, charge.fees);
    journal.shipping += charge.shipping;
    journal.fees += charge.fees;
  }
  journal.entries = book.entries();
  return journal;
}

}  // namespace tsuzuku::services
