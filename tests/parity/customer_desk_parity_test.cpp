// One customer's page: every case on SQLite and on PostgreSQL.

#include <algorithm>

#include "services/demo_shops/demo_shops.hpp"
#include "services/staff/staff.hpp"
#include "tests/parity/customer_shop.hpp"

namespace tsuzuku::parity {
namespace {

using namespace services;

constexpr std::int64_t kDaySeconds = 86'400;
const domain::CustomerDraft kHanako{.number = "C-001",
                                    .email = "Hanako@example.jp",
                                    .phone = "090-1234-5678",
                                    .last_name = "倉本",
                                    .first_name = "花子",
                                    .birth_date = parse_day("1980-01-31"),
                                    .postal_code = "604-0001",
                                    .prefecture = "京都府",
                                    .address = "京都市1-1"};

Day day(std::string_view text) { return parse_day(text).value(); }

// Four purchases, 30 days and once 40 days apart; the last one is short of one piece, paid late and partly returned.
std::vector<domain::OrderDraft> story() {
  std::vector<domain::OrderDraft> orders = {
      order_of(kHanako, "A-1", "2026-01-10"), order_of(kHanako, "A-2", "2026-02-09"),
      order_of(kHanako, "A-3", "2026-03-21"), order_of(kHanako, "A-4", "2026-04-20", 2'000),
      order_of(kHanako, "A-5", "2026-04-25")};
  for (domain::OrderDraft& order : orders) {
    order.state = domain::OrderState::Delivered;
    order.shipped_day = order.ordered_day + 1;
    order.delivered_day = order.ordered_day + 3;
    order.payment_method = "後払い";
    order.payment_due_day = order.ordered_day + 14;
    order.paid_day = order.ordered_day + 10;
  }
  domain::OrderDraft& last = orders[3];
  last.lines[0] = {.key = "1",
                   .product_code = "TEA",
                   .product_name = "お茶",
                   .quantity = 4,
                   .unit_price = 2'000,
                   .amount = 8'000,
                   .unit_cost = 700,
                   .out_of_stock_quantity = 1,
                   .returned_quantity = 1,
                   .returned_day = last.ordered_day + 8,
                   .return_reason = "割れていた"};
  last.paid_day = std::nullopt;
  orders[4].state = domain::OrderState::Cancelled;
  orders[4].cancelled_day = orders[4].ordered_day + 1;
  orders[4].cancel_reason = "まちがえた";
  orders[4].shipped_day = orders[4].delivered_day = orders[4].paid_day = orders[4].payment_due_day = std::nullopt;
  return orders;
}

class DeskTest : public CustomerShop {
 protected:
  void SetUp() override {
    CustomerShop::SetUp();
    if (HasFatalFailure()) return;
    ASSERT_OK(
        run("insert into imports (import_id, shop_id, profile, files, mapping, state, started_at, finished_at) "
            "values (71, " +
            shop_id_.text() +
            ", 'tsuzuku', '[{\"name\":\"orders.csv\"}]', '{}', 2, 1000, 2000), "
            "(72, " +
            shop_id_.text() + ", 'tsuzuku', '[{\"name\":\"new.csv\"}]', '{}', 2, 3000, 4000)"));
    // Of somebody else a later order is known: until then the shop was watched.
    const domain::CustomerDraft regular{.number = "C-3", .last_name = "常連"};
    ASSERT_OK(write(
        {order_of({.number = "C-2", .last_name = "別"}, "B-1", "2026-06-30"), order_of(regular, "R-1", "2025-12-01"),
         order_of(regular, "R-2", "2025-12-21"), order_of(regular, "R-3", "2026-01-10")},
        ImportId{71}));
    ASSERT_OK(write(story(), ImportId{71}));
    customer_ = id_of("倉本");
  }

  [[nodiscard]] CustomerPage page(std::optional<Day> as_of = std::nullopt,
                                  PersonalData personal_data = PersonalData::Shown) {
    auto found = desk().page(shop(), customer_, as_of, personal_data);
    if (!found) ADD_FAILURE() << testing_support::tell(found.error());
    return found.value_or(CustomerPage{});
  }
  [[nodiscard]] TimelinePage timeline(std::string_view begin = {}, int limit = 200, std::vector<std::string> kinds = {},
                                      PersonalData personal_data = PersonalData::Shown) {
    auto found = desk().timeline(shop(), customer_, begin, limit, kinds, personal_data);
    if (!found) ADD_FAILURE() << testing_support::tell(found.error());
    return found.value_or(TimelinePage{});
  }
  CustomerId customer_;
};
INSTANTIATE_EACH_DATABASE(DeskTest);

TEST_P(DeskTest, AttributesNameTheImportThatToldThem) {
  domain::CustomerDraft moved = kHanako;
  moved.phone = "080-0000-0000";
  moved.address = "大津市2-2";
  moved.prefecture = "滋賀県";
  ASSERT_OK(write({order_of(moved, "A-6", "2026-04-26")}, ImportId{72}));
  const CustomerProfile profile = page().profile;
  EXPECT_EQ(profile.name, "倉本 花子");
  const std::vector<CustomerAttribute> expected = {{"name", "倉本 花子", ImportId{71}},
                                                   {"email", "Hanako@example.jp", ImportId{71}},
                                                   {"phone", "080-0000-0000", ImportId{72}},
                                                   {"birth_date", "1980-01-31", ImportId{71}},
                                                   {"address", "604-0001 滋賀県大津市2-2", ImportId{72}}};
  EXPECT_EQ(profile.attributes, expected);
  ASSERT_EQ(profile.origins.size(), 2U);
  EXPECT_EQ(profile.origins[1].files, std::vector<std::string>{"new.csv"});
  std::vector<std::string> leads;
  for (const CustomerIdentity& one : profile.identities) leads.push_back(one.value);
  EXPECT_EQ(leads, (std::vector<std::string>{"C-001", "hanako@example.jp", "080-0000-0000", "090-1234-5678"}));
}

TEST_P(DeskTest, MaskedShowsNoOneAndNoWords) {
  ASSERT_OK(desk().notes().add(shop_id_, customer_, std::nullopt, "娘さんの名は桜", kCustomersNow));
  ASSERT_OK(
      desk().consents().add(shop_id_, customer_, {.origin = "staff", .evidence = "花子さんより電話"}, kCustomersNow));
  const CustomerPage masked = page(std::nullopt, PersonalData::Masked);
  EXPECT_EQ(masked.profile.name, "倉＊＊＊");
  for (const CustomerAttribute& one : masked.profile.attributes) {
    EXPECT_TRUE(one.value.ends_with("＊＊＊")) << one.name << " " << one.value;
  }
  EXPECT_TRUE(masked.notes.empty());
  ASSERT_EQ(masked.consents.size(), 1U);
  EXPECT_EQ(masked.consents[0].evidence, "");
  for (const TimelineEntry& entry : timeline({}, 200, {"note", "consent"}, PersonalData::Masked).entries) {
    EXPECT_EQ(entry.text, "") << entry.title;
  }
}

TEST_P(DeskTest, StandsWhereTheAnalysesSay) {
  const CustomerStanding standing = page().standing;
  EXPECT_EQ(standing.as_of, day("2026-06-30"));
  EXPECT_EQ(standing.purchases, 4);
  EXPECT_EQ(standing.last_day, day("2026-04-20"));
  EXPECT_EQ(standing.orders, 4);
  EXPECT_EQ(standing.net, 3 * 3'000 + 8'000 - 2'000 - 2'000);
  EXPECT_EQ(standing.cost, 3 * 700);
  EXPECT_EQ(standing.sales_without_cost, 3 * 3'000);
  EXPECT_FALSE(standing.gone);
  ASSERT_TRUE(standing.rfm && standing.cpm && standing.rhythm);
  EXPECT_EQ(*standing.rfm, (analysis::rfm::Levels{4, 3, 3}));  // 71 days ago, 4 times, 13,000 yen
  EXPECT_EQ(*standing.cpm, (analysis::cpm::Place{"steady", true}));
  const Rhythm& rhythm = *standing.rhythm;
  EXPECT_EQ(rhythm.basis, Rhythm::Basis::Own);
  EXPECT_EQ(rhythm.median_days, 30);
  EXPECT_EQ(rhythm.days_since, 71);
  EXPECT_EQ(rhythm.expected_day, day("2026-05-20"));
  EXPECT_EQ(rhythm.late_day, day("2026-06-04"));
  EXPECT_EQ(rhythm.state, Rhythm::State::Late);
}

TEST_P(DeskTest, AsOfLooksBack) {
  const CustomerStanding before = page(day("2026-02-20")).standing;
  EXPECT_EQ(before.purchases, 2);
  EXPECT_EQ(before.net, 6'000);
  ASSERT_TRUE(before.rhythm);
  EXPECT_EQ(before.rhythm->basis, Rhythm::Basis::Shop) << "one gap is no rhythm of one's own";
  EXPECT_EQ(before.rhythm->expected_day, day("2026-03-01")) << "20 days, like the only one who went from F2 to F3";
  EXPECT_FALSE(page(day("2026-04-20")).standing.rhythm->basis == Rhythm::Basis::Shop);
  EXPECT_EQ(page(day("2026-04-21")).standing.rhythm->state, Rhythm::State::Waiting);
  EXPECT_EQ(page(day("2026-04-26")).standing.net, 9'000 + 8'000 - 2'000) << "the piece came back on the 28th";
  EXPECT_EQ(page(day("2025-12-31")).standing.purchases, 0);
  EXPECT_FALSE(page(day("2025-12-31")).standing.rhythm);
  EXPECT_EQ(page(day("2027-06-30")).standing.rhythm->state, Rhythm::State::Gone);
  EXPECT_TRUE(page(day("2026-06-30")).signals.empty());
}

TEST_P(DeskTest, SaysWhatIsOutOfTheOrdinary) {
  std::vector<std::string> keys;
  for (const CustomerSignal& signal : page().signals) keys.push_back(signal.key);
  EXPECT_EQ(keys, (std::vector<std::string>{"payment_overdue", "last_order_returned", "late_by_rhythm"}));
  EXPECT_EQ(page().signals[0].values, (ErrorArguments{{"number", "A-4"}, {"day", "2026-05-04"}, {"days", "57"}}));
  domain::OrderDraft waiting = order_of(kHanako, "A-7", "2026-06-20");
  ASSERT_OK(write({waiting}));
  EXPECT_EQ(page().signals[1].key, "not_shipped");
  EXPECT_EQ(page().signals[1].values, (ErrorArguments{{"number", "A-7"}, {"days", "10"}}));
}

TEST_P(DeskTest, OrdersTellWhatBecameOfThem) {
  ASSERT_VALUE(orders, desk().orders(shop(), customer_, 1, 2));
  EXPECT_EQ(orders.rows_total, 5);
  ASSERT_EQ(orders.orders.size(), 2U);
  const OrderStory& cancelled = orders.orders[0];
  EXPECT_EQ(cancelled.number, "A-5");
  EXPECT_EQ(cancelled.steps.back(),
            (OrderStep{.kind = domain::EventKind::Cancelled, .day = day("2026-04-26"), .reason = "まちがえた"}));
  const OrderStory& last = orders.orders[1];
  EXPECT_EQ(last.amounts.net(), 4'000);
  EXPECT_EQ(last.payment_method, "後払い");
  std::vector<domain::EventKind> kinds;
  for (const OrderStep& step : last.steps) kinds.push_back(step.kind);
  using enum domain::EventKind;
  EXPECT_EQ(kinds, (std::vector{Accepted, OutOfStock, Shipped, Delivered, Returned, PaymentDue}));
  EXPECT_EQ(last.steps[4],
            (OrderStep{.kind = Returned, .day = day("2026-04-28"), .amount = 2'000, .reason = "割れていた"}));
  ASSERT_EQ(last.lines.size(), 1U);
  EXPECT_EQ(last.lines[0].product_name, "お茶");
  EXPECT_EQ(last.lines[0].returned_quantity, 1);
  EXPECT_EQ(desk().orders(shop(), customer_, 3, 2)->orders.size(), 1U);
  EXPECT_EQ(desk().orders(shop(), CustomerId{5}, 1, 2).error().key, "customers.unknown_id");
}

TEST_P(DeskTest, NotesCanBeChangedRemovedAndBroughtBack) {
  ASSERT_VALUE(directory, StaffDirectory::open(database(), ids_));
  ASSERT_VALUE(hana, directory.create({"hana@example.jp", "花", Role::Service}, kCustomersNow));
  CustomerNotes& notes = desk().notes();
  ASSERT_VALUE(note, notes.add(shop_id_, customer_, hana.id, "  午前に電話がよい\n", kCustomersNow));
  EXPECT_EQ(note.text, "午前に電話がよい");
  EXPECT_EQ(note.staff_name, "花");
  ASSERT_VALUE(changed, notes.change(customer_, note.id, "午後がよい", kCustomersNow + 60));
  EXPECT_EQ(changed.updated_at, kCustomersNow + 60);
  ASSERT_OK(notes.remove(customer_, note.id, kCustomersNow + 70));
  EXPECT_TRUE(page().notes.empty());
  EXPECT_TRUE(timeline({}, 200, {"note"}).entries.empty());
  EXPECT_EQ(notes.change(customer_, note.id, "x", kCustomersNow).error().key, "customers.no_such_note");
  EXPECT_EQ(notes.remove(customer_, note.id, kCustomersNow).error().key, "customers.no_such_note");
  ASSERT_OK(notes.bring_back(customer_, note.id));
  ASSERT_EQ(page().notes.size(), 1U);
  EXPECT_EQ(page().notes[0].text, "午後がよい");
  EXPECT_EQ(notes.add(shop_id_, customer_, hana.id, " 　\n", kCustomersNow).error().key, "customers.note_empty");
  EXPECT_EQ(notes.add(shop_id_, customer_, hana.id, std::string(20'001, 'x'), kCustomersNow).error().key,
            "customers.note_too_long");
}

TEST_P(DeskTest, TheLatestWordOfEachChannelCounts) {
  Consents& consents = desk().consents();
  const auto say = [&](domain::Channel channel, domain::ConsentState state, std::int64_t at) {
    return consents.add(shop_id_, customer_, {channel, state, "staff", "電話で聞いた", std::nullopt}, at);
  };
  ASSERT_OK(say(domain::Channel::Phone, domain::ConsentState::Given, kCustomersNow));
  ASSERT_OK(say(domain::Channel::Mail, domain::ConsentState::Given, kCustomersNow));
  ASSERT_OK(say(domain::Channel::Mail, domain::ConsentState::Withdrawn, kCustomersNow + 1));
  const auto words = page().consents;
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[0].channel, domain::Channel::Mail);
  EXPECT_EQ(words[0].state, domain::ConsentState::Withdrawn);
  EXPECT_EQ(words[1].state, domain::ConsentState::Given);
  EXPECT_EQ(consents.of(customer_)->size(), 3U) << "none is ever removed";
  EXPECT_EQ(consents.add(shop_id_, customer_, {.evidence = " "}, kCustomersNow).error().key,
            "customers.evidence_missing");
}

TEST_P(DeskTest, OneLineOfTime) {
  ASSERT_OK(desk().tags().add(shop_id_, customer_, "お得意さま", "staff", kCustomersNow));
  ASSERT_OK(desk().notes().add(shop_id_, customer_, std::nullopt, "メモ", kCustomersNow + 5));
  ASSERT_OK(desk().consents().add(shop_id_, customer_, {.origin = "staff", .evidence = "葉書"}, kCustomersNow + 5));
  const TimelinePage all = timeline();
  EXPECT_TRUE(all.next.empty());
  std::vector<std::string> titles;
  for (const TimelineEntry& entry : all.entries) titles.push_back(entry.title);
  const std::vector<std::string> newest(titles.begin(), titles.begin() + 13);
  EXPECT_EQ(newest,
            (std::vector<std::string>{"note_of_nobody", "consent_given", "tag", "import_first", "returned", "cancelled",
                                      "order", "delivered", "shipped", "out_of_stock", "order", "paid", "delivered"}));
  EXPECT_EQ(titles.size(), 3 + 5 + 4 + 4 + 3 + 1 + 1 + 1 + 1U);
  EXPECT_EQ(all.entries[1].values, (ErrorArguments{{"channel", "mail"}}));
  EXPECT_EQ(all.entries[4].amount, -2'000);
  EXPECT_EQ(all.entries[4].text, "割れていた");
  EXPECT_TRUE(all.entries[4].day_only);
  EXPECT_FALSE(all.entries[6].day_only);
}

// The import of a day's told orders goes on until the day's last order, long after it brought this customer.
TEST_P(DeskTest, SomebodyIsFirstKnownWhenTheyCameNotWhenTheImportEnded) {
  ASSERT_OK(run("update imports set finished_at = " + std::to_string(kCustomersNow + 3'600) + " where import_id = 71"));
  ASSERT_VALUE(page, desk().timeline(shop(), customer_, "", 200, {"import"}, PersonalData::Shown));
  ASSERT_EQ(page.entries.size(), 1U);
  EXPECT_EQ(page.entries[0].title, "import_first");
  EXPECT_EQ(page.entries[0].at, kCustomersNow);
  // What another import of that kind changed was there when the customer was last written.
  ASSERT_OK(run("update imports set finished_at = " + std::to_string(kCustomersNow + 9'000) + " where import_id = 72"));
  ASSERT_OK(run("update customers set email_import_id = 72, updated_at = " + std::to_string(kCustomersNow + 60) +
                " where customer_id = " + customer_.text()));
  ASSERT_VALUE(changed, desk().timeline(shop(), customer_, "", 200, {"import"}, PersonalData::Shown));
  ASSERT_EQ(changed.entries.size(), 2U);
  EXPECT_EQ(changed.entries[0].title, "import_changed");
  EXPECT_EQ(changed.entries[0].at, kCustomersNow + 60);
}

// Whatever the page's size, page after page is the whole line, each entry once.
TEST_P(DeskTest, PagesOfTimeAreTheWholeOfIt) {
  for (int i = 0; i < 5; ++i) {
    ASSERT_OK(desk().notes().add(shop_id_, customer_, std::nullopt, "同じ時刻 " + std::to_string(i), kCustomersNow));
  }
  const auto whole = timeline().entries;
  ASSERT_GT(whole.size(), 20U);
  for (const int size : {1, 2, 3, 7, 200}) {
    std::vector<TimelineEntry> met;
    std::string begin;
    do {
      const TimelinePage one = timeline(begin, size);
      met.insert(met.end(), one.entries.begin(), one.entries.end());
      begin = one.next;
    } while (!begin.empty() && met.size() <= whole.size());
    EXPECT_EQ(met, whole) << size << " at once";
  }
  std::vector<TimelineEntry> deliveries = whole;
  std::erase_if(deliveries, [](const TimelineEntry& entry) { return entry.kind != "delivery"; });
  EXPECT_EQ(timeline({}, 200, {"delivery"}).entries, deliveries);
  EXPECT_EQ(desk().timeline(shop(), customer_, "x", 5, {}, PersonalData::Shown).error().key,
            "customers.bad_timeline_place");
  EXPECT_EQ(desk().timeline(shop(), customer_, "", 5, {"sms"}, PersonalData::Shown).error().key,
            "customers.unknown_timeline_kind");
}

TEST_P(DeskTest, WhoSawWhomIsRecordedOncePerDay) {
  ASSERT_VALUE(audit, Audit::open(database(), ids_));
  const auto entries = [&] { return audit.page(1, 500)->rows_total; };
  const StaffId hana{11}, taro{12};
  ASSERT_OK(desk().record_view(shop(), customer_, hana, kCustomersNow));
  ASSERT_OK(desk().record_view(shop(), customer_, hana, kCustomersNow + 60));
  EXPECT_EQ(entries(), 1);
  ASSERT_OK(desk().record_view(shop(), customer_, taro, kCustomersNow));
  ASSERT_OK(desk().record_view(shop(), customer_, hana, kCustomersNow + kDaySeconds));
  ASSERT_OK(desk().record_view(shop(), std::nullopt, hana, kCustomersNow));
  ASSERT_OK(desk().record_view(shop(), std::nullopt, hana, kCustomersNow));
  EXPECT_EQ(entries(), 4);
  const auto newest = audit.page(1, 1)->lines.at(0).entry;
  EXPECT_EQ(newest.action, "view.customers");
  EXPECT_EQ(audit.page(1, 500)->lines.back().entry.object, customer_.text());
}

TEST_P(DeskTest, AnImportThatWritesKeepsNobodyFromReading) {
  ASSERT_VALUE(audit, Audit::open(database(), ids_));
  {
    ASSERT_VALUE(importing, database().writer());
    ASSERT_VALUE(transaction, sql::Transaction::begin(*importing));
    ASSERT_OK(desk().record_view(shop(), customer_, StaffId{11}, kCustomersNow));
  }
  ASSERT_OK(desk().record_view(shop(), customer_, StaffId{12}, kCustomersNow));
  EXPECT_EQ(audit.page(1, 500)->rows_total, 2) << "what was held is written with the next one";
}

TEST_P(DeskTest, EverybodyOfADemoShopHasAPage) {
  ASSERT_OK(store_demo(database(), ids_, shop(), {.orders = 600}, kCustomersNow, [](std::int64_t) {}));
  const auto ledger = ledgers().get(shop()).value();
  Money net = 0;
  for (const std::int64_t id : ledger->customer_ids()) {
    ASSERT_VALUE(one, desk().page(shop(), CustomerId{id}, std::nullopt, PersonalData::Shown));
    net += one.standing.net;
    ASSERT_VALUE(entries, desk().timeline(shop(), CustomerId{id}, "", 200, {}, PersonalData::Shown));
    EXPECT_TRUE(std::ranges::is_sorted(entries.entries, std::ranges::greater{}, &TimelineEntry::at));
  }
  const auto facts = count_customer_facts(ledger, std::nullopt);
  Money listed = 0;
  for (const Money sales : facts.sales) listed += sales;
  EXPECT_EQ(net, listed);
}

}  // namespace
}  // namespace tsuzuku::parity
