#include "services/messages/sending/second_copies.hpp"

#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;

}  // namespace

Result<SecondCopies> SecondCopies::open(sql::Database& database) {
  TSUZUKU_TRY(queries, queries_of("services/messages/sending/second_copies.sql", database.dialect()));
  return SecondCopies(std::move(queries));
}

Result<std::vector<bool>> SecondCopies::find(sql::Session& session, ShopId shop, std::span<const Going> going,
                                             std::int64_t now) const {
  std::vector<sql::Row> keys;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < going.size(); ++i) {
    const Touch* touch = going[i].touch;
    if (touch == nullptr || !touch->advertising) continue;
    keys.push_back(
        {shop.value, std::string(going[i].address), now - kDaySeconds, touch->template_id, touch->customer.value});
    places.push_back(i);
  }
  TSUZUKU_TRY(found, session.rows_batch(queries_.get("went_to_address"), keys));
  std::vector<bool> copies(going.size());
  for (std::size_t i = 0; i < places.size(); ++i) copies[places[i]] = !found[i].empty();
  return copies;
}

}  // namespace tsuzuku::services
