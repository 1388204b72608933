#include "http/static_files.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <map>
#include <memory>

#include "base/assets.hpp"
#include "base/text.hpp"

namespace tsuzuku::http {
namespace {

constexpr std::string_view kIndex = "index.html";

std::string_view content_type(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kTypes = {{
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json; charset=utf-8"},
      {".webmanifest", "application/manifest+json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".webp", "image/webp"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".woff", "font/woff"},
      {".txt", "text/plain; charset=utf-8"},
      {".map", "application/json"},
  }};
  for (const auto& [ending, type] : kTypes) {
    if (name.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

// FNV-1a: the tag has to differ when the content does, nobody gains by a collision of his own file.
std::string etag_of(std::string_view bytes) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return fmt::format("\"{:016x}\"", hash);
}

bool is_zero(std::string_view quality) {
  const auto equals = quality.find("q=");
  return equals != std::string_view::npos && std::strtod(std::string(quality.substr(equals + 2)).c_str(), nullptr) == 0;
}

bool accepts(std::string_view accept_encoding, std::string_view coding) {
  for (const std::string_view part : split(accept_encoding, ',')) {
    const std::string_view entry = trim(part);
    if (trim(entry.substr(0, entry.find(';'))) == coding) return !is_zero(entry);
  }
  return false;
}

bool matches(std::string_view if_none_match, std::string_view etag) {
  for (const std::string_view part : split(if_none_match, ',')) {
    std::string_view candidate = trim(part);
    if (candidate.starts_with("W/")) candidate.remove_prefix(2);
    if (candidate == etag || candidate == "*") return true;
  }
  return false;
}

struct Variant {
  std::string_view bytes;
  std::string etag;
};

struct File {
  Variant plain;
  std::map<std::string_view, Variant> encoded;  // "br", "gzip"
};

class StaticFiles {
 public:
  explicit StaticFiles(const std::string& prefix) {
    for (const Asset& asset : assets_below(prefix)) {
      const std::string_view name = asset.name.substr(prefix.size());
      const Variant variant{asset.bytes, etag_of(asset.bytes)};
      if (name.ends_with(".br") && find_asset(asset.name.substr(0, asset.name.size() - 3))) {
        files_[std::string(name.substr(0, name.size() - 3))].encoded["br"] = variant;
      } else if (name.ends_with(".gz") && find_asset(asset.name.substr(0, asset.name.size() - 3))) {
        files_[std::string(name.substr(0, name.size() - 3))].encoded["gzip"] = variant;
      } else {
        files_[std::string(name)].plain = variant;
      }
    }
  }

  [[nodiscard]] Result<Response> answer(const Request& request) const {
    const std::string path = request.path().substr(1);
    auto found = files_.find(path);
    const bool is_page = path.find('.', path.find_last_of('/') + 1) == std::string::npos;
    if (found == files_.end() && is_page) found = files_.find(kIndex);
    if (found == files_.end()) return fail(ErrorKind::NotFound, "http.no_such_path", {{"path", request.path()}});

    const auto& [name, file] = *found;
    const Variant* variant = &file.plain;
    Response response;
    for (const std::string_view coding : {"br", "gzip"}) {
      const auto encoded = file.encoded.find(coding);
      if (encoded == file.encoded.end()) continue;
      if (!accepts(request.headers.find("Accept-Encoding").value_or(""), coding)) continue;
      variant = &encoded->second;
      response.headers.add("Content-Encoding", std::string(coding));
      break;
    }
    if (!file.encoded.empty()) response.headers.add("Vary", "Accept-Encoding");
    response.headers.add("ETag", variant->etag);
    const bool hashed = name.starts_with("assets/");
    response.headers.add("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
    if (matches(request.headers.find("If-None-Match").value_or(""), variant->etag)) {
      response.status = 304;
      return response;
    }
    response.headers.add("Content-Type", std::string(content_type(name)));
    response.body = variant->bytes;
    return response;
  }

 private:
  std::map<std::string, File, std::less<>> files_;
};

}  // namespace

Handler static_files(std::string prefix) {
  const auto files = std::make_shared<const StaticFiles>(prefix);
  return [files](Request& request) { return files->answer(request); };
}

}  // namespace tsuzuku::http
