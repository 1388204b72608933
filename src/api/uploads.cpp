#include "api/uploads.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/log.hpp"

namespace tsuzuku::api {
namespace {

void remove_file(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::remove(path, error);
  if (error) log::warn("upload_not_removed", {{"file", path.filename().string()}, {"reason", error.message()}});
}

}  // namespace

Uploads::Uploads(std::filesystem::path folder, std::function<std::string()> random_name,
                 std::function<std::int64_t()> now)
    : folder_(std::move(folder)), random_name_(std::move(random_name)), now_(std::move(now)) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, error)) remove_file(entry.path());
}

Result<std::string> Uploads::keep(http::OwnedFile file, std::string name, const UploadOwner& owner) {
  const std::lock_guard lock(mutex_);
  remove_expired_locked();
  const auto own =
      std::ranges::count_if(uploads_, [&](const auto& entry) { return entry.second.owner.staff == owner.staff; });
  if (static_cast<std::size_t>(own) >= limits::kUploadsPerStaff) {
    return fail(
        ErrorKind::TooManyRequests, "upload.too_many",
        {{"maximum", std::to_string(limits::kUploadsPerStaff)}, {"hours", std::to_string(limits::kUploadHours)}});
  }
  const std::string id = random_name_();
  TSUZUKU_CHECK(file.keep_as(folder_ / id));
  uploads_[id] = {std::move(name), owner, now_()};
  return id;
}

Result<std::vector<intake::InputFile>> Uploads::find(const std::vector<std::string>& ids, const UploadOwner& owner) {
  if (ids.empty()) return fail(ErrorKind::Usage, "upload.none");
  if (ids.size() > limits::kImportFiles) {
    return fail(ErrorKind::Usage, "upload.too_many_files", {{"maximum", std::to_string(limits::kImportFiles)}});
  }
  const std::lock_guard lock(mutex_);
  std::vector<intake::InputFile> files;
  for (const std::string& id : ids) {
    const auto found = uploads_.find(id);
    if (found == uploads_.end() || found->second.owner != owner) {
      return fail(ErrorKind::NotFound, "upload.unknown", {{"id", id}, {"hours", std::to_string(limits::kUploadHours)}});
    }
    files.push_back({found->second.name, folder_ / id});
  }
  return files;
}

void Uploads::import_finished(const services::ImportRequest& request, const services::ImportReport& report) {
  if (request.dry_run || report.state != domain::ImportState::Done) return;
  const std::lock_guard lock(mutex_);
  for (const intake::InputFile& file : request.input.files) {
    const auto found = uploads_.find(file.path.filename().string());
    if (found == uploads_.end()) continue;
    remove_file(file.path);
    uploads_.erase(found);
  }
}

void Uploads::remove_expired() {
  const std::lock_guard lock(mutex_);
  remove_expired_locked();
}

void Uploads::remove_expired_locked() {
  const std::int64_t oldest = now_() - std::int64_t{limits::kUploadHours} * 3'600;
  std::erase_if(uploads_, [&](const auto& entry) {
    if (entry.second.received_at >= oldest) return false;
    remove_file(folder_ / entry.first);
    return true;
  });
}

}  // namespace tsuzuku::api
