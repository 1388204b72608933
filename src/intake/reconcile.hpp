#pragma once
#include <optional>

#include "domain/draft.hpp"
#include "intake/order_builder.hpp"

namespace tsuzuku::intake {

struct Difference {
  Money computed = 0;
  Money told = 0;
};

// lines - line discounts + shipping + payment fee - order discount - points - credits against the total the
// file prints, within one minor unit. Files differ in whether their prices contain tax: either way is right.
// Nothing when it adds up, when no total is told, or when the order is cancelled and its total was set to 0.
[[nodiscard]] std::optional<Difference> find_difference(const domain::OrderDraft& order, const TotalCheck& check);

}  // namespace tsuzuku::intake
