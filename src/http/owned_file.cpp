#include "http/owned_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace tsuzuku::http {
namespace {

std::unexpected<Error> write_failure(int code) {
  const bool full = code == ENOSPC || code == EDQUOT || code == EFBIG;
  if (full) return fail(ErrorKind::Unavailable, "http.disk_full");
  return fail(ErrorKind::Unavailable, "http.disk_write", {{"reason", std::strerror(code)}});
}

void close_descriptor(int descriptor) {
  if (descriptor >= 0) ::close(descriptor);
}

}  // namespace

OwnedFile::OwnedFile(OwnedFile&& other) noexcept : path_(std::exchange(other.path_, {})) {}

OwnedFile& OwnedFile::operator=(OwnedFile&& other) noexcept {
  std::swap(path_, other.path_);
  return *this;
}

OwnedFile::~OwnedFile() {
  if (!path_.empty()) ::unlink(path_.c_str());
}

Status OwnedFile::keep_as(const std::filesystem::path& target) {
  std::error_code error;
  std::filesystem::rename(path_, target, error);
  if (error) return write_failure(error.value());
  path_.clear();
  return {};
}

Result<FileWriter> FileWriter::create(std::filesystem::path path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0) return write_failure(errno);
  return FileWriter(descriptor, OwnedFile(std::move(path)));
}

FileWriter::FileWriter(FileWriter&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), file_(std::move(other.file_)), written_(other.written_) {}

FileWriter::~FileWriter() { close_descriptor(descriptor_); }

Status FileWriter::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return write_failure(errno);
    written_ += static_cast<std::uint64_t>(count);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

Result<OwnedFile> FileWriter::finish() {
  // A network disk tells only here that it was full.
  if (::close(std::exchange(descriptor_, -1)) != 0) return write_failure(errno);
  return std::move(file_);
}

Result<FileReader> FileReader::open(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat facts{};
  if (descriptor < 0 || ::fstat(descriptor, &facts) != 0) {
    const int code = errno;
    close_descriptor(descriptor);
    return fail(ErrorKind::Internal, "http.file_unreadable", {{"reason", std::strerror(code)}});
  }
  return FileReader(descriptor, static_cast<std::uint64_t>(facts.st_size));
}

FileReader::FileReader(FileReader&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_) {}

FileReader::~FileReader() { close_descriptor(descriptor_); }

Result<std::size_t> FileReader::read(char* buffer, std::size_t capacity) {
  for (;;) {
    const ssize_t count = ::read(descriptor_, buffer, capacity);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) return fail(ErrorKind::Internal, "http.file_unreadable", {{"reason", std::strerror(errno)}});
  }
}

}  // namespace tsuzuku::http
