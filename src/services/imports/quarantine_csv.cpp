#include "services/imports/quarantine_csv.hpp"

namespace tsuzuku::services {

Error unsure_error(const intake::Inspection& inspection) {
  std::string nearest;
  for (const intake::Candidate& candidate : inspection.candidates) {
    if (!nearest.empty()) nearest += ", ";
    nearest += candidate.profile;
    if (!candidate.missing.empty()) {
      nearest += " (-";
      for (const std::string& missing : candidate.missing) nearest += " " + missing;
      nearest += ")";
    }
  }
  std::string columns;
  for (const intake::FileFacts& file : inspection.files) {
    for (const std::string& column : file.columns) columns += (columns.empty() ? "" : ", ") + column;
  }
  const std::string name = inspection.files.empty() ? "" : inspection.files.front().name;
  return Error{
      ErrorKind::InvalidInput, "import.no_profile_fits", {{"file", name}, {"nearest", nearest}, {"columns", columns}}};
}

std::string csv_field(std::string_view text, char separator) {
  const bool plain =
      text.find_first_of("\"\r\n") == std::string_view::npos && text.find(separator) == std::string_view::npos;
  if (plain) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace tsuzuku::services
