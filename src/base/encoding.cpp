#include "base/encoding.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <vector>

namespace tsuzuku {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LeMark = "\xFF\xFE";
constexpr std::string_view kUtf16BeMark = "\xFE\xFF";
constexpr std::size_t kHeadBytes = 4'096;
constexpr std::size_t kForeignBytes = 1U << 20;

struct Named {
  Encoding encoding;
  std::string_view name;
  const char* converter;
};
// ICU's plain "ibm-943" maps 0x5C to a yen sign and 0x8160 to another tilde; this one is Windows' code page 932.
constexpr std::array kEncodings = {
    Named{Encoding::Utf8, "UTF-8", "UTF-8"},
    Named{Encoding::Utf8Bom, "UTF-8 BOM", "UTF-8"},
    Named{Encoding::Cp932, "CP932", "ibm-943_P15A-2003"},
    Named{Encoding::Utf16Le, "UTF-16LE", "UTF-16LE"},
    Named{Encoding::Utf16Be, "UTF-16BE", "UTF-16BE"},
};

struct Signature {
  std::string_view bytes;
  std::string_view kind;
};
constexpr std::array kBinarySignatures = {
    Signature{"PK\x03\x04", "Excel / ZIP"},
    Signature{"\xD0\xCF\x11\xE0", "Excel 97-2003"},
    Signature{"%PDF", "PDF"},
    Signature{"\x1F\x8B", "gzip"},
    Signature{"\xFD"
              "7zXZ",
              "xz"},
    Signature{"\x89PNG", "PNG"},
    Signature{"\xFF\xD8\xFF", "JPEG"},
    Signature{"SQLite format 3", "SQLite"},
};

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

// ICU's own callback writes U+001A for some single bytes, which cannot be told from an old end-of-file mark.
void replace_undecodable(const void*, UConverterToUnicodeArgs* arguments, const char*, std::int32_t,
                         UConverterCallbackReason reason, UErrorCode* error) {
  if (reason > UCNV_IRREGULAR) return;  // reset, close, clone
  *error = U_ZERO_ERROR;
  const UChar replacement = 0xFFFD;
  ucnv_cbToUWriteUChars(arguments, &replacement, 1, 0, error);
}

const Named& entry_of(Encoding encoding) { return *std::ranges::find(kEncodings, encoding, &Named::encoding); }

bool is_foreign(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// Control characters that no text has, in more than one of a hundred bytes.
bool looks_binary(std::string_view head) {
  const auto strange = std::ranges::count_if(head, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && byte != 0x1A;
  });
  return static_cast<std::size_t>(strange) * 100 > head.size();
}

struct SequenceCount {
  std::size_t valid = 0;
  std::size_t invalid = 0;
};

SequenceCount count_utf8_sequences(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int32_t>(text.size());
  SequenceCount count;
  for (std::int32_t at = 0; at < length;) {
    if (bytes[at] < 0x80) {
      ++at;
      continue;
    }
    const std::int32_t start = at;
    UChar32 character = 0;
    // NOLINTNEXTLINE(bugprone-inc-dec-in-conditions): inside the macro
    U8_NEXT(bytes, at, length, character);
    if (character >= 0) {
      ++count.valid;
    } else if (length - start >= 4) {  // a character cut off by the end of the sample is no fault
      ++count.invalid;
    }
  }
  return count;
}

// Replacement characters that decoding as CP932 gives, against all characters that are not ASCII.
bool plausible_cp932(std::string_view text) {
  std::string decoded;
  TextDecoder(Encoding::Cp932).decode(text, false, decoded);
  std::size_t foreign = 0;
  for (const char c : decoded) foreign += (static_cast<unsigned char>(c) & 0xC0U) == 0xC0U ? 1U : 0U;
  std::size_t replaced = 0;
  for (std::size_t at = decoded.find("\xEF\xBF\xBD"); at != std::string::npos;
       at = decoded.find("\xEF\xBF\xBD", at + 3)) {
    ++replaced;
  }
  return replaced * 20 <= foreign;
}

}  // namespace

std::string_view name_of(Encoding encoding) { return entry_of(encoding).name; }

std::optional<Encoding> encoding_from(std::string_view name) {
  const auto found = std::ranges::find(kEncodings, name, &Named::name);
  return found == kEncodings.end() ? std::nullopt : std::optional(found->encoding);
}

void EncodingDetector::feed(std::string_view bytes) {
  if (head_.size() < kHeadBytes) head_ += bytes.substr(0, kHeadBytes - head_.size());
  if (foreign_.empty()) {
    const auto first = std::ranges::find_if(bytes, is_foreign);
    bytes.remove_prefix(static_cast<std::size_t>(first - bytes.begin()));
  }
  foreign_ += bytes.substr(0, kForeignBytes - foreign_.size());
}

bool EncodingDetector::decided() const {
  return foreign_.size() >= kForeignBytes || head_.starts_with(kUtf8Mark) || head_.find('\0') != std::string::npos;
}

