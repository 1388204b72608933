#include "services/ledgers/ledgers.hpp"

#include <limits>
#include <unordered_map>

#include "ledger/builder.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

// Database id -> small code of the ledger; 0 is "not told". What does not fit any more is told as 0.
struct Dictionary {
  std::unordered_map<std::int64_t, std::uint16_t> codes;
  std::vector<std::string> names{""};

  [[nodiscard]] std::uint16_t code(const sql::Cursor& cursor, int column) const {
    if (cursor.is_null(column)) return 0;
    const auto found = codes.find(cursor.integer(column));
    return found == codes.end() ? std::uint16_t{0} : found->second;
  }
};

Result<Dictionary> load_dictionary(sql::Session& session, const sql::Query& query, ShopId shop, std::size_t most) {
  TSUZUKU_TRY(rows, session.rows(query, {{"shop_id", shop.value}}));
  Dictionary dictionary;
  for (const sql::Row& row : rows) {
    if (dictionary.names.size() > most) break;
    dictionary.codes.emplace(sql::integer(row[0]), static_cast<std::uint16_t>(dictionary.names.size()));
    dictionary.names.push_back(sql::text(row[1]));
  }
  return dictionary;
}

std::optional<Day> day_at(const sql::Cursor& cursor, int column) {
  if (cursor.is_null(column)) return std::nullopt;
  return Day{static_cast<std::int32_t>(cursor.integer(column))};
}

struct Dictionaries {
  Dictionary sources, payment_methods, products;
};

ledger::OrderRow order_row_at(const sql::Cursor& cursor, const Dictionaries& dictionaries) {
  ledger::OrderRow row;
  row.customer = cursor.integer(2) != 0 ? cursor.integer(0) : 0;
  row.order = cursor.integer(1);
  row.day = Day{static_cast<std::int32_t>(cursor.integer(3))};
  row.cancelled = day_at(cursor, 4);
  row.shipped = day_at(cursor, 5);
  row.delivered = day_at(cursor, 6);
  row.paid = day_at(cursor, 7);
  row.accepted = cursor.integer(8);
  row.out_of_stock = cursor.integer(9);
  row.discounts = cursor.integer(10);
  row.points = cursor.integer(11);
  row.cost = cursor.integer(12);
  row.source = dictionaries.sources.code(cursor, 13);
  row.payment_method = static_cast<std::uint8_t>(dictionaries.payment_methods.code(cursor, 14));
  row.first_product = dictionaries.products.code(cursor, 15);
  row.round = static_cast<std::uint8_t>(std::min<std::int64_t>(cursor.integer(16), 126));
  row.purchase = cursor.integer(17) != 0;
  return row;
}

// Calls `each` for every row of a streamed query.
template <typename Each>
Status for_each(sql::Session& session, const sql::Query& query, ShopId shop, Each each) {
  TSUZUKU_TRY(cursor, session.stream(query, {{"shop_id", shop.value}}));
  for (;;) {
    TSUZUKU_TRY(more, cursor->next());
    if (!more) return {};
    each(*cursor);
  }
}

Status fill(sql::Session& session, const sql::Queries& queries, const Shop& shop, ledger::Builder& builder) {
  Dictionaries dictionaries;
  TSUZUKU_TRY(sources, load_dictionary(session, queries.get("ledger_sources"), shop.id,
                                       std::numeric_limits<std::uint16_t>::max()));
  TSUZUKU_TRY(methods, load_dictionary(session, queries.get("ledger_payment_methods"), shop.id,
                                       std::numeric_limits<std::uint8_t>::max()));
  TSUZUKU_TRY(products, load_dictionary(session, queries.get("ledger_products"), shop.id,
                                        std::numeric_limits<std::uint16_t>::max()));
  dictionaries = {std::move(sources), std::move(methods), std::move(products)};
  builder.set_currency(shop.currency);
  builder.set_merge_same_day(shop.merge_same_day);
  builder.set_sources(dictionaries.sources.names);
  builder.set_payment_methods(dictionaries.payment_methods.names);
  builder.set_products(dictionaries.products.names);
  TSUZUKU_TRY(count, session.rows(queries.get("count_ledger_orders"), {{"shop_id", shop.id.value}}));
  builder.reserve(0, static_cast<std::size_t>(sql::integer(count[0][0])));

  TSUZUKU_CHECK(for_each(session, queries.get("stream_customers"), shop.id,
                         [&](const sql::Cursor& cursor) { builder.add_customer(cursor.integer(0)); }));
  TSUZUKU_CHECK(for_each(session, queries.get("stream_orders"), shop.id,
                         [&](const sql::Cursor& cursor) { builder.add_order(order_row_at(cursor, dictionaries)); }));
  return for_each(session, queries.get("stream_returns"), shop.id, [&](const sql::Cursor& cursor) {
    // A sale without customer lives under customer_id = order_id.
    const bool has_customer = cursor.integer(0) != cursor.integer(1);
    builder.add_return({.customer = has_customer ? cursor.integer(0) : 0,
                        .order = cursor.integer(1),
                        .day = Day{static_cast<std::int32_t>(cursor.integer(2))},
                        .amount = cursor.integer(3)});
  });
}

}  // namespace

Result<std::shared_ptr<const ledger::Ledger>> load_ledger(sql::Database& database, const Shop& shop) {
  TSUZUKU_TRY(queries, queries_of("services/ledgers/ledgers.sql", database.dialect()));
  TSUZUKU_TRY(session, database.reader());
  ledger::Builder builder;
  {
    TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
    TSUZUKU_CHECK(fill(*session, queries, shop, builder));
    TSUZUKU_CHECK(transaction.commit());
  }
  return builder.finish();
}

std::shared_ptr<Ledgers::Entry> Ledgers::entry_of(ShopId shop) {
  const std::lock_guard lock(mutex_);
  auto& entry = entries_[shop.value];
  if (!entry) entry = std::make_shared<Entry>();
  return entry;
}

Status Ledgers::build(sql::Database& database, const Shop& shop, Entry& entry) {
  TSUZUKU_TRY(built, load_ledger(database, shop));
  entry.holder.replace(built);
  entry.version = shop.data_version;
  return {};
}

Result<std::shared_ptr<const ledger::Ledger>> Ledgers::get(const Shop& shop) {
  const auto entry = entry_of(shop.id);
  if (entry->is_current(shop)) return entry->holder.get();
  std::unique_lock building(entry->building, std::try_to_lock);
  if (!building) {
    if (auto last = entry->holder.get()) return last;
    building.lock();
  }
  if (!entry->is_current(shop)) TSUZUKU_CHECK(build(*database_, shop, *entry));
  return entry->holder.get();
}

Status Ledgers::refresh(const Shop& shop) {
  const auto entry = entry_of(shop.id);
  const std::lock_guard building(entry->building);
  return build(*database_, shop, *entry);
}

}  // namespace tsuzuku::services
