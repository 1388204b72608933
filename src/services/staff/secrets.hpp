#pragma once
// Passwords and tokens. The database holds neither: passwords as Argon2id, tokens as SHA-256.

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace tsuzuku::services {

// Fills the span from a cryptographic source; given by app/, so that tests can fix it.
using RandomBytes = std::function<void(std::span<std::byte>)>;

// Encoded Argon2id with its salt and costs, "$argon2id$v=19$m=19456,t=2,p=1$...". About 20 ms and 19 MiB.
// InvalidInput "staff.password_too_short" (argument bytes), "staff.password_too_long".
[[nodiscard]] Result<std::string> hash_password(std::string_view password, const RandomBytes& random);
// Also takes its time when there is no hash (`encoded` empty), so that an answer does not tell who exists.
[[nodiscard]] bool password_matches(std::string_view password, const std::string& encoded);

// 32 random bytes as 43 characters of URL-safe base64.
[[nodiscard]] std::string make_token(const RandomBytes& random);
// What is stored of a token: SHA-256 as 64 hex digits.
[[nodiscard]] std::string token_hash(std::string_view token);

}  // namespace tsuzuku::services
