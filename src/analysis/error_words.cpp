#include "analysis/error_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/render_words.hpp"

namespace tsuzuku::analysis {

Error with_titles(Error error, Names names, const Catalogue& catalogue) {
  if (!error.key.starts_with("analysis.")) return error;
  const auto told = std::ranges::find(error.arguments, "analysis", &std::pair<std::string, std::string>::first);
  const std::string analysis = told == error.arguments.end() ? "common" : told->second;
  for (auto& [argument, value] : error.arguments) {
    if (argument != "parameter" && argument != "lower" && argument != "upper") continue;
    const std::string title = word_if_any(catalogue, analysis, fmt::format("parameters.{}.title", value));
    if (title.empty()) continue;
    value = names == Names::Left ? title : catalogue.text("analysis.titled", {{"title", title}, {"name", value}});
  }
  return error;
}

}  // namespace tsuzuku::analysis
