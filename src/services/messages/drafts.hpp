#pragma once
// What may be done with a message before anybody gets it: check it, see it as a customer would, send it to oneself.

#include <optional>
#include <string>
#include <vector>

#include "base/day.hpp"
#include "base/error.hpp"
#include "channels/channel.hpp"
#include "services/channels/channel_settings.hpp"
#include "services/messages/personal_fields.hpp"
#include "services/shops/shops.hpp"

namespace tsuzuku::services {

struct Preview {
  channels::Content content;  // with the values filled in; links lead nowhere
  Person person;              // whose values; customer 0: nobody's, the examples
};

// Not owned: database and settings outlive it. Thread safe.
class Drafts {
 public:
  [[nodiscard]] static Result<Drafts> open(sql::Database& database, const ChannelSettings& channels);

  // Findings of the channel's check; while the channel is not set up, those about the words alone.
  [[nodiscard]] Result<std::vector<channels::Finding>> check(const Shop& shop, const channels::Channel& channel,
                                                             const channels::Content& content) const;
  // The links that a customer with every field would see, each asked whether it is there: takes some seconds. None of
  // words that cannot be composed.
  [[nodiscard]] Result<std::vector<channels::Finding>> check_links(const Shop& shop, const channels::Channel& channel,
                                                                   const channels::Content& content) const;
  // NotFound "customers.unknown_id"; errors of the template.
  [[nodiscard]] Result<Preview> preview(const Shop& shop, const channels::Channel& channel,
                                        const channels::Content& content, std::optional<CustomerId> customer,
                                        Day today) const;
  // Sends it now, to `to`, with links that belong to no customer. The first finding that blocks is the error;
  // InvalidInput when `to` is no address.
  [[nodiscard]] Result<channels::Outcome> test_send(const Shop& shop, const channels::Channel& channel,
                                                    const channels::Content& content,
                                                    std::optional<CustomerId> customer, const std::string& to,
                                                    Day today, std::int64_t now) const;

 private:
  Drafts(sql::Database& database, const ChannelSettings& channels, PersonalFields fields)
      : database_(&database), channels_(&channels), fields_(std::move(fields)) {}
  [[nodiscard]] Result<Person> person(const Shop& shop, std::optional<CustomerId> customer, Day today) const;

  sql::Database* database_;
  const ChannelSettings* channels_;
  PersonalFields fields_;
};

}  // namespace tsuzuku::services
