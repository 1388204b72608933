#pragma once
// Which profile files belong to, and which file plays which role in it.

#include "intake/assembler.hpp"
#include "intake/input.hpp"

namespace tsuzuku::intake {

// Files tried under one profile.
struct Assignment {
  const Profile* profile = nullptr;
  std::vector<Binding> bindings;     // beside the files
  std::vector<std::string> missing;  // fields without column, roles without file, as shown to the user
  int matched_columns = 0;
};

[[nodiscard]] Assignment assign(const Profile& profile, std::span<const Input> inputs, const Mapping& mapping);

// Every profile that can be recognised and shares a column with the files, complete ones first, then by
// matching columns.
[[nodiscard]] std::vector<Assignment> rank(std::span<const Profile> profiles, std::span<const Input> inputs,
                                           const Mapping& mapping);

// The assignment to use: of the profile that is named, of "generic" when only a mapping is given, else of the one
// complete profile that matches the most columns. Nothing when several match equally well or none is complete.
// Errors: import.unknown_profile, import.unknown_field, import.unknown_column.
[[nodiscard]] Result<std::optional<Assignment>> choose(std::span<const Profile> profiles, std::span<const Input> inputs,
                                                       const Request& request);

// Why the files cannot be read with what choose() answered; nothing when they can. import.unknown_header,
// import.one_column, import.ambiguous_profile, import.missing_column, import.missing_file, import.wrong_encoding,
// import.rows_handed_back.
[[nodiscard]] std::optional<Error> refusal_of(const std::optional<Assignment>& chosen,
                                              std::span<const Profile> profiles, std::span<const Input> inputs,
                                              const Request& request);

}  // namespace tsuzuku::intake
