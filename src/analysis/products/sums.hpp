#pragma once
// The pass over the orders that the results per product are counted in; integers only.

#include <limits>
#include <vector>

#include "analysis/analysis.hpp"
#include "analysis/common/left_out.hpp"

namespace tsuzuku::analysis::products {

struct ProductSums {
  std::int64_t buyers = 0;
  std::int64_t repeaters = 0;
  std::int64_t orders = 0;
  std::int64_t pieces = 0;
  Money sales = 0;
  Money returned = 0;
  std::int64_t returned_pieces = 0;
  std::int64_t costed_lines = 0;  // whose cost is known, be it nothing
  Money costed_sales = 0;         // of those
  Money costed_returned = 0;
  Money loose_returned = 0;  // of returned, what came back without a line of its own
  Money cost = 0;

  [[nodiscard]] Money net() const { return sales - returned; }
  [[nodiscard]] bool cost_known() const { return costed_lines > 0; }
  // What came back without a line is taken to be costed as what was sold is.
  [[nodiscard]] Money costed_net() const;
  [[nodiscard]] Money margin() const { return costed_net() - cost; }
  [[nodiscard]] bool any() const { return orders != 0 || pieces != 0 || sales != 0 || returned != 0 || cost != 0; }
  void add(const ProductSums& other);
};

// A repeater's days from the first to the second occasion.
struct Gap {
  ledger::ProductIndex product = 0;
  std::uint16_t days = 0;
};

// What is known of the customer and order on hand while counting, by product; no part of the result.
struct Trace {
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t customer = kNone;  // who bought it last
  std::uint32_t order = kNone;     // in which it stood last
  std::uint32_t occasion = 0;      // of that customer, first and then second one
  std::uint16_t day = 0;           // of the first one
  bool again = false;
};

struct Counts {
  std::vector<ProductSums> products;
  std::vector<Gap> gaps;  // in any order
  std::vector<Trace> traces;
  Money allotted = 0;  // of what came back, the part whose source names no product
  LeftOutTally left_out;
  void merge(const Counts& other);
};

[[nodiscard]] Counts count_products(const Scope& scope, const Execution& execution);

}  // namespace tsuzuku::analysis::products
