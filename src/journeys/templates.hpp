#pragma once
// Journeys to begin with, embedded as JSON (templates/*.json): first order, consumption, dormant. Words stand in the
// locales under "journeys.templates.<name>": title, about, messages.<slot>.subject and .text. A node's text that begins
// with "@" is the key of its words.

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "journeys/definition.hpp"

namespace tsuzuku::journeys {

struct Template {
  std::string name;
  std::vector<std::string> messages;  // what its send nodes name as templates until somebody writes them
  Definition definition;
};

// From assets "journeys/templates/<name>.json", sorted by name. "journeys.template_damaged" names the one that cannot
// be read.
[[nodiscard]] Result<std::vector<Template>> load_templates();
[[nodiscard]] Result<Template> parse_template(std::string_view json_text, std::string_view shown_name);

// A definition a shop can run: message slots become ids of templates (a slot without one stays as it is), "@keys"
// become words.
[[nodiscard]] Definition filled(Definition definition, const std::map<std::string, std::string>& template_of_slot,
                                const std::function<std::string(std::string_view key)>& words);

}  // namespace tsuzuku::journeys
