#include "sql/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace tsuzuku::sql {
namespace {

struct LockFile {
  explicit LockFile(int opened) : descriptor(opened) {}
  LockFile(LockFile&&) = delete;
  LockFile& operator=(LockFile&&) = delete;
  ~LockFile() {
    if (descriptor >= 0) close(descriptor);
  }
  int descriptor;
};

}  // namespace

Result<std::optional<std::shared_ptr<void>>> try_file_lock(const std::string& path) {
  const auto file = std::make_shared<LockFile>(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (file->descriptor < 0) {
    return fail(ErrorKind::Unavailable, "sql.cannot_open", {{"path", path}, {"detail", std::strerror(errno)}});
  }
  // A lock belongs to the opened file, not to the process: it also excludes other threads of ours.
  if (flock(file->descriptor, LOCK_EX | LOCK_NB) == 0) return file;
  if (errno == EWOULDBLOCK) return std::nullopt;
  return fail(ErrorKind::Unavailable, "sql.cannot_open", {{"path", path}, {"detail", std::strerror(errno)}});
}

}  // namespace tsuzuku::sql
