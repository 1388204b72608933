#pragma once
// A book of links with fixed keys, for tests of everything that signs or reads one.

#include "base/random.hpp"
#include "channels/links/link_book.hpp"

namespace tsuzuku::channels {

[[nodiscard]] inline SigningKey test_key(std::uint8_t number) {
  SigningKey made{.number = number};
  Random random(number);
  for (std::byte& byte : made.secret) byte = static_cast<std::byte>(random.below(256));
  return made;
}

[[nodiscard]] inline LinkBook test_links() {
  return *LinkBook::make("https://shop.example/m/", *TokenSigner::make({test_key(1)}));
}

}  // namespace tsuzuku::channels
