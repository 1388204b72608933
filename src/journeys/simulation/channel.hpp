#pragma once
// A channel that fails as channels do, and counts what people received. The count is the judge: it knows messages by
// what stands in them, not by the key the program gave them.

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "domain/codes.hpp"
#include "journeys/event.hpp"
#include "journeys/outbox.hpp"

namespace tsuzuku::journeys::simulation {

struct Letter {
  std::uint64_t content = 0;  // what stands in it, as a hash
  std::string key;            // the program's
  std::int32_t customer = 0;
  std::string node;
  domain::Channel channel = domain::Channel::Mail;
};

// Some people open and click, hours or days later.
struct Reaction {
  std::int64_t at = 0;
  std::int32_t customer = 0;
  Happened event;
};

struct ChannelOptions {
  std::uint64_t seed = 1;
  bool calm = false;      // takes everything and says so
  bool can_tell = false;  // asked later, it knows which keys it has taken (LINE's retry key, a provider's look-up)
};

class FakeChannel {
 public:
  explicit FakeChannel(ChannelOptions options) : options_(options) {}

  // What the sender hears. NoAnswer: taken or not, it cannot know.
  [[nodiscard]] OutboxEvent hand_over(const Letter& letter, int attempt, std::int64_t now);

  // After a restart: whether it has seen the key. Nothing when it cannot tell.
  [[nodiscard]] std::optional<bool> reached(const std::string& key) const;

  // Since the last call.
  [[nodiscard]] std::vector<Reaction> take_reactions() { return std::exchange(reactions_, {}); }

  // How often each message was received.
  [[nodiscard]] const std::unordered_map<std::uint64_t, int>& received() const { return received_; }
  [[nodiscard]] bool has(std::uint64_t content) const { return received_.contains(content); }

 private:
  void take(const Letter& letter, std::int64_t now);

  ChannelOptions options_;
  std::unordered_map<std::uint64_t, int> received_;
  std::unordered_set<std::string> keys_;
  std::vector<Reaction> reactions_;
};

}  // namespace tsuzuku::journeys::simulation
