#include "ledger/file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "ledger/file_sections.hpp"

namespace tsuzuku::ledger {
namespace {

std::unexpected<Error> damaged(const std::string& name) {
  return fail(ErrorKind::InvalidInput, "ledger_file.damaged", {{"file", name}});
}

// Where the directory of a file with a sound header ends.
std::size_t directory_end(const FileHeader& header) {
  return sizeof(FileHeader) + std::size_t{header.sections} * sizeof(FileSection);
}

// Of the header, without its own checksum, and of the directory behind it.
std::uint64_t checksum_of_directory(std::span<const std::byte> file, const FileHeader& header) {
  FileHeader copy = header;
  copy.checksum = 0;
  const std::span<const std::byte> directory =
      file.subspan(sizeof(FileHeader), directory_end(header) - sizeof(FileHeader));
  return XXH3_64bits_withSeed(directory.data(), directory.size(), XXH3_64bits(&copy, sizeof copy));
}

FileHeader header_of(std::span<const std::byte> file) {
  FileHeader header;
  std::memcpy(&header, file.data(), sizeof header);
  return header;
}

bool lies_within(const FileSection& section, std::size_t file_size) {
  return section.value_size > 0 && section.offset % kSectionAlignment == 0 && section.offset <= file_size &&
         section.count <= (file_size - section.offset) / section.value_size;
}

struct Descriptor {
  int value = -1;
  ~Descriptor() {
    if (value >= 0) ::close(value);
  }
};

}  // namespace

std::uint64_t checksum_of(std::span<const std::byte> bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

std::uint64_t seal(std::span<const std::byte> header_and_directory) {
  return checksum_of_directory(header_and_directory, header_of(header_and_directory));
}

Result<File> File::open(const std::filesystem::path& path) {
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.value < 0) return fail(ErrorKind::NotFound, "ledger_file.not_there", {{"file", path.string()}});
  struct stat facts{};
  if (::fstat(file.value, &facts) != 0 || facts.st_size <= 0) return damaged(path.string());
  const auto size = static_cast<std::size_t>(facts.st_size);
  void* const memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.value, 0);
  if (memory == MAP_FAILED) return damaged(path.string());
  ::madvise(memory, size, MADV_WILLNEED);
  const std::shared_ptr<const void> owner(memory,
                                          [size](const void* held) { ::munmap(const_cast<void*>(held), size); });
  auto opened = of_bytes({static_cast<const std::byte*>(memory), size}, owner);
  if (!opened) {
    for (auto& [name, value] : opened.error().arguments) value = path.string();
    return opened;
  }
  opened->name_ = path.string();
  return opened;
}

Result<File> File::of_bytes(std::span<const std::byte> bytes, std::shared_ptr<const void> owner) {
  if (bytes.size() < sizeof(FileHeader)) return damaged("");
  const FileHeader header = header_of(bytes);
  if (header.magic != kFileMagic) return damaged("");
  if (header.version != kFileVersion) return fail(ErrorKind::InvalidInput, "ledger_file.other_version", {{"file", ""}});
  if (header.file_size != bytes.size() || header.sections == 0 || header.sections > kMostSections ||
      directory_end(header) > bytes.size() || header.checksum != checksum_of_directory(bytes, header)) {
    return damaged("");
  }
  File file;
  file.bytes_ = bytes;
  file.owner_ = std::move(owner);
  file.stamp_ = header.stamp;
  file.sections_.resize(header.sections);
  std::memcpy(file.sections_.data(), bytes.data() + sizeof(FileHeader), header.sections * sizeof(FileSection));
  const auto sound = [&](const FileSection& section) { return lies_within(section, bytes.size()); };
  if (!std::ranges::all_of(file.sections_, sound)) return damaged("");
  return file;
}

BlockSet File::held() const {
  BlockSet held;
  const auto has = [&](SectionKind kind) {
    return std::ranges::find(sections_, static_cast<std::uint32_t>(kind), &FileSection::kind) != sections_.end();
  };
  if (has(SectionKind::Lines)) held.add(Block::Lines);
  if (has(SectionKind::Subscriptions)) held.add(Block::Subscriptions);
  if (has(SectionKind::People)) held.add(Block::People);
  if (has(SectionKind::Facts)) held.add(Block::Facts);
  if (has(SectionKind::Touches)) held.add(Block::Touches);
  return held;
}

void reseal_for_tests(std::span<std::byte> file) {
  if (file.size() < sizeof(FileHeader)) return;
  FileHeader header = header_of(file);
  if (directory_end(header) > file.size()) return;
  for (std::size_t n = 0; n < header.sections; ++n) {
    FileSection section;
    std::byte* const at = file.data() + sizeof(FileHeader) + n * sizeof section;
    std::memcpy(&section, at, sizeof section);
    if (!lies_within(section, file.size())) continue;
    section.checksum = checksum_of(file.subspan(section.offset, section.count * section.value_size));
    std::memcpy(at, &section, sizeof section);
  }
  header.checksum = checksum_of_directory(file, header);
  std::memcpy(file.data(), &header, sizeof header);
}

}  // namespace tsuzuku::ledger
