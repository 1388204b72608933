#include "tests/oracle/shop_queries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/registry.hpp"
#include "tests/oracle/goods_words.hpp"
#include "tests/oracle/order_words.hpp"
#include "tests/oracle/profit_words.hpp"
#include "tests/oracle/words.hpp"

namespace tsuzuku::oracle {
namespace {

// The common beginning as of another day: its tables end in "_before".
std::string alive_on(const std::string& day, Words words) {
  words["as_of"] = day;
  const std::string sql = filled(read_sql("alive"), words);
  std::string renamed;
  for (std::size_t at = 0; at < sql.size();) {
    std::size_t end = at;
    while (end < sql.size() && is_name(sql[end])) ++end;
    const std::string name = sql.substr(at, std::max<std::size_t>(end - at, 1));
    renamed += name;
    for (const char* table : {"alive", "back", "beginnings", "winners", "selected", "won", "purchases"}) {
      if (name == table) renamed += "_before";
    }
    at += name.size();
  }
  return renamed;
}

// Names in the SQL -> what stands there: every parameter of the analysis and some that follow from them.
Words words_for(const Question& question) {
  const auto& descriptor = analysis::find_analysis(question.analysis).value()->descriptor();
  const auto arguments = analysis::Arguments::parse(descriptor, question.arguments).value();
  Words words;
  for (const auto& parameter : descriptor.parameters) {
    if (parameter.type == analysis::ParameterType::Integer) {
      words[parameter.name] = std::to_string(arguments.integer(parameter.name));
    } else if (parameter.type == analysis::ParameterType::Money) {
      words[parameter.name] = std::to_string(arguments.integer(parameter.name) * question.minor_units);
    }
  }
  const auto from = arguments.day("from");
  const auto to = arguments.day("to");
  words["as_of"] = date(to_text(arguments.day("as_of").value()));
  words["from"] = date(from ? to_text(*from) : "0001-01-01");
  words["to"] = date(to ? to_text(*to) : "9999-12-31");
  const std::string came_by = is_named("source", question.sources, arguments.text("source")) +
                              is_named("payment_method", question.payment_methods, arguments.text("payment_method"));
  const std::string product = is_named("l.product", question.products, arguments.text("product"));
  words["order_chosen"] = "true" + came_by;
  words["won_by"] = "true" + came_by;
  if (!product.empty()) {
    words["order_chosen"] += " and exists (select 1 from lines l where l.order_id = o.order_id" + product + ")";
    words["won_by"] += fmt::format(
        " and exists (select 1 from alive a join lines l using (order_id) where a.purchase and a.customer = "
        "winners.customer and a.day = first_day{}{})",
        question.merge_same_day ? "" : " and a.order_id = first_order", product);
  }
  const bool narrowed = words["won_by"] != "true";
  words["distinct"] = question.merge_same_day ? "distinct" : "";
  words["first_day_shown"] = question.merge_same_day ? "1" : "0";
  words["merged"] = question.merge_same_day ? "true" : "false";
  words["alive"] = read_sql("alive");
  words["goods"] = read_sql("goods");
  words["occasions"] = read_sql("occasions");
  for (const char* part : {"order_facts", "outcomes", "steps", "deliveries", "churn_standings"})
    words[part] = read_sql(part);
  words["with_cancelled"] = analysis::find_analysis(question.analysis).value()->with_cancelled ? "true" : "false";
  words["planned"] = "[null]";
  if (question.analysis == "planner" && !arguments.text("rates").empty()) words["planned"] = question.planned;
  switch (descriptor.selection) {
    case analysis::Selection::FirstPurchase:
      words["of_selected"] = from || to || narrowed ? "and customer in (select customer from selected)" : "";
      break;
    case analysis::Selection::Orders:
      words["of_selected"] = narrowed ? "and customer in (select customer from won)" : "";
      break;
    case analysis::Selection::OwnStart:
    case analysis::Selection::Facts:
    case analysis::Selection::FirstDelivery:
      words["of_selected"] = "";
      break;
  }
  if (question.analysis == "customer_balance") {
    words["compare_day"] = date(to_text(arguments.day("as_of").value() - 365));
    words["alive_before"] = alive_on(words["compare_day"], words);
  }
  if (std::ranges::find(descriptor.parameters, "compare_day", &analysis::Parameter::name) !=
      descriptor.parameters.end()) {
    const Day as_of = arguments.day("as_of").value();
    words["compare_day"] = date(to_text(arguments.day("compare_day").value_or(as_of - 365)));
    words["alive_before"] = alive_on(words["compare_day"], words);
  }
  words["everybody"] =
      descriptor.selection == analysis::Selection::Facts || question.analysis == "acquisition" ? "true" : "false";
  words["of_deliveries"] = descriptor.selection == analysis::Selection::FirstDelivery ? "true" : "false";
  const bool of_ages = question.analysis == "cohorts" || question.analysis.starts_with("ltv");
  words["ages"] = of_ages ? "true" : "false";
  for (const auto& [short_name, name] : {std::pair("r5", "r5_days_max"),
                                         {"r4", "r4_days_max"},
                                         {"r3", "r3_days_max"},
                                         {"r2", "r2_days_max"},
                                         {"f1", "f1_max"},
                                         {"f2", "f2_max"},
                                         {"f3", "f3_max"},
                                         {"f4", "f4_max"},
                                         {"m1", "m1_max"},
                                         {"m2", "m2_max"},
                                         {"m3", "m3_max"},
                                         {"m4", "m4_max"}}) {
    if (words.contains(name)) words[short_name] = words[name];
  }
  add_profit_words(words, question, arguments);
  // Who never bought stands behind their cells, yet what is cancelled is left out.
  if (question.analysis == "acquisition" || question.analysis == "returns") words["with_cancelled"] = "false";
  words["nobody_is_won"] = question.analysis == "acquisition" ? "true" : "false";
  if (question.analysis == "rfm_moves") {
    const std::string& axis = arguments.text("axis");
    for (const auto& [word, table] : {std::pair("place_now", "n."), {"place_before", "b."}}) {
      words[word] = axis == "rank" ? fmt::format(
                                         "case when {0}r + {0}f + {0}m >= 13 then 'A' when {0}r + {0}f + {0}m >= 11 "
                                         "then 'B' when {0}r + {0}f + {0}m >= 8 then 'C' when {0}r + {0}f + {0}m "
                                         ">= 6 then 'D' else 'E' end",
                                         table)
                                   : fmt::format("{}{}::varchar", table, axis);
    }
  }
  if (question.analysis == "cohorts") {
    const bool by_month = arguments.text("age") == "calendar_month";
    words["age"] = by_month ? "datediff('month', first_day, day)" : "(day - first_day) // 30";
    words["begun"] = by_month ? "cohort + to_months(age::int) <= :as_of" : "earliest + 30 * age::int <= :as_of";
    words["complete"] =
        by_month ? "last_day(cohort + to_months(age::int)) <= :as_of" : "latest + 30 * (age::int + 1) - 1 <= :as_of";
  }
  add_order_words(words, question, arguments);
  add_goods_words(words, question, arguments);
  for (const auto& [name, word] : question.words) words[name] = word;
  return words;
}

std::string in_words(const Value& value) {
  struct Text {
    std::string operator()(std::monostate) const { return "null"; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return fmt::format("{}", number); }
    std::string operator()(bool yes) const { return yes ? "true" : "false"; }
    std::string operator()(const std::string& text) const { return text; }
  };
  return std::visit(Text{}, value);
}

std::string in_words(const Row& row) {
  std::string out;
  for (const Value& value : row) out += (out.empty() ? "" : " | ") + in_words(value);
  return out;
}

bool equal(const Value& a, const Value& b) {
  const double* x = std::get_if<double>(&a);
  const double* y = std::get_if<double>(&b);
  return x != nullptr && y != nullptr ? std::abs(*x - *y) <= 1e-9 : a == b;
}

}  // namespace

DuckDb& ShopTables::with_tables(DuckDb& database) {
  for (const char* table :
       {"orders (customer bigint, order_id bigint, day date, cancelled date, shipped date, delivered date, paid date, "
        "payment_due date, hour bigint, cancel_reason bigint, source bigint, payment_method bigint, subscription "
        "bigint, round bigint, purchase boolean, "
        "accepted integer, out_of_stock integer, discounts integer, points integer, cost integer, uncosted integer)",
        "returns (customer bigint, order_id bigint, day date, amount integer, product bigint, quantity bigint, reason "
        "bigint, exchange boolean)",
        "lines (customer bigint, order_id bigint, position bigint, product bigint, quantity bigint, "
        "out_of_stock_quantity bigint, amount bigint, discount bigint, unit_cost bigint)",
        "products (product bigint, code varchar, kind bigint)",
        "subscriptions (customer bigint, number bigint, state bigint, started date, ended date)",
        "source_costs (source bigint, month date, cost bigint)", "touches (customer bigint, day date, cost bigint)",
        "stock (product bigint, day date, on_hand bigint)"}) {
    database.run(fmt::format("create table {}", table));
  }
  add_macros(database);
  return database;
}

void add_macros(DuckDb& database) {
  // Wilson's 95 % interval of k in n; null when there were none.
  for (const auto& [name, sign] : {std::pair("wilson_low", "-"), {"wilson_high", "+"}}) {
    database.run(
        fmt::format("create macro {}(k, n) as case when n > 0 then (k + {z} * {z} / 2 {} {z} * sqrt(k * (n - "
                    "k)::double / n + {z} * "
                    "{z} / 4)) / (n + {z} * {z}) end",
                    name, sign, fmt::arg("z", 1.959963984540054)));
  }
  // Differences of rates: Newcombe 1998, method 10.
  for (const char* macro :
       {"rate(k, n) as case when n > 0 then k::double / n end",
        "newcombe_low(k, n, l, m) as rate(k, n) - rate(l, m) - sqrt((rate(k, n) - wilson_low(k, n)) ** 2 + "
        "(wilson_high(l, m) - rate(l, m)) ** 2)",
        "newcombe_high(k, n, l, m) as rate(k, n) - rate(l, m) + sqrt((wilson_high(k, n) - rate(k, n)) ** 2 + "
        "(rate(l, m) - wilson_low(l, m)) ** 2)"}) {
    database.run(fmt::format("create macro {}", macro));
  }
}

ShopTables::ShopTables(DuckDb& database)
    : orders_(with_tables(database), "orders"),
      returns_(database, "returns"),
      lines_(database, "lines"),
      products_(database, "products"),
      subscriptions_(database, "subscriptions"),
      stock_(database, "stock"),
      source_costs_(database, "source_costs"),
      touches_(database, "touches") {}

void ShopTables::add(const ledger::OrderRow& order) {
  orders_.add(order.customer);
  orders_.add(order.order);
  orders_.add(order.day);
  for (const auto& day : {order.cancelled, order.shipped, order.delivered, order.paid, order.payment_due})
    orders_.add(day);
  for (const int code : {int{order.hour}, static_cast<int>(order.cancel_reason), int{order.source},
                         int{order.payment_method}, int{order.subscription}, int{order.round}})
    orders_.add(std::int64_t{code});
  orders_.add(order.purchase);
  for (const Money amount :
       {order.accepted, order.out_of_stock, order.discounts, order.points, order.cost, order.uncosted})
    orders_.add(amount);
  orders_.end_row();
}

void ShopTables::add(const ledger::ReturnRow& back) {
  returns_.add(back.customer);
  returns_.add(back.order);
  returns_.add(back.day);
  returns_.add(back.amount);
  returns_.add(std::int64_t{back.product});
  returns_.add(back.quantity);
  returns_.add(static_cast<std::int64_t>(back.reason));
  returns_.add(back.exchange);
  returns_.end_row();
}

void ShopTables::add_line(std::int64_t customer, std::int64_t order, const ledger::LineRow& line) {
  for (const std::int64_t value : {customer, order, line.position, std::int64_t{line.product}, line.quantity,
                                   line.out_of_stock_quantity, line.amount, line.discount}) {
    lines_.add(value);
  }
  lines_.add(line.unit_cost);
  lines_.end_row();
}

void ShopTables::add_product(ledger::ProductIndex product, const std::string& code, domain::ProductKind kind) {
  products_.add(std::int64_t{product});
  products_.add(code);
  products_.add(static_cast<std::int64_t>(kind));
  products_.end_row();
}

void ShopTables::add(const ledger::StockLevel& level) {
  stock_.add(std::int64_t{level.product});
  stock_.add(level.day);
  stock_.add(level.on_hand);
  stock_.end_row();
}

void ShopTables::add_subscription(std::int64_t number, const ledger::SubscriptionRow& subscription) {
  subscriptions_.add(subscription.customer);
  subscriptions_.add(number);
  subscriptions_.add(static_cast<std::int64_t>(subscription.state));
  subscriptions_.add(subscription.started);
  subscriptions_.add(subscription.ended);
  subscriptions_.end_row();
}

void ShopTables::add(const ledger::SourceCost& cost) {
  source_costs_.add(std::int64_t{cost.source});
  source_costs_.add(first_day(cost.month));
  source_costs_.add(cost.cost);
  source_costs_.end_row();
}

void ShopTables::add(const ledger::TouchRow& touch) {
  touches_.add(touch.customer);
  touches_.add(touch.sent);
  touches_.add(touch.cost);
  touches_.end_row();
}

void ShopTables::finish() {
  for (DuckDb::Appender* table :
       {&orders_, &returns_, &lines_, &products_, &subscriptions_, &stock_, &source_costs_, &touches_}) {
    table->finish();
  }
}

std::string sql_of(const Question& question) { return filled(read_sql(question.analysis), words_for(question)); }

std::string sql_of(const Question& question, const std::string& name) {
  return filled(read_sql(name), words_for(question));
}

std::string left_out_sql_of(const Question& question) {
  Words words = words_for(question);
  words["of_selected"] = "";
  return filled(read_sql("left_out"), words);
}

std::string real_data_sql(const std::string& name, const std::string& folder) {
  std::string sql = filled(read_sql("real/" + name), {{"folder", folder}});
  // What these files do not tell.
  for (const char* column :
       {"shipped date", "delivered date", "paid date", "payment_due date", "hour bigint default 255",
        "cancel_reason bigint default 0", "payment_method bigint default 0", "subscription bigint default 0",
        "round bigint default 0", "cost integer default 0", "uncosted integer default 0"}) {
    sql += fmt::format("\nalter table orders add column if not exists {};", column);
  }
  return sql;
}

std::vector<Row> rows_of(const analysis::Table& table) {
  struct Convert {
    Value operator()(std::monostate) const { return {}; }
    Value operator()(std::int64_t number) const { return number; }
    Value operator()(double number) const { return number; }
    Value operator()(bool yes) const { return yes; }
    Value operator()(Day day) const { return to_text(day); }
    Value operator()(YearMonth month) const { return to_text(month); }
    Value operator()(const std::string& text) const { return text; }
    Value operator()(const analysis::Phrase& phrase) const { return phrase.key; }
  };
  std::vector<Row> rows;
  for (const auto& row : table.rows) {
    Row& converted = rows.emplace_back();
    for (const auto& value : row) converted.push_back(std::visit(Convert{}, value));
  }
  return rows;
}

std::vector<Row> left_out_of(const analysis::Table& table) {
  std::vector<Row> rows;
  for (const auto& one : table.left_out) rows.push_back({one.reason, one.orders, one.customers});
  return rows;
}

std::string first_difference(const std::vector<Row>& ours, const std::vector<Row>& theirs) {
  for (std::size_t i = 0; i < std::min(ours.size(), theirs.size()); ++i) {
    if (!std::ranges::equal(ours[i], theirs[i], equal)) {
      return fmt::format("row {}: ours {}, theirs {}", i + 1, in_words(ours[i]), in_words(theirs[i]));
    }
  }
  return ours.size() == theirs.size() ? "" : fmt::format("{} rows of ours, {} of theirs", ours.size(), theirs.size());
}

}  // namespace tsuzuku::oracle
