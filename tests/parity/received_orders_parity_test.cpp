// Orders told by a program while somebody else writes orders of the same shop; on both databases.

#include <atomic>
#include <chrono>
#include <thread>

#include "base/assets.hpp"
#include "services/orders/received_orders.hpp"
#include "tests/parity/customer_shop.hpp"

extern "C" const tsuzuku::AssetRow tsuzuku_test_profiles[];

namespace tsuzuku::parity {
namespace {

using namespace services;
using namespace std::chrono_literals;

class ReceivedOrdersTest : public CustomerShop {
 protected:
  void SetUp() override {
    CustomerShop::SetUp();
    if (HasFatalFailure()) return;
    register_assets(tsuzuku_test_profiles);  // of what programs tell, too
    ASSERT_VALUE(received, ReceivedOrders::open(database(), ids_));
    received_.emplace(std::move(received));
  }
  static json::object told(const std::string& number) {
    return {{"order_number", number},
            {"ordered_at", "2026-09-01T10:00:00+09:00"},
            {"customer_number", "K1"},
            {"lines", json::array{json::object{{"product_code", "TEA"}, {"quantity", 1}, {"unit_price", 3'000}}}}};
  }
  [[nodiscard]] std::int64_t count(const std::string& what) {
    const auto queries = sql::Queries::parse("t", "-- name: c\nselect count(*) from " + what, database().dialect());
    return sql::integer(database().reader().value()->rows(queries->get("c")).value().at(0).at(0));
  }

  std::optional<ReceivedOrders> received_;
};
INSTANTIATE_EACH_DATABASE(ReceivedOrdersTest);

// An import has written the order and not committed yet; the program's answer must rest on what the import leaves.
TEST_P(ReceivedOrdersTest, WaitForAnImportThatKnowsTheSameOrder) {
  std::optional<Result<Received>> answer;
  std::atomic<bool> asked = false;
  std::thread program;
  {
    auto session = database().writer().value();
    auto transaction = sql::Transaction::begin(*session).value();
    auto writer = OrderWriter::open({.session = session.get(),
                                     .ids = &ids_,
                                     .shop = shop_id_,
                                     .import = ImportId{1},
                                     .now = kCustomersNow,
                                     .refuse = [](const domain::OrderDraft&, std::string_view,
                                                  ErrorArguments) -> Status { return {}; }})
                      .value();
    domain::CustomerDraft customer;
    customer.number = "K1";
    ASSERT_OK(writer.add(order_of(customer, "A1", "2026-09-01")));
    ASSERT_OK(writer.finish());
    program = std::thread([&, known = shop()] {
      asked = true;
      const std::vector<json::object> orders{told("A1"), told("A2")};
      answer = received_->take(known, orders, kCustomersNow);
    });
    while (!asked) std::this_thread::sleep_for(1ms);
    std::this_thread::sleep_for(200ms);
    ASSERT_OK(transaction.commit());
  }
  program.join();
  ASSERT_TRUE(answer.has_value() && answer->has_value()) << answer->error().key;
  EXPECT_EQ((*answer)->orders_new, 1) << "A2; A1 had come by the import";
  EXPECT_EQ(count("orders"), 2);
  EXPECT_EQ(count("order_numbers"), 2);
  EXPECT_EQ(count("customers"), 1) << "one K1";
}

TEST_P(ReceivedOrdersTest, ProgramsThatTellAtOnceMakeOneCustomerAndOneImportOfTheDay) {
  std::vector<std::thread> programs;
  std::atomic<int> taken = 0;
  for (int program = 0; program < 4; ++program) {
    programs.emplace_back([&, program, known = shop()] {
      for (int n = 0; n < 5; ++n) {
        const std::vector<json::object> orders{told("both" + std::to_string(n)),
                                               told(std::to_string(program) + "-" + std::to_string(n))};
        if (received_->take(known, orders, kCustomersNow)) ++taken;
      }
    });
  }
  for (std::thread& program : programs) program.join();
  EXPECT_EQ(taken, 20);
  EXPECT_EQ(count("orders"), 25);
  EXPECT_EQ(count("order_numbers"), 25);
  EXPECT_EQ(count("customers"), 1);
  EXPECT_EQ(count("imports where profile = 'api'"), 1);
}

}  // namespace
}  // namespace tsuzuku::parity
