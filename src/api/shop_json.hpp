#pragma once

#include "base/json.hpp"
#include "services/shops/shops.hpp"

namespace tsuzuku::api {

// `Shop` of docs/api.md.
[[nodiscard]] json::object to_json(const services::Shop& shop);
[[nodiscard]] json::array to_json(const std::vector<services::Shop>& shops);

}  // namespace tsuzuku::api
