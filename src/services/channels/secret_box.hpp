#pragma once
// What must not be readable in a copy of the database: passwords of mail servers, keys that sign. One secret of the
// installation lies beside the database, never in it; every key in use is derived from it by its purpose.

#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace tsuzuku::services {

using KeyBytes = std::array<std::byte, 32>;

// The installation's secret: 32 random bytes.
struct MasterKey {
  KeyBytes bytes{};
};

// HKDF-SHA256. The names of purposes are frozen: another name is another key.
[[nodiscard]] KeyBytes derive_key(const MasterKey& master, std::string_view purpose);

// Safe for any number of threads as far as `fill_random` is.
class SecretBox {
 public:
  using FillRandom = std::function<void(std::span<std::byte>)>;
  SecretBox(const MasterKey& master, FillRandom fill_random);

  // AES-256-GCM: "sealed:1:" and base64url of nonce, cipher text and tag. `place` says what it is the secret of; it
  // opens only there, so that nobody who writes to the database moves a secret to where it is shown or used otherwise.
  [[nodiscard]] std::string seal(std::string_view plain, std::string_view place) const;
  // Conflict "secrets.not_ours" when it was sealed with another key, at another place, or was changed.
  [[nodiscard]] Result<std::string> open(std::string_view sealed, std::string_view place) const;

 private:
  KeyBytes key_;
  FillRandom fill_random_;
};

}  // namespace tsuzuku::services
