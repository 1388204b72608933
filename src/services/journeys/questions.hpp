#pragma once
// How journeys ask about conditions ("customers for whom …"). Whoever knows their language answers
// (services/segments); journeys only pass the text on.

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "base/day.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// All of them thread safe.
struct Questions {
  // What is wrong with the text; nothing when it can be asked.
  std::function<std::optional<Error>(ShopId, std::string_view condition)> problem;
  // The customer's own truth as the session sees it, inside the transaction that acts on the answer.
  std::function<Result<bool>(sql::Session&, ShopId, CustomerId, std::string_view condition, std::int64_t now)> holds;
  // Everybody for whom it holds, in any order; may be as old as the last ledger.
  std::function<Result<std::vector<CustomerId>>(ShopId, std::string_view condition, Day as_of)> members;
};

}  // namespace tsuzuku::services
