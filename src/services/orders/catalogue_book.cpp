#include "services/orders/catalogue_book.hpp"

#include "services/orders/row_values.hpp"

namespace tsuzuku::services {

Status CatalogueBook::load(const Place& place) {
  const sql::Parameters shop = {{"shop_id", place.shop_id}};
  TSUZUKU_TRY(products, place.session.rows(place.queries.get("list_products"), shop));
  for (const sql::Row& row : products) {
    Product product{.id = sql::integer(row[0]),
                    .name = sql::text(row[2]),
                    .kind = static_cast<domain::ProductKind>(sql::integer(row[3])),
                    .unit_cost = std::nullopt};
    if (!sql::is_null(row[4])) product.unit_cost = sql::integer(row[4]);
    place.name(product.id, sql::text(row[1]));
    remember(sql::text(row[1]), std::move(product));
  }
  for (const auto& [query, known] :
       {std::pair("list_sources", &sources_), std::pair("list_payment_methods", &payment_methods_)}) {
    TSUZUKU_TRY(rows, place.session.rows(place.queries.get(query), shop));
    for (const sql::Row& row : rows) {
      (*known)[sql::text(row[1])] = sql::integer(row[0]);
      place.name(sql::integer(row[0]), sql::text(row[1]));
    }
  }
  return {};
}

void CatalogueBook::remember(const std::string& code, Product product) {
  products_[code] = product.id;
  by_id_[product.id] = std::move(product);
}

Status CatalogueBook::write(const Place& place, const std::string& code, const Product& product) const {
  const sql::Row row = {product.id,
                        place.shop_id,
                        code,
                        cut_or_null(product.name),
                        static_cast<std::int64_t>(product.kind),
                        product.unit_cost ? sql::Value{*product.unit_cost} : sql::Value{sql::Null{}}};
  return place.session.run_batch(place.queries.get("upsert_product"), std::span(&row, 1));
}

Result<std::int64_t> CatalogueBook::product_id(const Place& place, const std::string& code, const std::string& name) {
  if (const auto known = products_.find(code); known != products_.end()) return known->second;
  Product product{.id = place.ids.next(), .name = name, .unit_cost = std::nullopt};
  const std::int64_t id = product.id;
  TSUZUKU_CHECK(write(place, code, product));
  place.name(id, code);
  remember(code, std::move(product));
  return id;
}

Result<std::int64_t> CatalogueBook::source_id(const Place& place, const std::string& name) {
  return name_id(place, sources_, "add_source", "source_id", name);
}

Result<std::int64_t> CatalogueBook::payment_method_id(const Place& place, const std::string& name) {
  return name_id(place, payment_methods_, "add_payment_method", "payment_method_id", name);
}

Result<std::int64_t> CatalogueBook::name_id(const Place& place, Names& known, std::string_view query,
                                            std::string_view id_parameter, const std::string& name) {
  if (const auto found = known.find(name); found != known.end()) return found->second;
  const std::int64_t id = place.ids.next();
  TSUZUKU_CHECK(
      place.session.run(place.queries.get(query), {{id_parameter, id}, {"shop_id", place.shop_id}, {"name", name}}));
  known.emplace(name, id);
  place.name(id, name);
  return id;
}

Result<bool> CatalogueBook::tell(const Place& place, const domain::ProductDraft& draft) {
  TSUZUKU_TRY(id, product_id(place, draft.code, draft.name));
  Product& product = by_id_.at(id);
  const Product before = product;
  if (!draft.name.empty()) product.name = draft.name;
  if (draft.kind) product.kind = *draft.kind;
  if (draft.unit_cost) product.unit_cost = draft.unit_cost;
  if (product.name == before.name && product.kind == before.kind && product.unit_cost == before.unit_cost) return false;
  recount_.kinds = recount_.kinds || product.kind != before.kind;
  recount_.costs = recount_.costs || (product.unit_cost && !before.unit_cost);
  TSUZUKU_CHECK(write(place, draft.code, product));
  return true;
}

Result<std::int64_t> CatalogueBook::tell(const Place& place, const domain::SourceCostDraft& draft) {
  TSUZUKU_TRY(source, source_id(place, draft.source));
  return place.session.run(place.queries.get("set_source_cost"), {{"shop_id", place.shop_id},
                                                                  {"source_id", source},
                                                                  {"month", std::int64_t{draft.month.value}},
                                                                  {"cost", draft.cost}});
}

Result<std::int64_t> CatalogueBook::tell(const Place& place, const domain::StockLevelDraft& draft) {
  TSUZUKU_TRY(product, product_id(place, draft.product_code, {}));
  return place.session.run(place.queries.get("set_stock_level"), {{"product_id", product},
                                                                  {"day", std::int64_t{draft.day.value}},
                                                                  {"shop_id", place.shop_id},
                                                                  {"on_hand", draft.on_hand}});
}

}  // namespace tsuzuku::services
