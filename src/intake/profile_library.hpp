#pragma once
// The profiles there are: built-in ones (assets "profiles/<name>.json"), then users' own from folders.

#include <filesystem>
#include <vector>

#include "intake/profile.hpp"

namespace tsuzuku::intake {

// Sorted by name within each group. A user's profile takes the place of a built-in one of the same name. A file
// that is no valid profile is an error naming file and place: a profile that silently is not there costs hours.
[[nodiscard]] Result<std::vector<Profile>> load_profiles(const std::vector<std::filesystem::path>& folders);

}  // namespace tsuzuku::intake
