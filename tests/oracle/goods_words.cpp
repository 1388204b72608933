#include "tests/oracle/goods_words.hpp"

#include <fmt/format.h>

namespace tsuzuku::oracle {
namespace {

void add_retention_words(Words& words, const Question& question, const analysis::Arguments& arguments) {
  const std::string& by = arguments.text("by");
  words["per_customer"] = arguments.text("unit") == "customer" ? "true" : "false";
  words["group"] = by == "product"          ? "coalesce(m.product, 0)"
                   : by == "source"         ? "a.source"
                   : by == "payment_method" ? "a.payment_method"
                   : by == "first_month"    ? "date_trunc('month', f.first_day)"
                                            : "0";
  words["main_product_of_first"] = by == "product" ? "left join main m on m.order_id = f.first_order" : "";
  words["group_name"] = by == "product"          ? list_of(question.products) + "[grp + 1]"
                        : by == "source"         ? list_of(question.sources) + "[grp + 1]"
                        : by == "payment_method" ? list_of(question.payment_methods) + "[grp + 1]"
                        : by == "first_month"    ? "strftime(grp, '%Y-%m')"
                                                 : "null::varchar";
  words["place_order"] = by == "first_month" ? "grp" : "place";
}

}  // namespace

void add_goods_words(Words& words, const Question& question, const analysis::Arguments& arguments) {
  words["occasion"] = question.merge_same_day ? "(day - date '1970-01-01')::bigint" : "order_id";
  if (question.analysis == "retention") add_retention_words(words, question, arguments);
  if (question.analysis == "basket") words["basket"] = arguments.text("together") == "customer" ? "0" : "occasion";
}

}  // namespace tsuzuku::oracle
