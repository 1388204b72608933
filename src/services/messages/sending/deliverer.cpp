#include "services/messages/sending/deliverer.hpp"

#include <algorithm>
#include <utility>

#include "base/log.hpp"
#include "base/threads.hpp"
#include "services/messages/sending/noted_answer.hpp"

namespace tsuzuku::services {
namespace {

// A batch that waits for slow lanes ends after so long: what is due in the meantime shall not wait behind it.
constexpr std::int64_t kBatchMs = 10'000;
constexpr std::int64_t kLongestPauseMs = 50;
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

void Deliverer::deliver(std::vector<Job>& jobs, SendingLine& line) {
  std::vector<channels::Lane> lanes;
  for (const Job& job : jobs) lanes.push_back(parts_.channel.lane_of(line.settings, job.to.facts.address));
  lanes_.begin(lanes);
  batch_ends_ms_ = parts_.clock.steady_ms() + kBatchMs;
  anything_out_ = false;
  found_closed_ = false;
  const std::size_t connections = std::min(line.transports.size(), jobs.size());
  on_threads(connections, [&](std::size_t connection) { send_on(connection, jobs, line); });
  if (anything_out_) {
    closed_times_ = 0;
    parts_.tally.closed({});
  } else if (found_closed_) {
    const int doublings = std::min(closed_times_++, 10);
    closed_until_ms_ = parts_.clock.steady_ms() + std::min(kClosedLongestMs, kClosedMs << doublings);
    log::warn("channel_closed", {{"shop", parts_.shop.text()}, {"answer", parts_.tally.why_closed()}});
  }
  give_back_rest(jobs);
}

void Deliverer::give_back(Job& job, std::int64_t wait_ms) {
  Settled settled = put_off(parts_.clock.now() + wait_ms / 1'000, closed() ? "closed" : "no_turn", "");
  parts_.answers.add({.outcome = {.touch = std::move(job.touch), .settled = std::move(settled)}});
  parts_.tally.count(&SendingDone::given_back);
}

void Deliverer::give_back_rest(std::vector<Job>& jobs) {
  const std::int64_t now_ms = parts_.clock.steady_ms();
  for (const Lanes::Left& left : lanes_.take_rest(now_ms)) {
    give_back(jobs[left.message], std::max(closed_until_ms_ - now_ms, left.wait_ms));
  }
}

void Deliverer::give_back(std::vector<Job>& jobs) {
  const std::int64_t wait_ms = std::max<std::int64_t>(0, closed_until_ms_ - parts_.clock.steady_ms());
  for (Job& job : jobs) give_back(job, wait_ms);
  jobs.clear();
}

// One connection's share of a batch. It ends early when the channel is closed to it: the others may go on.
void Deliverer::send_on(std::size_t connection, std::vector<Job>& jobs, SendingLine& line) {
  const SenderClock& clock = parts_.clock;
  bool open = true;
  while (open && !clock.stopping() && clock.steady_ms() < batch_ends_ms_) {
    const Lanes::Pick pick = lanes_.pick(clock.steady_ms());
    if (pick.kind == Lanes::Pick::Kind::Finished) return;
    if (pick.kind == Lanes::Pick::Kind::Wait) {
      if (clock.steady_ms() + pick.wait_ms > batch_ends_ms_) return;
      clock.pause(std::clamp<std::int64_t>(pick.wait_ms, 1, kLongestPauseMs));
      continue;
    }
    Job& job = jobs[pick.message];
    const auto message = compose(job);
    if (!message) {
      lanes_.done(pick.message, channels::OutcomeKind::PermanentRefusal, clock.steady_ms());
      Settled withheld = skipped("not_composed");
      withheld.answer = message.error().key;
      parts_.answers.add({.outcome = {.touch = std::move(job.touch), .settled = std::move(withheld)}});
      parts_.tally.count(&SendingDone::skipped);
      continue;
    }
    const channels::Outcome outcome = hand_over(job, *message, line, line.transports[connection]);
    lanes_.done(pick.message, outcome.kind, clock.steady_ms());
    open = take_answer(job, outcome);
  }
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

channels::Outcome Deliverer::hand_over(const Job& job, const channels::Rendered& message, SendingLine& line,
                                       std::unique_ptr<channels::Transport>& transport) const {
  const auto not_reached = [](const Error& error) {
    return channels::Outcome{.kind = channels::OutcomeKind::NotConnected,
                             .answer = {.stage = channels::Stage::Connection, .text = error.key}};
  };
  if (!transport) {
    auto made = parts_.channel.transport(line.settings);
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
  NotedAnswer noted{.outcome = outcome, .at = parts_.clock.now(), .address = job.to.facts.address, .consent = {}};
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
