#pragma once
// Everything about the people of a batch that a message needs: values, address, consent, suppression; a few round trips
// for all of them.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.hpp"
#include "base/error.hpp"
#include "channels/channel.hpp"
#include "services/messages/eligibility.hpp"
#include "services/messages/personal_fields.hpp"
#include "services/messages/suppressions.hpp"
#include "services/messages/touches.hpp"

namespace tsuzuku::services {

struct Addressee {
  Person person;  // without customer: the shop does not have them
  Eligibility facts;
  std::string_view obstacle;  // obstacle(facts)
};

class Audience {
 public:
  // `suppressions` outlives it.
  [[nodiscard]] static Result<Audience> open(sql::Database& database, const Suppressions& suppressions);

  // One for each touch, in their order. All touches are of `channel`.
  [[nodiscard]] Result<std::vector<Addressee>> load(sql::Session& session, const Shop& shop,
                                                    const channels::Channel& channel, std::span<const Touch> touches,
                                                    Day today) const;

 private:
  Audience(const Suppressions& suppressions, PersonalFields fields, sql::Queries queries)
      : suppressions_(&suppressions), fields_(std::move(fields)), queries_(std::move(queries)) {}
  const Suppressions* suppressions_;
  PersonalFields fields_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
