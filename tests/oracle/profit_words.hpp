#pragma once
// What stands for the names in the SQL of the analyses of what customers are worth and cost.

#include "analysis/arguments.hpp"
#include "tests/oracle/shop_queries.hpp"
#include "tests/oracle/words.hpp"

namespace tsuzuku::oracle {

// Adds what `question` needs beyond the parameters; nothing for other analyses.
void add_profit_words(Words& words, const Question& question, const analysis::Arguments& arguments);

}  // namespace tsuzuku::oracle
