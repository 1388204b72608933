#pragma once
// A lock by file (flock): held as long as the object lives, released by the kernel when the process dies.

#include <memory>
#include <optional>
#include <string>

#include "base/error.hpp"

namespace tsuzuku::sql {

// Nothing when somebody else holds it, in this process or another. The file stays: removing it would race.
[[nodiscard]] Result<std::optional<std::shared_ptr<void>>> try_file_lock(const std::string& path);

}  // namespace tsuzuku::sql
