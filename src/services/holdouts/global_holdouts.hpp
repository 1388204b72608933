#pragma once
// Customers whom no journey and no campaign reaches, so that a shop sees what all of them together earn. Who they are
// is a stable draw (journeys/arms.hpp); what stands here is its size and its name, and since when.

#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/id.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

inline constexpr int kGlobalHoldoutMost = 500;  // permille: more would learn less

struct GlobalHoldout {
  int permille = 0;                      // 0: nobody
  std::string season;                    // names the draw
  std::optional<std::int64_t> since;     // when this share was set; nothing: never
  std::optional<std::int64_t> drawn_at;  // when these customers were drawn

  [[nodiscard]] bool holds_out(CustomerId customer) const;
  friend bool operator==(const GlobalHoldout&, const GlobalHoldout&) = default;
};

// A time in which somebody was held out, by one draw and one share.
struct HoldoutPeriod {
  GlobalHoldout holdout;
  std::int64_t since = 0;
  std::optional<std::int64_t> until;  // nothing: it stands
};

struct HoldoutChange {
  int permille = 0;
  bool draw_anew = false;  // others than before; a first draw, or one after a time without, is new anyway
};

// Not owned: the database outlives it. Thread safe.
class GlobalHoldouts {
 public:
  [[nodiscard]] static Result<GlobalHoldouts> open(sql::Database& database);

  // What stands, as the session sees it; inside the caller's transaction or without one.
  [[nodiscard]] Result<GlobalHoldout> of(sql::Session& session, ShopId shop) const;
  [[nodiscard]] Result<GlobalHoldout> of(ShopId shop) const;
  // The last time in which anybody was held out; nothing when there was none.
  [[nodiscard]] Result<std::optional<HoldoutPeriod>> last_period(ShopId shop) const;

  // True when it changed. Usage "holdout.bad_share" {value, maximum}.
  [[nodiscard]] Result<bool> set(ShopId shop, const HoldoutChange& change, std::optional<StaffId> staff,
                                 std::int64_t now);

 private:
  GlobalHoldouts(sql::Database& database, sql::Queries queries) : database_(&database), queries_(std::move(queries)) {}

  sql::Database* database_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
