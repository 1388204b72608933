#include "app/workers/message_workers.hpp"

#include <chrono>
#include <fstream>
#include <string>
#include <thread>

#include "app/random.hpp"
#include "base/log.hpp"
#include "channels/registry.hpp"

namespace tsuzuku::app {
namespace {

using namespace std::chrono_literals;

constexpr auto kMailboxEvery = 60s;
constexpr auto kWriteEvery = 1s;

// Another one after every start of the machine: what was only in its memory is gone then.
std::string machine_boot() {
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::string id;
  std::getline(file, id);
  return id.empty() ? random_name() : id;
}

std::int64_t now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::int64_t steady_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

std::string name_of_sender(ShopId shop, const channels::Channel& channel) {
  return std::string(domain::name_of(channel.id())) + "-" + shop.text();
}

void tell(ShopId shop, const services::SendingDone& done) {
  if (done.sent + done.later + done.refused + done.in_doubt == 0) return;
  log::info("sent", {{"shop", shop.text()},
                     {"sent", std::to_string(done.sent)},
                     {"later", std::to_string(done.later)},
                     {"refused", std::to_string(done.refused)},
                     {"in_doubt", std::to_string(done.in_doubt)}});
}

}  // namespace

// A thread of its own: a server that hangs holds up no other shop.
class MessageWorkers::ShopSender {
 public:
  ShopSender(MessageWorkers& workers, ShopId shop, const channels::Channel& channel)
      : workers_(workers), shop_(shop), channel_(channel), worker_("sender", [this] { return work(); }) {}
  void wake() { worker_.wake(); }
  void stop() { worker_.stop(); }

 private:
  [[nodiscard]] std::chrono::milliseconds work() {
    if (!sender_) {
      const auto ready = start();
      if (!ready) return failed(ready.error());
      if (!*ready) return workers_.pauses_.while_another_sends;
    }
    const auto done = work_once();
    if (!done) {
      // Whoever lost the lock with its connection stands in line again.
      if (done.error().key == "sender.taken_over") retire();
      return failed(done.error());
    }
    tell(shop_, *done);
    return done->idle() ? workers_.pauses_.idle : 0ms;
  }

  // What an exception (out of memory) left under way is settled as after a crash.
  [[nodiscard]] Result<services::SendingDone> work_once() {
    try {
      return sender_->work_once();
    } catch (...) {
      retire();
      throw;
    }
  }
  void retire() {
    sender_.reset();
    gate_.reset();
    lock_.reset();
  }

  // False while another server sends for this shop.
  [[nodiscard]] Result<bool> start() {
    const std::string name = name_of_sender(shop_, channel_);
    TSUZUKU_TRY(lock, workers_.store_.database().try_lock("sender " + name));
    if (!lock) return false;
    const auto folder = workers_.store_.data() / "senders";
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
      return fail(ErrorKind::Unavailable, "store.no_folder",
                  {{"folder", folder.string()}, {"reason", error.message()}});
    }
    auto journal =
        services::HandoverJournal::open(workers_.store_.database(), name, folder / (name + ".journal"), machine_boot());
    if (!journal && journal.error().key == "sender.journal_in_use") return false;
    if (!journal) return std::unexpected(std::move(journal).error());
    TSUZUKU_TRY(gate, workers_.make_gate_());
    TSUZUKU_TRY(sender, services::Sender::open(workers_.store_.database(), workers_.store_.shops(), workers_.desk_,
                                               gate.get(), shop_, channel_, std::move(*journal), clock()));
    TSUZUKU_TRY(recovered, sender->recover());
    if (recovered > 0) log::warn("sender_recovered", {{"shop", shop_.text()}, {"touches", std::to_string(recovered)}});
    lock_ = std::move(*lock);
    gate_ = std::move(gate);
    sender_ = std::move(sender);
    return true;
  }

