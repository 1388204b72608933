#pragma once
// DKIM signatures (RFC 6376, relaxed/relaxed) with rsa-sha256 or, by RFC 8463, ed25519-sha256.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace tsuzuku::channels {

// Safe for any number of threads.
class DkimSigner {
 public:
  // `private_key` is PEM, RSA of at least 1,024 bits or Ed25519. InvalidInput "dkim.bad_key" (also for encrypted keys),
  // "dkim.weak_key" {bits}, "dkim.bad_name" {name} for a domain or selector that cannot stand in DNS.
  [[nodiscard]] static Result<DkimSigner> make(std::string_view domain, std::string_view selector,
                                               std::string_view private_key);
  DkimSigner(DkimSigner&&) noexcept;
  DkimSigner& operator=(DkimSigner&&) noexcept;
  ~DkimSigner();

  // The header to put before `message` (complete, lines ended by CR LF), with its line break. Signs the sender, the
  // recipient, subject, date, both List-Unsubscribe lines and what says how to read the body; From, To, Subject and
  // Date are signed once more than they stand there, so that nobody can add another one.
  [[nodiscard]] std::string sign(std::string_view message, std::int64_t utc_seconds) const;

  // Where the public key belongs in DNS, and what stands there.
  [[nodiscard]] std::string record_name() const;   // "s1._domainkey.shop.example"
  [[nodiscard]] std::string record_value() const;  // "v=DKIM1; k=rsa; p=…"

 private:
  struct Key;
  DkimSigner(std::string domain, std::string selector, std::unique_ptr<Key> key);
  std::string domain_, selector_;
  std::unique_ptr<Key> key_;
};

// Relaxed forms of RFC 6376 3.4; visible for tests.
[[nodiscard]] std::string relaxed_header(std::string_view name, std::string_view value);  // "name:value" without CR LF
[[nodiscard]] std::string relaxed_body(std::string_view body);

}  // namespace tsuzuku::channels
