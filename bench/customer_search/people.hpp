#pragma once
// A shop of as many people as wanted, with common Japanese names: a family name is as frequent as in life among the
// fifty commonest, so every search meets more people than a real shop's would.

#include <cstdint>

#include "app/store.hpp"
#include "base/error.hpp"
#include "services/shops/shops.hpp"

namespace tsuzuku::bench {

// The shop "people", made when it is not there; every fourth customer has one order.
[[nodiscard]] Result<services::Shop> shop_of_people(app::Store& store, std::int64_t customers);

}  // namespace tsuzuku::bench
