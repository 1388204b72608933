#pragma once
// A bounded set of connections, lent first come, first served. Thread safe. Opens lazily; a connection that
// is broken when it comes back is closed and its place is free for a new one.

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace tsuzuku::sql {

template <typename Connection>
class Pool {
 public:
  using Open = std::function<Result<std::unique_ptr<Connection>>()>;

  Pool(std::size_t capacity, Open open) : capacity_(capacity), open_(std::move(open)) {}

  // Waits in line up to `wait`, then Unavailable "sql.busy"; or the error of opening.
  [[nodiscard]] Result<std::unique_ptr<Connection>> take(std::chrono::seconds wait) {
    std::unique_lock lock(mutex_);
    const std::uint64_t ticket = next_ticket_++;
    line_.push_back(ticket);
    const auto my_turn = [&] { return line_.front() == ticket && lent_ < capacity_; };
    const bool in_time = changed_.wait_for(lock, wait, my_turn);
    std::erase(line_, ticket);
    changed_.notify_all();
    if (!in_time) return fail(ErrorKind::Unavailable, "sql.busy");
    ++lent_;
    while (!idle_.empty()) {
      std::unique_ptr<Connection> connection = std::move(idle_.back());
      idle_.pop_back();
      if (connection->usable()) return connection;
    }
    lock.unlock();
    auto opened = open_();
    if (!opened) give_back(nullptr);
    return opened;
  }

  void give_back(std::unique_ptr<Connection> connection) {
    const std::lock_guard lock(mutex_);
    --lent_;
    if (connection && connection->usable()) idle_.push_back(std::move(connection));
    changed_.notify_all();
  }

 private:
  std::size_t capacity_;
  Open open_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::uint64_t> line_;
  std::uint64_t next_ticket_ = 0;
  std::size_t lent_ = 0;
  std::vector<std::unique_ptr<Connection>> idle_;
};

// A connection that finds its way home. The pool outlives the database object while something is lent.
template <typename Connection>
class Lease {
 public:
  [[nodiscard]] static Result<Lease> take(std::shared_ptr<Pool<Connection>> pool, std::chrono::seconds wait) {
    TSUZUKU_TRY(connection, pool->take(wait));
    return Lease(std::move(pool), std::move(connection));
  }
  Lease(Lease&&) noexcept = default;
  Lease& operator=(Lease&&) = delete;
  ~Lease() {
    if (pool_) pool_->give_back(std::move(connection_));
  }
  Connection* operator->() const { return connection_.get(); }
  Connection& operator*() const { return *connection_; }

 private:
  Lease(std::shared_ptr<Pool<Connection>> pool, std::unique_ptr<Connection> connection)
      : pool_(std::move(pool)), connection_(std::move(connection)) {}
  std::shared_ptr<Pool<Connection>> pool_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace tsuzuku::sql
