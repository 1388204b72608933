#pragma once
// Writing a value into the place where it stands, so that it cannot leave that place. All append to `out`.

#include <cstdint>
#include <string>
#include <string_view>

namespace tsuzuku::channels {

enum class Escaping : std::uint8_t {
  Subject,        // one line: controls and line breaks become blanks
  PlainText,      // controls other than line breaks and tabs are dropped
  HtmlText,       // < > & become entities
  HtmlAttribute,  // quotes too
  WholeLink,      // of HTML: the value is the whole address
  LinkPart,       // percent-encoded
};
void escape(Escaping escaping, std::string_view value, std::string& out);

void escape_html_text(std::string_view value, std::string& out);       // & < >, controls dropped
void escape_html_attribute(std::string_view value, std::string& out);  // & < > " ', controls become blanks
void escape_plain_text(std::string_view value, std::string& out);      // controls but \n and \t dropped
void escape_subject(std::string_view value, std::string& out);    // controls, also U+0085 U+2028 U+2029, become blanks
void escape_link_part(std::string_view value, std::string& out);  // everything but letters, digits and -._~ as %XX

// Percent-encodes what may not stand in an address (controls, blanks, quotes, <>, bytes above 0x7F) and leaves the
// rest.
void escape_whole_link(std::string_view value, std::string& out);
// http:// or https://, then a host.
[[nodiscard]] bool is_web_link(std::string_view value);

// Decodes &amp; &lt; &gt; &quot; &apos; &nbsp; and numeric entities; whatever else stands there stays as it is.
[[nodiscard]] std::string unescape_html(std::string_view text);

}  // namespace tsuzuku::channels
