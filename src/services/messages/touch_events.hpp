#pragma once
// What happened to a touch after it went out: opened, clicked, bounced. Told to journeys as it is written down.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "services/messages/touches.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// Stored numbers: never renumber.
enum class TouchEventKind : std::uint8_t {
  Opened = 1,
  Clicked = 2,       // detail: "<number of the link> <where it leads>"
  Bounced = 3,       // detail: what the other side said
  Complained = 4,    //
  Unsubscribed = 5,  //
  Replied = 6,
};

struct TouchEvent {
  TouchEventKind kind = TouchEventKind::Opened;
  std::int64_t at = 0;   // UTC seconds
  bool machine = false;  // a scanner's or a prefetching client's, not the person's
  std::string detail;

  friend bool operator==(const TouchEvent&, const TouchEvent&) = default;
};

// More opens and clicks of one touch than this are not written down: whoever holds a link could fill the database.
inline constexpr std::int64_t kEventsPerTouch = 50;

// Not owned: database and ids outlive it. Thread safe.
class TouchEvents {
 public:
  [[nodiscard]] static Result<TouchEvents> open(sql::Database& database, IdMaker& ids);

  // Inside the caller's transaction. False when it says nothing new: what comes once (bounced, complained,
  // unsubscribed) is there already, or the touch has kEventsPerTouch. Journeys are told of the first opening, the first
  // click of each link and every bounce; never of a machine's.
  [[nodiscard]] Result<bool> add(sql::Session& session, ShopId shop, const Touch& touch, const TouchEvent& event) const;
  // In their order.
  [[nodiscard]] Result<std::vector<TouchEvent>> of(CustomerId customer, TouchId touch) const;

 private:
  TouchEvents(sql::Database& database, IdMaker& ids, sql::Queries queries)
      : database_(&database), ids_(&ids), queries_(std::move(queries)) {}
  [[nodiscard]] Result<std::vector<TouchEvent>> list(sql::Session& session, CustomerId customer, TouchId touch) const;
  sql::Database* database_;
  IdMaker* ids_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
