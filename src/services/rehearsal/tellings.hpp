#pragma once
// The orders of the demo shop as its cart would tell them: what is known when the rehearsal begins at once, then each
// piece of news in its hour.

#include <functional>
#include <queue>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/random.hpp"
#include "demo/demo.hpp"
#include "services/orders/order_writer.hpp"
#include "services/shops/shops.hpp"

namespace tsuzuku::services {

// Not owned: database and ids outlive it. The whole shop is held in memory.
class Tellings {
 public:
  // `begin`: midnight of the first day that is lived through. Errors of demo::generate().
  [[nodiscard]] static Result<Tellings> make(sql::Database& database, IdMaker& ids, const Shop& shop,
                                             const demo::Options& options, Day begin);

  // Everything that was known the evening before. Nobody is told that it happened.
  [[nodiscard]] Status tell_past(std::int64_t now);
  // What has become known since the last call; journeys are told.
  [[nodiscard]] Status tell_until(std::int64_t now);
  // Every order as it stands on the last day: what no single day told.
  [[nodiscard]] Status tell_rest(std::int64_t now);

  // The customer comes back once more: told at its time like any other order. Nothing where nobody has the address, or
  // when the moment lies behind the shop's last day. A day on which the customer orders anyway becomes the next one.
  // Says whether there will be such an order.
  [[nodiscard]] bool come_back(const std::string& address, Day day, int second, Random& random);

  [[nodiscard]] std::int64_t orders() const { return static_cast<std::int64_t>(orders_.size()); }

 private:
  struct News {
    std::int64_t at = 0;
    std::size_t order = 0;
    Day known;
    friend bool operator>(const News& a, const News& b) { return std::tie(a.at, a.order) > std::tie(b.at, b.order); }
  };
  enum class Heard { ByNobody, ByJourneys };

  Tellings(sql::Database& database, IdMaker& ids, Shop shop, Day begin, Day last)
      : database_(&database),
        ids_(&ids),
        shop_(std::move(shop)),
        import_(ids.make<ImportId>()),
        begin_(begin),
        last_(last) {}
  void expect_news(std::size_t order);
  [[nodiscard]] Status write(Heard heard, std::int64_t now, const std::function<Status(OrderWriter&)>& tell);

  sql::Database* database_;
  IdMaker* ids_;
  Shop shop_;
  ImportId import_;
  Day begin_;
  Day last_;
  std::vector<domain::OrderDraft> orders_;
  std::vector<domain::ProductDraft> products_;
  std::vector<domain::SourceCostDraft> costs_;
  std::vector<domain::StockLevelDraft> stock_;
  std::priority_queue<News, std::vector<News>, std::greater<>> news_;
  std::unordered_map<std::string, std::size_t> order_of_;  // one of the customer's, by mail address
  std::unordered_set<std::string> ordered_on_;             // "address day"
};

}  // namespace tsuzuku::services
