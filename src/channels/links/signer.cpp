#include "channels/links/signer.hpp"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <new>
#include <utility>

#include "channels/codec/base64.hpp"

namespace tsuzuku::channels {
namespace {

constexpr char kVersion = 1;
constexpr std::size_t kHeadBytes = 3;
constexpr std::size_t kCodeBytes = 16;

using Mac = std::array<unsigned char, 32>;

struct FreeContext {
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MAC_CTX, FreeContext>;

// HMAC-SHA256 with the key already taken in. OpenSSL fails here only without memory.
Context keyed_context(const std::array<std::byte, 32>& secret) {
  EVP_MAC* mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  Context context(EVP_MAC_CTX_new(mac));
  EVP_MAC_free(mac);
  char digest[] = "SHA256";
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                   OSSL_PARAM_construct_end()};
  const auto* bytes = reinterpret_cast<const unsigned char*>(secret.data());
  if (!context || EVP_MAC_init(context.get(), bytes, secret.size(), parameters) != 1) throw std::bad_alloc();
  return context;
}

// Copies of keyed contexts that lie ready: beginning one anew takes a fraction of the time of copying it, and a mail
// has a dozen links. Safe for threads.
class Contexts {
 public:
  explicit Contexts(const std::array<std::byte, 32>& secret) : first_(keyed_context(secret)) {}

  Mac code_of(std::string_view message) {
    Context context = take();
    Mac code{};
    std::size_t size = 0;
    const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
    if (!context || EVP_MAC_init(context.get(), nullptr, 0, nullptr) != 1 ||
        EVP_MAC_update(context.get(), bytes, message.size()) != 1 ||
        EVP_MAC_final(context.get(), code.data(), &size, code.size()) != 1) {
      throw std::bad_alloc();
    }
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(context));
    return code;
  }

 private:
  Context take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return Context(EVP_MAC_CTX_dup(first_.get()));
    Context context = std::move(idle_.back());
    idle_.pop_back();
    return context;
  }

  Context first_;
  std::mutex mutex_;
  std::vector<Context> idle_;  // as many as threads have ever signed at once
};

}  // namespace

struct TokenSigner::Key {
  std::uint8_t number;
  std::unique_ptr<Contexts> contexts;
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
    keyed.push_back({key.number, std::make_unique<Contexts>(key.secret)});
    OPENSSL_cleanse(key.secret.data(), key.secret.size());
  }
  if (keyed.empty()) return fail(ErrorKind::Internal, "links.no_key", {{"number", "-"}});
  return TokenSigner(std::move(keyed));
}

std::string TokenSigner::sign(TokenPurpose purpose, std::string_view payload) const {
  std::string token = {kVersion, static_cast<char>(keys_.front().number), static_cast<char>(purpose)};
  token += payload;
  const Mac code = keys_.front().contexts->code_of(token);
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
  const Mac code = key->contexts->code_of(signed_part);
  if (CRYPTO_memcmp(code.data(), bytes->data() + signed_part.size(), kCodeBytes) != 0) return std::nullopt;
  return std::string(signed_part.substr(kHeadBytes));
}

}  // namespace tsuzuku::channels
