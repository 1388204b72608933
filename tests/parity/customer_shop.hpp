#pragma once
// A shop of a few known people on either database, and the desk that is asked about them.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "domain/draft.hpp"
#include "services/customers/desk.hpp"
#include "services/orders/order_writer.hpp"
#include "tests/support/counted_values.hpp"
#include "tests/support/store/migrated_database.hpp"

namespace tsuzuku::parity {

inline constexpr std::int64_t kCustomersNow = 1'790'000'000;  // 2026-09-21, 23:13 in Tokyo

inline domain::OrderDraft order_of(const domain::CustomerDraft& customer, std::string number, std::string_view day,
                                   Money amount = 3'000) {
  domain::OrderDraft order;
  order.number = std::move(number);
  order.ordered_day = parse_day(day).value();
  order.ordered_at = std::int64_t{order.ordered_day.value} * 86'400 + 3'600;  // 10:00 in Tokyo
  order.customer = customer;
  order.lines = {{.key = "1", .product_code = "TEA", .product_name = "お茶", .unit_price = amount, .amount = amount}};
  order.state = domain::OrderState::Accepted;
  return order;
}

class CustomerShop : public testing_support::EachStore {
 protected:
  void SetUp() override {
    EachStore::SetUp();
    if (HasFatalFailure()) return;
    ASSERT_VALUE(shops, services::Shops::open(database(), ids_));
    shops_ = std::make_unique<services::Shops>(std::move(shops));
    ASSERT_VALUE(shop, shops_->create({.name = "店"}, kCustomersNow));
    shop_id_ = shop.id;
    ASSERT_VALUE(desk, services::CustomerDesk::open(database(), ids_, ledgers()));
    desk_ = std::move(desk);
  }

  Status write(const std::vector<domain::OrderDraft>& orders, ImportId import = ImportId{1},
               const std::vector<domain::ProductDraft>& products = {}) {
    TSUZUKU_TRY(session, database().writer());
    TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
    TSUZUKU_TRY(writer, services::OrderWriter::open({.session = session.get(),
                                                     .ids = &ids_,
                                                     .shop = shop_id_,
                                                     .import = import,
                                                     .now = kCustomersNow,
                                                     .refuse = [](const domain::OrderDraft&, std::string_view,
                                                                  ErrorArguments) -> Status { return {}; }}));
    for (const auto& product : products) TSUZUKU_CHECK(writer.add(product));
    for (const auto& order : orders) TSUZUKU_CHECK(writer.add(order));
    TSUZUKU_CHECK(writer.finish());
    TSUZUKU_CHECK(services::touch_shop_data(*session, shop_id_, writer.change()));
    return transaction.commit();
  }

  Status run(const std::string& text) {
    TSUZUKU_TRY(session, database().writer());
    return session->execute_script(text);
  }

  [[nodiscard]] services::Shop shop() const { return shops_->get(shop_id_).value(); }
  [[nodiscard]] services::Ledgers& ledgers() {
    if (!ledgers_) ledgers_ = std::make_unique<services::Ledgers>(database());
    return *ledgers_;
  }
  [[nodiscard]] services::CustomerDesk& desk() { return *desk_; }

  [[nodiscard]] services::CustomerListPage list(services::CustomerListRequest request) {
    request.personal_data = services::PersonalData::Shown;
    auto page = desk().list(shop(), request, std::nullopt);
    if (!page) ADD_FAILURE() << testing_support::tell(page.error());
    return page.value_or(services::CustomerListPage{});
  }
  // The names that a search finds, in its order.
  [[nodiscard]] std::vector<std::string> found(std::string_view words) {
    std::vector<std::string> names;
    for (const auto& row : list({.words = std::string(words)}).rows) names.push_back(row.name);
    return names;
  }
  [[nodiscard]] CustomerId id_of(std::string_view words) {
    const auto page = list({.words = std::string(words)});
    EXPECT_EQ(page.rows.size(), 1U) << words;
    return CustomerId{page.rows.empty() ? 0 : page.rows[0].id};
  }

  IdMaker ids_ = testing_support::counting_ids();
  ShopId shop_id_;

 private:
  std::unique_ptr<services::Shops> shops_;
  std::unique_ptr<services::Ledgers> ledgers_;
  std::unique_ptr<services::CustomerDesk> desk_;
};

}  // namespace tsuzuku::parity
