#include "services/ledgers/loaders.hpp"

namespace tsuzuku::services {

Result<std::shared_ptr<const ledger::Subscriptions>> load_subscriptions(Snapshot& snapshot, const sql::Queries& queries,
                                                                        const Shop& shop,
                                                                        const ledger::Ledger& ledger) {
  TSUZUKU_TRY(cursor, snapshot.first().stream(queries.get("stream_subscriptions"), {{"shop_id", shop.id.value}}));
  ledger::SubscriptionsBuilder builder(ledger);
  for (;;) {
    TSUZUKU_TRY(more, cursor->next());
    if (!more) return builder.finish();
    ledger::SubscriptionRow row;
    row.customer = cursor->integer(0);
    row.state = static_cast<domain::SubscriptionState>(cursor->integer(1));
    row.started = Day{static_cast<std::int32_t>(cursor->integer(2))};
    if (!cursor->is_null(3)) row.ended = Day{static_cast<std::int32_t>(cursor->integer(3))};
    builder.add(row);
  }
}

}  // namespace tsuzuku::services
