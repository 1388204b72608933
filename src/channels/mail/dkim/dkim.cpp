#include "channels/mail/dkim/dkim.hpp"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/sha.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <new>
#include <vector>

#include "base/text.hpp"
#include "channels/codec/base64.hpp"

namespace tsuzuku::channels {
namespace {

constexpr std::array<std::string_view, 11> kSigned = {
    "From",        "To",           "Subject",          "Date",
    "Message-ID",  "Reply-To",     "List-Unsubscribe", "List-Unsubscribe-Post",
    "Feedback-ID", "MIME-Version", "Content-Type"};
constexpr std::array<std::string_view, 4> kSealed = {"From", "To", "Subject", "Date"};  // no second one may be added
constexpr int kRsaBitsMin = 1'024;

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct FreeDigest {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
struct FreeBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};

struct Header {
  std::string_view name, value;
};

std::vector<Header> headers_of(std::string_view head) {
  std::vector<Header> headers;
  while (!head.empty()) {
    std::size_t end = head.find("\r\n");
    while (end != std::string_view::npos && end + 2 < head.size() && (head[end + 2] == ' ' || head[end + 2] == '\t')) {
      end = head.find("\r\n", end + 2);
    }
    const std::string_view field = head.substr(0, end);
    const std::size_t colon = std::min(field.find(':'), field.size());
    headers.push_back({field.substr(0, colon), colon < field.size() ? field.substr(colon + 1) : std::string_view()});
    head.remove_prefix(end == std::string_view::npos ? head.size() : end + 2);
  }
  return headers;
}

bool same_name(std::string_view left, std::string_view right) {
  return left.size() == right.size() && starts_with_ignoring_case(left, right);
}

bool is_dns_name(std::string_view name) {
  return !name.empty() && name.size() <= 253 && std::ranges::all_of(split(name, '.'), [](std::string_view label) {
    return !label.empty() && label.size() <= 63 && std::ranges::all_of(label, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
  });
}

int no_password(char*, int, int, void*) { return -1; }

std::string base64_of(const unsigned char* bytes, std::size_t size) {
  std::string text;
  append_base64({reinterpret_cast<const char*>(bytes), size}, text);
  return text;
}

using Hash = std::array<unsigned char, SHA256_DIGEST_LENGTH>;
Hash sha256(std::string_view bytes) {
  Hash hash{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), hash.data());
  return hash;
}

// Long values in lines that mail programs accept; blanks in b= do not count.
std::string folded(std::string_view text) {
  constexpr std::size_t kLine = 70;
  std::string out;
  for (; text.size() > kLine; text.remove_prefix(kLine)) {
    out += text.substr(0, kLine);
    out += "\r\n ";
  }
  return out += text;
}

}  // namespace

struct DkimSigner::Key {
  std::unique_ptr<EVP_PKEY, FreeKey> key;
  bool ed25519 = false;

  // RSA signs the hash of `text`; Ed25519 signs the hash as its message (RFC 8463 3).
  [[nodiscard]] std::string sign(std::string_view text) const {
    const std::unique_ptr<EVP_MD_CTX, FreeDigest> context(EVP_MD_CTX_new());
    const Hash hash = sha256(text);
    const auto* message = ed25519 ? hash.data() : reinterpret_cast<const unsigned char*>(text.data());
    const std::size_t message_size = ed25519 ? hash.size() : text.size();
    std::vector<unsigned char> signature(static_cast<std::size_t>(EVP_PKEY_get_size(key.get())));
    std::size_t size = signature.size();
    if (!context ||
        EVP_DigestSignInit(context.get(), nullptr, ed25519 ? nullptr : EVP_sha256(), nullptr, key.get()) != 1 ||
        EVP_DigestSign(context.get(), signature.data(), &size, message, message_size) != 1) {
      throw std::bad_alloc();
    }
    return base64_of(signature.data(), size);
  }
};

std::string relaxed_header(std::string_view name, std::string_view value) {
  std::string out = lower_ascii(trim(name)) + ':';
  const std::size_t begin = out.size();
  bool blank = false;
  for (const char c : value) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      blank = true;
      continue;
    }
    if (blank && out.size() > begin) out += ' ';
    blank = false;
    out += c;
  }
  return out;
}

