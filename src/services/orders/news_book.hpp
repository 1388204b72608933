#pragma once
// What a batch of orders is to journeys: collected while orders are merged, told in their transaction. Costs one small
// question a batch where the shop has no journey that could hear.

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/time_zone.hpp"
#include "services/happenings/happenings.hpp"
#include "services/orders/records.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

class NewsBook {
 public:
  // `time_zone`: the shop's; empty: journeys are told nothing. Internal "shop.unknown_time_zone".
  [[nodiscard]] static Result<NewsBook> open(const std::string& time_zone);

  // What a product, source or payment method is called.
  void name(std::int64_t id, const std::string& name) { names_[id] = name; }

  [[nodiscard]] Status begin_batch(sql::Session& session, ShopId shop);
  // `stored` may be null. What is older than any journey looks back (limits::kJourneyDays before `now`) is left out.
  void take(const OrderRecord* stored, const OrderRecord& order, std::int64_t now);
  // Orders of the batch that turned out to be nothing the customer bought.
  void forget(const std::vector<std::int64_t>& orders);
  // After the orders of the batch.
  [[nodiscard]] Status write(sql::Session& session, IdMaker& ids, ShopId shop);

 private:
  std::optional<TimeZone> zone_;
  bool heard_ = false;  // of this batch: somebody listens
  std::unordered_map<std::int64_t, std::string> names_;
  std::vector<Told> news_;
};

}  // namespace tsuzuku::services
