#pragma once
// Text with personal fields and conditional blocks. It is compiled once and rendered many times; a compiled
// template is immutable and may be used by any number of threads.
//
//   {{customer.last_name | 'お客'}} 様          a field, and what stands there when it is empty
//   {{#if stage >= 2 and not customer.city = '那覇市'}} … {{else if coupon.code}} … {{else}} … {{/if}}
//   {{! a remark that nobody receives }}
//   {{'{{'}}                                  a piece of text as it is
//
// A condition compares fields that are provided, with =, !=, <, <=, >, >=, joined by and, or, not and brackets; a
// field alone holds when it is not empty. There are no loops, no calls and no access to anything but the fields.
//
// Values are escaped for the place where they stand: HTML text, attribute, address of a link, plain text, subject.
// In other places of HTML (tags, styles, scripts, comments, host of a link) a field is an error. A block must begin
// and end in the same place: it cannot cut a tag in two.
//
// Links whose host stands literally in the template can be rewritten when rendering; a value can never add one.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "channels/template/condition.hpp"
#include "channels/template/escape.hpp"
#include "channels/template/fields.hpp"

namespace tsuzuku::channels {

enum class Form : std::uint8_t { Subject, PlainText, Html };

// Where something stands in the source, both from 1; columns count characters, not bytes.
struct Place {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend bool operator==(const Place&, const Place&) = default;
};

// One mention of a field in the source.
struct FieldUse {
  std::size_t slot = 0;  // index into Template::fields()
  Place place;
  bool printed = false;       // else it is part of a condition
  bool as_number = false;     // compared with a number
  bool may_be_empty = false;  // has a fallback, or stands in a block that holds only when it is not empty
  Escaping escaping = Escaping::PlainText;
};

// A link of the source whose host is literal. `origin` is "https://shop.example" in lower case.
struct LinkUse {
  std::string origin;
  Place place;
};

// An address of HTML that leads nowhere once it is in a mail: relative, of a kind that mail programs do not follow,
// without a host; of a link also an empty one.
struct OddAddress {
  std::string text;
  Place place;
};

// Gets the number of a link (0 … links().size() - 1) and the address it leads to for this recipient; what it returns
// stands in the message instead.
using LinkRewriter = std::function<std::string(std::size_t link, std::string_view target)>;

class Template {
 public:
  // At the first fault InvalidInput "template.…" with {line} and {column}; "template.too_large" {limit},
  // "template.not_utf8".
  [[nodiscard]] static Result<Template> compile(std::string_view source, Form form);

  // All faults that show only beside the fields there are: "template.unknown_field" {field, nearest},
  // "template.fallback_missing" {field}, "template.not_a_number" {field}, each with {line} and {column}, by place.
  [[nodiscard]] std::vector<Error> check(std::span<const FieldRule> rules) const;

  // Appends to `out`. "template.value_missing" {field} when a field without fallback is empty, "template.bad_link"
  // {field} when a value in the place of a whole link is none, "template.output_too_large" {limit}. After an error
  // `out` holds a part of the text.
  [[nodiscard]] Status render(const Fields& fields, const LinkRewriter& rewrite, std::string& out) const;
  [[nodiscard]] Status render(const Fields& fields, std::string& out) const { return render(fields, {}, out); }

  [[nodiscard]] Form form() const { return form_; }
  // Names of the fields it speaks of, each once.
  [[nodiscard]] std::span<const std::string> fields() const { return fields_; }
  [[nodiscard]] std::span<const FieldUse> uses() const { return uses_; }
  [[nodiscard]] std::span<const LinkUse> links() const { return links_; }
  [[nodiscard]] std::span<const OddAddress> odd_addresses() const { return odd_addresses_; }
  // True when the source prints the field somewhere.
  [[nodiscard]] bool prints(std::string_view field) const;

 private:
  friend class TemplateBuilder;
  enum class StepKind : std::uint8_t { Literal, Field, Unless, Jump, LinkBegin, LinkEnd };
  struct Step {
    StepKind kind;
    Escaping escaping = Escaping::PlainText;
    bool has_fallback = false;
    std::uint32_t subject = 0;  // Field: slot; Unless: condition; Link…: its number; Literal: offset in literals_
    std::uint32_t size = 0;     // Literal and fallback: bytes
    std::uint32_t other = 0;    // Unless, Jump: the step to go on with; Field: offset of the fallback in literals_
  };

  [[nodiscard]] Status print(const Step& step, const FieldValue* value, std::string& out) const;

  Form form_ = Form::PlainText;
  std::string literals_;
  std::vector<Step> steps_;
  std::vector<Condition> conditions_;
  std::vector<std::string> fields_;
  std::vector<FieldUse> uses_;
  std::vector<LinkUse> links_;
  std::vector<OddAddress> odd_addresses_;
};

}  // namespace tsuzuku::channels
