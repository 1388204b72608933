#pragma once
// What stands for the names in the SQL of the analyses of orders and of what became of them.

#include <map>
#include <string>

#include "analysis/arguments.hpp"
#include "tests/oracle/shop_queries.hpp"

namespace tsuzuku::oracle {

// Adds what `question` needs beyond the parameters; harmless for other analyses.
void add_order_words(std::map<std::string, std::string, std::less<>>& words, const Question& question,
                     const analysis::Arguments& arguments);

}  // namespace tsuzuku::oracle
