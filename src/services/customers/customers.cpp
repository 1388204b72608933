#include "services/customers/customers.hpp"

#include <fmt/format.h>

#include <vector>

#include "base/text.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::size_t kLongestCharacter = 4;

}  // namespace

std::string masked(std::string_view text) {
  if (text.empty()) return {};
  // A cut within the second character falls back to the end of the first.
  std::size_t first = 1;
  while (first < text.size() && first < kLongestCharacter &&
         (static_cast<unsigned char>(text[first]) & 0xC0U) == 0x80U) {
    ++first;
  }
  return std::string(text.substr(0, first)) + "＊＊＊";
}

CustomerBrief brief_of(std::string number, std::string_view last_name, std::string_view first_name,
                       PersonalData personal_data) {
  CustomerBrief brief{std::move(number), std::string(trim(fmt::format("{} {}", last_name, first_name)))};
  if (personal_data == PersonalData::Shown) return brief;
  brief.name = masked(brief.name);
  if (brief.number.find('@') != std::string::npos) brief.number = masked(brief.number);
  return brief;
}

Result<std::unordered_map<std::int64_t, CustomerBrief>> find_customers(sql::Database& database, ShopId shop,
                                                                       std::span<const std::int64_t> ids,
                                                                       PersonalData personal_data) {
  TSUZUKU_TRY(queries, queries_of("services/customers/customers.sql", database.dialect()));
  TSUZUKU_TRY(session, database.reader());
  std::vector<sql::Row> keys;
  keys.reserve(ids.size());
  for (const std::int64_t id : ids) keys.push_back({id, shop.value});
  TSUZUKU_TRY(found, session->rows_batch(queries.get("find_brief"), keys));
  std::unordered_map<std::int64_t, CustomerBrief> briefs;
  for (const auto& rows : found) {
    if (rows.empty()) continue;
    const sql::Row& row = rows.front();
    briefs.emplace(sql::integer(row[0]),
                   brief_of(sql::text(row[1]), sql::text(row[2]), sql::text(row[3]), personal_data));
  }
  return briefs;
}

}  // namespace tsuzuku::services
