#include "services/holdouts/global_holdouts.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "journeys/arms.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

GlobalHoldout holdout_from(const sql::Row& row) {
  return {.permille = static_cast<int>(sql::integer(row[0])),
          .season = sql::text(row[1]),
          .since = sql::integer(row[2]),
          .drawn_at = sql::integer(row[3])};
}

}  // namespace

bool GlobalHoldout::holds_out(CustomerId customer) const {
  return journeys::is_held_out_globally(customer, permille, season);
}

Result<GlobalHoldouts> GlobalHoldouts::open(sql::Database& database) {
  TSUZUKU_TRY(queries, queries_of("services/holdouts/global_holdouts.sql", database.dialect()));
  return GlobalHoldouts(database, std::move(queries));
}

Result<GlobalHoldout> GlobalHoldouts::of(sql::Session& session, ShopId shop) const {
  TSUZUKU_TRY(rows, session.rows(queries_.get("global_holdouts_of_shop"),
                                 {{"shop_id", shop.value}, {"most", std::int64_t{1}}}));
  return rows.empty() ? GlobalHoldout{} : holdout_from(rows.front());
}

Result<GlobalHoldout> GlobalHoldouts::of(ShopId shop) const {
  TSUZUKU_TRY(session, database_->reader());
  return of(*session, shop);
}

Result<std::optional<HoldoutPeriod>> GlobalHoldouts::last_period(ShopId shop) const {
  constexpr std::int64_t kStandingAndOneBefore = 2;  // two rows of nobody never follow each other
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("global_holdouts_of_shop"),
                                  {{"shop_id", shop.value}, {"most", kStandingAndOneBefore}}));
  std::optional<std::int64_t> until;
  for (const sql::Row& row : rows) {
    const GlobalHoldout holdout = holdout_from(row);
    if (holdout.permille > 0) return HoldoutPeriod{.holdout = holdout, .since = *holdout.since, .until = until};
    until = holdout.since;
  }
  return std::nullopt;
}

Result<bool> GlobalHoldouts::set(ShopId shop, const HoldoutChange& change, std::optional<StaffId> staff,
                                 std::int64_t now) {
  if (change.permille < 0 || change.permille > kGlobalHoldoutMost) {
    return fail(ErrorKind::Usage, "holdout.bad_share",
                {{"value", std::to_string(change.permille)}, {"maximum", std::to_string(kGlobalHoldoutMost)}});
  }
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(standing, of(*session, shop));
  const bool draws = change.permille > 0 && (change.draw_anew || standing.permille == 0);
  if (change.permille == standing.permille && !draws) return false;
  // A clock set back must not let an older word stand.
  const std::int64_t since = std::max(now, standing.since.value_or(now));
  TSUZUKU_CHECK(session->run(queries_.get("set_global_holdout"),
                             {{"shop_id", shop.value},
                              {"since", since},
                              {"permille", std::int64_t{change.permille}},
                              {"season", draws ? std::to_string(since) : standing.season},
                              {"drawn_at", draws ? since : standing.drawn_at.value_or(since)},
                              {"staff_id", staff ? sql::Value(staff->value) : sql::Value(sql::Null{})}}));
  TSUZUKU_CHECK(transaction.commit());
  return true;
}

}  // namespace tsuzuku::services
