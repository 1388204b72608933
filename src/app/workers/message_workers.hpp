#pragma once
// What sends and listens while the server is up: a sender for each shop and channel that is set up, the mailboxes that
// bounces come to, and the writer of opens and clicks.

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "app/store.hpp"
#include "app/workers/worker.hpp"
#include "services/messages/bounce_mailbox.hpp"
#include "services/messages/desk.hpp"
#include "services/messages/sending/gate.hpp"
#include "services/messages/sending/sender.hpp"

namespace tsuzuku::app {

class MessageWorkers {
 public:
  // Each sender has a gate of its own: they are for one thread.
  using MakeGate = std::function<Result<std::unique_ptr<services::SendGate>>()>;
  struct Pauses {
    std::chrono::milliseconds look_for_shops{10'000};
    std::chrono::milliseconds idle{2'000};
    std::chrono::milliseconds while_another_sends{30'000};
    std::chrono::milliseconds after_trouble{10'000};
  };
  // Store and desk outlive it. Works from now on. Of several servers on one database one sends for a shop, and
  // another takes over when it is gone, or when the database no longer knows of its lock.
  MessageWorkers(Store& store, services::MessageDesk& desk, MakeGate make_gate)
      : MessageWorkers(store, desk, std::move(make_gate), Pauses()) {}
  MessageWorkers(Store& store, services::MessageDesk& desk, MakeGate make_gate, Pauses pauses);
  ~MessageWorkers();
  MessageWorkers(const MessageWorkers&) = delete;
  MessageWorkers& operator=(const MessageWorkers&) = delete;

  // Something was planned or set up: look at once. From any thread.
  void wake();
  // Finishes the messages under way, writes down what was heard, and ends.
  void stop();

 private:
  class ShopSender;
  struct Mailbox;
  [[nodiscard]] std::chrono::milliseconds find_shops();
  [[nodiscard]] std::chrono::milliseconds read_mailboxes();
  [[nodiscard]] std::chrono::milliseconds write_heard();

  Store& store_;
  services::MessageDesk& desk_;
  MakeGate make_gate_;
  Pauses pauses_;
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;  // guards senders_
  std::map<std::pair<ShopId, domain::Channel>, std::unique_ptr<ShopSender>> senders_;
  std::map<ShopId, std::unique_ptr<Mailbox>> mailboxes_;  // of the thread that reads them
  Worker shops_;
  Worker mailbox_reader_;
  Worker heard_writer_;
};

}  // namespace tsuzuku::app
