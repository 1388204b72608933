#include "services/ledgers/loaders.hpp"

namespace tsuzuku::services {

Result<std::shared_ptr<const ledger::Subscriptions>> load_subscriptions(Snapshot& snapshot, const sql::Queries& queries,
                                                                        const Shop& shop, const ledger::Ledger& ledger,
                                                                        Extent extent) {
  ledger::SubscriptionsBuilder builder(ledger);
  TSUZUKU_CHECK(
      for_each_row(snapshot.first(), queries.get("stream_subscriptions"), shop, extent, [&](const sql::Cursor& row) {
        ledger::SubscriptionRow subscription;
        subscription.customer = row.integer(0);
        subscription.state = static_cast<domain::SubscriptionState>(row.integer(1));
        subscription.started = Day{static_cast<std::int32_t>(row.integer(2))};
        if (!row.is_null(3)) subscription.ended = Day{static_cast<std::int32_t>(row.integer(3))};
        builder.add(subscription);
      }));
  return builder.finish();
}

}  // namespace tsuzuku::services
