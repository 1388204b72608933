#pragma once
// Settings of a channel by schema: form, masking of secrets and check are the same for every channel.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/json.hpp"

namespace tsuzuku::channels {

enum class SettingKind : std::uint8_t { Text, Paragraph, Integer, Flag, Choice };

struct Setting {
  std::string name;  // snake_case; its words are in locales under channels.<channel>.settings.<name>
  SettingKind kind = SettingKind::Text;
  bool required = false;
  bool secret = false;            // sealed in the store, never shown again
  json::value otherwise;          // when it is not set; null = empty text, 0, false
  std::int64_t min = 0, max = 0;  // Integer
  std::vector<std::string> choices;
};
using SettingsSchema = std::vector<Setting>;

// Values that passed the check: every setting of the schema is there, with its kind.
class Settings {
 public:
  // Fills in what is not set. InvalidInput "settings.unknown" {name}, "settings.missing" {name}, "settings.wrong_kind"
  // {name, kind}, "settings.out_of_range" {name, min, max}, "settings.no_choice" {name, choices}, "settings.too_long"
  // {name, limit}.
  [[nodiscard]] static Result<Settings> check(const SettingsSchema& schema, const json::object& values);

  [[nodiscard]] std::string_view text(std::string_view name) const;
  [[nodiscard]] std::int64_t integer(std::string_view name) const;
  [[nodiscard]] bool flag(std::string_view name) const;
  // All of them; secrets as true (set) or false. For people and for the audit record.
  [[nodiscard]] json::object masked(const SettingsSchema& schema) const;
  [[nodiscard]] const json::object& values() const { return values_; }

 private:
  json::object values_;
};

// A finding of a check before sending: an error that blocks, or a warning.
struct Finding {
  bool blocks = true;
  std::string part;  // "settings", "subject", "text", "html", "message"
  Error error;
};

}  // namespace tsuzuku::channels
