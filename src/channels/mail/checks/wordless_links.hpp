#pragma once
// Links and buttons that nobody can see: with nothing between <a href> and </a>.

#include <string_view>
#include <vector>

#include "channels/template/template.hpp"

namespace tsuzuku::channels {

// Where each begins, in the source of the HTML part. A picture is something to see, a field is, too; blocks and remarks
// are not. `html` compiles.
[[nodiscard]] std::vector<Place> wordless_links(std::string_view html);

}  // namespace tsuzuku::channels
