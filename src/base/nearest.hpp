#pragma once
// Names that were probably meant, for errors that help.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tsuzuku {

// Letters (bytes) to insert, remove or replace.
[[nodiscard]] std::size_t edits_between(std::string_view a, std::string_view b);

// `known`, the likeliest first: those that hold what was asked for or are held by it, then by edits; equals keep their
// order. At most `most`. Only the first 60 bytes of `asked` count; case does not. The views are those of `known`.
[[nodiscard]] std::vector<std::string_view> nearest_names(std::span<const std::string_view> known,
                                                          std::string_view asked, std::size_t most);

}  // namespace tsuzuku
