#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>

#include "base/threads.hpp"
#include "ledger/file_sections.hpp"
#include "ledger/inside.hpp"

namespace tsuzuku::ledger {
namespace {

// The sections of a file, collected before the first byte is written; what they are of must outlive this.
class Writing {
 public:
  void add(std::uint32_t kind, std::span<const std::byte> bytes, std::size_t value_size) {
    sections_.push_back(
        {.kind = kind, .value_size = static_cast<std::uint32_t>(value_size), .count = bytes.size() / value_size});
    contents_.push_back(bytes);
  }
  template <typename T>
  void add(std::uint32_t kind, std::span<const T> values) {
    add(kind, std::as_bytes(values), sizeof(T));
  }
  void add(SectionKind kind, TextWriter text) {
    const TextWriter& kept = texts_.emplace_back(std::move(text));
    add(code(kind), kept.bytes(), 1);
  }
  void add_blocks(const Blocks& blocks);
  [[nodiscard]] std::vector<std::byte> finish_directory(const FileStamp& stamp);
  [[nodiscard]] const std::deque<std::span<const std::byte>>& contents() const { return contents_; }

 private:
  void add_ledger(const Ledger& ledger);
  void add_products(const Products& products);

  std::vector<FileSection> sections_;
  std::deque<std::span<const std::byte>> contents_;
  std::deque<TextWriter> texts_;
};

template <typename T>
std::span<const T> span_of(const Column<T>& column) {
  return column;
}

void Writing::add_ledger(const Ledger& ledger) {
  TextWriter names;
  names.text(ledger.currency().code);
  names.number(ledger.currency().decimals);
  names.number(ledger.merge_same_day() ? 1 : 0);
  names.texts(ledger.sources());
  names.texts(ledger.payment_methods());
  names.texts(ledger.products());
  add(SectionKind::Names, std::move(names));
  std::uint32_t next = code(SectionKind::Orders);
  for_each_column(ledger.columns(), ledger.columns(),
                  [&](const auto& column, const auto&) { add(next++, span_of(column)); });
  next = code(SectionKind::ReturnColumns);
  for_each_return_column(ledger.returns(), ledger.returns(),
                         [&](const auto& column, const auto&) { add(next++, span_of(column)); });
  add(code(SectionKind::PartCosts, 0), span_of(ledger.part_costs().order));
  add(code(SectionKind::PartCosts, 1), span_of(ledger.part_costs().uncosted));
  add(code(SectionKind::Customers, 0), ledger.customer_ids());
  add(code(SectionKind::Customers, 1), ledger.customer_begin());
  add(code(SectionKind::Customers, 2), ledger.anonymous_ids());
}

void Writing::add_products(const Products& products) {
  TextWriter text;
  text.texts(products.codes);
  text.texts(products.names);
  for (std::size_t n = 0; n < products.codes.size(); ++n) {
    text.number(static_cast<std::int64_t>(products.kinds[n]));
    text.number(products.unit_costs[n] ? 1 : 0);
    text.number(products.unit_costs[n].value_or(0));
  }
  add(SectionKind::Products, std::move(text));
}

TextWriter told(const Facts& facts) {
  TextWriter text;
  text.number(std::ssize(facts.source_costs()));
  for (const SourceCost& cost : facts.source_costs()) {
    text.number(cost.source);
    text.number(cost.month.value);
    text.number(cost.cost);
  }
  text.number(std::ssize(facts.stock()));
  for (const StockLevel& level : facts.stock()) {
    text.number(level.product);
    text.number(level.day.value);
    text.number(level.on_hand);
  }
  return text;
}

void Writing::add_blocks(const Blocks& blocks) {
  add_ledger(*blocks.ledger);
  if (blocks.lines || blocks.facts) add_products(blocks.lines ? blocks.lines->products() : blocks.facts->products());
  const auto columns_from = [this](std::uint32_t& next) {
    return [this, &next](const auto& column, const auto&) { add(next++, span_of(column)); };
  };
  if (const auto& lines = blocks.lines) {
    add(code(SectionKind::Lines), lines->order_begin());
    std::uint32_t next = code(SectionKind::Lines, 1);
    Inside::visit_lines(*lines, *lines, columns_from(next));
  }
  if (const auto& subscriptions = blocks.subscriptions) {
    add(code(SectionKind::Subscriptions), span_of(Inside::customer_begin_of(*subscriptions)));
    std::uint32_t next = code(SectionKind::Subscriptions, 1);
    Inside::visit_subscriptions(*subscriptions, *subscriptions, columns_from(next));
  }
  if (const auto& people = blocks.people) {
    add(code(SectionKind::People), span_of(Inside::tag_begin(*people)));
    add(code(SectionKind::People, 1), span_of(Inside::tags(*people)));
    std::uint32_t next = code(SectionKind::People, 2);
    Inside::visit_people(*people, *people, columns_from(next));
    TextWriter names;
    names.texts(people->genders());
    names.texts(people->prefectures());
    names.texts(people->tags());
    add(SectionKind::PeopleNames, std::move(names));
  }
  if (blocks.facts) add(SectionKind::Facts, told(*blocks.facts));
  if (const auto& touches = blocks.touches) {
    add(code(SectionKind::Touches), span_of(Inside::customer_begin_of(*touches)));
    std::uint32_t next = code(SectionKind::Touches, 1);
    Inside::visit_touches(*touches, *touches, columns_from(next));
  }
}

constexpr std::size_t aligned(std::size_t offset) {
  return (offset + kSectionAlignment - 1) / kSectionAlignment * kSectionAlignment;
}

// Places the sections and gives header and directory.
std::vector<std::byte> Writing::finish_directory(const FileStamp& stamp) {
  std::size_t offset = sizeof(FileHeader) + sections_.size() * sizeof(FileSection);
  for (std::size_t n = 0; n < sections_.size(); ++n) {
    offset = aligned(offset);
    sections_[n].offset = offset;
    sections_[n].checksum = checksum_of(contents_[n]);
    offset += contents_[n].size();
  }
  FileHeader header;
  header.sections = static_cast<std::uint32_t>(sections_.size());
  header.file_size = offset;
  header.stamp = stamp;
  std::vector<std::byte> bytes(sizeof header + sections_.size() * sizeof(FileSection));
  std::memcpy(bytes.data() + sizeof header, sections_.data(), sections_.size() * sizeof(FileSection));
  std::memcpy(bytes.data(), &header, sizeof header);
  header.checksum = seal(bytes);
  std::memcpy(bytes.data(), &header, sizeof header);
  return bytes;
}

// A file that is not there until commit().
class NewFile {
 public:
  explicit NewFile(std::filesystem::path path) : path_(std::move(path)), aside_(path_.string() + ".new") {
    descriptor_ = ::open(aside_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    ::unlink(aside_.c_str());
  }

  [[nodiscard]] Status write(std::span<const std::byte> bytes) {
    constexpr std::size_t kMostAtOnce = 64U << 20U;
    if (descriptor_ < 0) return cannot();
    while (!bytes.empty()) {
      const ssize_t done = ::write(descriptor_, bytes.data(), std::min(bytes.size(), kMostAtOnce));
      if (done < 0 && errno == EINTR) continue;
      if (done <= 0) return cannot();
      bytes = bytes.subspan(static_cast<std::size_t>(done));
      written_ += static_cast<std::size_t>(done);
    }
    return {};
  }
  [[nodiscard]] Status pad_to_section() {
    static constexpr std::array<std::byte, kSectionAlignment> kNothing{};
    return write(std::span(kNothing).first(aligned(written_) - written_));
  }
  [[nodiscard]] Status commit() {
    if (::fsync(descriptor_) != 0 || ::rename(aside_.c_str(), path_.c_str()) != 0) return cannot();
    ::close(std::exchange(descriptor_, -1));
    // The name is on disk when its folder is; without that a crash merely finds the file of before.
    const int folder = ::open(path_.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
      ::fsync(folder);
      ::close(folder);
    }
    return {};
  }

 private:
  [[nodiscard]] Status cannot() const {
    return fail(ErrorKind::Unavailable, "ledger_file.cannot_write",
                {{"file", path_.string()}, {"reason", std::strerror(errno)}});
  }
  std::filesystem::path path_;
  std::filesystem::path aside_;
  int descriptor_ = -1;
  std::size_t written_ = 0;
};

}  // namespace

Status write_file(const std::filesystem::path& path, const Blocks& blocks, const FileStamp& stamp) {
  Writing writing;
  writing.add_blocks(blocks);
  const std::vector<std::byte> directory = writing.finish_directory(stamp);
  NewFile file(path);
  TSUZUKU_CHECK(file.write(directory));
  for (const std::span<const std::byte> content : writing.contents()) {
    TSUZUKU_CHECK(file.pad_to_section());
    TSUZUKU_CHECK(file.write(content));
  }
  return file.commit();
}

}  // namespace tsuzuku::ledger
