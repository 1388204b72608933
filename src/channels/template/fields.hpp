#pragma once
// What a template may speak of: the fields of one recipient, and the rules that say which fields there are.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tsuzuku::channels {

// Names are lower-case words with dots: "customer.last_name".
[[nodiscard]] bool is_field_name(std::string_view name);

struct FieldValue {
  std::string text;                    // what the recipient reads, UTF-8; empty = not known
  std::optional<std::int64_t> number;  // what conditions compare; only for fields of kind Number
};

// The values of one recipient. Setting a name again replaces it.
class Fields {
 public:
  void set(std::string_view name, std::string text) { place(name) = {std::move(text), std::nullopt}; }
  void set(std::string_view name, std::int64_t number, std::string text) { place(name) = {std::move(text), number}; }
  void add(const Fields& others) {
    for (const auto& [name, value] : others.values_) place(name) = value;
  }
  [[nodiscard]] const FieldValue* find(std::string_view name) const {
    const auto found = std::ranges::lower_bound(values_, name, {}, &Entry::first);
    return found == values_.end() || found->first != name ? nullptr : &found->second;
  }

 private:
  using Entry = std::pair<std::string, FieldValue>;
  FieldValue& place(std::string_view name) {
    auto found = std::ranges::lower_bound(values_, name, {}, &Entry::first);
    if (found == values_.end() || found->first != name) found = values_.emplace(found, std::string(name), FieldValue{});
    return found->second;
  }
  std::vector<Entry> values_;  // by name
};

enum class FieldKind {
  Text,
  Number,  // has FieldValue::number
  Link,    // a whole address that begins with http:// or https://
};

// One field that is offered to those who write templates.
struct FieldRule {
  std::string name;
  FieldKind kind = FieldKind::Text;
  bool always = false;  // never empty, so that it needs no fallback
};

}  // namespace tsuzuku::channels
