#pragma once
// A shop as rows, before it becomes a ledger with its blocks: what cases, shops made by chance and the comparison with
// SQL all start from.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "ledger/blocks.hpp"
#include "ledger/builder.hpp"

namespace tsuzuku::cases {

struct ProductRow {
  std::string code;
  domain::ProductKind kind = domain::ProductKind::Ordinary;
};

struct ShopRows {
  std::int64_t customers = 0;  // ids 1..customers
  std::vector<ledger::OrderRow> orders;
  std::vector<ledger::ReturnRow> returns;
  std::vector<std::string> sources{""};
  std::vector<std::string> payment_methods{""};
  std::vector<ProductRow> products{{""}};                      // by ledger::ProductIndex
  std::map<std::int64_t, std::vector<ledger::LineRow>> lines;  // by order
  std::vector<ledger::SourceCost> source_costs;
  std::vector<ledger::TouchRow> touches;
  std::vector<ledger::SubscriptionRow> subscriptions;  // a customer's own in the order in which orders name them
  std::vector<ledger::StockLevel> stock;
  Currency currency{"JPY", 0};
  bool merge_same_day = true;
};

// The money of an order and whether it can be a purchase, from its lines. Discounts and points of the whole order are
// those it has; the discounts of the lines are added to them.
void apply_lines(ledger::OrderRow& order, const std::vector<ledger::LineRow>& lines,
                 const std::vector<ProductRow>& products);

// Every block that rows can tell of.
[[nodiscard]] ledger::Blocks blocks_of(const ShopRows& shop);

}  // namespace tsuzuku::cases
