#pragma once
// The result of an import in words and as JSON.

#include <string>

#include "base/catalogue.hpp"
#include "base/json.hpp"
#include "services/imports/imports.hpp"

namespace tsuzuku::cli {

[[nodiscard]] std::string import_report_text(const Catalogue& texts, const services::Shop& shop,
                                             const services::ImportReport& report);
[[nodiscard]] json::object import_report_json(const Catalogue& texts, const services::Shop& shop,
                                              const services::ImportReport& report);

}  // namespace tsuzuku::cli
