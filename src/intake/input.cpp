#include "intake/input.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "intake/separator.hpp"

namespace tsuzuku::intake {
namespace {

constexpr std::size_t kPieceBytes = 1U << 20;
constexpr std::size_t kHeadBytes = 256U << 10;

std::unexpected<Error> at_fault(std::string_view key, const InputFile& file, ErrorArguments more = {}) {
  more.emplace_back("file", file.name);
  return fail(ErrorKind::InvalidInput, key, std::move(more));
}

struct Beginning {
  Encoding encoding = Encoding::Utf8;
  bool only_ascii = false;
  bool empty = true;
};

Result<Beginning> look_at_bytes(const InputFile& file) {
  TSUZUKU_TRY(source, FileSource::open(file.path, file.name));
  EncodingDetector detector;
  Beginning beginning;
  std::string piece(kPieceBytes, '\0');
  while (!detector.decided()) {
    TSUZUKU_TRY(size, source->read(piece.data(), piece.size()));
    if (size == 0) break;
    beginning.empty = false;
    detector.feed(std::string_view(piece).substr(0, size));
  }
  const auto encoding = detector.result();
  if (!encoding && encoding.error().key == "encoding.binary") {
    return at_fault("import.binary_file", file, encoding.error().arguments);
  }
  if (!encoding) return at_fault("import.unknown_encoding", file);
  beginning.encoding = *encoding;
  beginning.only_ascii = detector.only_ascii();
  return beginning;
}

Result<std::string> read_head(const Input& input, bool& whole) {
  TSUZUKU_TRY(source, open_text(input));
  std::string head(kHeadBytes, '\0');
  std::size_t size = 0;
  whole = false;
  while (size < head.size() && !whole) {
    TSUZUKU_TRY(piece, source->read(head.data() + size, head.size() - size));
    size += piece;
    whole = piece == 0;
  }
  head.resize(size);
  while (head.starts_with("\xEF\xBB\xBF")) head.erase(0, 3);
  return head;
}

}  // namespace

std::string folded_name(std::string_view name) {
  std::string folded = fold(trim(name));
  std::erase(folded, ' ');
  return folded;
}

Error in_file(Error error, const Input& input) {
  error.arguments.emplace_back("file", input.file.name);
  return error;
}

Result<Input> look_at(const InputFile& file) {
  TSUZUKU_TRY(beginning, look_at_bytes(file));
  if (beginning.empty) return at_fault("import.empty_file", file);
  Input input;
  input.file = file;
  input.encoding = beginning.encoding;
  input.only_ascii = beginning.only_ascii;
  std::error_code ignored;
  input.bytes = static_cast<std::int64_t>(std::filesystem::file_size(file.path, ignored));

  bool whole = false;
  TSUZUKU_TRY(head, read_head(input, whole));
  input.dialect.separator = detect_separator(head, whole);
  TSUZUKU_TRY(source, open_text(input));
  CsvReader reader(*source, input.dialect);
  Record header;
  auto found = reader.next(header);
  if (!found) return fail(in_file(std::move(found).error(), input));
  if (!*found) return at_fault("import.empty_file", file);
  if (header.fault == RecordFault::BadEncoding) return at_fault("import.unknown_encoding", file);
  if (header.cells.size() > limits::kCsvColumns || header.fault != RecordFault::None) {
    return at_fault("import.too_many_columns", file, {{"limit", std::to_string(limits::kCsvColumns)}});
  }
  std::string scratch;
  for (const Cell& cell : header.cells) {
    input.columns.emplace_back(trim(cell_text(header.raw, cell, scratch)));
    input.folded.push_back(folded_name(input.columns.back()));
  }
  return input;
}

Result<std::unique_ptr<ByteSource>> open_text(const Input& input) {
  TSUZUKU_TRY(source, FileSource::open(input.file.path, input.file.name));
  return decoded(std::move(source), input.encoding);
}

Result<std::vector<std::vector<std::string>>> sample_rows(const Input& input, std::size_t count) {
  std::vector<std::vector<std::string>> rows;
  TSUZUKU_TRY(source, open_text(input));
  CsvReader reader(*source, input.dialect);
  Record record;
  std::string scratch;
  for (std::size_t i = 0; i <= count; ++i) {
    const auto found = reader.next(record);
    if (!found || !*found) break;  // a damaged row is told when the file is read
    if (i == 0) continue;
    auto& row = rows.emplace_back();
    for (const Cell& cell : record.cells) row.emplace_back(trim(cell_text(record.raw, cell, scratch)));
  }
  return rows;
}

}  // namespace tsuzuku::intake
