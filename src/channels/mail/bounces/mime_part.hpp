#pragma once
// The structure of a mail that came in, as far as bounces need it: headers, parts, contents without transfer encoding.
// Takes whatever arrives; what cannot be understood is text.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tsuzuku::channels {

struct MimePart {
  std::vector<std::pair<std::string, std::string>> headers;  // name in lower case, value unfolded, otherwise raw
  std::string content;          // of a part without parts: without base64 or quoted-printable, lines ended by \n
  std::vector<MimePart> parts;  // of multipart/…, and the one mail within message/rfc822

  // The first header of that name (lower case); empty when there is none.
  [[nodiscard]] std::string_view header(std::string_view name) const;
  // "multipart/report" in lower case; "text/plain" when nothing is said.
  [[nodiscard]] std::string type() const;
  // A parameter of Content-Type, without quotes.
  [[nodiscard]] std::string parameter(std::string_view name) const;
};

// Reads at most limits::kIncomingMailBytes, kMimeDepth and kMimeParts; the rest is not looked at.
[[nodiscard]] MimePart parse_mime(std::string_view message);

// Header lines alone, as in text/rfc822-headers and in the groups of a delivery status.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> parse_headers(std::string_view text);
[[nodiscard]] std::string_view header_of(const std::vector<std::pair<std::string, std::string>>& headers,
                                         std::string_view name);

}  // namespace tsuzuku::channels
