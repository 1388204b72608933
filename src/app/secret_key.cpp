#include "app/secret_key.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <string>

#include "app/random.hpp"

namespace tsuzuku::app {
namespace {

constexpr std::size_t kDigits = 64;  // and a line end

class OpenFile {
 public:
  OpenFile(const std::filesystem::path& path, int flags) : file_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (file_ >= 0) ::close(file_);
  }
  [[nodiscard]] int get() const { return file_; }

 private:
  int file_;
};

std::unexpected<Error> not_readable(const std::filesystem::path& file) {
  return fail(ErrorKind::Unavailable, "secret_key.not_readable",
              {{"file", file.string()}, {"reason", std::strerror(errno)}});
}

std::string hex_of(const services::KeyBytes& bytes) {
  std::string text;
  for (const std::byte byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned>(byte));
  return text;
}

// Whole or not at all, and never over one that is there: two programs that start at once end with the same secret.
Status make(const std::filesystem::path& file) {
  services::MasterKey key;
  fill_random(key.bytes);
  const std::filesystem::path draft = file.string() + "." + random_name();
  const std::string text = hex_of(key.bytes) + "\n";
  {
    const OpenFile opened(draft, O_WRONLY | O_CREAT | O_EXCL);
    if (opened.get() < 0) return not_readable(draft);
    const bool written = ::write(opened.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                         ::fsync(opened.get()) == 0;
    if (!written) {
      const auto error = not_readable(draft);
      ::unlink(draft.c_str());
      return error;
    }
  }
  const bool placed = ::link(draft.c_str(), file.c_str()) == 0 || errno == EEXIST;
  const auto error = not_readable(file);
  ::unlink(draft.c_str());
  if (!placed) return error;
  return {};
}

Result<services::MasterKey> read(const std::filesystem::path& file) {
  const OpenFile opened(file, O_RDONLY);
  struct stat facts{};
  if (opened.get() < 0 || ::fstat(opened.get(), &facts) != 0) return not_readable(file);
  if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return fail(ErrorKind::Forbidden, "secret_key.open_to_others", {{"file", file.string()}});
  }
  std::string text(kDigits + 1, '\0');
  if (::read(opened.get(), text.data(), text.size()) < static_cast<ssize_t>(kDigits)) {
    return fail(ErrorKind::InvalidInput, "secret_key.damaged", {{"file", file.string()}});
  }
  services::MasterKey key;
  for (std::size_t i = 0; i < key.bytes.size(); ++i) {
    unsigned value = 0;
    const char* digits = text.data() + 2 * i;
    const auto [end, error] = std::from_chars(digits, digits + 2, value, 16);
    if (error != std::errc{} || end != digits + 2) {
      return fail(ErrorKind::InvalidInput, "secret_key.damaged", {{"file", file.string()}});
    }
    key.bytes[i] = static_cast<std::byte>(value);
  }
  return key;
}

}  // namespace

std::filesystem::path secret_key_file(const std::filesystem::path& data) {
  const char* named = std::getenv("TSUZUKU_SECRET_KEY_FILE");
  return named != nullptr && *named != '\0' ? std::filesystem::path(named) : data / "secret.key";
}

Result<services::MasterKey> load_secret_key(const std::filesystem::path& data) {
  const std::filesystem::path file = secret_key_file(data);
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) {
    if (file != data / "secret.key")
      return fail(ErrorKind::NotFound, "secret_key.not_there", {{"file", file.string()}});
    TSUZUKU_CHECK(make(file));
  }
  return read(file);
}

}  // namespace tsuzuku::app
