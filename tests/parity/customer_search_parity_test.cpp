// Finding customers, and the list of them: every case on SQLite and on PostgreSQL.

#include <algorithm>

#include "analysis/registry.hpp"
#include "services/check/check.hpp"
#include "services/customers/customer_index.hpp"
#include "services/demo_shops/demo_shops.hpp"
#include "tests/parity/customer_shop.hpp"

namespace tsuzuku::parity {
namespace {

using namespace services;
using Names = std::vector<std::string>;

const domain::CustomerDraft kHanako{.number = "C-001",
                                    .email = "hanako@example.jp",
                                    .phone = "090-1234-5678",
                                    .last_name = "倉本",
                                    .first_name = "花子",
                                    .last_name_kana = "クラモト",
                                    .first_name_kana = "ハナコ",
                                    .prefecture = "京都府"};
const domain::CustomerDraft kTaro{.number = "C-002",
                                  .last_name = "佐藤",
                                  .first_name = "富美",
                                  .last_name_kana = "サトウ",
                                  .first_name_kana = "トミ"};
const domain::CustomerDraft kSatomi{.number = "C-003",
                                    .last_name = "林",
                                    .first_name = "里美",
                                    .last_name_kana = "ハヤシ",
                                    .first_name_kana = "サトミ"};

class SearchTest : public CustomerShop {
 protected:
  void SetUp() override {
    CustomerShop::SetUp();
    if (HasFatalFailure()) return;
    ASSERT_OK(write({order_of(kHanako, "A-1", "2026-01-10"), order_of(kHanako, "A-2", "2026-03-10"),
                     order_of(kTaro, "A-3", "2026-04-01", 9'000), order_of(kSatomi, "A-4", "2026-02-01")}));
  }
};
INSTANTIATE_EACH_DATABASE(SearchTest);

TEST_P(SearchTest, FindsInAnyForm) {
  const Names hanako{"倉本 花子"};
  for (const auto* words : {"ｸﾗﾓﾄ", "くらもと", "クラモト", "らも", "倉本　花子", "花子 くら", "09012345678",
                            "０９０ １２３４ ５６７８", "5678", "hanako@example.jp", "HANAKO", "hana", "c001"}) {
    EXPECT_EQ(found(words), hanako) << words;
  }
  EXPECT_EQ(found("さとみ"), Names{"林 里美"}) << "of 佐藤 富美 (さとうとみ) the parts are there, but not in a row";
  EXPECT_EQ(found("林"), Names{"林 里美"});
  EXPECT_EQ(found("倉本 佐藤"), Names{});
  EXPECT_EQ(found("\" OR * ( '"), Names{});
  EXPECT_EQ(found("' | !& <-> :*"), Names{});
  EXPECT_EQ(found(std::string("倉") + '\0' + "本"), Names{"倉本 花子"});
  EXPECT_EQ(found("倉\xFF本"), Names{"倉本 花子"});
}

TEST_P(SearchTest, AWholeNumberComesFirstAndSaysWhichOrder) {
  const CustomerListPage page = list({.words = "ａ－３"});
  ASSERT_EQ(page.rows.size(), 1U);
  EXPECT_EQ(page.rows[0].name, "佐藤 富美");
  EXPECT_EQ(page.rows[0].found_order, "A-3");
  EXPECT_EQ(found("C-003"), Names{"林 里美"});
}

TEST_P(SearchTest, WhoMayNotSeeNamesFindsByWholeNumbersOnly) {
  const auto masked_list = [&](std::string words) {
    return desk().list(shop(), {.words = std::move(words)}, std::nullopt).value();
  };
  for (const auto* words : {"くらもと", "倉", "090-1234-5678", "hanako@example.jp"}) {
    EXPECT_EQ(masked_list(words).rows_total, 0) << words;
  }
  const CustomerListPage page = masked_list("A-1");
  ASSERT_EQ(page.rows.size(), 1U);
  const CustomerListRow& row = page.rows[0];
  EXPECT_EQ(row.name, "倉＊＊＊");
  EXPECT_EQ(row.name_kana, "ク＊＊＊");
  EXPECT_EQ(row.phone, "0＊＊＊");
  EXPECT_EQ(row.email, "h＊＊＊");
  EXPECT_EQ(row.number, "C-001");
}

TEST_P(SearchTest, SortsAndFilters) {
  const auto numbers = [&](CustomerListRequest request) {
    Names all;
    for (const auto& row : list(std::move(request)).rows) all.push_back(row.number);
    return all;
  };
  EXPECT_EQ(numbers({.sort = CustomerSort::LastOrder}), (Names{"C-002", "C-001", "C-003"}));
  EXPECT_EQ(numbers({.sort = CustomerSort::Purchases}), (Names{"C-001", "C-003", "C-002"}));
  EXPECT_EQ(numbers({.sort = CustomerSort::Sales}), (Names{"C-002", "C-001", "C-003"}));
  EXPECT_EQ(numbers({.sort = CustomerSort::Name}), (Names{"C-001", "C-002", "C-003"}));
  EXPECT_EQ(numbers({.filter = {.purchases_min = 2}}), Names{"C-001"});
  EXPECT_EQ(numbers({.filter = {.purchases_max = 1}}), (Names{"C-002", "C-003"}));
  EXPECT_EQ(numbers({.filter = {.quiet_days_max = 0}}), Names{"C-002"});
  EXPECT_EQ(numbers({.filter = {.quiet_days_min = 22, .quiet_days_max = 22}}), Names{"C-001"});
  EXPECT_EQ(numbers({.sort = CustomerSort::Name, .page = 2, .page_size = 2}), Names{"C-003"});
  EXPECT_EQ(list({.page = 2, .page_size = 2}).rows_total, 3);
  EXPECT_TRUE(numbers({.page = 9}).empty());
}

TEST_P(SearchTest, FiltersByTagAndConsent) {
  const CustomerId hanako = id_of("倉本");
  const CustomerId satomi = id_of("さとみ");
  ASSERT_OK(desk().tags().add(shop_id_, hanako, "ＶＩＰ ", "staff", kCustomersNow));
  ASSERT_OK(desk().tags().add(shop_id_, satomi, "VIP", "staff", kCustomersNow));
  ASSERT_OK(desk().consents().add(
      shop_id_, hanako, {.channel = domain::Channel::Mail, .origin = "staff", .evidence = "電話で"}, kCustomersNow));
  EXPECT_EQ(list({.filter = {.tag = "VIP"}}).rows_total, 2);
  EXPECT_EQ(list({.filter = {.tag = "知らない"}}).rows_total, 0);
  EXPECT_EQ(list({.filter = {.consents_to = domain::Channel::Mail}}).rows_total, 1);
  EXPECT_EQ(list({.filter = {.consents_to = domain::Channel::Phone}}).rows_total, 0);
  ASSERT_OK(desk().consents().add(shop_id_, hanako,
                                  {.channel = domain::Channel::Mail,
                                   .state = domain::ConsentState::Withdrawn,
                                   .origin = "staff",
                                   .evidence = "やめたいとのこと"},
                                  kCustomersNow + 1));
  EXPECT_EQ(list({.filter = {.consents_to = domain::Channel::Mail}}).rows_total, 0);
  ASSERT_OK(desk().tags().remove(shop_id_, satomi, "VIP", 1));
  EXPECT_EQ(list({.filter = {.tag = "VIP"}}).rows_total, 1);
  EXPECT_EQ(desk().tags().all(shop_id_).value(), (std::vector<TagCount>{{"VIP", 1}}));
}

TEST_P(SearchTest, ANewNameIsFoundAndTheOldOneNoMore) {
  domain::CustomerDraft married = kHanako;
  married.last_name = "髙橋";
  married.last_name_kana = "タカハシ";
  ASSERT_OK(write({order_of(married, "A-9", "2026-05-01")}));
  EXPECT_EQ(found("高橋"), Names{"髙橋 花子"});
  EXPECT_EQ(found("たかはし はなこ"), Names{"髙橋 花子"});
  EXPECT_TRUE(found("倉本").empty());
  EXPECT_TRUE(found("くらもと").empty());
  ASSERT_VALUE(report, check_store(database(), shop()));
  EXPECT_TRUE(report.sound());
}

TEST_P(SearchTest, AnotherShopsCustomersAreNobodyHere) {
  ASSERT_VALUE(shops, Shops::open(database(), ids_));
  ASSERT_VALUE(other, shops.create({.name = "隣"}, kCustomersNow));
  EXPECT_EQ(desk().list(other, {.words = "倉本", .personal_data = PersonalData::Shown}, std::nullopt)->rows_total, 0);
  EXPECT_EQ(desk().list(other, {.words = "A-1", .personal_data = PersonalData::Shown}, std::nullopt)->rows_total, 0);
  const CustomerId hanako = id_of("倉本");
  EXPECT_EQ(desk().page(other, hanako, std::nullopt, PersonalData::Shown).error().key, "customers.unknown_id");
  EXPECT_EQ(desk().check(other, hanako).error().key, "customers.unknown_id");
}

TEST_P(SearchTest, RowsOfAnOlderProgramAreIndexedWhenTheStoreIsOpened) {
  ASSERT_OK(
      run("delete from customer_search; insert into customer_search (customer_id, shop_id, name_key, words) "
          "values (5, 7, '', '')"));
  EXPECT_TRUE(found("倉本").empty());
  EXPECT_FALSE(check_store(database(), shop())->sound());
  ASSERT_OK(refresh_customer_index(database()));
  EXPECT_EQ(found("倉本"), Names{"倉本 花子"});
  EXPECT_TRUE(check_store(database(), shop())->sound());
  ASSERT_OK(run("delete from customer_search"));
  ASSERT_OK(refresh_customer_index(database()));
  EXPECT_TRUE(found("倉本").empty()) << "what this version has made is not looked through at every start";
}

class ListTest : public CustomerShop {
 protected:
  void SetUp() override {
    CustomerShop::SetUp();
    if (HasFatalFailure()) return;
    ASSERT_OK(store_demo(database(), ids_, shop(), {.orders = 4'000}, kCustomersNow, [](std::int64_t) {}));
  }
};
INSTANTIATE_EACH_DATABASE(ListTest);

// Page by page everybody is met once, in the promised order, however many there are of them.
TEST_P(ListTest, EveryOrderMeetsEverybodyOnce) {
  for (const CustomerSort sort :
       {CustomerSort::LastOrder, CustomerSort::Purchases, CustomerSort::Sales, CustomerSort::Name}) {
    for (const CustomerFilter& filter : {CustomerFilter{}, CustomerFilter{.purchases_min = 3}}) {
      std::vector<CustomerListRow> met;
      std::int64_t total = 0;
      for (int page = 1; page < 1'000; ++page) {
        const CustomerListPage one = list({.filter = filter, .sort = sort, .page = page, .page_size = 400});
        total = one.rows_total;
        if (one.rows.empty()) break;
        met.insert(met.end(), one.rows.begin(), one.rows.end());
      }
      ASSERT_GT(total, 100);
      EXPECT_EQ(std::ssize(met), total) << name_of(sort);
      const auto rank = [&](const CustomerListRow& row) {
        if (sort == CustomerSort::Purchases) return -row.purchases;
        if (sort == CustomerSort::Sales) return -row.sales;
        return std::int64_t{-row.last_day.value_or(Day{}).value};
      };
      if (sort == CustomerSort::Name) {
        EXPECT_TRUE(std::ranges::is_sorted(met, {}, &CustomerListRow::name_kana));
      } else {
        EXPECT_TRUE(std::ranges::is_sorted(met, {}, rank)) << name_of(sort);
      }
      std::ranges::sort(met, {}, &CustomerListRow::id);
      EXPECT_EQ(std::ranges::adjacent_find(met, {}, &CustomerListRow::id), met.end()) << name_of(sort);
    }
  }
}

TEST_P(ListTest, TheFactsAreThoseOfTheAnalyses) {
  const auto ledger = ledgers().get(shop()).value();
  const auto facts = count_customer_facts(ledger, std::nullopt);
  ASSERT_VALUE(table, analysis::analyse({.ledger = ledger}, "customers",
                                        {{"of", "stages"}, {"cell.stage", "1"}, {"page_size", "100000"}}));
  EXPECT_GT(table.rows.size(), 500U);
  for (const auto& row : table.rows) {
    const auto at = ledger->find_customer(std::get<std::int64_t>(row[0])).value();
    EXPECT_EQ(facts.purchases[at], std::get<std::int64_t>(row[1]));
    EXPECT_EQ(Day{facts.first_day[at]}, std::get<Day>(row[2]));
    EXPECT_EQ(Day{facts.last_day[at]}, std::get<Day>(row[3]));
    EXPECT_EQ(facts.sales[at], std::get<std::int64_t>(row[4]));
  }
}

}  // namespace
}  // namespace tsuzuku::parity