std::string relaxed_body(std::string_view body) {
  std::string out;
  out.reserve(body.size() + 2);
  std::size_t empty_lines = 0;
  while (!body.empty()) {
    const std::size_t end = body.find("\r\n");
    const std::string_view line = body.substr(0, end);
    body.remove_prefix(end == std::string_view::npos ? body.size() : end + 2);
    const std::size_t last = line.find_last_not_of(" \t");
    if (last == std::string_view::npos) {
      ++empty_lines;
      continue;
    }
    for (; empty_lines > 0; --empty_lines) out += "\r\n";
    bool blank = false;
    if (line.find_first_of(" \t") == std::string_view::npos) {
      out += line;
      out += "\r\n";
      continue;
    }
    for (const char c : line.substr(0, last + 1)) {
      if (c == ' ' || c == '\t') {
        blank = true;
        continue;
      }
      if (blank) out += ' ';
      blank = false;
      out += c;
    }
    out += "\r\n";
  }
  return out;
}

DkimSigner::DkimSigner(std::string domain, std::string selector, std::unique_ptr<Key> key)
    : domain_(std::move(domain)), selector_(std::move(selector)), key_(std::move(key)) {}
DkimSigner::DkimSigner(DkimSigner&&) noexcept = default;
DkimSigner& DkimSigner::operator=(DkimSigner&&) noexcept = default;
DkimSigner::~DkimSigner() = default;

Result<DkimSigner> DkimSigner::make(std::string_view domain, std::string_view selector, std::string_view private_key) {
  for (const std::string_view name : {domain, selector}) {
    if (!is_dns_name(name)) return fail(ErrorKind::InvalidInput, "dkim.bad_name", {{"name", std::string(name)}});
  }
  const std::unique_ptr<BIO, FreeBio> bio(BIO_new_mem_buf(private_key.data(), static_cast<int>(private_key.size())));
  auto key = std::make_unique<Key>();
  key->key.reset(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_password, nullptr));
  const int kind = key->key ? EVP_PKEY_get_base_id(key->key.get()) : EVP_PKEY_NONE;
  if (kind != EVP_PKEY_RSA && kind != EVP_PKEY_ED25519) return fail(ErrorKind::InvalidInput, "dkim.bad_key");
  key->ed25519 = kind == EVP_PKEY_ED25519;
  if (const int bits = EVP_PKEY_get_bits(key->key.get()); !key->ed25519 && bits < kRsaBitsMin) {
    return fail(ErrorKind::InvalidInput, "dkim.weak_key", {{"bits", std::to_string(bits)}});
  }
  return DkimSigner(lower_ascii(domain), std::string(selector), std::move(key));
}

std::string DkimSigner::sign(std::string_view message, std::int64_t utc_seconds) const {
  const std::size_t head_end = message.find("\r\n\r\n");
  const auto headers = headers_of(message.substr(0, head_end));
  const std::string_view body = head_end == std::string_view::npos ? "" : message.substr(head_end + 4);
  const Hash body_hash = sha256(relaxed_body(body));

  std::string names, text;
  for (const std::string_view name : kSigned) {
    const auto found =
        std::ranges::find_if(headers, [&](const Header& header) { return same_name(header.name, name); });
    const bool there = found != headers.end();
    if (there) text += relaxed_header(found->name, found->value) + "\r\n";
    const bool sealed = std::ranges::find(kSealed, name) != kSealed.end();
    for (int times = (there ? 1 : 0) + (sealed ? 1 : 0); times > 0; --times) {
      names += (names.empty() ? "" : ":") + std::string(name);
    }
  }
  const std::string value =
      fmt::format(" v=1; a={}-sha256; c=relaxed/relaxed; d={}; s={};\r\n t={}; \r\n h={};\r\n bh={};\r\n b=",
                  key_->ed25519 ? "ed25519" : "rsa", domain_, selector_, utc_seconds, names,
                  base64_of(body_hash.data(), body_hash.size()));
  text += relaxed_header("DKIM-Signature", value);
  return "DKIM-Signature:" + value + folded(key_->sign(text)) + "\r\n";
}

std::string DkimSigner::record_name() const { return selector_ + "._domainkey." + domain_; }

std::string DkimSigner::record_value() const {
  std::vector<unsigned char> bytes;
  if (key_->ed25519) {
    std::size_t size = 32;  // RFC 8463: the bare key
    bytes.resize(size);
    EVP_PKEY_get_raw_public_key(key_->key.get(), bytes.data(), &size);
  } else {
    bytes.resize(static_cast<std::size_t>(i2d_PUBKEY(key_->key.get(), nullptr)));
    unsigned char* at = bytes.data();
    i2d_PUBKEY(key_->key.get(), &at);
  }
  return fmt::format("v=DKIM1; k={}; p={}", key_->ed25519 ? "ed25519" : "rsa", base64_of(bytes.data(), bytes.size()));
}

}  // namespace tsuzuku::channels
