#include "services/orders/order_news.hpp"

#include <algorithm>
#include <set>

namespace tsuzuku::services {
namespace {

using journeys::EventKind;

journeys::Facts facts_of(const OrderRecord& order, const OrderNames& names) {
  std::set<std::int64_t> products;
  for (const auto& [key, line] : order.lines) products.insert(line.product_id);
  journeys::Facts facts;
  for (const std::int64_t product : products) facts.push_back({"product", names.product(product)});
  if (!names.source.empty()) facts.push_back({"source", names.source});
  if (!names.payment_method.empty()) facts.push_back({"payment", names.payment_method});
  return facts;
}

// The first day on which goods came back, of any line.
std::optional<Day> returned_day(const OrderRecord& order) {
  std::optional<Day> first;
  for (const auto& [key, event] : order.events) {
    if (key.first != domain::EventKind::Returned) continue;
    first = first ? std::min(*first, event.day) : event.day;
  }
  return first;
}

}  // namespace

std::vector<journeys::Happened> news_of(const OrderRecord* stored, const OrderRecord& order, const OrderNames& names,
                                        const TimeZone& zone) {
  std::vector<journeys::Happened> news;
  if (!order.has_customer || order.kind != domain::OrderKind::Sale) return news;
  if (stored != nullptr && !stored->has_customer) stored = nullptr;  // it has found its customer: all of it is news
  const auto tell = [&](EventKind kind, std::int64_t at) {
    news.push_back({kind, std::to_string(order.order_id), at, facts_of(order, names)});
  };
  if (order.is_purchase && !order.cancelled_day && (stored == nullptr || !stored->is_purchase)) {
    tell(EventKind::Ordered, order.ordered_at);
  }
  const auto tell_day = [&](EventKind kind, const std::optional<Day>& day, const std::optional<Day>& before) {
    if (day && !before) tell(kind, zone.to_utc(*day, 0));
  };
  const OrderRecord none;
  const OrderRecord& before = stored != nullptr ? *stored : none;
  tell_day(EventKind::Paid, order.paid_day, before.paid_day);
  tell_day(EventKind::Shipped, order.shipped_day, before.shipped_day);
  tell_day(EventKind::Delivered, order.delivered_day, before.delivered_day);
  tell_day(EventKind::Returned, returned_day(order), returned_day(before));
  tell_day(EventKind::Cancelled, order.cancelled_day, before.cancelled_day);
  return news;
}

}  // namespace tsuzuku::services
