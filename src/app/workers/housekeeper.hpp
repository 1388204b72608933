#pragma once
// Keeps fresh what stands on a shop's orders: its ledger, the queue of work for people, and the answers people asked
// for lately. At the start, after orders have come, and when the shop's day turns. Old uploads are removed and files of
// ledgers written on the way.

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <set>

#include "api/uploads.hpp"
#include "app/services.hpp"
#include "app/workers/worker.hpp"

namespace tsuzuku::app {

class Housekeeper {
 public:
  // All outlive it. Works from now on.
  Housekeeper(Store& store, Services& services, api::Uploads& uploads);

  // Orders of the shop have changed. While they keep coming, a shop is made fresh again after a rest of some times what
  // the last refreshing took: a large shop does nothing else otherwise.
  void orders_came(ShopId shop);
  // The same, at once and in the calling thread: an import is not done before its numbers can be seen.
  void refresh(ShopId shop);
  void stop() { worker_.stop(); }

 private:
  using Clock = std::chrono::steady_clock;
  [[nodiscard]] std::chrono::milliseconds work();
  // Each does what is due and returns when it wants to be called again.
  [[nodiscard]] Clock::time_point refresh_waiting();
  [[nodiscard]] Clock::time_point renew_one_answer();
  [[nodiscard]] bool renewed_one(ShopId shop);
  [[nodiscard]] Status refresh_unguarded(ShopId shop);
  void keep_house();
  void save(ShopId shop);

  Store& store_;
  Services& services_;
  api::Uploads& uploads_;
  std::mutex mutex_;
  std::set<ShopId> waiting_;
  std::set<ShopId> renewing_;
  // Of the worker's own thread.
  std::map<ShopId, Clock::time_point> rests_until_;
  Clock::time_point renewing_rests_until_;
  ShopId renewed_last_;
  Clock::time_point next_house_;
  Worker worker_;
};

}  // namespace tsuzuku::app