Result<Encoding> EncodingDetector::result() const {
  for (const auto& [bytes, kind] : kBinarySignatures) {
    if (head_.starts_with(bytes))
      return fail(ErrorKind::InvalidInput, "encoding.binary", {{"kind", std::string(kind)}});
  }
  if (head_.starts_with(kUtf8Mark)) return Encoding::Utf8Bom;
  if (head_.starts_with(kUtf16LeMark)) return Encoding::Utf16Le;
  if (head_.starts_with(kUtf16BeMark)) return Encoding::Utf16Be;

  std::array<std::size_t, 2> nul = {0, 0};  // at even and odd places
  for (std::size_t i = 0; i < head_.size(); ++i) nul[i % 2] += head_[i] == '\0' ? 1 : 0;
  if (nul[0] == 0 && nul[1] > 0) return Encoding::Utf16Le;
  if (nul[1] == 0 && nul[0] > 0) return Encoding::Utf16Be;
  if (nul[0] > 0 || looks_binary(head_)) return fail(ErrorKind::InvalidInput, "encoding.binary", {{"kind", "binary"}});

  const SequenceCount utf8 = count_utf8_sequences(foreign_);
  if (utf8.invalid == 0 || utf8.valid > 4 * utf8.invalid) return Encoding::Utf8;
  if (plausible_cp932(foreign_)) return Encoding::Cp932;
  return fail(ErrorKind::InvalidInput, "encoding.unknown");
}

struct TextDecoder::Impl {
  explicit Impl(Encoding from) : encoding(from) {
    if (encoding == Encoding::Utf8 || encoding == Encoding::Utf8Bom) return;
    UErrorCode error = U_ZERO_ERROR;
    source.reset(ucnv_open(entry_of(encoding).converter, &error));
    target.reset(ucnv_open("UTF-8", &error));
    ucnv_setToUCallBack(source.get(), replace_undecodable, nullptr, nullptr, nullptr, &error);
  }

  void convert(std::string_view bytes, bool last, std::string& out) {
    const char* from = bytes.data();
    const char* const end = bytes.data() + bytes.size();
    std::array<char, 16'384> piece;
    UErrorCode error = U_ZERO_ERROR;
    do {
      error = U_ZERO_ERROR;
      char* to = piece.data();
      ucnv_convertEx(target.get(), source.get(), &to, piece.data() + piece.size(), &from, end, pivot.data(),
                     &pivot_source, &pivot_target, pivot.data() + pivot.size(), 0, last ? 1 : 0, &error);
      out.append(piece.data(), static_cast<std::size_t>(to - piece.data()));
    } while (error == U_BUFFER_OVERFLOW_ERROR);
  }

  Encoding encoding;
  Converter source;
  Converter target;
  std::array<UChar, 8'192> pivot{};
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  std::string start;  // held back until it is known whether it is a byte order mark
  bool started = false;
};

TextDecoder::TextDecoder(Encoding encoding) : impl_(std::make_unique<Impl>(encoding)) {}
TextDecoder::TextDecoder(TextDecoder&&) noexcept = default;
TextDecoder& TextDecoder::operator=(TextDecoder&&) noexcept = default;
TextDecoder::~TextDecoder() = default;

void TextDecoder::decode(std::string_view bytes, bool last, std::string& out) {
  const std::size_t before = out.size();
  if (impl_->source == nullptr) {
    out += bytes;
  } else {
    impl_->convert(bytes, last, out);
  }
  if (impl_->started) return;
  impl_->start += std::string_view(out).substr(before);
  out.resize(before);
  if (impl_->start.size() < kUtf8Mark.size() && !last) return;
  std::string_view text = impl_->start;
  if (text.starts_with(kUtf8Mark)) text.remove_prefix(kUtf8Mark.size());
  out += text;
  impl_->started = true;
  impl_->start.clear();
}

Result<std::string> encode(std::string_view utf8, Encoding encoding) {
  if (encoding == Encoding::Utf8) return std::string(utf8);
  if (encoding == Encoding::Utf8Bom) return std::string(kUtf8Mark) + std::string(utf8);
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
  UErrorCode error = U_ZERO_ERROR;
  const Converter converter(ucnv_open(entry_of(encoding).converter, &error));
  ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  std::string out(encoding == Encoding::Utf16Le ? kUtf16LeMark : encoding == Encoding::Utf16Be ? kUtf16BeMark : "");
  const UChar* from = text.getBuffer();
  const UChar* const end = from + text.length();
  std::array<char, 4'096> piece;
  do {
    error = U_ZERO_ERROR;
    char* to = piece.data();
    ucnv_fromUnicode(converter.get(), &to, piece.data() + piece.size(), &from, end, nullptr, 1, &error);
    out.append(piece.data(), static_cast<std::size_t>(to - piece.data()));
  } while (error == U_BUFFER_OVERFLOW_ERROR);
  if (U_SUCCESS(error)) return out;
  std::array<UChar, 4> units{};
  std::int8_t count = static_cast<std::int8_t>(units.size());
  UErrorCode ignored = U_ZERO_ERROR;
  ucnv_getInvalidUChars(converter.get(), units.data(), &count, &ignored);
  std::string character;
  icu::UnicodeString(units.data(), count).toUTF8String(character);
  return fail(ErrorKind::InvalidInput, "encoding.not_encodable", {{"character", character}});
}

}  // namespace tsuzuku
