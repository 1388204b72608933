#include "intake/profile_library.hpp"

#include <algorithm>

#include "base/assets.hpp"
#include "base/limits.hpp"
#include "intake/byte_source.hpp"

namespace tsuzuku::intake {
namespace {

Result<std::string> read_small_file(const std::filesystem::path& path) {
  TSUZUKU_TRY(source, FileSource::open(path, path.filename().string()));
  std::string text(limits::kProfileBytes + 1, '\0');  // one more than allowed, so that the parser sees the excess
  std::size_t size = 0;
  for (;;) {
    TSUZUKU_TRY(piece, source->read(text.data() + size, text.size() - size));
    if (piece == 0) break;
    size += piece;
  }
  text.resize(size);
  return text;
}

Result<std::vector<std::filesystem::path>> json_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  if (!std::filesystem::exists(folder, error)) return files;
  for (auto at = std::filesystem::directory_iterator(folder, error);
       !error && at != std::filesystem::directory_iterator(); at.increment(error)) {
    if (at->path().extension() == ".json") files.push_back(at->path());
  }
  if (error) {
    return fail(ErrorKind::InvalidInput, "import.cannot_open",
                {{"file", folder.string()}, {"reason", error.message()}});
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace

Result<std::vector<Profile>> load_profiles(const std::vector<std::filesystem::path>& folders) {
  std::vector<Profile> profiles;
  for (const Asset& asset : assets_below("profiles/")) {
    TSUZUKU_TRY(profile, parse_profile(asset.bytes, std::string(asset.name)));
    profiles.push_back(std::move(profile));
  }
  for (const std::filesystem::path& folder : folders) {
    TSUZUKU_TRY(files, json_files(folder));
    for (const std::filesystem::path& file : files) {
      TSUZUKU_TRY(text, read_small_file(file));
      TSUZUKU_TRY(profile, parse_profile(text, file.filename().string()));
      profile.built_in = false;
      std::erase_if(profiles, [&](const Profile& other) { return other.name == profile.name; });
      profiles.push_back(std::move(profile));
    }
  }
  return profiles;
}

}  // namespace tsuzuku::intake
