#pragma once
// Base64 in the two alphabets of RFC 4648.

#include <optional>
#include <string>
#include <string_view>

namespace tsuzuku::channels {

// The usual alphabet with padding, appended in one run.
void append_base64(std::string_view bytes, std::string& out);
// The same in lines of 76 characters, each ended by CR LF, as bodies of mails are written.
void append_base64_lines(std::string_view bytes, std::string& out);
// Reads what mail programs wrote: skips what is not of the alphabet, stops at padding.
[[nodiscard]] std::string decode_base64_loosely(std::string_view text);

// The alphabet of addresses, without padding. Decoding is strict: one text for each sequence of bytes.
[[nodiscard]] std::string base64url(std::string_view bytes);
[[nodiscard]] std::optional<std::string> decode_base64url(std::string_view text);

}  // namespace tsuzuku::channels
