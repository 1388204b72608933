#include "services/accounting/journal.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "services/accounting/journal_files.hpp"

namespace tsuzuku::services {
namespace {

using analysis::net_sales::DayFacts;
using analysis::net_sales::Facts;

constexpr YearMonth kMonth{681};  // 2026-10
const Day kFirst = first_day(kMonth);

DayFacts facts(int day, std::string payment_method, Facts sums) {
  sums.facts = 1;
  return {kFirst + day, std::move(payment_method), sums};
}

Journal booked(Grain grain, const std::vector<DayFacts>& facts, const std::vector<DayCharges>& charges = {}) {
  return book({.month = kMonth, .as_of = last_day(kMonth), .currency = {"JPY", 0}, .grain = grain}, facts, charges,
              Accounts{});
}

TEST(Journal, GoodsAreBookedLessWhatWasNotThere) {
  const Journal journal =
      booked(Grain::Day,
             {facts(2, "カード",
                    {.accepted = 1'000, .discounts = 100, .points = 50, .net_before_returns = 650, .returned = 30})});
  // 1000 - 100 - 50 - 650: 200 were out of stock.
  EXPECT_EQ(journal.sales, 800);
  EXPECT_EQ(journal.net(), 620);
  ASSERT_EQ(journal.entries.size(), 4U);
  EXPECT_EQ(journal.entries[0].debit.account, "売掛金");
  EXPECT_EQ(journal.entries[0].debit.sub, "カード");
  EXPECT_EQ(journal.entries[0].credit.account, "売上高");
  EXPECT_EQ(journal.entries[0].amount, 800);
  EXPECT_EQ(journal.entries[3].debit.account, "売上戻り高");
  EXPECT_EQ(journal.entries[3].credit.account, "売掛金");
}

TEST(Journal, AMonthIsOneEntryOfAKindOnItsLastDay) {
  const std::vector<DayFacts> days = {facts(0, "", {.accepted = 10, .net_before_returns = 10}),
                                      facts(5, "", {.accepted = 20, .net_before_returns = 20}),
                                      facts(5, "代引", {.accepted = 40, .net_before_returns = 40})};
  const Journal journal = booked(Grain::Month, days, {{.day = kFirst, .payment_method = "代引", .shipping = 7}});
  ASSERT_EQ(journal.entries.size(), 3U);
  for (const JournalEntry& entry : journal.entries) EXPECT_EQ(entry.day, last_day(kMonth));
  EXPECT_EQ(journal.entries[0].amount, 30);
  EXPECT_EQ(journal.entries[1].amount, 40);
  EXPECT_EQ(journal.entries[2].credit.sub, "送料");
  EXPECT_EQ(journal.net(), 70) << "shipping is no net sales";
}

TEST(Journal, WhatIsBelowZeroStandsOnTheOtherSide) {
  const Journal journal = booked(Grain::Day, {facts(0, "", {.discounts = -5, .net_before_returns = 5})});
  ASSERT_EQ(journal.entries.size(), 1U);
  EXPECT_EQ(journal.entries[0].debit.account, "売掛金");
  EXPECT_EQ(journal.entries[0].credit.account, "売上値引高");
  EXPECT_EQ(journal.entries[0].amount, 5);
  EXPECT_EQ(journal.net(), 5);
}

TEST(Journal, WhatTheSoftwareCannotTakeIsToldBefore) {
  const Journal large =
      booked(Grain::Day, {facts(0, "", {.accepted = 1'000'000'000, .net_before_returns = 1'000'000'000})});
  EXPECT_EQ(to_file(large, JournalFormat::Yayoi, Catalogue{}).error().key, "journal.amount_too_large");
  EXPECT_TRUE(to_file(large, JournalFormat::Freee, Catalogue{}));
  const Journal emoji = booked(Grain::Day, {facts(0, "🍵払い", {.accepted = 1, .net_before_returns = 1})});
  EXPECT_EQ(to_file(emoji, JournalFormat::Yayoi, Catalogue{}).error().key, "encoding.not_encodable");
}

TEST(Accounts, AreNamedByKindWithASubAccount) {
  Accounts accounts;
  EXPECT_FALSE(accounts.tells_tax());
  ASSERT_TRUE(accounts.set_accounts({{"sales", " 通販売上 / 本店 "}, {"returns", "売上高"}}));
  EXPECT_EQ(accounts.of(Booked::Sales).name, "通販売上");
  EXPECT_EQ(accounts.of(Booked::Sales).sub, "本店");
  EXPECT_EQ(accounts.of(Booked::Returns).sub, "");
  ASSERT_TRUE(accounts.set_tax_classes({{"receivable", "対象外"}}));
  EXPECT_FALSE(accounts.tells_tax()) << "that of the receivable says nothing of the goods";
  ASSERT_TRUE(accounts.set_tax_classes({{"sales", "課税売上内10%"}}));
  EXPECT_TRUE(accounts.tells_tax());
  EXPECT_EQ(accounts.set_accounts({{"tax", "x"}}).error().key, "journal.unknown_account");
  EXPECT_EQ(accounts.set_accounts({{"sales", " "}}).error().key, "journal.bad_account");
  EXPECT_EQ(accounts.set_accounts({{"sales", "a\nb"}}).error().key, "journal.bad_account");
  EXPECT_EQ(accounts.set_tax_classes({{"sales", ""}}).error().key, "journal.bad_account");
}

}  // namespace
}  // namespace tsuzuku::services
