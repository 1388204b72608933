#include "base/encoding.hpp"

#include <gtest/gtest.h>

namespace tsuzuku {
namespace {

Result<Encoding> detected(std::string_view bytes, std::size_t piece = 1'000'000) {
  EncodingDetector detector;
  for (std::size_t at = 0; at < bytes.size() && !detector.decided(); at += piece)
    detector.feed(bytes.substr(at, piece));
  return detector.result();
}

std::string decoded(std::string_view bytes, Encoding encoding, std::size_t piece) {
  TextDecoder decoder(encoding);
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += piece) decoder.decode(bytes.substr(at, piece), false, out);
  decoder.decode({}, true, out);
  return out;
}

constexpr std::string_view kText = "注文番号,受注日\r\n1,①髙島屋～ｶﾅ￥\r\n";

TEST(Encoding, IsFoundOut) {
  EXPECT_EQ(detected("order_number,ordered_at\n"), Encoding::Utf8);
  for (const Encoding encoding :
       {Encoding::Utf8, Encoding::Utf8Bom, Encoding::Cp932, Encoding::Utf16Le, Encoding::Utf16Be}) {
    const auto bytes = encode(kText, encoding);
    ASSERT_TRUE(bytes) << name_of(encoding);
    EXPECT_EQ(detected(*bytes), encoding) << name_of(encoding);
  }
  const auto le = encode("a,b\n1,2\n", Encoding::Utf16Le);
  EXPECT_EQ(detected(std::string_view(*le).substr(2)), Encoding::Utf16Le) << "without its mark";
  const auto be = encode("a,b\n1,2\n", Encoding::Utf16Be);
  EXPECT_EQ(detected(std::string_view(*be).substr(2)), Encoding::Utf16Be);
}

TEST(Encoding, IsFoundBehindALongRunOfAscii) {
  const std::string ascii(3'000'000, 'a');
  EXPECT_EQ(detected(ascii + *encode("受注日", Encoding::Cp932), 65'536), Encoding::Cp932);
  EXPECT_EQ(detected(ascii + "受注日", 65'536), Encoding::Utf8);
}

TEST(Encoding, ACharacterCutByTheEndOfTheSampleIsNoFault) {
  std::string text;
  while (text.size() < (1U << 20U) + 10) text += "茶";
  EXPECT_EQ(detected(text.substr(1 << 19)), Encoding::Utf8);  // begins inside a character: one damaged place
  EXPECT_EQ(detected(text), Encoding::Utf8);
}

TEST(Encoding, WhatIsNoTextIsRefused) {
  EXPECT_EQ(detected("PK\x03\x04rest").error().key, "encoding.binary");
  EXPECT_EQ(detected(std::string("\0\0a\0\0", 5)).error().key, "encoding.binary");
  EXPECT_EQ(detected("\x01\x02\x03\x04").error().key, "encoding.binary");
  EXPECT_EQ(detected("\xFD\xFF\xFD\xFF\xFD\xFF").error().key, "encoding.unknown");
}

TEST(Encoding, DecodesWhateverThePieces) {
  for (const Encoding encoding : {Encoding::Utf8Bom, Encoding::Cp932, Encoding::Utf16Le, Encoding::Utf16Be}) {
    const auto bytes = encode(kText, encoding);
    for (const std::size_t piece : {1UL, 2UL, 3UL, 1'000UL}) {
      EXPECT_EQ(decoded(*bytes, encoding, piece), kText) << name_of(encoding) << " by " << piece;
    }
  }
}

TEST(Encoding, WhatCannotBeDecodedIsMarked) {
  EXPECT_EQ(decoded("a\x85 b", Encoding::Cp932, 10), "a\xEF\xBF\xBD b");
  EXPECT_EQ(decoded("a\xFF", Encoding::Cp932, 10), "a\xEF\xBF\xBD");
}

TEST(Encoding, NothingIsReplacedWhenWriting) {
  const auto emoji = encode("お茶🍵", Encoding::Cp932);
  ASSERT_FALSE(emoji);
  EXPECT_EQ(emoji.error().key, "encoding.not_encodable");
  EXPECT_EQ(emoji.error().arguments[0].second, "🍵");
  EXPECT_EQ(*encode("\\", Encoding::Cp932), "\\");
}

}  // namespace
}  // namespace tsuzuku
