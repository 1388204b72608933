#pragma once
// What the benchmarks of mail send.

#include <cstddef>

#include "channels/channel.hpp"

namespace tsuzuku::bench {

inline constexpr std::size_t kMailBytes = 20'480;  // of one mail, about

// A newsletter as block editors write it: tables with styles, fourteen products with links, a foot.
[[nodiscard]] channels::Content newsletter();

}  // namespace tsuzuku::bench
