#pragma once
// What an order becomes when a draft of it arrives: told facts replace, untold ones stay, lines missing from
// the draft stay too (an export that lacks them is no deletion). A line without a cost of its own takes that of its
// product, and keeps it when the product's changes later: what goods cost is what they cost then. Pure: no store, no
// clock.

#include <functional>
#include <optional>
#include <string>

#include "domain/draft.hpp"
#include "services/orders/records.hpp"

namespace tsuzuku::services {

struct ResolvedDraft {
  const domain::OrderDraft* draft = nullptr;
  std::int64_t customer_id = 0;  // = order_id for a sale without customer
  std::int64_t order_id = 0;
  bool has_customer = false;
  std::optional<std::int64_t> payment_method_id;
  std::optional<std::int64_t> source_id;
  std::optional<std::int64_t> subscription_id;
  std::function<std::int64_t(const std::string& code)> product_id;  // every code of the draft is known
  std::function<domain::ProductKind(std::int64_t product_id)> product_kind;
  std::function<std::optional<Money>(std::int64_t product_id)> product_cost;
};

[[nodiscard]] OrderRecord merge(const OrderRecord* stored, const ResolvedDraft& resolved);

}  // namespace tsuzuku::services
