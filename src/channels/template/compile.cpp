#include <algorithm>
#include <memory>
#include <utility>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "channels/template/escape.hpp"
#include "channels/template/scanner.hpp"
#include "channels/template/tag.hpp"
#include "channels/template/template.hpp"

namespace tsuzuku::channels {
namespace {

std::unique_ptr<Scanner> scanner_for(Form form) {
  if (form == Form::Html) return html_scanner();
  return form == Form::PlainText ? plain_text_scanner() : subject_scanner();
}

// Editors write > as &gt; and every second blank as &nbsp;.
std::string without_entities(std::string_view tag) {
  constexpr std::string_view kHardBlank = "\u00A0";
  const std::string decoded = unescape_html(tag);
  std::string plain;
  for (std::size_t at = 0; at < decoded.size();) {
    const bool hard = std::string_view(decoded).substr(at).starts_with(kHardBlank);
    plain += hard ? ' ' : decoded[at];
    at += hard ? kHardBlank.size() : 1;
  }
  return plain;
}

Error fault(std::string_view key, Place place) {
  return at_place(Error{ErrorKind::InvalidInput, std::string(key), {}}, place);
}

}  // namespace

// Makes the steps of a template from its tokens, one pass.
class TemplateBuilder {
 public:
  TemplateBuilder(std::string_view source, Form form) : source_(source), places_(source), scanner_(scanner_for(form)) {
    made_.form_ = form;
  }

  Result<Template> build() {
    TSUZUKU_TRY(tokens, cut_into_tokens(source_, made_.form_));
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (tokens[i].tag) {
        TSUZUKU_CHECK(add_tag(tokens[i]));
      } else {
        const bool value_follows = i + 1 < tokens.size() && !is_block_or_remark(tokens[i + 1]);
        TSUZUKU_CHECK(add_literal(tokens[i], value_follows));
      }
    }
    if (!blocks_.empty()) return fail(fault("template.unclosed_block", blocks_.back().place));
    std::vector<Piece> pieces;
    scanner_->finish(pieces);
    add_pieces(pieces, {});
    made_.literals_.shrink_to_fit();
    return std::move(made_);
  }

 private:
  using StepKind = Template::StepKind;

  // An {{#if}} that is not yet closed.
  struct Block {
    Place place;
    std::string state;                      // of the scanner where it began
    std::vector<std::uint32_t> filled;      // slots that cannot be empty in the present branch
    std::size_t unless = 0;                 // step that leaves the present branch when its condition fails; 0 = none
    std::vector<std::size_t> jumps_to_end;  // from the ends of the branches before
    bool has_else = false;
  };

  std::uint32_t slot_of(std::string_view field) {
    const auto found = std::ranges::find(made_.fields_, field);
    if (found != made_.fields_.end()) return static_cast<std::uint32_t>(found - made_.fields_.begin());
    made_.fields_.emplace_back(field);
    return static_cast<std::uint32_t>(made_.fields_.size() - 1);
  }

  std::uint32_t keep(std::string_view literal) {
    const auto offset = static_cast<std::uint32_t>(made_.literals_.size());
    made_.literals_ += literal;
    return offset;
  }

  void add_text(std::string_view text) {
    if (text.empty()) return;
    auto& steps = made_.steps_;
    const auto size = static_cast<std::uint32_t>(text.size());
    const std::uint32_t offset = keep(text);
    // Nothing jumps to the middle of a run of literals: block tags stand between runs, and so does target_.
    if (!steps.empty() && steps.size() > target_ && steps.back().kind == StepKind::Literal &&
        steps.back().subject + steps.back().size == offset) {
      steps.back().size += size;
    } else {
      steps.push_back({.kind = StepKind::Literal, .subject = offset, .size = size});
    }
  }

  void add_pieces(const std::vector<Piece>& pieces, Place place) {
    for (const Piece& piece : pieces) {
      if (piece.kind == Piece::Kind::Text) {
        add_text(piece.text);
        continue;
      }
      if (piece.kind == Piece::Kind::OddAddress) {
        made_.odd_addresses_.push_back({.text = piece.text, .place = place});
        continue;
      }
      const bool begins = piece.kind == Piece::Kind::LinkBegin;
      if (begins) made_.links_.push_back({.origin = piece.text, .place = place});
      made_.steps_.push_back({.kind = begins ? StepKind::LinkBegin : StepKind::LinkEnd,
                              .subject = static_cast<std::uint32_t>(made_.links_.size() - 1)});
    }
  }

  Status add_literal(const Token& token, bool value_follows) {
    std::vector<Piece> pieces;
    const auto scanned = token.text.empty() ? ScanStatus() : scanner_->literal(token.text, value_follows, pieces);
    if (!scanned) return fail(fault(scanned.error().key, places_.at(token.offset + scanned.error().offset)));
    for (Piece& piece : pieces) {
      const bool told = piece.kind == Piece::Kind::LinkBegin || piece.kind == Piece::Kind::OddAddress;
      const Place place = told ? places_.at(token.offset + piece.offset) : Place{};
      add_pieces({std::move(piece)}, place);
    }
    return {};
  }

