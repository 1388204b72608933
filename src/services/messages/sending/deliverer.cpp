#include "services/messages/sending/deliverer.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/log.hpp"
#include "services/messages/sending/noted_answer.hpp"

namespace tsuzuku::services {
namespace {

// What waits for slow lanes is given back after so long: what is due in the meantime shall not wait behind it.
constexpr std::int64_t kPatienceMs = 10'000;
constexpr std::int64_t kLongestPauseMs = 50;
constexpr std::int64_t kShortPauseMs = 5;  // while messages of other lanes may come
// Whoever waits for more messages looks up after so long: nobody tells that the sender is stopping.
constexpr std::chrono::milliseconds kLookUp{20};
// A closed channel is tried again after half a minute, then twice as long each time.
constexpr std::int64_t kClosedMs = 30'000;
constexpr std::int64_t kClosedLongestMs = 900'000;

std::int64_t SendingDone::* counter_of(channels::OutcomeKind kind) {
  switch (kind) {
    case channels::OutcomeKind::Sent:
      return &SendingDone::sent;
    case channels::OutcomeKind::TemporaryRefusal:
    case channels::OutcomeKind::NotConnected:
      return &SendingDone::later;
    case channels::OutcomeKind::PermanentRefusal:
      return &SendingDone::refused;
    case channels::OutcomeKind::InDoubt:
      break;
  }
  return &SendingDone::in_doubt;
}

}  // namespace

// Says that a connection is no longer there, however it ends.
class Deliverer::Leaving {
 public:
  explicit Leaving(Deliverer& deliverer) : deliverer_(deliverer) {}
  Leaving(const Leaving&) = delete;
  Leaving& operator=(const Leaving&) = delete;
  ~Leaving() {
    const std::lock_guard lock(deliverer_.mutex_);
    --deliverer_.connections_;
    deliverer_.room_.notify_all();
    deliverer_.left_.notify_all();
  }

