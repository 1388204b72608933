#pragma once
// Follows the literal text of a template and knows, at any point, how a value must be written there and which
// addresses are links that can be rewritten. One scanner per form.

#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "channels/template/template.hpp"

namespace tsuzuku::channels {

// Literal text cut at the links in it. Within a link the text is the address itself, without entities; outside it is
// the source's.
struct Piece {
  enum class Kind : std::uint8_t { Text, LinkBegin, LinkEnd, OddAddress };
  Kind kind = Kind::Text;
  std::string text;        // LinkBegin: the origin; OddAddress: what stands where an address should
  std::size_t offset = 0;  // in the literal
};

// What is wrong, as the key of an error, and where in the literal.
struct ScanFault {
  std::string_view key;
  std::size_t offset = 0;
};
using ScanStatus = std::expected<void, ScanFault>;

class Scanner {
 public:
  Scanner() = default;
  Scanner(const Scanner&) = delete;
  Scanner& operator=(const Scanner&) = delete;
  virtual ~Scanner() = default;

  // `value_follows`: a field or a quoted text comes next, not a block or the end.
  virtual ScanStatus literal(std::string_view text, bool value_follows, std::vector<Piece>& pieces) = 0;
  virtual std::expected<Escaping, ScanFault> field() = 0;
  virtual void begin_block(std::vector<Piece>&) {}
  virtual void next_branch(std::vector<Piece>&) {}
  virtual void end_block(std::vector<Piece>&) {}
  // Two points of a source with the same state can be joined: a block begins and ends with the same.
  [[nodiscard]] virtual std::string state() const { return {}; }
  // The source ends.
  virtual void finish(std::vector<Piece>&) {}
};

[[nodiscard]] std::unique_ptr<Scanner> html_scanner();
[[nodiscard]] std::unique_ptr<Scanner> plain_text_scanner();
[[nodiscard]] std::unique_ptr<Scanner> subject_scanner();

// What both scanners ask of an address that begins at `text` and goes on to the end of `text`.
struct Address {
  bool web = false;            // http or https
  bool no_host = false;        // nothing stands between "https://" and its end
  bool host_complete = false;  // the host ends within the text: by / ? # or by what ends the address
  std::string origin;          // lower case; empty when the host is none we can link to
};
// `ended`: the address ends where `text` does; else more may follow.
[[nodiscard]] Address look_at_address(std::string_view text, bool ended);

}  // namespace tsuzuku::channels
