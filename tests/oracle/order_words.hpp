#pragma once
// What stands for the names in the SQL of the analyses of orders and of what became of them.

#include "analysis/arguments.hpp"
#include "tests/oracle/shop_queries.hpp"
#include "tests/oracle/words.hpp"

namespace tsuzuku::oracle {

// Adds what `question` needs beyond the parameters; harmless for other analyses.
void add_order_words(Words& words, const Question& question, const analysis::Arguments& arguments);

}  // namespace tsuzuku::oracle
