#pragma once
// Texts by language. Below the edges (cli, api) the program speaks in keys; here a key becomes a sentence.
// A catalogue file is nested JSON; "errors.import.no_header" walks errors -> "import.no_header" or its parts.

#include <map>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace tsuzuku {

enum class Language { Japanese, English };

[[nodiscard]] Language language_from(std::string_view code);  // "en…" is English, everything else Japanese
[[nodiscard]] std::string_view code_of(Language language);    // "ja", "en"

class Catalogue {
 public:
  // Reads a JSON object; nested objects are flattened with dots.
  [[nodiscard]] static Result<Catalogue> parse(std::string_view json_text);

  // The text with every {name} filled for which there is an argument, other brackets stay; the key itself when it is
  // missing (a test keeps both files complete). {name:form} writes the argument as people read it (base/words.hpp):
  // "{customers:number} {customers:customer/customers} since {day:day}".
  [[nodiscard]] std::string text(std::string_view key, const ErrorArguments& arguments = {}) const;
  [[nodiscard]] std::string text(const Error& error) const;
  // Adds what is not there yet.
  void add(const Catalogue& other);
  [[nodiscard]] bool contains(std::string_view key) const;
  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& entries() const { return entries_; }

 private:
  std::map<std::string, std::string, std::less<>> entries_;
};

// All embedded locales/server/<code>/*.json of a language as one; assets must be registered before the first call.
[[nodiscard]] const Catalogue& catalogue(Language language);

}  // namespace tsuzuku
