#include "api/public_pages.hpp"

#include "base/text.hpp"
#include "channels/template/escape.hpp"
#include "domain/codes.hpp"

namespace tsuzuku::api {
namespace {

// GIF89a, 1 x 1, transparent.
constexpr std::string_view kPixel(
    "GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff\x21\xf9\x04\x01\x00\x00\x00\x00\x2c\x00\x00\x00\x00"
    "\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00\x3b",
    43);

// The colours of the product (ui/src/kit/tokens.ts); large letters, one column, dark where the reader likes it dark.
constexpr std::string_view kStyle = R"(:root { color-scheme: light dark; }
body { margin: 0; padding: 0 1rem; word-break: auto-phrase; background: #f7f4ec; color: #22262f; line-height: 1.8;
  font-family: "Hiragino Kaku Gothic ProN", "Noto Sans JP", "Yu Gothic", Meiryo, system-ui, sans-serif; }
main { max-width: 32rem; margin: 12vh auto 4rem; padding: 2rem 1.5rem; background: #fffdf8;
  border: 1px solid #d9d3c3; border-radius: 12px; }
h1 { font-size: 1.35rem; line-height: 1.5; margin: 0 0 1rem; text-wrap: balance; }
form { margin: 0 0 1.5rem; }
p { margin: 0 0 1rem; }
label { display: flex; gap: .75rem; align-items: center; padding: .6rem 0; border-bottom: 1px solid #d9d3c3; }
input { inline-size: 1.25rem; block-size: 1.25rem; accent-color: #2f4684; }
button { margin: 1.25rem 0 0; padding: .75rem 1.5rem; min-block-size: 3rem; font: inherit; font-weight: 600;
  color: #fff; background: #2f4684; border: 0; border-radius: 8px; cursor: pointer; }
a { color: #2f4684; }
:focus-visible { outline: 3px solid #f8b500; outline-offset: 2px; }
.saved { padding: .5rem .75rem; background: #efebdf; border-radius: 8px; }
@media (prefers-color-scheme: dark) {
  body { background: #14161b; color: #e9e6de; }
  main { background: #1d2027; border-color: #363a44; }
  label { border-color: #363a44; }
  a { color: #a9bdec; }
  button { background: #4a67af; }
  .saved { background: #272b34; }
}
)";

std::string escaped(std::string_view text) {
  std::string out;
  channels::escape_html_attribute(text, out);
  return out;
}

http::Response page(Language language, std::string_view title, const std::string& body, int status = 200) {
  http::Response response;
  response.status = status;
  std::string html = "<!doctype html>\n<html lang=\"" + std::string(code_of(language)) +
                     "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
                     "initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n<title>" +
                     escaped(title) +
                     "</title>\n<link rel=\"stylesheet\" href=\"/p/style.css\">\n</head>\n<body>\n<main>\n<h1>" +
                     escaped(title) + "</h1>\n" + body + "</main>\n</body>\n</html>\n";
  response.headers.add("Content-Type", "text/html; charset=utf-8");
  // Beside the policy of the whole server: both hold.
  response.headers.add(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
  response.headers.add("Vary", "Accept-Language");
  response.body = std::move(html);
  return response;
}

std::string paragraph(std::string_view text, std::string_view kind = {}) {
  return "<p" + (kind.empty() ? std::string() : " class=\"" + std::string(kind) + "\"") + ">" + escaped(text) +
         "</p>\n";
}

std::string link(std::string_view address, std::string_view words) {
  return "<p><a href=\"" + escaped(address) + "\">" + escaped(words) + "</a></p>\n";
}

// The form goes back to the address it came from.
std::string form(const std::string& inner, std::string_view button) {
  return "<form method=\"post\">\n" + inner + "<button type=\"submit\">" + escaped(button) + "</button>\n</form>\n";
}

}  // namespace

Language reader_language(const http::Request& request) {
  const std::string accepted = lower_ascii(request.headers.find("Accept-Language").value_or(""));
  const std::size_t english = accepted.find("en"), japanese = accepted.find("ja");
  return english < japanese ? Language::English : Language::Japanese;
}

http::Response unknown_link_page(Language language) {
  const Catalogue& texts = catalogue(language);
  return page(language, texts.text("public_pages.unknown.title"), paragraph(texts.text("public_pages.unknown.text")),
              404);
}

http::Response try_again_page(Language language) {
  const Catalogue& texts = catalogue(language);
  return page(language, texts.text("public_pages.later.title"), paragraph(texts.text("public_pages.later.text")), 503);
}

http::Response unsubscribe_page(Language language, std::string_view shop_name, std::string_view preferences_address) {
  const Catalogue& texts = catalogue(language);
  const ErrorArguments shop = {{"shop", std::string(shop_name)}};
  return page(language, texts.text("public_pages.unsubscribe.title", shop),
              paragraph(texts.text("public_pages.unsubscribe.text", shop)) +
                  form("", texts.text("public_pages.unsubscribe.button")) +
                  link(preferences_address, texts.text("public_pages.unsubscribe.preferences")));
}

http::Response unsubscribed_page(Language language, std::string_view shop_name, std::string_view preferences_address) {
  const Catalogue& texts = catalogue(language);
  const ErrorArguments shop = {{"shop", std::string(shop_name)}};
  return page(language, texts.text("public_pages.unsubscribed.title"),
              paragraph(texts.text("public_pages.unsubscribed.text", shop)) +
                  link(preferences_address, texts.text("public_pages.unsubscribed.preferences")));
}

http::Response preferences_page(Language language, const services::PreferencePage& found, bool saved) {
  const Catalogue& texts = catalogue(language);
  const ErrorArguments shop = {{"shop", found.shop_name}};
  std::string inner;
  for (const services::ChannelChoice& choice : found.choices) {
    const std::string name(domain::name_of(choice.channel));
    inner += "<label><input type=\"checkbox\" name=\"" + name + "\"" + (choice.wanted ? " checked" : "") + ">" +
             escaped(texts.text("channel_names." + name)) + "</label>\n";
  }
  return page(language, texts.text("public_pages.preferences.title", shop),
              (saved ? paragraph(texts.text("public_pages.preferences.saved"), "saved") : std::string()) +
                  paragraph(texts.text("public_pages.preferences.text", shop)) +
                  form(inner, texts.text("public_pages.preferences.button")));
}

http::Response pixel() {
  http::Response response;
  response.headers.add("Content-Type", "image/gif");
  response.headers.add("Cross-Origin-Resource-Policy", "cross-origin");
  response.headers.add("Cache-Control", "no-store");
  response.body = kPixel;
  return response;
}

http::Response public_style() {
  http::Response response;
  response.headers.add("Content-Type", "text/css; charset=utf-8");
  response.headers.add("Cache-Control", "public, max-age=86400");
  response.body = kStyle;
  return response;
}

}  // namespace tsuzuku::api
