#include <utility>

#include "base/time_zone.hpp"
#include "services/ledgers/loaders.hpp"

namespace tsuzuku::services {
namespace {

Status read_range(sql::Session& session, const sql::Queries& queries, const Shop& shop, CustomerRange range,
                  std::vector<ledger::TouchRow>& touches) {
  const auto zone = TimeZone::find(shop.time_zone);
  if (!zone) return fail(ErrorKind::Internal, "shop.unknown_time_zone", {{"time_zone", shop.time_zone}});
  TSUZUKU_TRY(cursor, session.stream(queries.get("stream_touches"),
                                     {{"shop_id", shop.id.value}, {"after", range.after}, {"upto", range.upto}}));
  for (;;) {
    TSUZUKU_TRY(more, cursor->next());
    if (!more) return {};
    touches.push_back({.customer = cursor->integer(0),
                       .sent = zone->day_of(cursor->integer(1)),
                       .cost = cursor->integer(2),
                       .channel = static_cast<domain::Channel>(cursor->integer(3))});
  }
}

}  // namespace

Result<std::shared_ptr<const ledger::Touches>> load_touches(Snapshot& snapshot, const sql::Queries& queries,
                                                            const Shop& shop, const ledger::Ledger& ledger) {
  const std::vector<CustomerRange> ranges = cut_into_ranges(ledger.customer_ids(), snapshot.readers.size());
  std::vector<std::vector<ledger::TouchRow>> parts(ranges.size());
  TSUZUKU_CHECK(read_ranges(snapshot, ranges.size(), [&](sql::Session& session, std::size_t n) {
    return read_range(session, queries, shop, ranges[n], parts[n]);
  }));
  ledger::TouchesBuilder builder(ledger);
  for (const auto& part : parts) {
    for (const ledger::TouchRow& touch : part) builder.add(touch);
  }
  return builder.finish();
}

}  // namespace tsuzuku::services
