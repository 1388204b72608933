#pragma once
// One mail address may stand under several customers: a family, or somebody who registered twice. The same advertising
// words go to an address once within a day, whoever of them they were meant for; the same customer may get them again
// where a journey says so. What is no advertising (a parcel on its way) is each customer's own.

#include <span>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "services/messages/touches.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

inline constexpr std::string_view kSameAddress = "same_address";  // journeys.delivery_reasons

class SecondCopies {
 public:
  [[nodiscard]] static Result<SecondCopies> open(sql::Database& database);

  struct Going {
    const Touch* touch;  // null: nobody asks
    std::string_view address;
  };
  // Whether the words have gone to the address under another customer since a day before `now`; in their order. One
  // round trip for all of them.
  [[nodiscard]] Result<std::vector<bool>> find(sql::Session& session, ShopId shop, std::span<const Going> going,
                                               std::int64_t now) const;

 private:
  explicit SecondCopies(sql::Queries queries) : queries_(std::move(queries)) {}
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
