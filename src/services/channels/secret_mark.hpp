#pragma once
// Which secret a database is used with: a mark of it lies in the database, so that a fresh secret beside an old
// database (a restored copy, a lost folder) is noticed before links and passwords are found dead.

#include <cstdint>

#include "base/error.hpp"
#include "services/channels/secret_box.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

enum class OtherSecret : std::uint8_t {
  Refuse,
  Accept,  // passwords are entered anew, links that were sent before lead nowhere
};

// Keeps the mark of `master` where there was none, or nothing depended on the last. Conflict "secret_key.another" when
// channels were set up with another secret.
[[nodiscard]] Status keep_secret_mark(sql::Database& database, const MasterKey& master, OtherSecret other,
                                      std::int64_t now);

}  // namespace tsuzuku::services
