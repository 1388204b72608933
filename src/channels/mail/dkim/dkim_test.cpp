// The canonical forms by the examples of RFC 6376 3.4.5; whole signatures are verified by another implementation in
// tests/mail.

#include "channels/mail/dkim/dkim.hpp"

#include <gtest/gtest.h>

namespace tsuzuku::channels {
namespace {

// Of RFC 8463 A.2, as PEM.
constexpr auto* kEd25519 =
    "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE "
    "KEY-----\n";

TEST(Dkim, RelaxedForms) {
  EXPECT_EQ(relaxed_header("A", " X"), "a:X");
  EXPECT_EQ(relaxed_header("B ", " Y\t\r\n\tZ  "), "b:Y Z");
  EXPECT_EQ(relaxed_body(" C \r\nD \t E\r\n\r\n\r\n"), " C\r\nD E\r\n");
  EXPECT_EQ(relaxed_body(""), "");
  EXPECT_EQ(relaxed_body("\r\n\r\n"), "");
  EXPECT_EQ(relaxed_body("a\r\n\r\nb"), "a\r\n\r\nb\r\n");
}

TEST(Dkim, TheRecordOfAKnownKey) {
  const auto signer = DkimSigner::make("Football.example.com", "brisbane", kEd25519);
  ASSERT_TRUE(signer);
  EXPECT_EQ(signer->record_name(), "brisbane._domainkey.football.example.com");
  EXPECT_EQ(signer->record_value(), "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
}

TEST(Dkim, WhatIsSigned) {
  const auto signer = DkimSigner::make("a.example", "s1", kEd25519);
  const std::string message =
      "Date: x\r\nFrom: a\r\nTo: b\r\nSubject: c\r\n d\r\nList-Unsubscribe: <u>\r\nList-Unsubscribe-Post: "
      "p\r\n\r\nbody\r\n";
  const std::string signature = signer->sign(message, 1'000);
  EXPECT_TRUE(
      signature.starts_with("DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=a.example; s=s1;\r\n"));
  EXPECT_NE(signature.find("h=From:From:To:To:Subject:Subject:Date:Date:List-Unsubscribe:List-Unsubscribe-Post;"),
            std::string::npos);
  EXPECT_EQ(signature, signer->sign(message, 1'000));
  EXPECT_NE(signature, signer->sign(message + "x", 1'000));
  std::string other = message;
  other.replace(other.find("<u>"), 3, "<v>");
  EXPECT_NE(signature, signer->sign(other, 1'000));
}

TEST(Dkim, BadKeysAndNames) {
  const auto key_of = [](auto domain, auto selector, auto key) {
    return DkimSigner::make(domain, selector, key).error().key;
  };
  EXPECT_EQ(key_of("a.example", "s1", "nonsense"), "dkim.bad_key");
  EXPECT_EQ(key_of("a.example", "s1", ""), "dkim.bad_key");
  EXPECT_EQ(key_of("a.example; x=y", "s1", kEd25519), "dkim.bad_name");
  EXPECT_EQ(key_of("a.example", "", kEd25519), "dkim.bad_name");
  EXPECT_EQ(key_of("a..example", "s1", kEd25519), "dkim.bad_name");
}

}  // namespace
}  // namespace tsuzuku::channels