 private:
  Deliverer& deliverer_;
};

void Deliverer::begin(SendingLine& line, std::size_t connections) {
  line_ = &line;
  lanes_.begin();
  jobs_.clear();
  connections_ = connections;
  no_more_ = false;
  anything_out_ = false;
  found_closed_ = false;
}

void Deliverer::add(std::vector<Job> jobs) {
  ends_ms_ = parts_.clock.steady_ms() + kPatienceMs;
  const std::lock_guard lock(mutex_);
  for (Job& job : jobs) {
    const channels::Lane lane = parts_.channel.lane_of(line_->settings, job.to.facts.address);
    jobs_.push_back(std::make_unique<Job>(std::move(job)));
    lanes_.add(lane);
  }
  added_.notify_all();
}

bool Deliverer::takes_more(std::int64_t until_ms) const {
  return connections_ > 0 && !parts_.clock.stopping() && parts_.clock.steady_ms() < until_ms;
}

bool Deliverer::wait_for_room(std::size_t room, std::chrono::milliseconds longest) {
  std::unique_lock lock(mutex_);
  room_wanted_ = room;
  room_.wait_for(lock, longest, [&] { return connections_ == 0 || lanes_.waiting() < room; });
  return connections_ > 0 && lanes_.waiting() < room;
}

bool Deliverer::still_at_work(std::chrono::milliseconds longest) {
  std::unique_lock lock(mutex_);
  return !left_.wait_for(lock, longest, [&] { return connections_ == 0; });
}

void Deliverer::no_more() {
  no_more_ = true;
  const std::lock_guard lock(mutex_);
  added_.notify_all();
}

void Deliverer::work(std::size_t connection) {
  const Leaving leaving(*this);
  const SenderClock& clock = parts_.clock;
  while (!clock.stopping()) {
    const std::int64_t now_ms = clock.steady_ms();
    if (now_ms >= ends_ms_) return;
    const bool last = no_more_;  // asked before the lanes are: what was added by then is seen there
    const Lanes::Pick pick = lanes_.pick(now_ms);
    if (pick.kind == Lanes::Pick::Kind::Go) {
      const std::unique_ptr<Job> job = take(pick);
      if (now_ms >= job->fresh_until_ms) {
        lanes_.done(pick.message, channels::OutcomeKind::PermanentRefusal, now_ms);
        give_back(*job, 0);
      } else if (!send(*job, pick.message, connection)) {
        return;
      }
    } else if (pick.kind == Lanes::Pick::Kind::Finished) {
      if (last) return;
      std::unique_lock lock(mutex_);
      if (lanes_.waiting() == 0 && !no_more_) added_.wait_for(lock, kLookUp);
    } else {
      if (last && now_ms + pick.wait_ms > ends_ms_) return;
      clock.pause(std::clamp<std::int64_t>(pick.wait_ms, 1, last ? kLongestPauseMs : kShortPauseMs));
    }
  }
}

std::unique_ptr<Job> Deliverer::take(const Lanes::Pick& pick) {
  const std::lock_guard lock(mutex_);
  if (pick.waiting < room_wanted_) room_.notify_one();
  return std::move(jobs_[pick.message]);
}

void Deliverer::end() {
  const std::int64_t now_ms = parts_.clock.steady_ms();
  if (anything_out_) {
    closed_times_ = 0;
    parts_.tally.closed({});
  } else if (found_closed_) {
    const int doublings = std::min(closed_times_++, 10);
    closed_until_ms_ = now_ms + std::min(kClosedLongestMs, kClosedMs << doublings);
    log::warn("channel_closed", {{"shop", parts_.shop.text()}, {"answer", parts_.tally.why_closed()}});
  }
  for (const Lanes::Left& left : lanes_.take_rest(now_ms)) {
    give_back(*jobs_[left.message], std::max(closed_until_ms_ - now_ms, left.wait_ms));
  }
  jobs_.clear();
}

void Deliverer::give_back(Job& job, std::int64_t wait_ms) {
  Settled settled = put_off(parts_.clock.now() + wait_ms / 1'000, closed() ? "closed" : "no_turn", "");
  parts_.answers.add({.outcome = {.touch = std::move(job.touch), .settled = std::move(settled)}});
  parts_.tally.count(&SendingDone::given_back);
}

bool Deliverer::send(Job& job, std::size_t message, std::size_t connection) {
  const auto composed = compose(job);
  if (!composed) {
    lanes_.done(message, channels::OutcomeKind::PermanentRefusal, parts_.clock.steady_ms());
    Settled withheld = skipped("not_composed");
    withheld.answer = composed.error().key;
    parts_.answers.add({.outcome = {.touch = std::move(job.touch), .settled = std::move(withheld)}});
    parts_.tally.count(&SendingDone::skipped);
    return true;
  }
  const channels::Outcome outcome = hand_over(job, *composed, line_->transports[connection]);
  lanes_.done(message, outcome.kind, parts_.clock.steady_ms());
  return take_answer(job, outcome);
}

Result<channels::Rendered> Deliverer::compose(const Job& job) const {
  const Touch& touch = job.touch;
  const std::string group =
      touch.journey ? "j" + touch.journey->text() : "c" + touch.campaign.value_or(CampaignId{}).text();
  return job.composer->render({.touch = {.shop = parts_.shop, .customer = touch.customer, .touch = touch.id},
                               .name = job.to.person.name,
                               .address = job.to.person.email,
                               .fields = job.to.person.fields,
                               .now = parts_.clock.now(),
                               .advertising = touch.advertising,
                               .group = group});
}

channels::Outcome Deliverer::hand_over(const Job& job, const channels::Rendered& message,
                                       std::unique_ptr<channels::Transport>& transport) const {
  const auto not_reached = [](const Error& error) {
    return channels::Outcome{.kind = channels::OutcomeKind::NotConnected,
                             .answer = {.stage = channels::Stage::Connection, .text = error.key}};
  };
  if (!transport) {
    auto made = parts_.channel.transport(line_->settings);
    if (!made) return not_reached(made.error());
    transport = std::move(*made);
  }
  if (const auto noted = parts_.journal.about_to_hand_over(job.touch.customer, job.touch.key); !noted) {
    return not_reached(noted.error());
  }
  return channels::send(parts_.channel, *transport, message);
}

// Notes and counts what came back; false when the channel is closed to this connection.
bool Deliverer::take_answer(Job& job, const channels::Outcome& outcome) {
  NotedAnswer noted{.outcome = outcome,
                    .at = parts_.clock.now(),
                    .address = job.to.facts.address,
                    .consent = {},
                    .attempts = job.touch.attempts};
  if (job.to.facts.consent) noted.consent = job.to.facts.consent->id;
  parts_.journal.answered(job.touch.customer, job.touch.key, noted.text());
  parts_.answers.add({.outcome = {.touch = std::move(job.touch), .settled = noted.settled()},
                      .dead_address = outcome.address_is_dead});
  if (outcome.kind == channels::OutcomeKind::NotConnected && outcome.answer.stage == channels::Stage::Connection) {
    found_closed_ = true;
    parts_.tally.closed(outcome.answer.text.empty() ? "-" : outcome.answer.text);
    parts_.tally.count(&SendingDone::given_back);
    return false;
  }
  anything_out_ = true;
  parts_.tally.count(counter_of(outcome.kind));
  return true;
}

}  // namespace tsuzuku::services
