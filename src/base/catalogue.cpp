#include "base/catalogue.hpp"

#include <algorithm>

#include "base/assets.hpp"
#include "base/json.hpp"
#include "base/words.hpp"

namespace tsuzuku {
namespace {

void flatten(const json::object& object, const std::string& prefix,
             std::map<std::string, std::string, std::less<>>& entries) {
  for (const auto& member : object) {
    const std::string key = prefix.empty() ? std::string(member.key()) : prefix + "." + std::string(member.key());
    if (member.value().is_object()) {
      flatten(member.value().get_object(), key, entries);
    } else if (member.value().is_string()) {
      entries[key] = std::string(member.value().get_string());
    }
  }
}

}  // namespace

Language language_from(std::string_view code) {
  return code.starts_with("en") ? Language::English : Language::Japanese;
}

std::string_view code_of(Language language) { return language == Language::English ? "en" : "ja"; }

Result<Catalogue> Catalogue::parse(std::string_view json_text) {
  TSUZUKU_TRY(value, parse_json(json_text));
  if (!value.is_object()) return fail(ErrorKind::InvalidInput, "json.invalid", {{"reason", "no object"}});
  Catalogue result;
  flatten(value.get_object(), "", result.entries_);
  return result;
}

std::string Catalogue::text(std::string_view key, const ErrorArguments& arguments) const {
  const auto found = entries_.find(key);
  if (found == entries_.end()) {
    std::string plain(key);
    for (const auto& [name, value] : arguments) plain.append(" ").append(name).append("=").append(value);
    return plain;
  }
  std::string out;
  const std::string_view pattern = found->second;
  for (std::size_t at = 0; at < pattern.size();) {
    const auto open = pattern.find('{', at);
    const auto close = open == std::string_view::npos ? open : pattern.find('}', open);
    if (close == std::string_view::npos) {
      out += pattern.substr(at);
      break;
    }
    out += pattern.substr(at, open - at);
    const auto place = pattern.substr(open + 1, close - open - 1);
    const auto colon = std::min(place.find(':'), place.size());
    const auto argument = std::ranges::find(arguments, place.substr(0, colon), &ErrorArguments::value_type::first);
    if (argument == arguments.end()) {
      out += '{';
      at = open + 1;
      continue;
    }
    out += colon == place.size() ? argument->second : words_in_form(argument->second, place.substr(colon + 1), *this);
    at = close + 1;
  }
  return out;
}

std::string Catalogue::text(const Error& error) const { return text("errors." + error.key, error.arguments); }

bool Catalogue::contains(std::string_view key) const { return entries_.contains(key); }

void Catalogue::add(const Catalogue& other) { entries_.insert(other.entries_.begin(), other.entries_.end()); }

const Catalogue& catalogue(Language language) {
  const auto load = [](std::string_view folder) {
    Catalogue all;
    for (const Asset& asset : assets_below(folder)) {
      if (const auto part = Catalogue::parse(asset.bytes)) all.add(*part);
    }
    return all;
  };
  static const Catalogue kJapanese = load("locales/server/ja/");
  static const Catalogue kEnglish = load("locales/server/en/");
  return language == Language::English ? kEnglish : kJapanese;
}

}  // namespace tsuzuku
