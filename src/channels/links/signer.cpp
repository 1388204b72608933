#include "channels/links/signer.hpp"

// The plain functions of SHA-256 are called old-fashioned there; nothing else lets a state be copied for nothing.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/crypto.h>
#include <openssl/sha.h>

#include <algorithm>
#include <utility>

#include "channels/codec/base64.hpp"

namespace tsuzuku::channels {
namespace {

constexpr char kVersion = 1;
constexpr std::size_t kHeadBytes = 3;
constexpr std::size_t kCodeBytes = 16;

using Mac = std::array<unsigned char, 32>;

// HMAC-SHA256 (RFC 2104) from the two states that the key leaves behind. A mail has a dozen links, and libcrypto's own
// HMAC allocates and copies so much for each of them that it took a third of composing a mail.
class KeyedHash {
 public:
  explicit KeyedHash(const std::array<std::byte, 32>& secret)
      : inner_(state_after(secret, 0x36)), outer_(state_after(secret, 0x5C)) {}

  [[nodiscard]] Mac code_of(std::string_view message) const {
    Mac code{};
    SHA256_CTX state = inner_;
    SHA256_Update(&state, message.data(), message.size());
    SHA256_Final(code.data(), &state);
    state = outer_;
    SHA256_Update(&state, code.data(), code.size());
    SHA256_Final(code.data(), &state);
    return code;
  }

 private:
  static SHA256_CTX state_after(const std::array<std::byte, 32>& secret, unsigned char pad) {
    std::array<unsigned char, SHA256_CBLOCK> block{};
    for (std::size_t i = 0; i < block.size(); ++i) {
      const auto key = i < secret.size() ? std::to_integer<unsigned char>(secret[i]) : static_cast<unsigned char>(0);
      block[i] = static_cast<unsigned char>(key ^ pad);
    }
    SHA256_CTX state;
    SHA256_Init(&state);
    SHA256_Update(&state, block.data(), block.size());
    OPENSSL_cleanse(block.data(), block.size());
    return state;
  }

  SHA256_CTX inner_, outer_;
};

}  // namespace

struct TokenSigner::Key {
  std::uint8_t number;
  KeyedHash hash;
};

TokenSigner::TokenSigner(std::vector<Key> keys) : keys_(std::move(keys)) {}
TokenSigner::TokenSigner(TokenSigner&&) noexcept = default;
TokenSigner& TokenSigner::operator=(TokenSigner&&) noexcept = default;
TokenSigner::~TokenSigner() = default;

Result<TokenSigner> TokenSigner::make(std::vector<SigningKey> keys) {
  std::vector<Key> keyed;
  for (SigningKey& key : keys) {
    if (std::ranges::find(keyed, key.number, &Key::number) != keyed.end()) {
      return fail(ErrorKind::Internal, "links.no_key", {{"number", std::to_string(key.number)}});
    }
    keyed.push_back({key.number, KeyedHash(key.secret)});
    OPENSSL_cleanse(key.secret.data(), key.secret.size());
  }
  if (keyed.empty()) return fail(ErrorKind::Internal, "links.no_key", {{"number", "-"}});
  return TokenSigner(std::move(keyed));
}

std::string TokenSigner::sign(TokenPurpose purpose, std::string_view payload) const {
  std::string token = {kVersion, static_cast<char>(keys_.front().number), static_cast<char>(purpose)};
  token += payload;
  const Mac code = keys_.front().hash.code_of(token);
  token.append(reinterpret_cast<const char*>(code.data()), kCodeBytes);
  return base64url(token);
}

std::optional<std::string> TokenSigner::open(TokenPurpose purpose, std::string_view token) const {
  const auto bytes = decode_base64url(token);
  if (!bytes || bytes->size() < kHeadBytes + kCodeBytes) return std::nullopt;
  const std::string_view signed_part = std::string_view(*bytes).substr(0, bytes->size() - kCodeBytes);
  if (signed_part[0] != kVersion || signed_part[2] != static_cast<char>(purpose)) return std::nullopt;
  const auto key = std::ranges::find(keys_, static_cast<std::uint8_t>(signed_part[1]), &Key::number);
  if (key == keys_.end()) return std::nullopt;
  const Mac code = key->hash.code_of(signed_part);
  if (CRYPTO_memcmp(code.data(), bytes->data() + signed_part.size(), kCodeBytes) != 0) return std::nullopt;
  return std::string(signed_part.substr(kHeadBytes));
}

}  // namespace tsuzuku::channels
