#pragma once
// Looking up words for the renderers: "analysis.<name>.<rest>", else "analysis.common.<rest>".

#include <string>
#include <string_view>

#include "base/catalogue.hpp"

namespace tsuzuku::analysis {

[[nodiscard]] std::string word_of(const Catalogue& catalogue, std::string_view analysis, std::string_view rest,
                                  const ErrorArguments& arguments = {});
// Empty when there is neither.
[[nodiscard]] std::string word_if_any(const Catalogue& catalogue, std::string_view analysis, std::string_view rest);

}  // namespace tsuzuku::analysis
