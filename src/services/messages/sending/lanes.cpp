#include "services/messages/sending/lanes.hpp"

#include <algorithm>

namespace tsuzuku::services {
namespace {

// Lanes are remembered while there are so many; domains of single customers come and go.
constexpr std::size_t kLanesKept = 10'000;
constexpr std::int64_t kMinuteMs = 60'000;
// A lane whose connections are all in use is looked at again after so long.
constexpr std::int64_t kBusyMs = 20;

}  // namespace

void Lanes::begin() {
  const std::lock_guard lock(mutex_);
  if (lanes_.size() > kLanesKept) lanes_.clear();
  lane_of_.clear();
}

std::size_t Lanes::add(const channels::Lane& lane) {
  const std::lock_guard lock(mutex_);
  State& state = lanes_[lane.name];
  state.limit = lane.limit;
  // Others pick meanwhile: without memory everything stays as it was.
  if (lane_of_.size() == lane_of_.capacity()) lane_of_.reserve(2 * lane_of_.size() + 64);
  if (open_.size() == open_.capacity()) open_.reserve(2 * open_.size() + 64);
  state.waiting.push_back(lane_of_.size());
  if (state.waiting.size() == 1) open_.push_back(&state);
  lane_of_.push_back(&state);
  ++waiting_;
  return lane_of_.size() - 1;
}

std::size_t Lanes::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_;
}

Lanes::Pick Lanes::pick(std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  if (waiting_ == 0) return {};
  Pick pick{.kind = Pick::Kind::Wait, .message = 0, .waiting = 0, .wait_ms = kMinuteMs};
  for (State*& lane : open_) {
    State& state = *lane;
    const channels::Turn turn = channels::take_turn(state.pace, state.limit, now_ms);
    const bool busy = state.under_way >= std::max(1, state.limit.connections);
    if (!turn.go || busy) {
      pick.wait_ms = std::min(pick.wait_ms, turn.go ? kBusyMs : turn.wait_ms);
      continue;
    }
    state.pace = turn.pace;
    ++state.under_way;
    --waiting_;
    pick = {.kind = Pick::Kind::Go, .message = state.waiting.front(), .waiting = waiting_, .wait_ms = 0};
    state.waiting.pop_front();
    if (state.waiting.empty()) {
      lane = open_.back();
      open_.pop_back();
    }
    return pick;
  }
  return pick;
}

void Lanes::done(std::size_t message, channels::OutcomeKind outcome, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  State& state = *lane_of_[message];
  --state.under_way;
  state.pace = channels::after(state.pace, outcome, now_ms);
}

std::vector<Lanes::Left> Lanes::take_rest(std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  std::vector<Left> rest;
  for (State* lane : open_) {
    State& state = *lane;
    const std::int64_t between =
        kMinuteMs / std::max<std::int64_t>(1, state.limit.messages_per_minute * state.pace.rate_permille / 1'000);
    std::int64_t wait = std::max<std::int64_t>(0, state.pace.next_ms - now_ms);
    for (const std::size_t message : state.waiting) {
      rest.push_back({.message = message, .wait_ms = wait});
      wait += between;
    }
    state.waiting.clear();
  }
  open_.clear();
  waiting_ = 0;
  return rest;
}

}  // namespace tsuzuku::services
