#pragma once
// The subscriptions that orders name: found or made as orders are written, and their rounds kept right whatever order
// the orders come in.

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "domain/draft.hpp"
#include "services/orders/records.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

class SubscriptionBook {
 public:
  // `queries` are those of orders.sql.
  struct Place {
    sql::Session& session;
    const sql::Queries& queries;
    IdMaker& ids;
    std::int64_t shop_id = 0;
  };

  // The id of the subscription that the draft names, made when it is new; nothing when it names none.
  [[nodiscard]] Result<std::optional<std::int64_t>> id_for(const Place& place, std::int64_t customer_id,
                                                           const domain::OrderDraft& draft);
  // An order is to be written: the rounds of its subscription, and of the one it had before, are looked at again.
  void take(const OrderRecord* stored, const OrderRecord& order);

  [[nodiscard]] Status write(const Place& place);         // new and changed subscriptions
  [[nodiscard]] Status write_rounds(const Place& place);  // after the orders of the batch
  // What is remembered of earlier batches is only there to save queries.
  void forget_if_many();

 private:
  struct Known {
    std::int64_t id = 0;
    domain::SubscriptionState state = domain::SubscriptionState::Active;
    Day started;
  };
  std::unordered_map<std::string, Known> known_;
  std::vector<sql::Row> changed_;
  std::set<std::pair<std::int64_t, std::int64_t>> to_number_;  // (customer, subscription)
};

}  // namespace tsuzuku::services
