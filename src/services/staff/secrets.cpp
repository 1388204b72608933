#include "services/staff/secrets.hpp"

#include <argon2.h>
#include <fmt/format.h>
#include <openssl/sha.h>

#include <array>
#include <cstdint>

#include "base/limits.hpp"

namespace tsuzuku::services {
namespace {

// The OWASP minimum for Argon2id: a wrong guess costs an attacker 19 MiB for 2 passes.
constexpr std::uint32_t kArgonPasses = 2;
constexpr std::uint32_t kArgonKibibytes = 19 * 1024;
constexpr std::uint32_t kArgonLanes = 1;
constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kHashBytes = 32;
constexpr std::size_t kTokenBytes = 32;

std::string base64_url(std::span<const std::byte> bytes) {
  static constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const std::byte byte : bytes) {
    held = held << 8U | std::to_integer<std::uint32_t>(byte);
    for (bits += 8; bits >= 6; bits -= 6) text += kLetters[held >> (bits - 6) & 63U];
  }
  if (bits > 0) text += kLetters[held << (6 - bits) & 63U];
  return text;
}

}  // namespace

Result<std::string> hash_password(std::string_view password, const RandomBytes& random) {
  if (password.size() < limits::kPasswordBytesMin) {
    return fail(ErrorKind::InvalidInput, "staff.password_too_short",
                {{"bytes", std::to_string(limits::kPasswordBytesMin)}});
  }
  if (password.size() > limits::kPasswordBytesMax) return fail(ErrorKind::InvalidInput, "staff.password_too_long");
  std::array<std::byte, kSaltBytes> salt{};
  random(salt);
  std::string encoded(argon2_encodedlen(kArgonPasses, kArgonKibibytes, kArgonLanes, kSaltBytes, kHashBytes, Argon2_id),
                      '\0');
  const int code = argon2id_hash_encoded(kArgonPasses, kArgonKibibytes, kArgonLanes, password.data(), password.size(),
                                         salt.data(), salt.size(), kHashBytes, encoded.data(), encoded.size());
  if (code != ARGON2_OK) {
    return fail(ErrorKind::Unavailable, "staff.password_not_hashed", {{"detail", argon2_error_message(code)}});
  }
  encoded.resize(encoded.find('\0'));
  return encoded;
}

bool password_matches(std::string_view password, const std::string& encoded) {
  if (password.size() > limits::kPasswordBytesMax) return false;
  if (!encoded.empty()) return argon2id_verify(encoded.c_str(), password.data(), password.size()) == ARGON2_OK;
  const std::array<std::byte, kSaltBytes> salt{};
  std::array<std::byte, kHashBytes> unused{};
  argon2id_hash_raw(kArgonPasses, kArgonKibibytes, kArgonLanes, password.data(), password.size(), salt.data(),
                    salt.size(), unused.data(), unused.size());
  return false;
}

std::string make_token(const RandomBytes& random) {
  std::array<std::byte, kTokenBytes> bytes{};
  random(bytes);
  return base64_url(bytes);
}

std::string token_hash(std::string_view token) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(token.data()), token.size(), digest.data());
  return fmt::format("{:02x}", fmt::join(digest, ""));
}

}  // namespace tsuzuku::services
