#pragma once
// The demo shop as rows of the ledger, without a store in between.

#include <functional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "ledger/builder.hpp"

namespace tsuzuku::bench {

struct DemoSinks {
  std::function<void(std::int64_t)> customer;
  std::function<void(const ledger::OrderRow&)> order;
  std::function<void(const ledger::ReturnRow&)> back;
};

// Customers come before their orders. Returns the names of the sources, index 0 = "".
[[nodiscard]] Result<std::vector<std::string>> demo_orders(std::int64_t orders, const DemoSinks& sinks);

}  // namespace tsuzuku::bench
