#pragma once
// The JSON texts inside the imports tables: files, mappings and arguments of messages.

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "intake/intake.hpp"

namespace tsuzuku::services {

[[nodiscard]] std::string files_to_json(const std::vector<intake::FileFacts>& files);  // without the sample rows
[[nodiscard]] std::vector<intake::FileFacts> files_from_json(std::string_view text);
[[nodiscard]] std::string mapping_to_json(const intake::Mapping& mapping);
[[nodiscard]] intake::Mapping mapping_from_json(std::string_view text);
[[nodiscard]] std::string arguments_to_json(const ErrorArguments& arguments);
[[nodiscard]] ErrorArguments arguments_from_json(std::string_view text);

}  // namespace tsuzuku::services
