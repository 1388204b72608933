#pragma once
// Rows of files without order numbers: each is an order of its own, and its number has to be made.
//
//   <customer>|<day>[|<product>][|-]|<n>
//
// n counts, in the order of the file, the rows taken of that customer, day, product and direction ("-": goods that
// came back). So identical rows stay apart, a second import of the file changes nothing, and a row that is mended
// later, wherever it stands, moves none but rows of the very same goods, which then are as many as the file says.

#include <span>
#include <string>

#include "intake/row_reader.hpp"

namespace tsuzuku::intake {

// Appends all of the number but "|<n>". What cannot be read is left out: such a row is not taken anyway.
void append_single_row_key(RowReader& row, std::span<const Field> key_fields, std::string& key);

// Whether these are rows which an import could not take and handed back (kReasonColumn). Without an order number such
// a row would count as the first of its kind and take the place of one that is stored: it is mended in its own file.
[[nodiscard]] bool holds_rows_handed_back(const Input& input);

}  // namespace tsuzuku::intake
