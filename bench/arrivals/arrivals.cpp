// How long after an order is told to the API its customer stands in a journey, at a steady rate, beside the time in
// which the API answers. bench_arrivals ORDERS_PER_SECOND SECONDS ORDERS_BEFORE

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

#include "bench/measurement.hpp"
#include "tests/api/api_server.hpp"

namespace tsuzuku::bench {
namespace {

using Clock = std::chrono::steady_clock;
using api_tests::ApiServer;
using api_tests::Reply;

constexpr int kSenders = 4;
constexpr double kPatienceSeconds = 60;

json::object told_order(std::int64_t number) {
  const std::string text = std::to_string(number);
  return {{"order_number", "N-" + text},
          {"ordered_at", "2026-11-20T10:00:00+09:00"},
          {"customer_number", "C-" + text},
          {"lines", json::array{json::object{{"product_code", "TEA"}, {"quantity", 1}, {"unit_price", 3'000}}}}};
}

std::string orders_before(std::int64_t orders) {
  std::string text = "order_number,ordered_at,customer_number,product_code,quantity,unit_price\n";
  for (std::int64_t i = 0; i < orders; ++i) {
    text += fmt::format("B-{0},2026-{1:02}-{2:02},B-{3},TEA,1,3000\n", i, 1 + i % 10, 1 + i % 28, i / 3);
  }
  return text;
}

void require(bool holds, const Reply& reply) {
  if (holds) return;
  fmt::print(stderr, "{} {}\n", reply.status, reply.raw.body);
  std::exit(1);
}

struct Shop {
  std::string path;
  std::string key;
  std::string journey;
};

Shop make_shop(ApiServer& server, std::int64_t before) {
  Shop shop;
  const std::string id = server.create_shop("届く店");
  shop.path = "/api/shops/" + id;
  if (before > 0) (void)server.import(id, "before.csv", orders_before(before));
  const Reply key = server.owner().post(shop.path + "/keys", json::object{{"name", "cart"}});
  require(key.status == 201, key);
  shop.key = std::string(string_or(key.object(), "token", ""));
  const auto definition = parse_json(R"({"format": 1, "nodes": [
    {"id": "start", "kind": "entry_event", "event": "ordered", "max_age_days": 1000, "next": "rest"},
    {"id": "rest", "kind": "wait", "days": 3, "next": "mark"},
    {"id": "mark", "kind": "tag", "action": "add", "tag": "arrived", "next": "done"}, {"id": "done", "kind": "end"}]})");
  const Reply made =
      server.owner().post(shop.path + "/journeys", json::object{{"name", "到着"}, {"definition", *definition}});
  require(made.status == 201, made);
  shop.journey = std::string(string_or(made.object(), "id", ""));
  const Reply published = server.owner().post(shop.path + "/journeys/" + shop.journey + "/publish", json::object{});
  require(published.status == 200, published);
  return shop;
}

struct Told {
  std::vector<Clock::time_point> at;  // when the API had answered
  std::vector<double> answer_ms;
};

// Each at its own moment of the rate, however long the one before took.
Told tell_all(ApiServer& server, const Shop& shop, std::int64_t orders, double per_second) {
  Told told;
  std::mutex mutex;
  std::atomic<std::int64_t> next = 0;
  const auto began = Clock::now();
  const auto tell = [&] {
    for (std::int64_t number = next++; number < orders; number = next++) {
      const std::chrono::duration<double> moment(static_cast<double>(number) / per_second);
      std::this_thread::sleep_until(began + std::chrono::duration_cast<Clock::duration>(moment));
      const StopWatch watch;
      const Reply reply = server.anonymous().ask("POST", "/api/orders",
                                                 to_text(json::object{{"orders", json::array{told_order(number)}}}),
                                                 {{"Authorization", "Bearer " + shop.key}});
      const double took = watch.milliseconds();
      require(reply.status == 200 && integer_or(reply.object(), "new", 0) == 1, reply);
      const std::lock_guard lock(mutex);
      told.at.push_back(Clock::now());
      told.answer_ms.push_back(took);
    }
  };
  std::vector<std::thread> senders;
  for (int i = 0; i < kSenders; ++i) senders.emplace_back(tell);
  for (std::thread& sender : senders) sender.join();
  std::ranges::sort(told.at);
  std::ranges::sort(told.answer_ms);
  return told;
}

// The moments at which so many had been seen in the journey.
std::vector<Clock::time_point> watch_entries(ApiServer& server, const Shop& shop, std::int64_t orders) {
  std::vector<Clock::time_point> entered;
  const auto limit = Clock::now() + std::chrono::duration<double>(kPatienceSeconds + static_cast<double>(orders) / 100);
  while (std::ssize(entered) < orders && Clock::now() < limit) {
    const Reply reply = server.owner().get(shop.path + "/journeys/" + shop.journey);
    require(reply.status == 200, reply);
    const auto count = integer_or(reply.object(), "entered", 0);
    while (std::ssize(entered) < count) entered.push_back(Clock::now());
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return entered;
}

double at_share(const std::vector<double>& sorted, double share) {
  return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

int run(std::int64_t per_second, std::int64_t seconds, std::int64_t before) {
  ApiServer& server = api_tests::api_server();
  const Shop shop = make_shop(server, before);
  const std::int64_t orders = per_second * seconds;
  std::vector<Clock::time_point> entered;
  std::thread watcher([&] { entered = watch_entries(server, shop, orders); });
  const Told told = tell_all(server, shop, orders, static_cast<double>(per_second));
  watcher.join();
  if (std::ssize(entered) != orders) {
    fmt::print(stderr, "{} of {} customers entered\n", entered.size(), orders);
    return 1;
  }
  // The n-th to enter against the n-th to be told: nobody is told later than that.
  std::vector<double> lag;
  for (std::size_t i = 0; i < entered.size(); ++i) {
    lag.push_back(std::max(0.0, std::chrono::duration<double, std::milli>(entered[i] - told.at[i]).count()));
  }
  std::ranges::sort(lag);
  const std::string rate = fmt::format("{} orders/s, {} orders before", per_second, before);
  print({.name = "order to journey, median, " + rate,
         .orders = orders,
         .ours_ms = at_share(lag, 0.5),
         .peer = "",
         .peer_ms = 0,
         .peak_mb = {}});
  print({.name = "order to journey, slowest, " + rate,
         .orders = orders,
         .ours_ms = lag.back(),
         .peer = "",
         .peer_ms = 0,
         .peak_mb = {}});
  print({.name = "answer of the API, p99, " + rate,
         .orders = orders,
         .ours_ms = at_share(told.answer_ms, 0.99),
         .peer = "",
         .peer_ms = 0,
         .peak_mb = {}});
  return 0;
}

}  // namespace
}  // namespace tsuzuku::bench

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  return tsuzuku::bench::run(std::atoll(argv[1]), std::atoll(argv[2]), std::atoll(argv[3]));
}
