#pragma once
// Texts in mail headers: RFC 2047 both ways. Our own, because the usual library writes words longer than 75
// characters and loses text between adjacent words (docs/mail.md).

#include <string>
#include <string_view>

#include "channels/mail/mailbox.hpp"

namespace tsuzuku::channels {

// Appends "Name: text" CR LF. ASCII stays readable and is folded at blanks; anything else becomes UTF-8 base64 words of
// at most 75 characters, cut between characters, in lines of at most 76. Controls become blanks, so no text can add a
// header.
void append_text_header(std::string_view name, std::string_view text, std::string& out);

// Appends "Name: display name <address>" CR LF; the address is never encoded.
void append_mailbox_header(std::string_view name, const Mailbox& mailbox, std::string& out);

// Appends "Name: value" CR LF as it is, on one line. `value` is printable ASCII without line breaks.
void append_raw_header(std::string_view name, std::string_view value, std::string& out);

// The text of a header as mail programs in the field write it: adjacent words of one charset are decoded as one run of
// bytes, so characters cut in two are healed; raw bytes are taken as UTF-8, else CP932. Unknown charsets stay as they
// are.
[[nodiscard]] std::string decode_header_text(std::string_view raw);

// Bytes of a named charset as UTF-8; what cannot be decoded becomes U+FFFD. Nothing known by that name: the bytes as
// they are if they are UTF-8, else with U+FFFD.
[[nodiscard]] std::string to_utf8_from(std::string_view charset, std::string_view bytes);

}  // namespace tsuzuku::channels
