#include "services/imports/trial_session.hpp"

#include <algorithm>
#include <functional>

namespace tsuzuku::services {
namespace {

bool reads(const sql::Query& query) { return query.text.starts_with("select"); }

// Of the columns that identify a customer, which two queries of orders.sql name in an order of their own.
std::uint64_t identity_hash(const sql::Query& query, const sql::Row& row) {
  std::uint64_t hash = 0;
  for (const std::string_view name : {"value", "shop_id", "kind", "channel"}) {
    const auto at = std::ranges::find(query.parameters, name) - query.parameters.begin();
    const sql::Value& value = row[static_cast<std::size_t>(at)];
    const auto* number = std::get_if<std::int64_t>(&value);
    const std::uint64_t part =
        number != nullptr ? static_cast<std::uint64_t>(*number) : std::hash<std::string>{}(sql::text(value));
    hash = (hash ^ part) * 0x9E3779B97F4A7C15ULL;
    hash ^= hash >> 32U;
  }
  return hash;
}

}  // namespace

Result<std::vector<sql::Row>> TrialSession::rows(const sql::Query& query, const sql::Parameters& parameters) {
  if (!reads(query)) return std::vector<sql::Row>();
  return reader_->rows(query, parameters);
}

Result<std::int64_t> TrialSession::run(const sql::Query&, const sql::Parameters&) { return 0; }

Status TrialSession::run_batch(const sql::Query& query, std::span<const sql::Row> parameter_rows) {
  if (query.name != "add_identity") return {};
  for (const sql::Row& row : parameter_rows) customers_.add(identity_hash(query, row), sql::integer(row.back()));
  return {};
}

Result<std::vector<std::vector<sql::Row>>> TrialSession::rows_batch(const sql::Query& query,
                                                                    std::span<const sql::Row> parameter_rows) {
  if (!reads(query)) return std::vector<std::vector<sql::Row>>(parameter_rows.size());
  TSUZUKU_TRY(found, reader_->rows_batch(query, parameter_rows));
  if (query.name != "find_customer") return found;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!found[i].empty()) continue;
    if (const auto id = customers_.find(identity_hash(query, parameter_rows[i]))) found[i] = {{*id}};
  }
  return found;
}

Result<std::unique_ptr<sql::Cursor>> TrialSession::stream(const sql::Query& query, const sql::Parameters& parameters) {
  return reader_->stream(query, parameters);
}

}  // namespace tsuzuku::services
