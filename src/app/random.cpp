#include "app/random.hpp"

#include <fmt/format.h>
#include <openssl/rand.h>

#include <array>
#include <cstdlib>

#include "base/log.hpp"

namespace tsuzuku::app {

void fill_random(std::span<std::byte> bytes) {
  // Without randomness every token could be guessed: there is nothing sensible to go on with.
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size())) != 1) {
    log::error("no_randomness");
    std::abort();
  }
}

std::string random_name() {
  std::array<std::byte, 16> bytes{};
  fill_random(bytes);
  std::string name;
  for (const std::byte byte : bytes) name += fmt::format("{:02x}", static_cast<unsigned>(byte));
  return name;
}

}  // namespace tsuzuku::app
