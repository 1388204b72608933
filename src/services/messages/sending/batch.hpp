#pragma once
// Some customers' due touches on their way out.

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "channels/channel.hpp"
#include "services/messages/audience.hpp"
#include "services/messages/touches.hpp"

namespace tsuzuku::services {

// A touch on its way.
struct Job {
  Touch touch;
  Addressee to;
  std::shared_ptr<const channels::Composer> composer = nullptr;
  std::optional<Settled> obstacle = std::nullopt;  // why it does not go
  std::int64_t fresh_until_ms = 0;                 // steady; then its obstacles must be looked for again
};

struct Batch {
  std::vector<Job> jobs;  // that may go
  bool full = false;      // as many were due as it holds: there may be more
};

[[nodiscard]] inline Settled skipped(std::string_view reason) {
  return {.event = journeys::Withheld{std::string(reason)}, .answer = {}, .address = {}, .consent = {}};
}
// Planned again for `due_at`; the try does not count. `why` is for people.
[[nodiscard]] inline Settled put_off(std::int64_t due_at, std::string reason, std::string why) {
  return {.event = journeys::GivenBack{.due_at = due_at, .reason = std::move(reason)},
          .answer = std::move(why),
          .address = {},
          .consent = {}};
}

}  // namespace tsuzuku::services
