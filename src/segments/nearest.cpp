#include "segments/nearest.hpp"

#include "base/nearest.hpp"
#include "base/text.hpp"

namespace tsuzuku::segments {
namespace {

constexpr std::size_t kNamesTold = 8;
constexpr std::size_t kNameBytes = 60;

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
  std::vector<std::string_view> known;
  for (const Field& field : fields()) {
    if (field.scope == scope) known.push_back(field.name);
  }
  std::string told;
  for (const std::string_view near : nearest_names(known, name, kNamesTold)) {
    if (!told.empty()) told += ", ";
    told += near;
  }
  return fail(ErrorKind::InvalidInput, "segment.unknown_field",
              {{"position", place.text}, {"field", std::string(cut_utf8(name, kNameBytes))}, {"known", told}});
}

}  // namespace tsuzuku::segments
