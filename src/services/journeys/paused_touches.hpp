#pragma once
// What a paused journey has planned and not sent is held: the sender, who looks at what is due, does not meet it again
// and again. When the journey goes on it is due as it was; when it has ended it is skipped. Stop rules withdraw held
// touches like all others.

#include "base/error.hpp"
#include "services/messages/touches.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// Not owned: database and touches outlive it.
class PausedTouches {
 public:
  [[nodiscard]] static Result<PausedTouches> open(sql::Database& database, Touches& touches);

  // At most `most` touches of any journey, in one transaction; how many. The states of journeys are read in it, so
  // whatever stops or overtakes this, the next call mends it.
  [[nodiscard]] Result<std::int64_t> move_some(std::int64_t now, std::int64_t most);

 private:
  PausedTouches(sql::Database& database, Touches& touches, sql::Queries queries)
      : database_(&database), touches_(&touches), queries_(std::move(queries)) {}

  sql::Database* database_;
  Touches* touches_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
