#include "channels/codec/base64.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace tsuzuku::channels {
namespace {

using Alphabet = std::string_view;
constexpr Alphabet kUsual = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr Alphabet kUrl = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t kLineBytes = 57;  // 76 characters

// Two characters for each 12 bits: half the steps of the usual table, which counts at ten thousand mails a second.
struct Pair {
  char first, second;
};
constexpr std::array<Pair, 4096> pairs_of(Alphabet alphabet) {
  std::array<Pair, 4096> pairs{};
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i] = {alphabet[i >> 6U], alphabet[i & 63U]};
  return pairs;
}
constexpr auto kUsualPairs = pairs_of(kUsual);
constexpr auto kUrlPairs = pairs_of(kUrl);

constexpr std::uint8_t kNoLetter = 0xFF;
constexpr std::array<std::uint8_t, 256> values_of(Alphabet alphabet) {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNoLetter);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}
constexpr auto kUsualValues = values_of(kUsual);
constexpr auto kUrlValues = values_of(kUrl);

std::uint32_t byte_at(std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }

// Writes whole groups of three bytes and the rest with padding; returns where it stopped.
char* encode(std::string_view bytes, const std::array<Pair, 4096>& pairs, char* out) {
  std::size_t i = 0;
  for (; i + 3 <= bytes.size(); i += 3) {
    const std::uint32_t group = byte_at(bytes, i) << 16U | byte_at(bytes, i + 1) << 8U | byte_at(bytes, i + 2);
    const Pair high = pairs[group >> 12U];
    const Pair low = pairs[group & 0xFFFU];
    *out++ = high.first;
    *out++ = high.second;
    *out++ = low.first;
    *out++ = low.second;
  }
  const std::size_t left = bytes.size() - i;
  if (left == 0) return out;
  const std::uint32_t group = byte_at(bytes, i) << 16U | (left == 2 ? byte_at(bytes, i + 1) << 8U : 0U);
  const Pair high = pairs[group >> 12U];
  *out++ = high.first;
  *out++ = high.second;
  *out++ = left == 2 ? pairs[group & 0xFFFU].first : '=';
  *out++ = '=';
  return out;
}

std::size_t encoded_size(std::size_t bytes) { return (bytes + 2) / 3 * 4; }

// Collects six bits at a time.
class BitReader {
 public:
  explicit BitReader(std::string& out) : out_(out) {}
  void add(std::uint32_t six_bits) {
    held_ = (held_ << 6U | six_bits) & 0xFFFFU;
    bits_ += 6;
    if (bits_ < 8) return;
    bits_ -= 8;
    out_ += static_cast<char>(held_ >> bits_ & 0xFFU);
  }
  // The bits that fill no byte are zero, as an encoder leaves them.
  [[nodiscard]] bool clean() const { return bits_ < 6 && (held_ & ((1U << bits_) - 1U)) == 0; }

 private:
  std::string& out_;
  std::uint32_t held_ = 0;
  unsigned bits_ = 0;
};

}  // namespace

void append_base64(std::string_view bytes, std::string& out) {
  const std::size_t begin = out.size();
  out.resize(begin + encoded_size(bytes.size()));
  encode(bytes, kUsualPairs, out.data() + begin);
}

void append_base64_lines(std::string_view bytes, std::string& out) {
  const std::size_t begin = out.size();
  const std::size_t lines = (bytes.size() + kLineBytes - 1) / kLineBytes;
  out.resize(begin + encoded_size(bytes.size()) + 2 * lines);
  char* at = out.data() + begin;
  while (!bytes.empty()) {
    const std::string_view line = bytes.substr(0, kLineBytes);
    at = encode(line, kUsualPairs, at);
    *at++ = '\r';
    *at++ = '\n';
    bytes.remove_prefix(line.size());
  }
}

std::string decode_base64_loosely(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  BitReader reader(bytes);
  for (const char c : text) {
    if (c == '=') break;
    const std::uint8_t value = kUsualValues[static_cast<unsigned char>(c)];
    if (value != kNoLetter) reader.add(value);
  }
  return bytes;
}

std::string base64url(std::string_view bytes) {
  std::string text(encoded_size(bytes.size()), '\0');
  encode(bytes, kUrlPairs, text.data());
  text.resize((bytes.size() * 8 + 5) / 6);
  return text;
}

std::optional<std::string> decode_base64url(std::string_view text) {
  std::string bytes;
  BitReader reader(bytes);
  for (const char c : text) {
    const std::uint8_t value = kUrlValues[static_cast<unsigned char>(c)];
    if (value == kNoLetter) return std::nullopt;
    reader.add(value);
  }
  if (!reader.clean()) return std::nullopt;
  return bytes;
}

}  // namespace tsuzuku::channels
