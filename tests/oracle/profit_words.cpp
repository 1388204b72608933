#include "tests/oracle/profit_words.hpp"

#include <fmt/format.h>

namespace tsuzuku::oracle {
namespace {

// Who was won when, and by which group (ltv_base.sql).
void add_ltv_words(const Question& question, const analysis::Arguments& arguments, Words& words) {
  constexpr const char* kFirsts =
      "select customer, first_order as order_id, first_day as day, source, payment_method from winners";
  constexpr const char* kAny =
      "select customer, arg_min(order_id, (day, order_id)) as order_id, min(day) as day, arg_min(source, (day, "
      "order_id)) as "
      "source, arg_min(payment_method, (day, order_id)) as payment_method from alive where purchase and customer <> 0 "
      "and {} "
      "group by customer having min(day) between {} and :to";
  const std::string& by = arguments.text("by");
  const bool by_filter = arguments.text("new") == "of_filter";
  const bool by_source = by_filter && !arguments.text("source").empty();
  words["starts"] = by_filter ? fmt::format(kAny, "chosen", ":from")
                              : std::string(kFirsts) + " where first_day between :from and :to and :won_by";
  words["source_starts"] = by_source ? fmt::format(
                                           "select customer, min(day) as day, any_value(source) as source from alive "
                                           "where purchase and customer <> 0{} group by customer",
                                           is_named("source", question.sources, arguments.text("source")))
                                     : kFirsts;
  const bool narrowed = !arguments.text("payment_method").empty() || !arguments.text("product").empty();
  words["bears_costs"] = by_filter && narrowed ? "false" : "true";
  words["all_shown"] = by == "month" || by == "all" ? "true" : "false";
  words["group_order"] = by == "month" ? "raw" : "n desc, raw";
  words["idle_counts"] = !narrowed && by != "product" && by != "payment_method"
                             ? "true" + is_named("source", question.sources, arguments.text("source"))
                             : "false";
  const auto group = [&](const std::string& raw, const std::string& name, const std::string& idle) {
    words["raw_of_start"] = raw;
    words["name_of_group"] = name;
    words["idle_raw"] = idle;
  };
  if (by == "month") group("date_trunc('month', s.day)", "strftime(raw, '%Y-%m')", "month");
  if (by == "source") group("s.source", list_of(question.sources) + "[raw + 1]", "source");
  if (by == "payment_method") group("s.payment_method", list_of(question.payment_methods) + "[raw + 1]", "0");
  if (by == "product") group("coalesce(m.product, 0)", list_of(question.products) + "[raw + 1]", "0");
  if (by == "all") group("0", "'*'", "0");
  words["ltv_base"] = read_sql("ltv_base");
}

void add_acquisition_words(const Question& question, const analysis::Arguments& arguments, Words& words) {
  const bool by_month = arguments.text("by") == "month";
  const bool narrowed = !arguments.text("payment_method").empty() || !arguments.text("product").empty();
  words["group_won"] = by_month ? "date_trunc('month', c.day)" : "c.source";
  words["cost_group"] = by_month ? "month" : "source";
  words["name_of_group"] = by_month ? "strftime(grp, '%Y-%m')" : list_of(question.sources) + "[grp + 1]";
  words["row_order"] = by_month ? "grp" : "n desc, grp";
  words["costs_count"] = narrowed ? "false" : "true";
  words["of_source"] = is_named("source", question.sources, arguments.text("source"));
}

void add_chain_words(const Question& question, const analysis::Arguments& arguments, Words& words) {
  const std::string& layer = arguments.text("layer");
  std::string amount = "o.amount";
  if (layer != "net") amount += " - o.cost - round(o.uncosted * (100 - :margin_percent) / 100)";
  if (layer == "contribution") {
    amount +=
        " - sign(o.amount) * round(abs(o.amount) * :payment_fee_permille / 1000) - case when o.shipped <= :as_of then "
        ":shipping_cost else 0 end";
  }
  words["layer_amount"] = "(" + amount + ")";
  words["chain"] = read_sql("chain");
  const bool of_rounds = question.analysis == "planner" && arguments.text("chain") == "round";
  words["chain_number"] = of_rounds ? "2" : "1";
  words["ages"] = of_rounds ? "false" : "true";
  words["of_deliveries"] = of_rounds ? "true" : "false";
  const bool narrowed = !arguments.text("payment_method").empty() || !arguments.text("product").empty();
  words["costs_count"] = narrowed ? "false" : "true";
  words["of_source"] = is_named("source", question.sources, arguments.text("source"));
  // Purchases are those of customers by their first one.
  words["of_selected"] = "and customer in (select customer from selected)";
}

}  // namespace

void add_profit_words(Words& words, const Question& question, const analysis::Arguments& arguments) {
  if (question.analysis == "weakest_link" || question.analysis == "planner")
    add_chain_words(question, arguments, words);
  if (question.analysis.starts_with("ltv")) add_ltv_words(question, arguments, words);
  if (question.analysis == "acquisition") add_acquisition_words(question, arguments, words);
}

}  // namespace tsuzuku::oracle
