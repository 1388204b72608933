#include <algorithm>
#include <array>
#include <span>

#include "base/text.hpp"
#include "channels/template/escape.hpp"
#include "channels/template/scanner.hpp"

namespace tsuzuku::channels {
namespace {

constexpr std::array<std::string_view, 6> kAddressAttributes = {"href",       "src",    "action",
                                                                "background", "poster", "formaction"};
constexpr std::array<std::string_view, 3> kClosedAttributes = {"style", "srcset", "srcdoc"};

bool is_one_of(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Schemes that run code wherever a reader's program is careless.
bool runs_code(std::string_view address) {
  std::string plain;
  for (const char c : address.substr(0, 64)) {
    if (static_cast<unsigned char>(c) > 0x20) plain += c;
  }
  plain = lower_ascii(plain);
  return plain.starts_with("javascript:") || plain.starts_with("vbscript:") || plain.starts_with("data:text");
}

// What mail programs follow beside the web.
bool is_followed(std::string_view address) {
  return address.starts_with('#') || starts_with_ignoring_case(address, "mailto:") ||
         starts_with_ignoring_case(address, "tel:") || starts_with_ignoring_case(address, "cid:");
}

class HtmlScanner final : public Scanner {
 public:
  ScanStatus literal(std::string_view text, bool, std::vector<Piece>& pieces) override {
    begin_ = 0;
    for (std::size_t i = 0; i < text.size();) {
      const auto next = step(text, i, pieces);
      if (!next) return std::unexpected(next.error());
      i = *next;
    }
    flush(text, text.size(), pieces);
    return {};
  }

  std::expected<Escaping, ScanFault> field() override {
    if (where_ == Where::Text) return Escaping::HtmlText;
    const bool closed = is_one_of(kClosedAttributes, attribute_) || attribute_.starts_with("on") || tag_ == "script";
    if (where_ != Where::Value || closed) return std::unexpected(ScanFault{"template.field_not_allowed", 0});
    if (address_ == AddressPart::None) return Escaping::HtmlAttribute;
    if (address_ == AddressPart::Host) return std::unexpected(ScanFault{"template.field_in_host", 0});
    if (address_ == AddressPart::Rest) return Escaping::LinkPart;
    address_ = AddressPart::Rest;
    return Escaping::WholeLink;
  }

  [[nodiscard]] std::string state() const override {
    std::string state = {static_cast<char>('0' + static_cast<int>(where_)), quote_,
                         static_cast<char>('0' + static_cast<int>(address_)), link_ ? 'l' : '-'};
    return where_ == Where::Text ? state.substr(0, 1) : state + tag_ + ' ' + attribute_;
  }

  // A link whose attribute never ends: the source ends within a tag.
  void finish(std::vector<Piece>& pieces) override {
    if (link_) pieces.push_back({Piece::Kind::LinkEnd, {}, 0});
    link_ = false;
  }

 private:
  enum class Where : std::uint8_t {
    Text,
    TagName,
    Tag,
    AttributeName,
    BeforeValue,
    Value,
    BareValue,
    Comment,
    Declaration,
    Raw
  };
  enum class AddressPart : std::uint8_t { None, Start, Host, Rest };  // how far the address in a value has come
  using Next = std::expected<std::size_t, ScanFault>;

  void flush(std::string_view text, std::size_t end, std::vector<Piece>& pieces) {
    const std::string_view run = text.substr(begin_, end - begin_);
    if (!run.empty()) pieces.push_back({Piece::Kind::Text, link_ ? address_of(run) : std::string(run), begin_});
    begin_ = end;
  }
  // Blanks around an address in an attribute are no part of it.
  static std::size_t trim_end(std::string_view text) { return text.find_last_not_of(" \t\r\n") + 1; }
  static std::string address_of(std::string_view source) {
    std::string address;
    escape_whole_link(unescape_html(source), address);
    return address;
  }

  Next step(std::string_view text, std::size_t i, std::vector<Piece>& pieces) {
    const char c = text[i];
    switch (where_) {
      case Where::Text:
        return in_text(text, i);
      case Where::TagName:
        return in_tag_name(c, i);
      case Where::Tag:
      case Where::AttributeName:
      case Where::BeforeValue:
        return in_tag(c, i);
      case Where::Value:
        return in_value(text, i, pieces);
      case Where::BareValue:
        if (c == '>') return end_tag(i);
        if (is_blank(c)) where_ = Where::Tag;
        return i + 1;
      case Where::Comment:
      case Where::Declaration:
        return until(text, i, where_ == Where::Comment ? "-->" : ">");
      case Where::Raw:
        return in_raw(text, i);
    }
    return i + 1;
  }

  Next in_text(std::string_view text, std::size_t i) {
    const std::size_t open = text.find('<', i);
    if (open == std::string_view::npos) return text.size();
    const std::string_view rest = text.substr(open);
    if (rest.starts_with("<!--")) {
      where_ = Where::Comment;
      return open + 4;
    }
    const char next = rest.size() > 1 ? rest[1] : ' ';
    if (next == '!' || next == '?') {
      where_ = Where::Declaration;
      return open + 2;
    }
    // "<" at the very end, before a field: the field would name a tag.
    if (!is_letter(next) && next != '/' && rest.size() > 1) return open + 1;
    where_ = Where::TagName;
    tag_.clear();
    return open + 1;
  }

  Next in_tag_name(char c, std::size_t i) {
    if (c == '>') return end_tag(i);
    if (is_blank(c)) {
      where_ = Where::Tag;
      attribute_.clear();
    } else {
      add_letter(tag_, c);
    }
    return i + 1;
  }

  Next in_tag(char c, std::size_t i) {
    if (c == '>') return end_tag(i);
    if (c == '=' && !attribute_.empty()) {
      where_ = Where::BeforeValue;
    } else if (where_ == Where::BeforeValue && !is_blank(c)) {
      begin_value(c);
    } else if (where_ != Where::BeforeValue && (is_blank(c) || c == '/')) {
      where_ = Where::Tag;
    } else if (where_ != Where::BeforeValue) {
      if (where_ == Where::Tag) attribute_.clear();
      where_ = Where::AttributeName;
      add_letter(attribute_, c);
    }
    return i + 1;
  }

  void begin_value(char c) {
    const bool quoted = c == '"' || c == '\'';
    where_ = quoted ? Where::Value : Where::BareValue;
    quote_ = c;
    address_ = is_one_of(kAddressAttributes, attribute_) ? AddressPart::Start : AddressPart::None;
  }

  Next in_value(std::string_view text, std::size_t i, std::vector<Piece>& pieces) {
    const std::size_t close = text.find(quote_, i);
    const std::size_t end = std::min(close, text.size());
    if (address_ == AddressPart::Start && end == i && close == end && is_link()) {
      pieces.push_back({Piece::Kind::OddAddress, {}, i});
    } else if (address_ == AddressPart::Start && end > i) {
      if (auto seen = begin_address(text, i, end, pieces); !seen) return std::unexpected(seen.error());
    } else if (address_ == AddressPart::Host &&
               text.substr(i, end - i).find_first_of("/?#") != std::string_view::npos) {
      address_ = AddressPart::Rest;
    }
    if (close == std::string_view::npos) return end;
    if (link_) {
      flush(text, begin_ + trim_end(text.substr(begin_, end - begin_)), pieces);
      begin_ = end;
      pieces.push_back({Piece::Kind::LinkEnd, {}, end});
      link_ = false;
    }
    where_ = Where::Tag;
    attribute_.clear();
    return end + 1;
  }

  ScanStatus begin_address(std::string_view text, std::size_t i, std::size_t end, std::vector<Piece>& pieces) {
    const std::string source(text.substr(i, end - i));
    const std::string address = unescape_html(source);
    if (runs_code(address)) return std::unexpected(ScanFault{"template.forbidden_link", i});
    const Address seen = look_at_address(trim(address), end < text.size());
    if (seen.no_host || (!seen.web && !is_followed(trim(address)))) {
      pieces.push_back({Piece::Kind::OddAddress, std::string(trim(address)), i});
    }
    address_ = seen.web && !seen.host_complete ? AddressPart::Host : AddressPart::Rest;
    if (seen.origin.empty() || !is_link()) return {};
    flush(text, i, pieces);
    pieces.push_back({Piece::Kind::LinkBegin, seen.origin, i});
    link_ = true;
    begin_ += source.find_first_not_of(" \t\r\n");
    return {};
  }

  [[nodiscard]] bool is_link() const { return attribute_ == "href" && (tag_ == "a" || tag_ == "area"); }

  std::size_t end_tag(std::size_t i) {
    where_ = tag_ == "script" || tag_ == "style" ? Where::Raw : Where::Text;
    return i + 1;
  }

  std::size_t until(std::string_view text, std::size_t i, std::string_view mark) {
    const std::size_t found = text.find(mark, i);
    if (found == std::string_view::npos) return text.size();
    where_ = Where::Text;
    return found + mark.size();
  }

  Next in_raw(std::string_view text, std::size_t i) {
    const std::size_t open = text.find("</", i);
    if (open == std::string_view::npos) return text.size();
    if (starts_with_ignoring_case(text.substr(open + 2), tag_)) {
      where_ = Where::TagName;
      tag_ = '/';
    }
    return open + 2;
  }

  static void add_letter(std::string& name, char c) {
    constexpr std::size_t kLongestName = 32;
    if (name.size() < kLongestName) name += lower_ascii(std::string_view(&c, 1));
  }

  Where where_ = Where::Text;
  char quote_ = '"';
  AddressPart address_ = AddressPart::None;
  bool link_ = false;
  std::string tag_;
  std::string attribute_;
  std::size_t begin_ = 0;  // of what is not yet in a piece
};

}  // namespace

std::unique_ptr<Scanner> html_scanner() { return std::make_unique<HtmlScanner>(); }

}  // namespace tsuzuku::channels
