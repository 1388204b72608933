// Any bytes as a file: encoding found out, decoded, separated. The first byte chooses how the bytes arrive, so
// that records are cut everywhere; whatever the cut, the same records must come.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "intake/csv_reader.hpp"
#include "intake/separator.hpp"

namespace {

using namespace tsuzuku;
using namespace tsuzuku::intake;

void require(bool condition) {
  if (!condition) std::abort();
}

class DrippingSource final : public ByteSource {
 public:
  DrippingSource(std::string_view text, std::size_t drop) : text_(text), drop_(drop) {}
  Result<std::size_t> read(char* into, std::size_t capacity) override {
    const std::size_t size = std::min({drop_, capacity, text_.size()});
    std::copy_n(text_.data(), size, into);
    text_.remove_prefix(size);
    return size;
  }
  [[nodiscard]] std::int64_t bytes_done() const override { return 0; }

 private:
  std::string_view text_;
  std::size_t drop_;
};

std::vector<std::string> read_all(std::string_view bytes, std::size_t drop, Encoding encoding, Dialect dialect) {
  const auto source = decoded(std::make_unique<DrippingSource>(bytes, drop), encoding);
  CsvReader reader(*source, dialect, {.field_bytes = 100, .row_bytes = 300});
  std::vector<std::string> cells;
  Record record;
  std::string scratch;
  std::int64_t last = 0;
  for (;;) {
    const auto found = reader.next(record);
    if (!found) {
      cells.push_back(found.error().key);
      return cells;
    }
    if (!*found) return cells;
    require(record.number > last);
    last = record.number;
    if (record.fault == RecordFault::RowTooLong) continue;  // what is kept of it depends on the cut
    for (const Cell& cell : record.cells) {
      require(std::size_t{cell.begin} + cell.size <= record.raw.size());
      cells.emplace_back(cell_text(record.raw, cell, scratch));
    }
    cells.emplace_back("\n");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  EncodingDetector detector;
  detector.feed(bytes);
  const auto encoding = detector.result();
  if (!encoding) return 0;
  const Dialect dialect{detect_separator(bytes, true), data[0] % 8 != 0};
  require(read_all(bytes, 1U + data[0] % 16U, *encoding, dialect) == read_all(bytes, 1U << 20U, *encoding, dialect));
  return 0;
}
