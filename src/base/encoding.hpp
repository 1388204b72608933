#pragma once
// Text encodings of files from the outside: finding out which one, and turning it into UTF-8 piece by piece.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace tsuzuku {

enum class Encoding { Utf8, Utf8Bom, Cp932, Utf16Le, Utf16Be };

[[nodiscard]] std::string_view name_of(Encoding encoding);  // "UTF-8", "UTF-8 BOM", "CP932", "UTF-16LE", "UTF-16BE"
[[nodiscard]] std::optional<Encoding> encoding_from(std::string_view name);

// Judges a file by a byte order mark, by where its NUL bytes stand, then by its first megabyte from the first
// byte on that is not ASCII. Feed it the file in pieces until decided(): a file that begins with a long run
// of ASCII is told only by what follows.
class EncodingDetector {
 public:
  void feed(std::string_view bytes);
  [[nodiscard]] bool decided() const;
  // After the last feed. "encoding.binary" {kind} when this is no text, "encoding.unknown" when it is text in
  // none of the encodings above. A file in which nearly everything is UTF-8 is UTF-8 with damaged places.
  [[nodiscard]] Result<Encoding> result() const;
  // Every encoding but UTF-16 says the same.
  [[nodiscard]] bool only_ascii() const { return foreign_.empty(); }

 private:
  std::string head_;     // the first bytes, for marks and NUL patterns
  std::string foreign_;  // what follows the first byte above 0x7F
};

// Turns bytes into UTF-8; what cannot be decoded becomes U+FFFD. Characters may be cut anywhere between two
// calls. A byte order mark is dropped. UTF-8 passes through unchecked.
class TextDecoder {
 public:
  explicit TextDecoder(Encoding encoding);
  TextDecoder(TextDecoder&&) noexcept;
  TextDecoder& operator=(TextDecoder&&) noexcept;
  ~TextDecoder();

  // Appends to `out`; `last` says that no bytes follow.
  void decode(std::string_view bytes, bool last, std::string& out);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// UTF-8 to the bytes of an encoding, with its byte order mark where it has one. "encoding.not_encodable"
// {character} at the first character the encoding does not have: nothing is ever replaced silently.
[[nodiscard]] Result<std::string> encode(std::string_view utf8, Encoding encoding);

}  // namespace tsuzuku
