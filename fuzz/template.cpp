// Any bytes as a template, of each form. What compiles must render, or say which value is missing; no value may change
// the markup around it, and no value may become a link that is rewritten.

#include "channels/template/template.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace tsuzuku;
using namespace tsuzuku::channels;

void require(bool condition) {
  if (!condition) std::abort();
}

// The same for every field the template speaks of.
Fields filled_with(const Template& compiled, std::string_view value) {
  Fields fields;
  for (const std::string& name : compiled.fields()) fields.set(name, 3, std::string(value));
  return fields;
}

std::string rendered(const Template& compiled, std::string_view value) {
  std::string out;
  const auto rewrite = [](std::size_t, std::string_view target) {
    require(target.starts_with("http://") || target.starts_with("https://") || target.starts_with("HTTP") ||
            target.find("://") != std::string_view::npos);
    require(target.find_first_of("\"<> \n") == std::string_view::npos);
    return std::string("https://rewritten.example/");
  };
  if (const auto status = compiled.render(filled_with(compiled, value), rewrite, out); !status) {
    require(status.error().key == "template.bad_link" || status.error().key == "template.output_too_large");
    return {};
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view source(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto form = static_cast<Form>(data[0] % 3);
  const auto compiled = Template::compile(source, form);
  if (!compiled) {
    require(!compiled.error().key.empty());
    return 0;
  }
  static_cast<void>(compiled->check({}));
  if (form != Form::Html) {
    static_cast<void>(rendered(*compiled, "\"<a>'\r\n"));
    return 0;
  }
  const std::string harmless = rendered(*compiled, "https://a.example/");
  const std::string hostile = rendered(*compiled, "https://a.example/\"'<script>&\r\n{{x}}");
  if (!harmless.empty() && !hostile.empty()) {
    require(std::ranges::count(harmless, '<') == std::ranges::count(hostile, '<'));
    require(std::ranges::count(harmless, '>') == std::ranges::count(hostile, '>'));
  }
  return 0;
}
