#pragma once
// Tokens that only this installation can make: what stands in an address or a Message-ID and comes back from outside.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace tsuzuku::channels {

// What a token is for. A token of one purpose is worthless for any other. Part of what is signed: never renumber.
enum class TokenPurpose : std::uint8_t {
  Open = 1,
  Click = 2,
  Unsubscribe = 3,
  Preferences = 4,
  Message = 5,
  Receipts = 6
};

struct SigningKey {
  std::uint8_t number = 0;  // stands in the token, so that older keys still open what they signed
  std::array<std::byte, 32> secret{};
};

// version, key number, purpose, payload, the first 16 bytes of their HMAC-SHA256; all in base64url. The payload can be
// read by anybody. Safe for any number of threads.
class TokenSigner {
 public:
  // The first key signs, all of them check. Internal "links.no_key" when there is none or a number stands twice.
  [[nodiscard]] static Result<TokenSigner> make(std::vector<SigningKey> keys);
  TokenSigner(TokenSigner&&) noexcept;
  TokenSigner& operator=(TokenSigner&&) noexcept;
  ~TokenSigner();

  [[nodiscard]] std::string sign(TokenPurpose purpose, std::string_view payload) const;
  // The payload, or nothing when one bit is not as it was signed. Takes the same time wherever they differ.
  [[nodiscard]] std::optional<std::string> open(TokenPurpose purpose, std::string_view token) const;

 private:
  struct Key;
  explicit TokenSigner(std::vector<Key> keys);
  std::vector<Key> keys_;
};

}  // namespace tsuzuku::channels
