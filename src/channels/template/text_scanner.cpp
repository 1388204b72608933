#include <algorithm>

#include "base/text.hpp"
#include "channels/template/scanner.hpp"

namespace tsuzuku::channels {
namespace {

constexpr std::string_view kEndsSentence = ".,;:!?)]'";  // at the end of an address these belong to the text

bool belongs_to_address(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > 0x20 && byte < 0x7F && !std::string_view("\"<>`{}|\\^").contains(c);
}

std::size_t find_address(std::string_view text, std::size_t from) {
  return std::min(text.find("http://", from), text.find("https://", from));
}

class PlainTextScanner final : public Scanner {
 public:
  ScanStatus literal(std::string_view text, bool value_follows, std::vector<Piece>& pieces) override {
    if (cut_ && belongs_to_address(text.front()) && !kEndsSentence.contains(text.front())) {
      return std::unexpected(ScanFault{"template.condition_in_link", 0});
    }
    cut_ = false;
    std::size_t at = where_ == Where::Text ? 0 : go_on(text, value_follows, pieces);
    while (at < text.size()) {
      const std::size_t begin = find_address(text, at);
      add_text(text.substr(at, begin - at), at, pieces);
      if (begin == std::string_view::npos) break;
      at = begin_address(text, begin, value_follows, pieces);
    }
    return {};
  }

  std::expected<Escaping, ScanFault> field() override {
    if (cut_) return std::unexpected(ScanFault{"template.condition_in_link", 0});
    if (where_ == Where::Host) return std::unexpected(ScanFault{"template.field_in_host", 0});
    return where_ == Where::Text ? Escaping::PlainText : Escaping::LinkPart;
  }

  // A branch goes on with what stands before the block; what stands behind it goes on with any of its branches.
  void begin_block(std::vector<Piece>& pieces) override {
    cut_address(pieces);
    blocks_.push_back({cut_, cut_});
  }
  void next_branch(std::vector<Piece>& pieces) override {
    cut_address(pieces);
    blocks_.back().at_end |= cut_;
    cut_ = blocks_.back().at_begin;
  }
  void end_block(std::vector<Piece>& pieces) override {
    cut_address(pieces);
    cut_ |= blocks_.back().at_end;
    blocks_.pop_back();
  }
  void finish(std::vector<Piece>& pieces) override { close(pieces, 0); }

 private:
  enum class Where : std::uint8_t { Text, Host, Link, OtherAddress };
  struct Block {
    bool at_begin, at_end;  // an address was cut there
  };

  static void add_text(std::string_view text, std::size_t offset, std::vector<Piece>& pieces) {
    if (!text.empty()) pieces.push_back({Piece::Kind::Text, std::string(text), offset});
  }

  void close(std::vector<Piece>& pieces, std::size_t offset) {
    if (where_ == Where::Link) pieces.push_back({Piece::Kind::LinkEnd, {}, offset});
    where_ = Where::Text;
  }
  void cut_address(std::vector<Piece>& pieces) {
    cut_ |= where_ != Where::Text;
    close(pieces, 0);
  }

  // How much of `text` belongs to an address that has begun; it ends within the text, at its end, or behind it.
  struct Extent {
    std::size_t size;
    bool ended;
  };
  Extent extent(std::string_view text, bool value_follows) {
    const auto* stop = std::ranges::find_if_not(text, belongs_to_address);
    const bool whole = stop == text.end();
    if (whole && value_follows) return {text.size(), false};
    const std::string_view address = text.substr(0, static_cast<std::size_t>(stop - text.begin()));
    const std::size_t size = address.find_last_not_of(kEndsSentence) + 1;
    cut_ = whole && size == text.size();
    return {size, true};
  }

  // An address that began before this literal.
  std::size_t go_on(std::string_view text, bool value_follows, std::vector<Piece>& pieces) {
    const auto [size, ended] = extent(text, value_follows);
    add_text(text.substr(0, size), 0, pieces);
    if (ended) close(pieces, size);
    return size;
  }

  std::size_t begin_address(std::string_view text, std::size_t begin, bool value_follows, std::vector<Piece>& pieces) {
    const auto [size, ended] = extent(text.substr(begin), value_follows);
    const std::string_view address = text.substr(begin, size);
    const Address seen = look_at_address(address, ended);
    if (!seen.host_complete) {
      where_ = Where::Host;
    } else if (seen.origin.empty()) {
      where_ = Where::OtherAddress;
    } else {
      where_ = Where::Link;
      pieces.push_back({Piece::Kind::LinkBegin, seen.origin, begin});
    }
    add_text(address, begin, pieces);
    if (ended) close(pieces, begin + size);
    return begin + size;
  }

  Where where_ = Where::Text;
  bool cut_ = false;  // an address went up to a block or a remark: it cannot go on behind it
  std::vector<Block> blocks_;
};

class SubjectScanner final : public Scanner {
 public:
  ScanStatus literal(std::string_view text, bool, std::vector<Piece>& pieces) override {
    if (!text.empty()) pieces.push_back({Piece::Kind::Text, std::string(text), 0});
    return {};
  }
  std::expected<Escaping, ScanFault> field() override { return Escaping::Subject; }
};

bool is_host_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':';
}

}  // namespace

Address look_at_address(std::string_view text, bool ended) {
  Address address;
  const std::string lower = lower_ascii(text);
  const std::size_t scheme = lower.starts_with("https://") ? 8 : lower.starts_with("http://") ? 7 : 0;
  if (scheme == 0) return address;
  address.web = true;
  const std::size_t end = lower.find_first_of("/?#", scheme);
  address.host_complete = ended || end != std::string::npos;
  const std::string_view host = std::string_view(lower).substr(scheme, end == std::string::npos ? end : end - scheme);
  address.no_host = address.host_complete && host.empty();
  const bool plain = !host.empty() && std::ranges::all_of(host, is_host_byte) && host.front() != ':';
  if (address.host_complete && plain) address.origin = lower.substr(0, scheme + host.size());
  return address;
}

std::unique_ptr<Scanner> plain_text_scanner() { return std::make_unique<PlainTextScanner>(); }
std::unique_ptr<Scanner> subject_scanner() { return std::make_unique<SubjectScanner>(); }

}  // namespace tsuzuku::channels
