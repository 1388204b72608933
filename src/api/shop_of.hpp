#pragma once

#include "api/context.hpp"
#include "api/request_values.hpp"

namespace tsuzuku::api {

// The shop of the path. NotFound "api.no_such_id", "shop.unknown_id".
[[nodiscard]] inline Result<services::Shop> shop_of(const Context& context, const http::Request& request) {
  TSUZUKU_TRY(id, id_of<ShopId>(request, "shop"));
  return context.shops.get(id);
}

}  // namespace tsuzuku::api
