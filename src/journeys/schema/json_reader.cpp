#include "journeys/schema/json_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "journeys/schema/clock_text.hpp"

namespace tsuzuku::journeys {
namespace {

Error expected_text() { return Error{ErrorKind::InvalidInput, "journeys.expected_text", {}}; }
Error expected_texts() { return Error{ErrorKind::InvalidInput, "journeys.expected_texts", {}}; }
Error expected_object() { return Error{ErrorKind::InvalidInput, "journeys.expected_object", {}}; }

Error expected_choice(std::span<const std::string_view> names) {
  return Error{
      ErrorKind::InvalidInput, "journeys.expected_choice", {{"known", fmt::format("{}", fmt::join(names, ", "))}}};
}

std::optional<std::size_t> index_in(std::span<const std::string_view> names, const json::value& value) {
  if (!value.is_string()) return std::nullopt;
  const auto found = std::ranges::find(names, std::string_view(value.get_string()));
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

}  // namespace

const json::value* JsonReader::any(std::string_view name) {
  asked_.emplace(name);
  return object_.if_contains(name);
}

void JsonReader::problem(std::string_view name, Error error) {
  findings_.add(path_ + std::string(name), std::move(error));
}

void JsonReader::text(std::string_view name, std::string& value, Need /*need*/) {
  const json::value* member = any(name);
  if (member == nullptr) return;
  if (member->is_string()) {
    value = std::string(member->get_string());
  } else {
    problem(name, expected_text());
  }
}

bool JsonReader::read_texts(const json::value& value, std::vector<std::string>& values) const {
  if (!value.is_array()) return false;
  std::vector<std::string> read;
  for (const json::value& item : value.get_array()) {
    if (!item.is_string()) return false;
    read.emplace_back(item.get_string());
  }
  values = std::move(read);
  return true;
}

void JsonReader::texts(std::string_view name, std::vector<std::string>& values, Need /*need*/) {
  const json::value* member = any(name);
  if (member != nullptr && !read_texts(*member, values)) problem(name, expected_texts());
}

void JsonReader::integer(std::string_view name, int& value, Range /*range*/) {
  const json::value* member = any(name);
  if (member == nullptr) return;
  if (member->is_int64() && member->get_int64() >= std::numeric_limits<int>::min() &&
      member->get_int64() <= std::numeric_limits<int>::max()) {
    value = static_cast<int>(member->get_int64());
  } else {
    problem(name, Error{ErrorKind::InvalidInput, "journeys.expected_integer", {}});
  }
}

void JsonReader::flag(std::string_view name, bool& value) {
  const json::value* member = any(name);
  if (member == nullptr) return;
  if (member->is_bool()) {
    value = member->get_bool();
  } else {
    problem(name, Error{ErrorKind::InvalidInput, "journeys.expected_flag", {}});
  }
}

void JsonReader::choice(std::string_view name, std::optional<std::size_t>& value,
                        std::span<const std::string_view> names, Need /*need*/) {
  const json::value* member = any(name);
  if (member == nullptr) return;
  if (const auto index = index_in(names, *member)) {
    value = index;
  } else {
    problem(name, expected_choice(names));
  }
}

void JsonReader::choices(std::string_view name, std::vector<std::size_t>& values,
                         std::span<const std::string_view> names) {
  const json::value* member = any(name);
  if (member == nullptr) return;
  std::vector<std::size_t> read;
  bool understood = member->is_array();
  if (understood) {
    for (const json::value& item : member->get_array()) {
      const auto index = index_in(names, item);
      understood = understood && index.has_value();
      if (index) read.push_back(*index);
    }
  }
  if (understood) {
    values = std::move(read);
  } else {
    problem(name, expected_choice(names));
  }
}

void JsonReader::clock(std::string_view name, std::optional<int>& second_of_day, Need /*need*/) {
  const json::value* member = any(name);
  if (member == nullptr) return;
  const auto read = member->is_string() ? parse_clock(member->get_string()) : std::nullopt;
  if (read) {
    second_of_day = read;
  } else {
    problem(name, Error{ErrorKind::InvalidInput, "journeys.expected_clock", {}});
  }
}

void JsonReader::match(std::string_view name, Match& match) {
  const json::value* member = any(name);
  if (member == nullptr) return;
  if (!member->is_object()) {
    problem(name, expected_object());
    return;
  }
  match.clear();
  for (const auto& rule : member->get_object()) {
    MatchRule read{std::string(rule.key()), {}};
    if (!read_texts(rule.value(), read.any_of)) problem(fmt::format("{}.{}", name, read.fact), expected_texts());
    match.push_back(std::move(read));
  }
}

void JsonReader::items_of(std::string_view name, std::size_t /*count*/, Range /*size*/, const Resize& resize,
                          const DescribeItem& describe) {
  const json::value* member = any(name);
  if (member == nullptr) return;
  if (!member->is_array()) {
    problem(name, Error{ErrorKind::InvalidInput, "journeys.expected_list", {}});
    return;
  }
  const json::array& items = member->get_array();
  resize(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!items[i].is_object()) {
      problem(fmt::format("{}[{}]", name, i), expected_object());
      continue;
    }
    JsonReader item(items[i].get_object(), fmt::format("{}{}[{}].", path_, name, i), findings_);
    describe(i, item);
    item.finish();
  }
}

void JsonReader::group_of(std::string_view name, bool* present, const DescribeGroup& describe) {
  const json::value* member = any(name);
  if (member == nullptr || (member->is_null() && present != nullptr)) return;
  if (!member->is_object()) {
    problem(name, expected_object());
    return;
  }
  if (present != nullptr) *present = true;
  JsonReader group(member->get_object(), fmt::format("{}{}.", path_, name), findings_);
  describe(group);
  group.finish();
}

void JsonReader::finish() {
  for (const auto& member : object_) {
    if (asked_.contains(std::string_view(member.key()))) continue;
    problem(member.key(),
            Error{ErrorKind::InvalidInput, "journeys.unknown_member", {{"member", std::string(member.key())}}});
  }
}

}  // namespace tsuzuku::journeys
