#pragma once
// Serves embedded files (base/assets.hpp): the built web UI.

#include <string>

#include "http/router.hpp"

namespace tsuzuku::http {

// A handler for Router::set_fallback over the assets below `prefix` ("ui/"), as they are registered now.
//  - "/x/y.js" is the asset prefix + "x/y.js"; its "….br" or "….gz" beside it where the client takes that;
//  - a path whose last segment has no dot is a page of the single-page application: index.html;
//  - ETag and If-None-Match; files under /assets/ carry a hash in their name and are kept for a year.
[[nodiscard]] Handler static_files(std::string prefix);

}  // namespace tsuzuku::http
