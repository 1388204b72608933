#pragma once
// `Import`, `Inspection` and quarantined rows of docs/api.md.

#include "base/json.hpp"
#include "http/message.hpp"
#include "services/imports/import_jobs.hpp"

namespace tsuzuku::api {

// Rows of the file (`problems`) are shown only to those who may import: they hold customers' data.
[[nodiscard]] json::object to_json(const services::JobStatus& status, const http::Request& request);
[[nodiscard]] json::object to_json(const services::QuarantineEntry& entry, const http::Request& request);
[[nodiscard]] json::object to_json(const intake::Inspection& inspection,
                                   const std::vector<intake::ProfileSummary>& profiles, const http::Request& request);

// Why the row was not taken, as a sentence.
[[nodiscard]] std::string reason_text(const services::QuarantineEntry& entry, const http::Request& request);
[[nodiscard]] std::string title_of(const intake::ProfileSummary& profile, const http::Request& request);

}  // namespace tsuzuku::api
