#pragma once
// Every group of fields, one file each. fields.cpp puts them into one list.

#include <vector>

#include "segments/field.hpp"

namespace tsuzuku::segments {

[[nodiscard]] std::vector<Field> attribute_fields();  // who the customer is
[[nodiscard]] std::vector<Field> purchase_fields();   // how often, since when, in which rhythm
[[nodiscard]] std::vector<Field> measure_fields();    // counts and sums of chosen orders
[[nodiscard]] std::vector<Field> rank_fields();       // RFM and CPM
[[nodiscard]] std::vector<Field> subscription_fields();
[[nodiscard]] std::vector<Field> membership_fields();  // everyone, segments, random buckets
[[nodiscard]] std::vector<Field> contact_fields();     // counts of touches and journeys, and what is asked of each
[[nodiscard]] std::vector<Field> order_fields();       // of one order

}  // namespace tsuzuku::segments
