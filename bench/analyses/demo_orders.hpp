#pragma once
// The demo shop as rows of the ledger, without a store in between.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "ledger/builder.hpp"
#include "ledger/facts.hpp"
#include "ledger/lines.hpp"
#include "ledger/subscriptions.hpp"

namespace tsuzuku::bench {

struct DemoSinks {
  std::function<void(std::int64_t)> customer;
  std::function<void(const ledger::OrderRow&)> order;
  std::function<void(const ledger::ReturnRow&)> back;
  std::function<void(const ledger::OrderRow&, const ledger::LineRow&)> line;  // of the order told last
  std::function<void(const ledger::SubscriptionRow&)> subscription;           // by customer, once their orders are told
};

struct DemoNames {
  std::vector<std::string> sources{""};
  std::vector<std::string> payment_methods{""};
  ledger::Products products;
  std::vector<ledger::SourceCost> source_costs;
};

// Customers come before their orders. Index 0 of the names is "".
[[nodiscard]] Result<DemoNames> demo_orders(std::int64_t orders, const DemoSinks& sinks);
// What the sources cost; no stock was counted.
[[nodiscard]] std::shared_ptr<const ledger::Facts> demo_facts(const DemoNames& names);

}  // namespace tsuzuku::bench
