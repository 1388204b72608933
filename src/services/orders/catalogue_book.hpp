#pragma once
// The shop's small tables that orders name: products, sources, payment methods. All of them are held; who names one
// that is not there makes it.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/error.hpp"
#include "base/id.hpp"
#include "domain/draft.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

class CatalogueBook {
 public:
  // `queries` are those of orders.sql. `name` is told of each id what it is called, as it is loaded or made.
  struct Place {
    sql::Session& session;
    const sql::Queries& queries;
    IdMaker& ids;
    std::int64_t shop_id = 0;
    std::function<void(std::int64_t id, const std::string& name)> name;
  };
  struct Product {
    std::int64_t id = 0;
    std::string name;
    domain::ProductKind kind = domain::ProductKind::Ordinary;
    std::optional<Money> unit_cost;
  };

  [[nodiscard]] Status load(const Place& place);

  // `name` counts for a product that is new.
  [[nodiscard]] Result<std::int64_t> product_id(const Place& place, const std::string& code, const std::string& name);
  [[nodiscard]] Result<std::int64_t> source_id(const Place& place, const std::string& name);
  [[nodiscard]] Result<std::int64_t> payment_method_id(const Place& place, const std::string& name);
  // REQUIRES: known.
  [[nodiscard]] std::int64_t id_of_product(const std::string& code) const { return products_.at(code); }
  [[nodiscard]] const Product& product(std::int64_t id) const { return by_id_.at(id); }

  // What is not told of a product stays. True when something changed.
  [[nodiscard]] Result<bool> tell(const Place& place, const domain::ProductDraft& draft);
  // How many rows changed.
  [[nodiscard]] Result<std::int64_t> tell(const Place& place, const domain::SourceCostDraft& draft);
  [[nodiscard]] Result<std::int64_t> tell(const Place& place, const domain::StockLevelDraft& draft);

  // Since the last call, orders that stand may be purchases no longer, or lines lack a cost that is known now.
  struct ToRecount {
    bool kinds = false;
    bool costs = false;
  };
  [[nodiscard]] ToRecount take_recount() { return std::exchange(recount_, {}); }

 private:
  using Names = std::unordered_map<std::string, std::int64_t>;
  void remember(const std::string& code, Product product);
  [[nodiscard]] Status write(const Place& place, const std::string& code, const Product& product) const;
  [[nodiscard]] static Result<std::int64_t> name_id(const Place& place, Names& known, std::string_view query,
                                                    std::string_view id_parameter, const std::string& name);

  Names products_;  // by code
  std::unordered_map<std::int64_t, Product> by_id_;
  Names sources_;
  Names payment_methods_;
  ToRecount recount_;
};

}  // namespace tsuzuku::services
