#pragma once
// What whoever sends gets from outside.

#include <cstdint>
#include <functional>
#include <string>

namespace tsuzuku::services {

struct SenderClock {
  std::function<std::int64_t()> now_ms;        // UTC; may be set forward and back
  std::function<std::int64_t()> steady_ms;     // of any beginning; never set
  std::function<void(std::int64_t ms)> pause;  // may return early
  std::function<bool()> stopping;              // finish what is under way, begin nothing more
  std::function<std::string()> random_name;    // nobody can guess it
  [[nodiscard]] std::int64_t now() const { return now_ms() / 1'000; }
};

}  // namespace tsuzuku::services
