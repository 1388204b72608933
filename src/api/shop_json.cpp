#include "api/shop_json.hpp"

namespace tsuzuku::api {

json::object to_json(const services::Shop& shop) {
  return json::object{{"id", shop.id.text()},
                      {"name", shop.name},
                      {"currency", json::string(shop.currency.code)},
                      {"currency_decimals", shop.currency.decimals},
                      {"time_zone", shop.time_zone},
                      {"merge_same_day", shop.merge_same_day}};
}

json::array to_json(const std::vector<services::Shop>& shops) {
  json::array all;
  for (const services::Shop& shop : shops) all.push_back(to_json(shop));
  return all;
}

}  // namespace tsuzuku::api
