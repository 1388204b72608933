#pragma once
// Facts about people, from a row.

#include <string>
#include <string_view>

#include "domain/draft.hpp"
#include "intake/row_reader.hpp"

namespace tsuzuku::intake {

// The customer's key by the profile's order of preference: e-mail addresses in lower case, telephone numbers as
// digits, everything else as it stands. Empty = a sale without customer.
[[nodiscard]] std::string customer_key(RowReader& row, std::span<const Field> key_fields);

// Fills what is still empty.
void add_person(RowReader& row, domain::CustomerDraft& customer);

// The order in which fields serve as key for this reading: the profile's; but where a file without profile has
// no customer numbers, whatever of e-mail and telephone it has.
[[nodiscard]] std::vector<Field> key_fields_of(const Profile& profile, std::span<const SourceFile> files);

}  // namespace tsuzuku::intake
