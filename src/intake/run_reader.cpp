#include "intake/run_reader.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace tsuzuku::intake {
namespace {

constexpr std::size_t kBufferBytes = 256U << 10;

struct Fixed {
  std::int64_t row;
  std::uint32_t key_size;
  std::uint32_t raw_size;
  std::uint8_t file;
  RecordFault fault;
};

}  // namespace

std::size_t packed_size(const SpooledRow& row) { return sizeof(Fixed) + row.key.size() + row.raw.size(); }

void pack(const SpooledRow& row, char* into) {
  Fixed fixed{};
  fixed.row = row.row;
  fixed.key_size = static_cast<std::uint32_t>(row.key.size());
  fixed.raw_size = static_cast<std::uint32_t>(row.raw.size());
  fixed.file = row.file;
  fixed.fault = row.fault;
  std::memcpy(into, &fixed, sizeof fixed);
  std::memcpy(into + sizeof fixed, row.key.data(), row.key.size());
  std::memcpy(into + sizeof fixed + row.key.size(), row.raw.data(), row.raw.size());
}

SpooledRow unpack(const char* packed) {
  Fixed fixed;
  std::memcpy(&fixed, packed, sizeof fixed);
  const char* const key = packed + sizeof fixed;
  return {fixed.file, fixed.fault, fixed.row, {key, fixed.key_size}, {key + fixed.key_size, fixed.raw_size}};
}

bool comes_before(const SpooledRow& a, const SpooledRow& b) {
  if (const int order = a.key.compare(b.key); order != 0) return order < 0;
  return a.file != b.file ? a.file < b.file : a.row < b.row;
}

RunReader::RunReader(int descriptor, std::int64_t begin, std::int64_t end)
    : descriptor_(descriptor), at_(begin), end_(end), buffer_(kBufferBytes) {}

Result<bool> RunReader::need(std::size_t bytes) {
  if (filled_ - begin_ >= bytes) return true;
  std::memmove(buffer_.data(), buffer_.data() + begin_, filled_ - begin_);
  filled_ -= begin_;
  begin_ = 0;
  if (buffer_.size() < bytes) buffer_.resize(bytes);
  while (filled_ < bytes && at_ < end_) {
    const auto wanted = std::min<std::int64_t>(end_ - at_, static_cast<std::int64_t>(buffer_.size() - filled_));
    const auto size = ::pread(descriptor_, buffer_.data() + filled_, static_cast<std::size_t>(wanted), at_);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) {
      return fail(ErrorKind::Unavailable, "import.spool_failed",
                  {{"folder", ""}, {"reason", size < 0 ? std::strerror(errno) : "end of file"}});
    }
    at_ += size;
    filled_ += static_cast<std::size_t>(size);
  }
  return filled_ >= bytes;
}

Result<bool> RunReader::advance() {
  TSUZUKU_TRY(has_fixed, need(sizeof(Fixed)));
  if (!has_fixed) return false;
  const std::size_t size = packed_size(unpack(buffer_.data() + begin_));
  TSUZUKU_TRY(whole, need(size));
  if (!whole) return false;
  row_ = unpack(buffer_.data() + begin_);
  begin_ += size;
  return true;
}

}  // namespace tsuzuku::intake
