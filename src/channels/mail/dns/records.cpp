#include "channels/mail/dns/records.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "base/text.hpp"

namespace tsuzuku::channels {
namespace {

constexpr std::string_view kSpfVersion = "v=spf1";
constexpr std::array<std::string_view, 5> kAsking = {"a", "mx", "ptr", "exists", "include"};
constexpr std::array<std::string_view, 3> kSilent = {"all", "ip4", "ip6"};

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

// "include:spf.example", "ip4:192.0.2.0/24", "a/24", "redirect=x": name and what stands behind the sign.
void read_term(std::string_view term, SpfRecord& record) {
  const char sign = term.front();
  const bool signed_term = sign == '+' || sign == '-' || sign == '~' || sign == '?';
  if (signed_term) term.remove_prefix(1);
  const std::size_t end = std::min(term.find_first_of(":/="), term.size());
  const std::string name = lower_ascii(term.substr(0, end));
  const std::string_view rest = end < term.size() ? term.substr(end + 1) : std::string_view();
  if (end < term.size() && term[end] == '=') {
    if (name != "redirect") return;  // other modifiers are ignored by receivers
    record.includes.emplace_back(rest);
    ++record.questions;
    return;
  }
  if (name == "all") record.all = signed_term ? sign : '+';
  if (name == "include" && !rest.empty()) record.includes.emplace_back(rest);
  if (is_one_of(name, kAsking)) {
    ++record.questions;
  } else if (!is_one_of(name, kSilent)) {
    record.not_understood.emplace_back(term);
  }
}

}  // namespace

std::vector<std::string> spf_of(const std::vector<std::string>& texts) {
  std::vector<std::string> found;
  for (const std::string& text : texts) {
    const bool whole_word = text.size() == kSpfVersion.size() || text[kSpfVersion.size()] == ' ';
    if (starts_with_ignoring_case(text, kSpfVersion) && whole_word) found.push_back(text);
  }
  return found;
}

SpfRecord read_spf(std::string_view record) {
  SpfRecord read;
  for (const std::string_view term : split(record.substr(std::min(record.size(), kSpfVersion.size())), ' ')) {
    if (!term.empty()) read_term(term, read);
  }
  return read;
}

std::optional<RecordTags> read_tags(std::string_view record) {
  RecordTags tags;
  for (const std::string_view part : split(record, ';')) {
    const std::string_view tag = trim(part);
    if (tag.empty()) continue;
    const std::size_t sign = tag.find('=');
    if (sign == std::string_view::npos) return std::nullopt;
    tags.emplace(lower_ascii(trim(tag.substr(0, sign))), trim(tag.substr(sign + 1)));
  }
  return tags;
}

}  // namespace tsuzuku::channels
