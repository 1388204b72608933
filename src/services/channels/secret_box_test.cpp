#include "services/channels/secret_box.hpp"

#include <gtest/gtest.h>

#include <atomic>

namespace tsuzuku::services {
namespace {

SecretBox::FillRandom counting() {
  return [calls = std::make_shared<std::atomic<unsigned char>>(0)](std::span<std::byte> bytes) {
    const auto call = static_cast<std::byte>(++*calls);
    for (std::byte& byte : bytes) byte = call;
  };
}
MasterKey key(unsigned char fill) {
  MasterKey made;
  made.bytes.fill(static_cast<std::byte>(fill));
  return made;
}

TEST(SecretBox, WhatWasSealedOpensAtItsPlaceOnly) {
  const SecretBox box(key(1), counting());
  for (const std::string plain : {"", "secret", "日本語の合言葉", "-----BEGIN PRIVATE KEY-----\nx\n"}) {
    const std::string sealed = box.seal(plain, "shop 1 mail smtp_password");
    EXPECT_FALSE(!plain.empty() && sealed.contains(plain));
    EXPECT_EQ(box.open(sealed, "shop 1 mail smtp_password").value(), plain);
    EXPECT_EQ(box.open(sealed, "shop 2 mail smtp_password").error().key, "secrets.not_ours");
    EXPECT_EQ(box.open(sealed, "shop 1 mail from_name").error().key, "secrets.not_ours");
  }
  EXPECT_NE(box.seal("same", "p"), box.seal("same", "p")) << "another nonce each time";
}

TEST(SecretBox, AnyOtherBitOrKeyIsRefused) {
  const SecretBox box(key(1), counting());
  const std::string sealed = box.seal("secret", "p");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(box.open(changed, "p")) << i;
  }
  EXPECT_FALSE(box.open(sealed.substr(0, sealed.size() - 1), "p"));
  EXPECT_FALSE(box.open("", "p"));
  EXPECT_FALSE(box.open("secret", "p")) << "plain text is no secret of ours";
  EXPECT_FALSE(SecretBox(key(2), counting()).open(sealed, "p"));
}

TEST(SecretBox, APurposeIsAKeyOfItsOwnForEver) {
  EXPECT_NE(derive_key(key(1), "a"), derive_key(key(1), "b"));
  EXPECT_NE(derive_key(key(1), "a"), derive_key(key(2), "a"));
  EXPECT_EQ(derive_key(key(1), "a"), derive_key(key(1), "a"));
}

}  // namespace
}  // namespace tsuzuku::services
