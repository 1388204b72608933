#include <gtest/gtest.h>
#include <openssl/hmac.h>
#include <rapidcheck/gtest.h>

#include "base/limits.hpp"
#include "channels/codec/base64.hpp"
#include "channels/links/links_for_tests.hpp"

namespace tsuzuku::channels {
namespace {

TokenSigner signer(std::vector<SigningKey> keys = {test_key(1)}) { return *TokenSigner::make(std::move(keys)); }
constexpr TouchRef kTouch{.shop = {1}, .customer = {-2}, .touch = {0x7FFFFFFFFFFFFFFF}};

TEST(Base64, KnownAnswersOfTheRfc) {
  for (const auto& [bytes, text] : std::vector<std::pair<std::string, std::string>>{
           {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"foobar", "Zm9vYmFy"}}) {
    std::string out;
    append_base64(bytes, out);
    EXPECT_EQ(out, text);
    EXPECT_EQ(decode_base64_loosely(text), bytes);
  }
  EXPECT_EQ(base64url("\xFB\xFF"), "-_8");
  EXPECT_EQ(decode_base64_loosely("Zm\r\n9v YmFy=garbage"), "foobar");
}

TEST(Base64, StrictDecodingTakesOneSpellingOnly) {
  EXPECT_EQ(decode_base64url("-_8"), "\xFB\xFF");
  EXPECT_FALSE(decode_base64url("-_9"));  // left-over bits
  EXPECT_FALSE(decode_base64url("-_8="));
  EXPECT_FALSE(decode_base64url("+/8"));
  EXPECT_FALSE(decode_base64url("-"));
  EXPECT_FALSE(decode_base64url("a b"));
}

RC_GTEST_PROP(Base64Property, RoundTrip, (const std::string& bytes)) {
  std::string text, lines;
  append_base64(bytes, text);
  append_base64_lines(bytes, lines);
  RC_ASSERT(decode_base64_loosely(text) == bytes);
  RC_ASSERT(decode_base64_loosely(lines) == bytes);
  RC_ASSERT(decode_base64url(base64url(bytes)) == bytes);
  for (std::size_t at = 0; at < lines.size(); at = lines.find("\r\n", at) + 2) {
    RC_ASSERT(lines.find("\r\n", at) - at <= 76U);
  }
}

TEST(TokenSigner, IsHmacSha256) {
  const std::string token = *decode_base64url(signer().sign(TokenPurpose::Click, "payload"));
  const std::string message = std::string("\x01\x01\x02", 3) + "payload";
  const SigningKey secret = test_key(1);
  unsigned char code[32];
  HMAC(EVP_sha256(), secret.secret.data(), 32, reinterpret_cast<const unsigned char*>(message.data()), message.size(),
       code, nullptr);
  EXPECT_EQ(token, message + std::string(reinterpret_cast<char*>(code), 16));
}

TEST(TokenSigner, OpensOnlyWhatItSigned) {
  const TokenSigner ours = signer();
  const std::string token = ours.sign(TokenPurpose::Unsubscribe, "payload");
  EXPECT_EQ(ours.open(TokenPurpose::Unsubscribe, token), "payload");
  EXPECT_FALSE(ours.open(TokenPurpose::Preferences, token));
  EXPECT_FALSE(ours.open(TokenPurpose::Unsubscribe, ""));
  EXPECT_FALSE(ours.open(TokenPurpose::Unsubscribe, token + "A"));
  EXPECT_FALSE(ours.open(TokenPurpose::Unsubscribe, token.substr(1)));
  SigningKey other = test_key(2);
  other.number = 1;
  EXPECT_FALSE(signer({other}).open(TokenPurpose::Unsubscribe, token));
}

TEST(TokenSigner, NoChangeOfOneBitPasses) {
  const TokenSigner ours = signer();
  const std::string bytes = *decode_base64url(ours.sign(TokenPurpose::Open, "some payload"));
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    std::string changed = bytes;
    changed[bit / 8] = static_cast<char>(static_cast<unsigned char>(changed[bit / 8]) ^ (1U << (bit % 8)));
    for (const auto purpose : {TokenPurpose::Open, TokenPurpose::Click, TokenPurpose::Message}) {
      EXPECT_FALSE(ours.open(purpose, base64url(changed))) << bit;
    }
  }
}

TEST(TokenSigner, OldKeysStillOpen) {
  const std::string old = signer({test_key(1)}).sign(TokenPurpose::Open, "x");
  EXPECT_EQ(signer({test_key(2), test_key(1)}).open(TokenPurpose::Open, old), "x");
  EXPECT_FALSE(signer({test_key(2)}).open(TokenPurpose::Open, old));
  EXPECT_NE(signer({test_key(2), test_key(1)}).sign(TokenPurpose::Open, "x"), old);
  EXPECT_EQ(TokenSigner::make({}).error().key, "links.no_key");
  EXPECT_EQ(TokenSigner::make({test_key(1), test_key(1)}).error().key, "links.no_key");
}

std::string token_of(const std::string& address) { return address.substr(address.rfind('/') + 1); }

TEST(LinkBook, EveryAddressComesBackAsWhatItWas) {
  const LinkBook links = test_links();
  EXPECT_TRUE(links.unsubscribe(kTouch).starts_with("https://shop.example/m/u/"));
  EXPECT_EQ(links.read(TokenPurpose::Unsubscribe, token_of(links.unsubscribe(kTouch))), kTouch);
  EXPECT_EQ(links.read(TokenPurpose::Preferences, token_of(links.preferences(kTouch))), kTouch);
  EXPECT_EQ(links.read(TokenPurpose::Open, token_of(links.open_pixel(kTouch))), kTouch);
  EXPECT_EQ(links.read(TokenPurpose::Message, links.message_token(kTouch)), kTouch);
  EXPECT_FALSE(links.read(TokenPurpose::Unsubscribe, token_of(links.open_pixel(kTouch))));

  const std::string target = "https://tea.example/a?b=c&d=%E3%81%82#e";
  const auto click = links.read_click(token_of(links.click(kTouch, 7, target)));
  ASSERT_TRUE(click);
  EXPECT_EQ(click->touch, kTouch);
  EXPECT_EQ(click->link, 7U);
  EXPECT_EQ(click->target, target);
}

TEST(LinkBook, SignsOnlyWebAddresses) {
  const LinkBook links = test_links();
  for (const std::string target : {"javascript:alert(1)", "mailto:a@b.example", "/local", "", "https://",
                                   "https://a.example/\r\nSet-Cookie: x", "https://a.example/あ"}) {
    EXPECT_EQ(links.click(kTouch, 0, target), target);
  }
  const std::string longest = "https://a.example/" + std::string(limits::kLinkTargetBytes - 18, 'a');
  EXPECT_NE(links.click(kTouch, 0, longest), longest);
  EXPECT_EQ(links.click(kTouch, 0, longest + "a"), longest + "a");
}

TEST(LinkBook, ItsBaseIsAnAddress) {
  for (const auto* base : {"", "shop.example", "ftp://shop.example", "https://shop.example/?a=b", "https://a b/"}) {
    EXPECT_EQ(LinkBook::make(base, signer()).error().key, "links.bad_base") << base;
  }
}

}  // namespace
}  // namespace tsuzuku::channels
