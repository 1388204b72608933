#include "services/customers/customer_index.hpp"

#include <unordered_set>
#include <vector>

#include "base/log.hpp"
#include "services/customers/search_text.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::string_view kQueryFile = "services/customers/customer_index.sql";
constexpr std::int64_t kRowsAtOnce = 5'000;

sql::Row index_row(const sql::Row& customer, sql::Dialect dialect) {
  const auto text = [&](std::size_t column) { return sql::text(customer[column]); };
  const std::string number = text(2), email = text(3), phone = text(4), last = text(5), first = text(6),
                    last_kana = text(7), first_kana = text(8);
  const SearchableCustomer searchable{.number = number,
                                      .email = email,
                                      .phone = phone,
                                      .last_name = last,
                                      .first_name = first,
                                      .last_name_kana = last_kana,
                                      .first_name_kana = first_kana};
  return {customer[0], customer[1], name_key(searchable), search_words(searchable, dialect)};
}

Result<std::int64_t> version_of(sql::Session& session, const sql::Queries& queries) {
  TSUZUKU_TRY(rows, session.rows(queries.get("index_version")));
  return rows.empty() ? 0 : sql::integer(rows[0][0]);
}

Status index_everybody(sql::Session& session, const sql::Queries& queries, const CustomerIndex& index) {
  TSUZUKU_CHECK(session.run(queries.get("remove_search_words_of_nobody")));
  std::int64_t after = 0;
  for (;;) {
    TSUZUKU_TRY(customers, session.rows(queries.get("customers_to_index"), {{"after", after}, {"limit", kRowsAtOnce}}));
    if (customers.empty()) return {};
    TSUZUKU_CHECK(index.write(session, customers));
    after = sql::integer(customers.back()[0]);
  }
}

}  // namespace

Result<CustomerIndex> CustomerIndex::open(sql::Dialect dialect) {
  TSUZUKU_TRY(queries, queries_of(kQueryFile, dialect));
  return CustomerIndex(std::move(queries));
}

Status CustomerIndex::write(sql::Session& session, std::span<const sql::Row> customers) const {
  std::vector<sql::Row> rows;
  std::unordered_set<std::int64_t> written;
  for (std::size_t i = customers.size(); i-- > 0;) {
    if (written.insert(sql::integer(customers[i][0])).second) {
      rows.push_back(index_row(customers[i], session.dialect()));
    }
  }
  if (rows.empty()) return {};
  return session.run_batch(queries_.get("upsert_search_words"), rows);
}

Status refresh_customer_index(sql::Database& database) {
  TSUZUKU_TRY(queries, queries_of(kQueryFile, database.dialect()));
  {
    TSUZUKU_TRY(session, database.reader());
    TSUZUKU_TRY(version, version_of(*session, queries));
    if (version == kSearchTextVersion) return {};
  }
  TSUZUKU_TRY(lock, database.try_lock("customer-search"));
  if (!lock) return {};
  TSUZUKU_TRY(index, CustomerIndex::open(database.dialect()));
  TSUZUKU_TRY(session, database.writer(sql::kPatientWriterWaitSeconds));
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_CHECK(index_everybody(*session, queries, index));
  TSUZUKU_CHECK(session->run(queries.get("set_index_version"), {{"version", std::int64_t{kSearchTextVersion}}}));
  return transaction.commit();
}

}  // namespace tsuzuku::services