  Status add_tag(const Token& token) {
    const Place place = places_.at(token.offset);
    const std::string content = made_.form_ == Form::Html ? without_entities(token.text) : std::string(token.text);
    auto tag = parse_tag(content, [this](std::string_view field) { return slot_of(field); });
    if (!tag) return fail(at_place(std::move(tag).error(), place));
    switch (tag->kind) {
      case Tag::Kind::Remark:
        return {};
      case Tag::Kind::Quoted:
        return add_quoted(tag->text, place);
      case Tag::Kind::Field:
        return add_field(*tag, place);
      default:
        return add_block(*std::move(tag), place);
    }
  }

  static Result<std::string> own_text(Escaping escaping, std::string_view text, Place place) {
    if (escaping == Escaping::WholeLink && !is_web_link(text)) return fail(fault("template.forbidden_link", place));
    std::string escaped;
    escape(escaping, text, escaped);
    return escaped;
  }

  // Text in quotes is the template's own, but it is no markup: it is written like a value.
  Status add_quoted(std::string_view text, Place place) {
    const auto escaping = scanner_->field();
    if (!escaping) return fail(fault(escaping.error().key, place));
    TSUZUKU_TRY(escaped, own_text(*escaping, text, place));
    add_text(escaped);
    return {};
  }

  Status add_field(const Tag& tag, Place place) {
    const auto escaping = scanner_->field();
    if (!escaping) return fail(fault(escaping.error().key, place));
    const std::uint32_t slot = slot_of(tag.field);
    Template::Step step{
        .kind = StepKind::Field, .escaping = *escaping, .has_fallback = tag.has_fallback, .subject = slot};
    if (tag.has_fallback) {
      TSUZUKU_TRY(escaped, own_text(*escaping, tag.text, place));
      step.other = keep(escaped);
      step.size = static_cast<std::uint32_t>(escaped.size());
    }
    made_.steps_.push_back(step);
    const bool guarded = std::ranges::any_of(
        blocks_, [&](const Block& block) { return std::ranges::find(block.filled, slot) != block.filled.end(); });
    made_.uses_.push_back({.slot = slot,
                           .place = place,
                           .printed = true,
                           .may_be_empty = tag.has_fallback || guarded,
                           .escaping = *escaping});
    return {};
  }

  Status add_block(Tag tag, Place place) {
    std::vector<Piece> closed;
    if (tag.kind == Tag::Kind::If) {
      if (blocks_.size() >= limits::kTemplateDepth) {
        return fail(at_place(
            Error{ErrorKind::TooLarge, "template.too_deep", {{"limit", std::to_string(limits::kTemplateDepth)}}},
            place));
      }
      scanner_->begin_block(closed);
      add_pieces(closed, place);
      blocks_.push_back({.place = place, .state = scanner_->state()});
      add_condition(std::move(tag.condition), place);
      return {};
    }
    if (blocks_.empty()) return fail(fault("template.no_block_open", place));
    Block& block = blocks_.back();
    if (scanner_->state() != block.state) return fail(fault("template.block_cuts_tag", place));
    if (tag.kind == Tag::Kind::End) {
      scanner_->end_block(closed);
      add_pieces(closed, place);
      end_block();
      return {};
    }
    if (block.has_else) return fail(fault("template.second_else", place));
    scanner_->next_branch(closed);
    add_pieces(closed, place);
    next_branch(block);
    if (tag.kind == Tag::Kind::Else) {
      block.has_else = true;
    } else {
      add_condition(std::move(tag.condition), place);
    }
    return {};
  }

  void add_condition(Condition condition, Place place) {
    for (const Condition::Node& node : condition.nodes()) {
      const bool number = node.kind == Condition::Kind::CompareNumber;
      if (number || node.kind == Condition::Kind::CompareText || node.kind == Condition::Kind::Filled) {
        made_.uses_.push_back({.slot = node.slot, .place = place, .as_number = number, .may_be_empty = true});
      }
    }
    Block& block = blocks_.back();
    block.filled = condition.filled_slots();
    made_.conditions_.push_back(std::move(condition));
    made_.steps_.push_back(
        {.kind = StepKind::Unless, .subject = static_cast<std::uint32_t>(made_.conditions_.size() - 1)});
    block.unless = made_.steps_.size();
    target_ = made_.steps_.size();
  }

  // Ends a branch that another one follows.
  void next_branch(Block& block) {
    made_.steps_.push_back({.kind = StepKind::Jump});
    block.jumps_to_end.push_back(made_.steps_.size() - 1);
    close_branch(block);
  }

  void close_branch(Block& block) {
    target_ = made_.steps_.size();
    if (block.unless != 0) made_.steps_[block.unless - 1].other = static_cast<std::uint32_t>(target_);
    block.unless = 0;
    block.filled.clear();
  }

  void end_block() {
    Block& block = blocks_.back();
    close_branch(block);
    for (const std::size_t jump : block.jumps_to_end) made_.steps_[jump].other = static_cast<std::uint32_t>(target_);
    blocks_.pop_back();
  }

  std::string_view source_;
  PlaceFinder places_;
  std::unique_ptr<Scanner> scanner_;
  Template made_;
  std::vector<Block> blocks_;
  std::size_t target_ = 0;  // the last step that something jumps to
};

Result<Template> Template::compile(std::string_view source, Form form) {
  if (source.size() > limits::kTemplateBytes) {
    return fail(ErrorKind::TooLarge, "template.too_large", {{"limit", std::to_string(limits::kTemplateBytes)}});
  }
  if (!is_utf8(source)) return fail(ErrorKind::InvalidInput, "template.not_utf8");
  return TemplateBuilder(source, form).build();
}

}  // namespace tsuzuku::channels
