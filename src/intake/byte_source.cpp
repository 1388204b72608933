#include "intake/byte_source.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace tsuzuku::intake {
namespace {

constexpr std::size_t kEncodedPiece = 256U << 10;

}  // namespace

Result<std::unique_ptr<FileSource>> FileSource::open(const std::filesystem::path& path, const std::string& shown_name) {
  std::error_code ignored;
  std::unique_ptr<std::FILE, Close> file(std::filesystem::is_directory(path, ignored) ? nullptr
                                                                                      : std::fopen(path.c_str(), "rb"));
  if (file == nullptr) {
    const int reason = errno == 0 ? EISDIR : errno;
    return fail(ErrorKind::InvalidInput, "import.cannot_open",
                {{"file", shown_name}, {"reason", std::strerror(reason)}});
  }
  std::setvbuf(file.get(), nullptr, _IONBF, 0);  // callers read in large pieces
  return std::unique_ptr<FileSource>(new FileSource(std::move(file), shown_name));
}

Result<std::size_t> FileSource::read(char* into, std::size_t capacity) {
  const std::size_t size = std::fread(into, 1, capacity, file_.get());
  if (size == 0 && std::ferror(file_.get()) != 0) {
    return fail(ErrorKind::Unavailable, "import.cannot_read", {{"file", name_}, {"reason", std::strerror(errno)}});
  }
  done_ += static_cast<std::int64_t>(size);
  return size;
}

Result<std::size_t> TextSource::read(char* into, std::size_t capacity) {
  const std::size_t size = std::min(capacity, text_.size() - at_);
  std::memcpy(into, text_.data() + at_, size);
  at_ += size;
  return size;
}

DecodingSource::DecodingSource(std::unique_ptr<ByteSource> inner, Encoding encoding)
    : inner_(std::move(inner)), decoder_(encoding), encoded_(kEncodedPiece, '\0') {}

Result<std::size_t> DecodingSource::read(char* into, std::size_t capacity) {
  while (at_ == decoded_.size() && !at_end_) {
    TSUZUKU_TRY(size, inner_->read(encoded_.data(), encoded_.size()));
    at_end_ = size == 0;
    decoded_.clear();
    at_ = 0;
    decoder_.decode(std::string_view(encoded_).substr(0, size), at_end_, decoded_);
  }
  const std::size_t size = std::min(capacity, decoded_.size() - at_);
  std::memcpy(into, decoded_.data() + at_, size);
  at_ += size;
  return size;
}

std::unique_ptr<ByteSource> decoded(std::unique_ptr<ByteSource> inner, Encoding encoding) {
  if (encoding == Encoding::Utf8 || encoding == Encoding::Utf8Bom) return inner;
  return std::make_unique<DecodingSource>(std::move(inner), encoding);
}

}  // namespace tsuzuku::intake
