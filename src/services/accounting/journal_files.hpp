#pragma once
// A journal as the files that accounting software takes.

#include <optional>
#include <string>
#include <string_view>

#include "base/catalogue.hpp"
#include "services/accounting/journal.hpp"

namespace tsuzuku::services {

enum class JournalFormat {
  Freee,  // freee会計 仕訳インポート: CSV with a header, UTF-8 with mark
  Yayoi,  // 弥生インポート形式: 25 columns without a header, CP932
  Csv,    // for any other program: UTF-8 with mark, English column names
};
// "freee", "yayoi", "csv".
[[nodiscard]] std::optional<JournalFormat> journal_format(std::string_view name);
[[nodiscard]] std::string_view name_of(JournalFormat format);

// The bytes of the file. Descriptions come from `texts`. Errors: Usage "journal.only_yen" (freee and 弥生 know no other
// currency), "journal.amount_too_large" {amount} (an entry above what the software takes), InvalidInput
// "encoding.not_encodable".
[[nodiscard]] Result<std::string> to_file(const Journal& journal, JournalFormat format, const Catalogue& texts);

// What the file cannot say, for people: the sums, that no tax rate is known, that the month runs.
[[nodiscard]] std::vector<std::string> remarks_on(const Journal& journal, const Catalogue& texts);

}  // namespace tsuzuku::services
