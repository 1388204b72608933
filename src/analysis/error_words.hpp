#pragma once
// Errors about the arguments of a question, in words. Below the edges they carry the parameter's name; people read its
// title.

#include "base/catalogue.hpp"
#include "base/error.hpp"

namespace tsuzuku::analysis {

// Whether the name, which is what one types on the command line, stands beside the title.
enum class Names { Left, Beside };

// The error as its sentence is to be made: parameters of an "analysis.…" error by their titles, those of the analysis
// it names ("analysis") or those that all share. What has no title, and any other error, stays as it is.
[[nodiscard]] Error with_titles(Error error, Names names, const Catalogue& catalogue);

}  // namespace tsuzuku::analysis
