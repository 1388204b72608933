#include "channels/settings.hpp"

#include <algorithm>

#include "base/limits.hpp"

namespace tsuzuku::channels {
namespace {

std::string_view name_of(SettingKind kind) {
  switch (kind) {
    case SettingKind::Integer:
      return "integer";
    case SettingKind::Flag:
      return "boolean";
    default:
      return "string";
  }
}

json::value empty_value(SettingKind kind) {
  switch (kind) {
    case SettingKind::Integer:
      return std::int64_t{0};
    case SettingKind::Flag:
      return false;
    default:
      return "";
  }
}

std::unexpected<Error> refuse(std::string_view key, const Setting& setting, ErrorArguments more = {}) {
  more.insert(more.begin(), {"name", setting.name});
  return fail(Error{ErrorKind::InvalidInput, std::string(key), std::move(more)});
}

bool is_empty(const json::value& value) { return value.is_null() || (value.is_string() && value.get_string().empty()); }

Status check_text(const Setting& setting, std::string_view text) {
  if (text.size() > limits::kSettingBytes) {
    return refuse("settings.too_long", setting, {{"limit", std::to_string(limits::kSettingBytes)}});
  }
  const bool lines = setting.kind == SettingKind::Paragraph;
  const bool control = std::ranges::any_of(text, [&](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && !(lines && (c == '\n' || c == '\r'))) || c == 0x7F;
  });
  if (control) return refuse("settings.control_character", setting);
  if (setting.kind != SettingKind::Choice || std::ranges::find(setting.choices, text) != setting.choices.end())
    return {};
  std::string choices;
  for (const std::string& choice : setting.choices) choices += (choices.empty() ? "" : ", ") + choice;
  return refuse("settings.no_choice", setting, {{"choices", choices}});
}

Status check_value(const Setting& setting, const json::value& value) {
  const bool integer = setting.kind == SettingKind::Integer;
  const bool flag = setting.kind == SettingKind::Flag;
  const bool right = integer ? value.is_int64() : flag ? value.is_bool() : value.is_string();
  if (!right) return refuse("settings.wrong_kind", setting, {{"kind", std::string(name_of(setting.kind))}});
  if (integer && (value.get_int64() < setting.min || value.get_int64() > setting.max)) {
    return refuse("settings.out_of_range", setting,
                  {{"min", std::to_string(setting.min)}, {"max", std::to_string(setting.max)}});
  }
  if (!integer && !flag) return check_text(setting, value.get_string());
  return {};
}

}  // namespace

Result<Settings> Settings::check(const SettingsSchema& schema, const json::object& values) {
  for (const auto& member : values) {
    if (std::ranges::find(schema, member.key(), &Setting::name) == schema.end()) {
      return fail(ErrorKind::InvalidInput, "settings.unknown", {{"name", std::string(member.key())}});
    }
  }
  Settings settings;
  for (const Setting& setting : schema) {
    const json::value* given = values.if_contains(setting.name);
    if (given && !is_empty(*given)) {
      TSUZUKU_CHECK(check_value(setting, *given));
      settings.values_[setting.name] = *given;
    } else if (setting.required) {
      return refuse("settings.missing", setting);
    } else {
      settings.values_[setting.name] = setting.otherwise.is_null() ? empty_value(setting.kind) : setting.otherwise;
    }
  }
  return settings;
}

std::string_view Settings::text(std::string_view name) const { return string_or(values_, name, ""); }
std::int64_t Settings::integer(std::string_view name) const { return integer_or(values_, name, 0); }
bool Settings::flag(std::string_view name) const { return bool_or(values_, name, false); }

json::object Settings::masked(const SettingsSchema& schema) const {
  json::object shown = values_;
  for (const Setting& setting : schema) {
    if (setting.secret) shown[setting.name] = !is_empty(values_.at(setting.name));
  }
  return shown;
}

}  // namespace tsuzuku::channels
