#pragma once
// What a service gets from outside, made alike in every run: ids and "random" bytes from a counter.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>

#include "base/id.hpp"
#include "base/random.hpp"

namespace tsuzuku::testing_support {

[[nodiscard]] inline IdMaker counting_ids(std::int64_t later_ms = 0) {
  return IdMaker([later_ms] { return 1'790'000'000'000 + later_ms; });
}

// Different at every call; safe for threads as long as each call's bytes need not be the same in every run.
[[nodiscard]] inline std::function<void(std::span<std::byte>)> counting_bytes() {
  return [calls = std::make_shared<std::atomic<std::uint64_t>>(0)](std::span<std::byte> bytes) {
    Random random(++*calls);
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(random.below(256));
  };
}

}  // namespace tsuzuku::testing_support
