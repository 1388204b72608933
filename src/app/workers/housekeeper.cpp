#include "app/workers/housekeeper.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "base/time_zone.hpp"
#include "services/tasks/r30_queue.hpp"

namespace tsuzuku::app {
namespace {

using std::chrono::milliseconds;
constexpr std::chrono::minutes kHousekeepingEvery{10};
constexpr milliseconds kShortestRest{500};
constexpr int kRestPerWork = 4;  // at most a fifth of the time goes into refreshing one shop, and into answers

}  // namespace

Housekeeper::Housekeeper(Store& store, Services& services, api::Uploads& uploads)
    : store_(store), services_(services), uploads_(uploads), worker_("housekeeper", [this] { return work(); }) {}

void Housekeeper::orders_came(ShopId shop) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.insert(shop);
  }
  worker_.wake();
}

milliseconds Housekeeper::work() {
  if (Clock::now() >= next_house_) {
    keep_house();
    next_house_ = Clock::now() + kHousekeepingEvery;
  }
  const Clock::time_point next = std::min({next_house_, refresh_waiting(), renew_one_answer()});
  return std::max(milliseconds(0), std::chrono::ceil<milliseconds>(next - Clock::now()));
}

Housekeeper::Clock::time_point Housekeeper::refresh_waiting() {
  std::set<ShopId> waiting;
  {
    const std::lock_guard lock(mutex_);
    waiting.swap(waiting_);
  }
  auto next = Clock::time_point::max();
  for (const ShopId shop : waiting) {
    const auto begun = Clock::now();
    Clock::time_point& rests_until = rests_until_[shop];
    if (begun < rests_until) {
      const std::lock_guard lock(mutex_);
      waiting_.insert(shop);
    } else {
      refresh(shop);
      const auto took = Clock::now() - begun;
      rests_until = Clock::now() + std::max<Clock::duration>(kShortestRest, kRestPerWork * took);
    }
    next = std::min(next, rests_until);
  }
  return next;
}

// One after the other, so that orders which come meanwhile wait for one question at most.
Housekeeper::Clock::time_point Housekeeper::renew_one_answer() {
  const auto begun = Clock::now();
  if (begun < renewing_rests_until_) return renewing_rests_until_;
  std::optional<ShopId> shop;
  {
    const std::lock_guard lock(mutex_);
    if (renewing_.empty()) return Clock::time_point::max();
    const auto next = renewing_.upper_bound(renewed_last_);  // every shop in its turn
    shop = next == renewing_.end() ? *renewing_.begin() : *next;
    renewing_.erase(*shop);
    renewed_last_ = *shop;
  }
  if (renewed_one(*shop)) {
    const std::lock_guard lock(mutex_);
    renewing_.insert(*shop);
  }
  const auto end = Clock::now();
  renewing_rests_until_ = end + kRestPerWork * (end - begun);
  return renewing_rests_until_;
}

bool Housekeeper::renewed_one(ShopId id) {
  const auto renewed = [&]() -> Result<bool> {
    try {
      TSUZUKU_TRY(shop, store_.shops().get(id));
      return services_.analyses.renew_one(shop);
    } catch (const std::exception& error) {
      return fail(ErrorKind::Internal, "cli.unexpected", {{"reason", error.what()}});
    }
  }();
  if (!renewed) log::warn("answers_not_renewed", {{"shop", id.text()}, {"reason", renewed.error().key}});
  return renewed.value_or(false);
}

Status Housekeeper::refresh_unguarded(ShopId id) {
  TSUZUKU_TRY(shop, store_.shops().get(id));
  TSUZUKU_CHECK(store_.ledgers().refresh(shop));
  TSUZUKU_TRY(ledger, store_.ledgers().get(shop));
  const auto zone = TimeZone::find(shop.time_zone);
  if (!zone) return fail(ErrorKind::Internal, "shop.unknown_time_zone", {{"time_zone", shop.time_zone}});
  const std::int64_t now = now_utc_seconds();
  TSUZUKU_CHECK(services::refresh_r30_queue(store_.database(), services_.tasks, shop, *ledger, zone->day_of(now), now));
  return {};
}

// Also called from an import's thread, where an exception (out of memory) would end the server.
void Housekeeper::refresh(ShopId shop) {
  const auto refreshed = [&]() -> Status {
    try {
      return refresh_unguarded(shop);
    } catch (const std::exception& error) {
      return fail(ErrorKind::Internal, "cli.unexpected", {{"reason", error.what()}});
    }
  }();
  if (!refreshed) return log::error("refresh_failed", {{"shop", shop.text()}, {"reason", refreshed.error().key}});
  {
    const std::lock_guard lock(mutex_);
    renewing_.insert(shop);
  }
  worker_.wake();
}

// Ledgers and queues are ready before the first question and right after midnight; old uploads do not pile up.
void Housekeeper::keep_house() {
  uploads_.remove_expired();
  const auto shops = store_.shops().list();
  if (!shops) return log::error("refresh_failed", {{"reason", shops.error().key}});
  for (const services::Shop& shop : *shops) {
    refresh(shop.id);
    save(shop.id);
  }
}

// A start finds the file and what was noted since (services/shops): it may lag behind by what fits into that.
void Housekeeper::save(ShopId id) {
  const auto saved = [&]() -> Status {
    TSUZUKU_TRY(shop, store_.shops().get(id));
    return store_.ledgers().save(shop);
  }();
  if (!saved) log::warn("ledger_not_saved", {{"shop", id.text()}, {"reason", saved.error().key}});
}

}  // namespace tsuzuku::app
