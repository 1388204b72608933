#include "tests/oracle/order_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tsuzuku::oracle {
namespace {

// Joins to an order f the number s.n of the customer's purchases before it.
constexpr const char* kPurchasesBefore =
    "asof left join (select customer, moment, row_number() over (partition by customer order by moment) as n from "
    "(select distinct customer, :moment as moment from alive where purchase and customer <> 0)) s "
    "on s.customer = f.customer and s.moment < f.moment";

// The group of an order f: a key that sorts, and its name.
void add_group(Words& words, const Question& question, const std::string& by) {
  const auto list = [](const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 1; i < names.size(); ++i) text += (i > 1 ? ", '" : "'") + names[i] + "'";
    return "[" + text + "]";
  };
  const auto named = [&](const std::string& column, const std::vector<std::string>& names) {
    words["group_key"] = fmt::format("case f.{0} when 0 then 9999 else f.{0} end", column);
    words["group_name"] = fmt::format("case group_key when 9999 then '-' else ({})[group_key] end", list(names));
  };
  words["group_key"] = "0";
  words["group_name"] = "null::varchar";
  words["stage_join"] = "";
  if (by == "month") {
    words["group_key"] = "date_trunc('month', f.day)";
    words["group_name"] = "strftime(group_key, '%Y-%m')";
  } else if (by == "stage") {
    words["group_key"] = "case f.customer when 0 then 9999 else least(12, 1 + coalesce(s.n, 0)) end";
    words["group_name"] = "case group_key when 9999 then '-' when 12 then '12+' else group_key::varchar end";
    words["stage_join"] = kPurchasesBefore;
  } else if (by == "payment_method") {
    named("payment_method", question.payment_methods);
  } else if (by == "source") {
    named("source", question.sources);
  }
  words["group_key_without_purchase"] = by == "stage" ? "9999" : words["group_key"];
}

}  // namespace

void add_order_words(Words& words, const Question& question, const analysis::Arguments& arguments) {
  const auto asked =
      std::ranges::find(arguments.entries(), "by", &std::pair<std::string, analysis::Arguments::Value>::first);
  add_group(words, question, asked == arguments.entries().end() ? "none" : arguments.text("by"));
  words["moment"] =
      question.merge_same_day ? "(day - date '1970-01-01')" : "((day - date '1970-01-01') * 1000000000 + order_id)";
  words["purchase_key"] = question.merge_same_day ? "0" : "order_id";
  if (question.analysis == "delivery_repeat")
    words["arrival"] = arguments.text("leg") == "order_to_shipped" ? "shipped" : "delivered";
}

}  // namespace tsuzuku::oracle
