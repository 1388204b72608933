#include <unordered_map>
#include <utility>

#include "services/ledgers/loaders.hpp"

namespace tsuzuku::services {
namespace {

std::optional<Money> cost_or_nothing(const sql::Cursor& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.integer(column);
}

// By id, as the ledger numbers them: what does not fit there has no index.
Result<std::unordered_map<std::int64_t, ledger::SourceIndex>> load_sources(sql::Session& session,
                                                                           const sql::Queries& queries,
                                                                           const Shop& shop) {
  TSUZUKU_TRY(rows, session.rows(queries.get("ledger_sources"), {{"shop_id", shop.id.value}}));
  std::unordered_map<std::int64_t, ledger::SourceIndex> sources;
  for (const sql::Row& row : rows) {
    if (sources.size() == std::numeric_limits<ledger::SourceIndex>::max()) break;
    const auto index = static_cast<ledger::SourceIndex>(sources.size() + 1);
    sources.emplace(sql::integer(row[0]), index);
  }
  return sources;
}

Result<std::vector<ledger::SourceCost>> load_source_costs(sql::Session& session, const sql::Queries& queries,
                                                          const Shop& shop) {
  TSUZUKU_TRY(sources, load_sources(session, queries, shop));
  TSUZUKU_TRY(rows, session.rows(queries.get("ledger_source_costs"), {{"shop_id", shop.id.value}}));
  std::vector<ledger::SourceCost> costs;
  for (const sql::Row& row : rows) {
    const auto source = sources.find(sql::integer(row[0]));
    if (source == sources.end()) continue;
    costs.push_back({source->second, YearMonth{static_cast<std::int32_t>(sql::integer(row[1]))}, sql::integer(row[2])});
  }
  return costs;
}

Result<std::vector<ledger::StockLevel>> load_stock(sql::Session& session, const sql::Queries& queries, const Shop& shop,
                                                   const LoadedProducts& products) {
  TSUZUKU_TRY(cursor, session.stream(queries.get("stream_stock_levels"), {{"shop_id", shop.id.value}}));
  std::vector<ledger::StockLevel> stock;
  for (;;) {
    TSUZUKU_TRY(more, cursor->next());
    if (!more) return stock;
    stock.push_back(
        {products.find(cursor->integer(0)), Day{static_cast<std::int32_t>(cursor->integer(1))}, cursor->integer(2)});
  }
}

}  // namespace

Result<LoadedProducts> load_products(sql::Session& session, const sql::Queries& queries, const Shop& shop) {
  TSUZUKU_TRY(cursor, session.stream(queries.get("ledger_products"), {{"shop_id", shop.id.value}}));
  LoadedProducts products;
  for (;;) {
    TSUZUKU_TRY(more, cursor->next());
    if (!more) return products;
    products.index.emplace(
        cursor->integer(0),
        products.list.add(std::string(cursor->text(1)), static_cast<domain::ProductKind>(cursor->integer(2)),
                          std::string(cursor->text(3)), cost_or_nothing(*cursor, 4)));
  }
}

Result<std::shared_ptr<const ledger::Facts>> load_facts(Snapshot& snapshot, const sql::Queries& queries,
                                                        const Shop& shop) {
  sql::Session& session = snapshot.first();
  TSUZUKU_TRY(products, load_products(session, queries, shop));
  TSUZUKU_TRY(costs, load_source_costs(session, queries, shop));
  TSUZUKU_TRY(stock, load_stock(session, queries, shop, products));
  return std::make_shared<const ledger::Facts>(std::move(products.list), std::move(costs), std::move(stock));
}

}  // namespace tsuzuku::services
