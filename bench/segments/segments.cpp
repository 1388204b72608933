// Conditions on the demo shop beside DuckDB, which answers the same question in SQL on its own in-memory tables with
// two threads. Both must find as many customers, else nothing is printed.
//
//   bench_segments ORDERS…          five million orders are one and a half million customers

#include <fmt/format.h>

#include <cstdlib>
#include <iostream>

#include "bench/measurement.hpp"
#include "bench/segments/demo_people.hpp"
#include "segments/evaluate.hpp"

namespace tsuzuku::bench {
namespace {

constexpr unsigned kThreads = 2;
constexpr int kRounds = 3;  // of both in turn; the median counts
constexpr int kOursPerRound = 5;

struct Question {
  std::string name;
  std::string condition;
  std::string sql;  // ids of customers
};

// What counts, and what makes a purchase, on the as-of day.
std::string with_purchases(Day as_of) {
  return fmt::format(
      "with counts as (select * from orders where day <= date '{0}' and (cancelled is null or cancelled > date "
      "'{0}')), "
      "purchases as (select customer, day, min(source) as source from counts where purchase group by customer, day), ",
      to_text(as_of));
}

std::vector<Question> questions(const DemoPeople& demo, Day as_of) {
  const std::string begin = with_purchases(as_of);
  const std::string today = "date '" + to_text(as_of) + "'";
  const auto known = [](const auto& names, std::size_t n) {
    auto at = names.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(n));
    return *at;
  };
  const auto [product, product_number] = known(demo.products, 2);
  const auto [other, other_number] = known(demo.products, 5);
  const auto [source, source_number] = known(demo.sources, 1);
  const auto [prefecture, prefecture_number] = known(demo.prefectures, 13);
  const auto [second, second_number] = known(demo.prefectures, 27);
  return {
      {"F2, quiet for 30 days", "stage = 2 and days_since_last_purchase > 30",
       begin + fmt::format("f as (select customer, count(*) as n, max(day) as last from purchases group by customer) "
                           "select customer from f where n = 2 and {} - last > 30",
                           today)},
      {"prefecture and age",
       fmt::format("prefecture in (\"{}\", \"{}\") and age between 40 and 59", prefecture, second),
       fmt::format(
           "select customer from people where prefecture in ({}, {}) and date_sub('year', birth, {}) between 40 and "
           "59",
           prefecture_number, second_number, today)},
      {"bought a product twice in a year, another never",
       fmt::format("purchases(product = \"{}\") in the last 365 days >= 2 and not purchases(product = \"{}\")", product,
                   other),
       begin +
           fmt::format(
               "b as (select c.customer, count(distinct c.day) as n from counts c where c.purchase and c.day > {0} - "
               "365 "
               "and c.id in (select order_id from lines where product = {1} and quantity > 0) group by c.customer), "
               "o as (select distinct c.customer from counts c where c.purchase and c.id in (select order_id from "
               "lines "
               "where product = {2} and quantity > 0)) "
               "select customer from b where n >= 2 and customer not in (select customer from o)",
               today, product_number, other_number)},
      {"RFM levels", "rfm_r = 5 and rfm_f >= 3 and rfm_m >= 4",
       begin + fmt::format(
                   "a as (select customer, count(*) as n, max(day) as last from purchases group by customer), "
                   "m as (select c.customer, sum(c.net) - coalesce(sum(r.amount), 0) as sales from counts c left join "
                   "(select order_id, sum(amount) as amount from returns where day <= {0} group by order_id) r on "
                   "r.order_id "
                   "= c.id group by c.customer) "
                   "select customer from a join m using (customer) where {0} - last <= 30 and n > 3 and sales > 15000",
                   today)},
      {"shipped late or not paid", "orders(shipping_days > 5) in the last 180 days or orders(days_overdue >= 7)",
       begin +
           fmt::format(
               "l as (select distinct customer from orders where day > {0} - 180 and day <= {0} and shipped <= {0} and "
               "shipped - day > 5), u as (select distinct customer from counts where due <= {0} - 7 and (paid is null "
               "or "
               "paid > {0})) select customer from l union select customer from u",
               today)},
      {"sales of a year, late by the own rhythm",
       "net_sales in the last 365 days >= 30000 and usual_interval_elapsed > 150",
       begin + fmt::format(
                   "m as (select c.customer, sum(c.net) - coalesce(sum(r.amount), 0) as sales from counts c left join "
                   "(select "
                   "order_id, sum(amount) as amount from returns where day <= {0} group by order_id) r on r.order_id = "
                   "c.id "
                   "where c.day > {0} - 365 group by c.customer), "
                   "f as (select customer, count(*) as n, min(day) as first, max(day) as last from purchases group by "
                   "customer) select customer from m join f using (customer) where sales >= 30000 and last > first and "
                   "100 * "
                   "({0} - last) * (n - 1) // (last - first) > 150",
                   today)},
      {"first source, third purchase", fmt::format("first_source = \"{}\" and stage >= 3", source),
       begin + fmt::format("s as (select customer, arg_min(source, (day, id)) as source, count(distinct day) as n from "
                           "counts where "
                           "purchase group by customer) select customer from s where source = {} and n >= 3",
                           source_number)},
  };
}

Status measure(const DemoPeople& demo, oracle::DuckDb& duckdb, const Question& question, Day as_of) {
  TSUZUKU_TRY(condition, segments::checked(question.condition, {}));
  std::vector<double> ours, theirs;
  for (int round = 0; round < kRounds; ++round) {
    std::int64_t found = 0;
    for (int i = 0; i < kOursPerRound; ++i) {
      const StopWatch watch;
      TSUZUKU_TRY(set, segments::evaluate(condition, {.blocks = demo.blocks, .as_of = as_of, .threads = kThreads}));
      found = set.count();
      ours.push_back(watch.milliseconds());
    }
    const StopWatch watch;
    const auto rows = duckdb.rows("select count(*) from (" + question.sql + ") where customer > 0");
    theirs.push_back(watch.milliseconds());
    const auto theirs_found = std::get<std::int64_t>(rows.front().front());
    if (theirs_found != found) {
      return fail(ErrorKind::Internal, "bench.answers_differ",
                  {{"condition", question.condition},
                   {"ours", std::to_string(found)},
                   {"theirs", std::to_string(theirs_found)}});
    }
    if (round == 0) std::cerr << fmt::format("{}: {} customers\n", question.condition, found);
  }
  print({.name = "segment: " + question.name,
         .orders = static_cast<std::int64_t>(demo.blocks.ledger->order_count()),
         .ours_ms = median(ours),
         .peer = fmt::format("DuckDB, {} threads", kThreads),
         .peer_ms = median(theirs),
         .peak_mb = {}});
  return {};
}

Status measure_all(std::int64_t orders) {
  oracle::DuckDb duckdb(kThreads);
  TSUZUKU_TRY(demo, demo_people(orders, duckdb));
  std::cerr << fmt::format("{} orders, {} lines, {} customers\n", orders, demo.blocks.lines->line_count(),
                           demo.blocks.ledger->customer_count());
  const Day as_of = *demo.blocks.ledger->last_known_day();
  for (const Question& question : questions(demo, as_of)) TSUZUKU_CHECK(measure(demo, duckdb, question, as_of));
  return {};
}

}  // namespace
}  // namespace tsuzuku::bench

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: bench_segments ORDERS…\n";
    return 2;
  }
  for (int n = 1; n < argc; ++n) {
    if (const int code = tsuzuku::bench::exit_code_of(tsuzuku::bench::measure_all(std::atoll(argv[n]))); code != 0) {
      return code;
    }
  }
}
