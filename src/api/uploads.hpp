#pragma once
// Files between their upload and their import. Each belongs to the member of staff who sent it and to one
// shop; known to this process only, so a restart forgets and removes them.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "http/owned_file.hpp"
#include "services/imports/imports.hpp"

namespace tsuzuku::api {

struct UploadOwner {
  StaffId staff;
  ShopId shop;
  friend bool operator==(const UploadOwner&, const UploadOwner&) = default;
};

class Uploads {
 public:
  // Empties `folder`, which must exist. `random_name` gives names that nobody can guess (letters and digits).
  Uploads(std::filesystem::path folder, std::function<std::string()> random_name, std::function<std::int64_t()> now);

  // Takes the file over; the id is its name in the folder. TooManyRequests "upload.too_many".
  [[nodiscard]] Result<std::string> keep(http::OwnedFile file, std::string name, const UploadOwner& owner);
  // In the order of `ids`. NotFound "upload.unknown" also for somebody else's.
  [[nodiscard]] Result<std::vector<intake::InputFile>> find(const std::vector<std::string>& ids,
                                                            const UploadOwner& owner);
  // Removes the files of an import that has been taken in; after a dry run or a failure they stay for another try.
  void import_finished(const services::ImportRequest& request, const services::ImportReport& report);
  // Removes what is older than limits::kUploadHours.
  void remove_expired();

 private:
  struct Upload {
    std::string name;
    UploadOwner owner;
    std::int64_t received_at = 0;
  };
  void remove_expired_locked();

  std::filesystem::path folder_;
  std::function<std::string()> random_name_;
  std::function<std::int64_t()> now_;
  std::mutex mutex_;
  std::map<std::string, Upload, std::less<>> uploads_;
};

}  // namespace tsuzuku::api
