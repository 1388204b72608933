#pragma once
// The machine's cryptographic randomness.

#include <cstddef>
#include <span>
#include <string>

namespace tsuzuku::app {

void fill_random(std::span<std::byte> bytes);
// 32 letters and digits nobody can guess.
[[nodiscard]] std::string random_name();

}  // namespace tsuzuku::app
