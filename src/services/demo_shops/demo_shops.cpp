#include "services/demo_shops/demo_shops.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::int64_t kProgressEvery = 10'000;

}  // namespace

Result<WriteCounts> store_demo(sql::Database& database, IdMaker& ids, const Shop& shop, const demo::Options& options,
                               std::int64_t now, const std::function<void(std::int64_t)>& progress) {
  TSUZUKU_TRY(lock, database.try_lock("import-" + shop.id.text()));
  if (!lock) return fail(ErrorKind::Conflict, "import.busy", {{"shop", shop.name}});
  TSUZUKU_TRY(session, database.writer(sql::kPatientWriterWaitSeconds));
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  const auto refuse = [](const domain::OrderDraft& draft, std::string_view reason, ErrorArguments) -> Status {
    return fail(ErrorKind::Internal, "demo.order_refused", {{"order", draft.number}, {"reason", std::string(reason)}});
  };
  TSUZUKU_TRY(writer, OrderWriter::open({.session = session.get(),
                                         .ids = &ids,
                                         .shop = shop.id,
                                         .import = ids.make<ImportId>(),
                                         .now = now,
                                         .refuse = refuse}));
  std::int64_t orders = 0;
  const auto add_order = [&](domain::OrderDraft draft) -> Status {
    if (++orders % kProgressEvery == 0) progress(orders);
    return writer.add(std::move(draft));
  };
  TSUZUKU_CHECK(demo::generate(
      options, add_order, [&](const domain::ProductDraft& draft) { return writer.add(draft); },
      [&](const domain::SourceCostDraft& draft) { return writer.add(draft); },
      [&](const domain::StockLevelDraft& draft) { return writer.add(draft); }));
  TSUZUKU_CHECK(writer.finish());
  TSUZUKU_CHECK(touch_shop_data(*session, shop.id, writer.change()));
  TSUZUKU_CHECK(transaction.commit());
  return writer.counts();
}

}  // namespace tsuzuku::services
