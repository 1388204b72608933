#pragma once
// What stands for the names in the SQL of the analyses of goods and subscriptions.

#include "analysis/arguments.hpp"
#include "tests/oracle/shop_queries.hpp"
#include "tests/oracle/words.hpp"

namespace tsuzuku::oracle {

// Adds what `question` needs beyond the parameters; nothing for other analyses.
void add_goods_words(Words& words, const Question& question, const analysis::Arguments& arguments);

}  // namespace tsuzuku::oracle