  [[nodiscard]] services::SenderClock clock() const {
    return {.now_ms = now_ms,
            .steady_ms = steady_ms,
            .pause = [](std::int64_t ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); },
            .stopping = [this] { return workers_.stopping_.load(); },
            .random_name = random_name};
  }

  [[nodiscard]] std::chrono::milliseconds failed(const Error& error) const {
    log::error("sender_failed", {{"shop", shop_.text()}, {"reason", error.key}});
    return workers_.pauses_.after_trouble;
  }

  MessageWorkers& workers_;
  ShopId shop_;
  const channels::Channel& channel_;
  std::shared_ptr<void> lock_;  // outlives the sender
  std::unique_ptr<services::SendGate> gate_;
  std::unique_ptr<services::Sender> sender_;
  Worker worker_;
};

struct MessageWorkers::Mailbox {
  services::BounceMailbox mailbox;
  std::string trouble;  // the last one: told once, not every minute
};

MessageWorkers::MessageWorkers(Store& store, services::MessageDesk& desk, MakeGate make_gate, Pauses pauses)
    : store_(store),
      desk_(desk),
      make_gate_(std::move(make_gate)),
      pauses_(pauses),
      shops_("senders", [this] { return find_shops(); }),
      mailbox_reader_("mailboxes", [this] { return read_mailboxes(); }),
      heard_writer_("heard", [this] { return write_heard(); }) {}

MessageWorkers::~MessageWorkers() { stop(); }

std::chrono::milliseconds MessageWorkers::find_shops() {
  const auto shops = store_.shops().list();
  if (!shops) return pauses_.after_trouble;
  for (const services::Shop& shop : *shops) {
    for (const channels::Channel* channel : channels::all_channels()) {
      const auto found = desk_.channels().find(shop.id, *channel);
      if (!found || !*found) continue;
      const std::lock_guard lock(mutex_);
      auto& sender = senders_[{shop.id, channel->id()}];
      if (!sender && !stopping_) sender = std::make_unique<ShopSender>(*this, shop.id, *channel);
    }
  }
  return pauses_.look_for_shops;
}

std::chrono::milliseconds MessageWorkers::read_mailboxes() {
  const auto shops = store_.shops().list();
  if (!shops) return pauses_.after_trouble;
  for (const services::Shop& shop : *shops) {
    if (stopping_) break;
    auto& mailbox = mailboxes_[shop.id];
    if (!mailbox) {
      mailbox = std::make_unique<Mailbox>(
          Mailbox{.mailbox = services::BounceMailbox(shop.id, desk_.channels(), desk_.receipts()), .trouble = {}});
    }
    const auto done = mailbox->mailbox.work_once(now_utc_seconds());
    const std::string trouble = done ? std::string() : done.error().key;
    if (!trouble.empty() && trouble != mailbox->trouble) {
      log::error("mailbox_failed", {{"shop", shop.id.text()}, {"reason", trouble}});
    }
    mailbox->trouble = trouble;
    if (done && done->recorded > 0) {
      log::info("receipts", {{"shop", shop.id.text()}, {"recorded", std::to_string(done->recorded)}});
    }
  }
  return kMailboxEvery;
}

std::chrono::milliseconds MessageWorkers::write_heard() {
  const auto written = desk_.write_heard();
  if (!written) {
    log::error("heard_not_written", {{"reason", written.error().key}});
    return pauses_.after_trouble;
  }
  return *written > 0 ? 0ms : std::chrono::milliseconds(kWriteEvery);
}

void MessageWorkers::wake() {
  shops_.wake();
  const std::lock_guard lock(mutex_);
  for (auto& [key, sender] : senders_) {
    if (sender) sender->wake();
  }
}

void MessageWorkers::stop() {
  stopping_ = true;
  shops_.stop();
  mailbox_reader_.stop();
  // Nobody adds one any more.
  for (auto& [key, sender] : senders_) {
    if (sender) sender->stop();
  }
  heard_writer_.stop();
  while (true) {
    const auto written = desk_.write_heard();
    if (!written || *written == 0) return;
  }
}

}  // namespace tsuzuku::app
