#include "bench/customer_search/people.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <numeric>
#include <vector>

#include "base/random.hpp"
#include "demo/names.hpp"
#include "services/orders/order_writer.hpp"

namespace tsuzuku::bench {
namespace {

constexpr std::uint64_t kSeed = 20'261'122;
constexpr std::int64_t kOrderEvery = 4;
constexpr int kFirstDay = 20'000;
constexpr int kDays = 700;

class People {
 public:
  People() : random_(kSeed) {
    double sum = 0;
    for (const demo::FamilyName& name : demo::family_names()) borders_.push_back(sum += name.weight);
  }

  domain::CustomerDraft next() {
    const auto at =
        std::ranges::lower_bound(borders_, static_cast<double>(random_.below(1'000'000)) / 1e6 * borders_.back());
    const demo::FamilyName& family = demo::family_names()[static_cast<std::size_t>(at - borders_.begin())];
    const auto given_names = random_.below(4) == 0 ? demo::men_names() : demo::women_names();
    const demo::GivenName& given = given_names[random_.below(given_names.size())];
    ++count_;
    return {
        .number = fmt::format("C{:07}", count_),
        .email = fmt::format("{}.{}@example.jp", family.romaji, random_.below(1'000'000)),
        .phone = fmt::format("0{}0-{:04}-{:04}", 7 + random_.below(3), random_.below(10'000), random_.below(10'000)),
        .last_name = std::string(family.written),
        .first_name = std::string(given.written),
        .last_name_kana = std::string(family.kana),
        .first_name_kana = std::string(given.kana)};
  }

  domain::OrderDraft order(const domain::CustomerDraft& customer) {
    domain::OrderDraft order;
    order.number = fmt::format("N{:07}", count_);
    order.ordered_day = Day{kFirstDay + static_cast<int>(random_.below(kDays))};
    order.ordered_at = std::int64_t{order.ordered_day.value} * 86'400;
    order.customer = customer;
    order.lines = {{.key = "1", .product_code = "TEA", .unit_price = 3'000, .amount = 3'000}};
    return order;
  }

 private:
  Random random_;
  std::vector<double> borders_;
  std::int64_t count_ = 0;
};

Status write_people(app::Store& store, const services::Shop& shop, std::int64_t customers) {
  TSUZUKU_TRY(session, store.database().writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(writer, services::OrderWriter::open({.session = session.get(),
                                                   .ids = &store.ids(),
                                                   .shop = shop.id,
                                                   .import = ImportId{1},
                                                   .now = app::now_utc_seconds(),
                                                   .refuse = [](const domain::OrderDraft&, std::string_view,
                                                                ErrorArguments) -> Status { return {}; }}));
  People people;
  for (std::int64_t n = 1; n <= customers; ++n) {
    const domain::CustomerDraft customer = people.next();
    TSUZUKU_CHECK(n % kOrderEvery == 0 ? writer.add(people.order(customer)) : writer.add(customer));
    if (n % 200'000 == 0) std::cerr << n << " of " << customers << " customers stored\n";
  }
  TSUZUKU_CHECK(writer.finish());
  TSUZUKU_CHECK(services::touch_shop_data(*session, shop.id, writer.change()));
  return transaction.commit();
}

}  // namespace

Result<services::Shop> shop_of_people(app::Store& store, std::int64_t customers) {
  TSUZUKU_TRY(known, store.shops().find("people"));
  if (known) return *known;
  TSUZUKU_TRY(shop, store.shops().create({.name = "people"}, app::now_utc_seconds()));
  TSUZUKU_CHECK(write_people(store, shop, customers));
  return store.shops().get(shop.id);
}

}  // namespace tsuzuku::bench
