#pragma once
// The JSON texts inside the imports tables (files, mappings and arguments of messages), and the counts of a file as
// they stand there, in the API and in the terminal's JSON.

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/json.hpp"
#include "intake/intake.hpp"
#include "services/imports/imports.hpp"

namespace tsuzuku::services {

// Without the sample rows. `counts` is beside `files`, or empty before the import is done.
[[nodiscard]] std::string files_to_json(const std::vector<intake::FileFacts>& files,
                                        const std::vector<FileCounts>& counts);
[[nodiscard]] std::vector<intake::FileFacts> files_from_json(std::string_view text);
// Empty when the import never finished, or finished before these counts were kept.
[[nodiscard]] std::vector<FileCounts> file_counts_from_json(std::string_view text);
// {"name", "role", "rows_read", "orders", "lines", "credits", "sales", "customers", "products", "rows_quarantined"}
// of every file; null where a file cannot tell a figure.
[[nodiscard]] json::array file_counts_to_json(const ImportReport& report);
[[nodiscard]] std::string mapping_to_json(const intake::Mapping& mapping);
[[nodiscard]] intake::Mapping mapping_from_json(std::string_view text);
[[nodiscard]] std::string arguments_to_json(const ErrorArguments& arguments);
[[nodiscard]] ErrorArguments arguments_from_json(std::string_view text);

}  // namespace tsuzuku::services
