#include "services/exports/whole_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>

namespace tsuzuku::services {
namespace {

Status not_written(const std::filesystem::path& target, const std::string& reason) {
  return fail(ErrorKind::Unavailable, "export.file_not_written", {{"file", target.string()}, {"reason", reason}});
}

struct Closed {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

WholeFile::WholeFile(std::filesystem::path target) : target_(std::move(target)), aside_(target_) { aside_ += ".part"; }

WholeFile::~WholeFile() {
  std::error_code ignored;
  std::filesystem::remove(aside_, ignored);
}

Status WholeFile::write(std::string_view bytes) const {
  std::unique_ptr<std::FILE, Closed> file(std::fopen(aside_.c_str(), "wb"));
  if (!file) return not_written(target_, std::strerror(errno));
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size();
  const bool flushed = written && std::fflush(file.get()) == 0;
  return flushed ? Status() : not_written(target_, std::strerror(errno));
}

Status WholeFile::keep() {
  std::error_code problem;
  std::filesystem::rename(aside_, target_, problem);
  return problem ? not_written(target_, problem.message()) : Status();
}

}  // namespace tsuzuku::services
