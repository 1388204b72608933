#pragma once

#include <cstdint>

namespace tsuzuku::services {

// Stored (segments.kind): never renumber.
enum class SegmentKind : std::uint8_t { Live = 1, Frozen = 2 };

[[nodiscard]] constexpr std::int64_t code(SegmentKind kind) { return static_cast<std::int64_t>(kind); }

}  // namespace tsuzuku::services
