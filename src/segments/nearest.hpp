#pragma once
// Errors that tell what was probably meant.

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "segments/field.hpp"

namespace tsuzuku::segments {

// "a, b, c", each with `after` behind it.
[[nodiscard]] std::string joined_names(const std::vector<Parameter>& parameters, std::string_view after);
// InvalidInput "segment.unknown_field" with the known fields of the scope, the likeliest first.
[[nodiscard]] std::unexpected<Error> unknown_field(Scope scope, std::string_view name, const Place& place);

}  // namespace tsuzuku::segments
