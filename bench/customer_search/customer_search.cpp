// The time from a typed text to the first fifty customers, beside the plain SQL that a program without an index would
// ask: `like '%…%'` over the same columns of the same database.
//
//   bench_customer_search WORK_FOLDER CUSTOMERS
//
// A shop in a SQLite store below WORK_FOLDER, made once and used again, and one in a private PostgreSQL.

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "app/assets.hpp"
#include "app/store.hpp"
#include "bench/customer_search/people.hpp"
#include "bench/measurement.hpp"
#include "services/customers/desk.hpp"
#include "tests/support/postgres_cluster.hpp"

namespace tsuzuku::bench {
namespace {

constexpr int kRounds = 5;  // the median counts

// What people type, letter by letter, and the same for `like`: it knows one spelling only.
struct Typed {
  std::string text;
  std::string like;
};
const std::vector<Typed> kTyped = {{"さ", "サ"},
                                   {"さと", "サト"},
                                   {"さとう", "サトウ"},
                                   {"佐藤", "佐藤"},
                                   {"佐藤 花", "佐藤"},
                                   {"ﾔﾏ", "ヤマ"},
                                   {"やまもと よう", "ヤマモトヨウ"},
                                   {"はせがわ", "ハセガワ"},
                                   {"髙木 美咲", "髙木美咲"},
                                   {"子", "子"},
                                   {"090-12", "090-12"},
                                   {"090-1234", "090-1234"},
                                   {"5678", "5678"},
                                   {"hasegawa", "hasegawa"},
                                   {"hasegawa.12", "hasegawa.12"},
                                   {"C0123456", "C0123456"},
                                   {"N0400000", "N0400000"},
                                   {"誰でもない", "誰でもない"}};

constexpr std::string_view kLike = R"(
-- name: like
select customer_id from customers
where shop_id = :shop_id
  and (last_name || first_name like :words or last_name_kana || first_name_kana like :words or phone like :words
       or email like :words or customer_number like :words)
order by customer_id desc limit 50
-- name: count_reading
select count(*) from customers where shop_id = :shop_id and last_name_kana || first_name_kana like :words
)";

Result<std::vector<sql::Row>> ask_like(app::Store& store, const services::Shop& shop, std::string_view query,
                                       const std::string& words) {
  TSUZUKU_TRY(queries, sql::Queries::parse("bench", kLike, store.database().dialect()));
  TSUZUKU_TRY(session, store.database().reader());
  return session->rows(queries.get(query), {{"shop_id", shop.id.value}, {"words", "%" + words + "%"}});
}

Result<services::CustomerListPage> ask_desk(services::CustomerDesk& desk, const services::Shop& shop,
                                            const std::string& words) {
  return desk.list(shop, {.words = words, .personal_data = services::PersonalData::Shown}, std::nullopt);
}

// A benchmark that measures a wrong answer is worth nothing.
Status check_answer(app::Store& store, services::CustomerDesk& desk, const services::Shop& shop) {
  for (const auto& [words, reading] : {std::pair("はせがわ まい", "ハセガワマイ"), std::pair("もとさく", "モトサク")}) {
    TSUZUKU_TRY(page, ask_desk(desk, shop, words));
    TSUZUKU_TRY(counted, ask_like(store, shop, "count_reading", reading));
    if (page.rows_total == 0 || page.rows_total != sql::integer(counted[0][0])) {
      return fail(ErrorKind::Internal, "bench.wrong_answer",
                  {{"words", words}, {"found", std::to_string(page.rows_total)}});
    }
  }
  return {};
}

Status measure(app::Store& store, const std::string& where, std::int64_t customers) {
  TSUZUKU_TRY(shop, shop_of_people(store, customers));
  TSUZUKU_TRY(desk, services::CustomerDesk::open(store.database(), store.ids(), store.ledgers()));
  TSUZUKU_CHECK(check_answer(store, *desk, shop));
  std::vector<double> ours, peers;
  for (const Typed& typed : kTyped) {
    std::vector<double> our_rounds, peer_rounds;
    std::int64_t found = 0;
    for (int round = 0; round < kRounds; ++round) {
      const StopWatch watch;
      TSUZUKU_TRY(page, ask_desk(*desk, shop, typed.text));
      our_rounds.push_back(watch.milliseconds());
      found = page.rows_total;
    }
    for (int round = 0; round < kRounds; ++round) {
      const StopWatch watch;
      TSUZUKU_CHECK(ask_like(store, shop, "like", typed.like));
      peer_rounds.push_back(watch.milliseconds());
    }
    ours.push_back(median(our_rounds));
    peers.push_back(median(peer_rounds));
    std::cerr << fmt::format("{:>12} {:8.2f} ms, like {:8.2f} ms, {} found: {}\n", where, ours.back(), peers.back(),
                             found, typed.text);
  }
  print({.name = fmt::format("search while typing, median of {} texts, {}", kTyped.size(), where),
         .orders = customers,
         .ours_ms = median(ours),
         .peer = "like '%…%' in SQL",
         .peer_ms = median(peers),
         .peak_mb = {}});
  print({.name = fmt::format("search while typing, slowest of {} texts, {}", kTyped.size(), where),
         .orders = customers,
         .ours_ms = std::ranges::max(ours),
         .peer = "like '%…%' in SQL",
         .peer_ms = std::ranges::max(peers),
         .peak_mb = {}});
  return {};
}

Status run(const std::filesystem::path& folder, std::int64_t customers) {
  const auto data = folder / fmt::format("people-{}", customers);
  {
    TSUZUKU_TRY(store, app::Store::open({.data = data}));
    TSUZUKU_CHECK(measure(*store, "SQLite", customers));
  }
  TSUZUKU_TRY(url, testing_support::fresh_database());
  TSUZUKU_TRY(store, app::Store::open({.data = data, .database = url}));
  return measure(*store, "PostgreSQL", customers);
}

}  // namespace
}  // namespace tsuzuku::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: bench_customer_search WORK_FOLDER CUSTOMERS\n";
    return 2;
  }
  tsuzuku::app::register_all_assets();
  return tsuzuku::bench::exit_code_of(tsuzuku::bench::run(argv[1], std::atoll(argv[2])));
}
