#include "segments/nearest.hpp"

#include <algorithm>
#include <numeric>

#include "base/text.hpp"

namespace tsuzuku::segments {
namespace {

constexpr std::size_t kNamesTold = 8;
constexpr std::size_t kNameBytes = 60;

// Letters to insert, remove or replace.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0U : 1U);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, diagonal + 1, replaced});
    }
  }
  return row.back();
}

}  // namespace

std::string joined_names(const std::vector<Parameter>& parameters, std::string_view after) {
  std::string names;
  for (const Parameter& parameter : parameters) {
    if (!names.empty()) names += ", ";
    names += parameter.name;
    names += after;
  }
  return names;
}

std::unexpected<Error> unknown_field(Scope scope, std::string_view name, const Place& place) {
  const std::string asked = lower_ascii(cut_utf8(name, kNameBytes));
  std::vector<std::pair<std::size_t, std::string_view>> known;
  for (const Field& field : fields()) {
    if (field.scope != scope) continue;
    const bool part = field.name.contains(asked) || asked.contains(field.name);
    known.emplace_back(part ? 0 : distance(asked, field.name), field.name);
  }
  std::ranges::stable_sort(known, {}, [](const auto& entry) { return entry.first; });
  std::string told;
  for (std::size_t i = 0; i < std::min(known.size(), kNamesTold); ++i) {
    if (i > 0) told += ", ";
    told += known[i].second;
  }
  return fail(ErrorKind::InvalidInput, "segment.unknown_field",
              {{"position", place.text}, {"field", std::string(cut_utf8(name, kNameBytes))}, {"known", told}});
}

}  // namespace tsuzuku::segments
