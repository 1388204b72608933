#include "http/static_files.hpp"

#include <gtest/gtest.h>

#include "base/assets.hpp"

namespace tsuzuku::http {
namespace {

constexpr AssetRow row(const char* name, std::string_view bytes) { return {name, bytes.data(), bytes.size()}; }

const AssetRow kAssets[] = {row("site/index.html", "<html>"),
                            row("site/assets/app-1a2b.js", "plain"),
                            row("site/assets/app-1a2b.js.gz", "gz"),
                            row("site/assets/app-1a2b.js.br", "br"),
                            row("site/icon.svg", "<svg>"),
                            row("secret/key.txt", "secret"),
                            {nullptr, nullptr, 0}};

class StaticFilesTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { register_assets(kAssets); }
  Result<Response> get(std::string_view target, const Pairs& headers = {}) {
    Request request;
    request.method = Method::Get;
    request.segments = parse_target(target)->segments;
    for (const auto& [name, value] : headers) request.headers.add(name, value);
    return handler_(request);
  }
  static std::string_view body(const Result<Response>& response) { return std::get<std::string_view>(response->body); }
  Handler handler_ = static_files("site/");
};

TEST_F(StaticFilesTest, PagesOfTheApplicationAreTheIndex) {
  EXPECT_EQ(body(get("/")), "<html>");
  EXPECT_EQ(body(get("/shops/1/stages?as_of=2026-01-01")), "<html>");
  EXPECT_EQ(get("/")->headers.find("Cache-Control"), "no-cache");
  EXPECT_EQ(get("/missing.js").error().kind, ErrorKind::NotFound);
  EXPECT_EQ(get("/assets/missing.js").error().kind, ErrorKind::NotFound);
}

TEST_F(StaticFilesTest, NothingOutsideTheFolderIsServed) {
  EXPECT_FALSE(get("/%2e%2e%2fsecret%2fkey.txt").has_value());
  EXPECT_FALSE(get("/..%2Fsecret/key.txt").has_value());
  EXPECT_FALSE(get("//secret/key.txt").has_value());
  EXPECT_FALSE(get("/secret/key.txt").has_value());
}

TEST_F(StaticFilesTest, HashedFilesAreKeptAndCompressedVariantsServed) {
  const auto plain = get("/assets/app-1a2b.js");
  EXPECT_EQ(body(plain), "plain");
  EXPECT_EQ(plain->headers.find("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(plain->headers.find("Vary"), "Accept-Encoding");
  EXPECT_EQ(plain->headers.find("Content-Type"), "text/javascript; charset=utf-8");
  const auto brotli = get("/assets/app-1a2b.js", {{"Accept-Encoding", "gzip, deflate, br"}});
  EXPECT_EQ(body(brotli), "br");
  EXPECT_EQ(brotli->headers.find("Content-Encoding"), "br");
  EXPECT_EQ(brotli->headers.find("Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(body(get("/assets/app-1a2b.js", {{"Accept-Encoding", "gzip, br;q=0"}})), "gz");
  EXPECT_EQ(body(get("/icon.svg", {{"Accept-Encoding", "gzip"}})), "<svg>");
}

TEST_F(StaticFilesTest, AKnownTagIsAnsweredWithoutBody) {
  const std::string tag(*get("/icon.svg")->headers.find("ETag"));
  const auto known = get("/icon.svg", {{"If-None-Match", "\"other\", W/" + tag}});
  EXPECT_EQ(known->status, 304);
  EXPECT_EQ(get("/icon.svg", {{"If-None-Match", "\"other\""}})->status, 200);
  EXPECT_NE(get("/assets/app-1a2b.js")->headers.find("ETag"),
            get("/assets/app-1a2b.js", {{"Accept-Encoding", "br"}})->headers.find("ETag"));
}

}  // namespace
}  // namespace tsuzuku::http
