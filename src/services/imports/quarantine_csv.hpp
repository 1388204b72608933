#pragma once
// Words and files around rows that could not be taken.

#include <functional>
#include <string>

#include "base/error.hpp"
#include "intake/intake.hpp"
#include "services/imports/imports.hpp"

namespace tsuzuku::services {

// No profile fits, or several do: the error lists the nearest ones and what they miss.
[[nodiscard]] Error unsure_error(const intake::Inspection& inspection);

// One CSV field, quoted where `separator`, a quote or a line break makes it necessary.
[[nodiscard]] std::string csv_field(std::string_view text, char separator);

}  // namespace tsuzuku::services
