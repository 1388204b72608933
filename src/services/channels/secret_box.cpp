#include "services/channels/secret_box.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <memory>
#include <new>
#include <optional>

#include "channels/codec/base64.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::string_view kMark = "sealed:1:";
constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
struct FreeKdf {
  void operator()(EVP_KDF_CTX* context) const { EVP_KDF_CTX_free(context); }
};

// OpenSSL fails at these calls only without memory or without its own algorithms.
void must(bool done) {
  if (!done) throw std::bad_alloc();
}

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* bytes_of(const KeyBytes& key) { return reinterpret_cast<const unsigned char*>(key.data()); }

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

Cipher new_cipher() {
  Cipher cipher(EVP_CIPHER_CTX_new());
  must(cipher != nullptr);
  return cipher;
}

}  // namespace

KeyBytes derive_key(const MasterKey& master, std::string_view purpose) {
  EVP_KDF* hkdf = EVP_KDF_fetch(nullptr, "HKDF", nullptr);
  const std::unique_ptr<EVP_KDF_CTX, FreeKdf> context(EVP_KDF_CTX_new(hkdf));
  EVP_KDF_free(hkdf);
  must(context != nullptr);
  std::string digest = "SHA256", info(purpose);
  KeyBytes secret = master.bytes, derived{};
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
                                   OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, secret.data(), secret.size()),
                                   OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info.data(), info.size()),
                                   OSSL_PARAM_construct_end()};
  must(EVP_KDF_derive(context.get(), reinterpret_cast<unsigned char*>(derived.data()), derived.size(), parameters) ==
       1);
  return derived;
}

SecretBox::SecretBox(const MasterKey& master, FillRandom fill_random)
    : key_(derive_key(master, "tsuzuku sealed settings 1")), fill_random_(std::move(fill_random)) {}

std::string SecretBox::seal(std::string_view plain, std::string_view place) const {
  std::string box(kNonceBytes + plain.size() + kTagBytes, '\0');
  fill_random_(std::as_writable_bytes(std::span(box)).first(kNonceBytes));
  unsigned char* nonce = bytes_of(box);
  unsigned char* text = nonce + kNonceBytes;
  const Cipher cipher = new_cipher();
  int size = 0;
  must(EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes_of(key_), nonce) == 1);
  must(EVP_EncryptUpdate(cipher.get(), nullptr, &size, bytes_of(place), static_cast<int>(place.size())) == 1);
  must(EVP_EncryptUpdate(cipher.get(), text, &size, bytes_of(plain), static_cast<int>(plain.size())) == 1);
  must(EVP_EncryptFinal_ex(cipher.get(), text + size, &size) == 1);
  must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, text + plain.size()) == 1);
  return std::string(kMark) + channels::base64url(box);
}

Result<std::string> SecretBox::open(std::string_view sealed, std::string_view place) const {
  auto box = sealed.starts_with(kMark) ? channels::decode_base64url(sealed.substr(kMark.size())) : std::nullopt;
  if (!box || box->size() < kNonceBytes + kTagBytes) return fail(ErrorKind::Conflict, "secrets.not_ours");
  const std::size_t text_bytes = box->size() - kNonceBytes - kTagBytes;
  unsigned char* nonce = bytes_of(*box);
  unsigned char* text = nonce + kNonceBytes;
  std::string plain(text_bytes, '\0');
  const Cipher cipher = new_cipher();
  int size = 0;
  must(EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes_of(key_), nonce) == 1);
  must(EVP_DecryptUpdate(cipher.get(), nullptr, &size, bytes_of(place), static_cast<int>(place.size())) == 1);
  must(EVP_DecryptUpdate(cipher.get(), bytes_of(plain), &size, text, static_cast<int>(text_bytes)) == 1);
  must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, text + text_bytes) == 1);
  if (EVP_DecryptFinal_ex(cipher.get(), bytes_of(plain) + size, &size) != 1) {
    return fail(ErrorKind::Conflict, "secrets.not_ours");
  }
  return plain;
}

}  // namespace tsuzuku::services
