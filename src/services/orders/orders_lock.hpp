#pragma once
// One who writes orders of a shop at a time. Whether an order or a customer is new is looked up and then written: two
// who do so at once would both find nothing and write it twice. On SQLite whoever writes is alone anyway.

#include "base/error.hpp"
#include "base/id.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

enum class Patience {
  Request,  // a person or a program waits for the answer: kWriterWaitSeconds, then Unavailable "sql.busy"
  Import,   // as long as another import lasts
};

// Inside a transaction, until it ends.
[[nodiscard]] Status hold_orders(sql::Session& session, ShopId shop, Patience patience);

}  // namespace tsuzuku::services
