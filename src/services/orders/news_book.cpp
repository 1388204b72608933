#include "services/orders/news_book.hpp"

#include "base/limits.hpp"
#include "services/orders/order_news.hpp"

namespace tsuzuku::services {

Result<NewsBook> NewsBook::open(const std::string& time_zone) {
  NewsBook book;
  if (time_zone.empty()) return book;
  book.zone_ = TimeZone::find(time_zone);
  if (!book.zone_) return fail(ErrorKind::Internal, "shop.unknown_time_zone", {{"time_zone", time_zone}});
  return book;
}

Status NewsBook::begin_batch(sql::Session& session, ShopId shop) {
  heard_ = false;
  if (!zone_) return {};
  TSUZUKU_TRY(listening, is_anybody_listening(session, shop));
  heard_ = listening;
  return {};
}

void NewsBook::take(const OrderRecord* stored, const OrderRecord& order, std::int64_t now) {
  if (!heard_) return;
  const auto name = [this](const std::optional<std::int64_t>& id) { return id ? names_.at(*id) : std::string(); };
  const OrderNames names{[this](std::int64_t id) { return names_.at(id); }, name(order.source_id),
                         name(order.payment_method_id)};
  const std::int64_t oldest = now - std::int64_t{limits::kJourneyDays} * 86'400;
  for (journeys::Happened& event : news_of(stored, order, names, *zone_)) {
    if (event.at >= oldest) news_.push_back({CustomerId{order.customer_id}, std::move(event)});
  }
}

void NewsBook::forget(const std::vector<std::int64_t>& orders) {
  for (const std::int64_t order : orders)
    std::erase_if(news_, [key = std::to_string(order)](const Told& told) { return told.event.key == key; });
}

Status NewsBook::write(sql::Session& session, IdMaker& ids, ShopId shop) {
  if (news_.empty()) return {};
  TSUZUKU_CHECK(tell(session, ids, shop, news_));
  news_.clear();
  return {};
}

}  // namespace tsuzuku::services
