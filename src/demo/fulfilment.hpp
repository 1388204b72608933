#pragma once
// From the accepted order to money and goods kept: credit check, payment, stock, shipping, delivery, returns.

#include "base/random.hpp"
#include "demo/goods.hpp"
#include "demo/order.hpp"
#include "demo/people.hpp"

namespace tsuzuku::demo {

// Decides the order's fate and, on its lines, what was out of stock and what came back.
void fulfil(Order& order, const Traits& traits, const Shortages& shortages, Random& random);

}  // namespace tsuzuku::demo
