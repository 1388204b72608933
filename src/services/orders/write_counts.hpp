#pragma once
// What writing drafts came to, in all and by the file that told it.

#include <cstdint>
#include <vector>

#include "base/money.hpp"
#include "domain/draft.hpp"

namespace tsuzuku::services {

// What one file told of the orders taken, by the provenance of their drafts.
struct FileWriteCounts {
  std::int64_t orders = 0;
  std::int64_t lines = 0;
  std::int64_t credits = 0;
  Money sales = 0;
};

struct WriteCounts {
  std::int64_t orders_new = 0;
  std::int64_t orders_changed = 0;
  std::int64_t orders_same = 0;
  std::int64_t orders_refused = 0;
  std::int64_t lines = 0;
  std::int64_t credits = 0;
  std::int64_t customers_new = 0;
  std::int64_t customers_changed = 0;
  std::int64_t products_changed = 0;
  std::int64_t shop_facts_changed = 0;  // costs of sources, stock levels
  Money sales = 0;                      // accepted amounts of the drafts taken
  std::vector<FileWriteCounts> files;   // by index of the file; they add up to the counts of orders, lines, ...

  // Lines and money of an order that is taken, new or not.
  void take(const domain::OrderDraft& draft);
  [[nodiscard]] bool changed() const {
    return orders_new + orders_changed + customers_new + customers_changed + products_changed + shop_facts_changed > 0;
  }
};

}  // namespace tsuzuku::services
