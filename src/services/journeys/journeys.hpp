#pragma once
// The journeys of a shop: drawn as a draft, published as a version, running, paused, ended. A version never changes;
// what is drawn afterwards is the draft of the next one, and customers under way stay on theirs.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "journeys/definition.hpp"
#include "services/journeys/questions.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// Stored (journeys.state): never renumber.
enum class JourneyState { Draft = 1, Running = 2, Paused = 3, Ended = 4 };
// "draft", "running", "paused", "ended"
[[nodiscard]] std::string_view name_of(JourneyState state);
[[nodiscard]] std::optional<JourneyState> journey_state_named(std::string_view name);

struct Journey {
  JourneyId id;
  std::string name;
  JourneyState state = JourneyState::Draft;
  int version = 0;              // that customers enter; 0 = none yet
  bool has_draft = false;       // something is drawn that differs from the version
  std::string definition;       // JSON: the draft when there is one, else the version
  std::int64_t created_at = 0;  // UTC seconds, as all of these
  std::int64_t updated_at = 0;
  std::optional<std::int64_t> started_at;  // first switched on
  std::int64_t waiting = 0;                // runs under way
  std::int64_t ended = 0;                  // runs that are over
  [[nodiscard]] std::int64_t entered() const { return waiting + ended; }

  friend bool operator==(const Journey&, const Journey&) = default;
};

// Not owned: database and ids outlive it. Thread safe.
class Journeys {
 public:
  [[nodiscard]] static Result<Journeys> open(sql::Database& database, IdMaker& ids, Questions questions);

  // The oldest first.
  [[nodiscard]] Result<std::vector<Journey>> list(ShopId shop) const;
  // NotFound "journeys.unknown_id", like everything below that names a journey.
  [[nodiscard]] Result<Journey> get(ShopId shop, JourneyId id) const;

  // JSON of the version that customers enter; nothing while there is none.
  [[nodiscard]] Result<std::optional<std::string>> published(ShopId shop, JourneyId id) const;

  // A draft; it may be half drawn. Usage "journeys.no_name", "journeys.name_too_long" (limits::kTextField),
  // "journeys.expected_object"; TooLarge "journeys.too_large"; Conflict "journeys.name_taken".
  [[nodiscard]] Result<Journey> create(ShopId shop, std::optional<StaffId> staff, const std::string& name,
                                       const json::value& definition, std::int64_t now);
  // The same inside the caller's transaction: whoever makes its messages with it.
  [[nodiscard]] Result<Journey> create(sql::Session& session, ShopId shop, std::optional<StaffId> staff,
                                       const std::string& name, const json::value& definition, std::int64_t now);
  // Also with problems; the running version does not change. What equals the version is no draft. Errors as create;
  // Conflict "journeys.has_ended".
  [[nodiscard]] Result<Journey> save_draft(ShopId shop, JourneyId id, const json::value& definition,
                                           const std::optional<std::string>& name, std::int64_t now);
  // Everything that keeps a definition from running in this shop: its shape, its conditions, its messages.
  [[nodiscard]] Result<std::vector<journeys::Problem>> problems(ShopId shop, std::string_view definition) const;
  // The draft becomes the version for those who enter from now on; a draft journey starts. Changes nothing when there
  // are problems, which are the answer, or no draft. `with_it` is done in the same transaction. Conflict
  // "journeys.has_ended", "journeys.changed_meanwhile".
  using WithIt = std::function<Status(sql::Session&)>;
  [[nodiscard]] Result<std::vector<journeys::Problem>> publish(ShopId shop, JourneyId id, std::optional<StaffId> staff,
                                                               std::int64_t now, const WithIt& with_it = {});
  // Running <-> Paused, and Ended for good: who is under way is stopped. Conflict "journeys.not_published",
  // "journeys.has_ended"; Usage "journeys.bad_state" for Draft.
  [[nodiscard]] Status set_state(ShopId shop, JourneyId id, JourneyState state, std::int64_t now);
  // A journey that was never published. Conflict "journeys.was_published".
  [[nodiscard]] Status remove(ShopId shop, JourneyId id);

 private:
  Journeys(sql::Database& database, IdMaker& ids, Questions questions, sql::Queries queries)
      : database_(&database), ids_(&ids), questions_(std::move(questions)), queries_(std::move(queries)) {}
  [[nodiscard]] Result<Journey> find(sql::Session& session, ShopId shop, JourneyId id) const;
  [[nodiscard]] Result<std::optional<Error>> message_problem(sql::Session& session, ShopId shop,
                                                             domain::Channel channel, std::string_view message) const;

  sql::Database* database_;
  IdMaker* ids_;
  Questions questions_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
