#pragma once
// How a shop reaches people by a channel: the channel's own settings, kept for each shop, secrets sealed.

#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "channels/channel.hpp"
#include "services/channels/secret_box.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct ShopChannel {
  channels::Settings settings;
  std::vector<std::string> lost_secrets;  // sealed with a key that is gone: they must be entered again
  std::string version;                    // differs whenever the settings differ
  std::int64_t updated_at = 0;
};

// Not owned: the database outlives it. Thread safe.
class ChannelSettings {
 public:
  [[nodiscard]] static Result<ChannelSettings> open(sql::Database& database, const MasterKey& master,
                                                    SecretBox::FillRandom fill_random);

  // Nothing while the shop has never set the channel up, or what was stored no longer fits the channel's schema.
  [[nodiscard]] Result<std::optional<ShopChannel>> find(ShopId shop, const channels::Channel& channel) const;
  // All settings anew. A secret that is not among `values`, or stands there as it is shown (true, false), stays as it
  // is; an empty one is forgotten. Errors of channels::Settings::check, "links.bad_base" for the public address.
  [[nodiscard]] Result<ShopChannel> save(ShopId shop, const channels::Channel& channel, const json::object& values,
                                         std::int64_t now);

  // What must be mended before anything is sent, and what deserves a second look; "channels.not_set_up",
  // "channels.no_public_address", "channels.secret_lost" {name}, "channels.not_https" (a warning) and the channel's.
  [[nodiscard]] static std::vector<channels::Finding> findings(const channels::Channel& channel,
                                                               const std::optional<ShopChannel>& found);

  // The links in messages of a shop. InvalidInput "links.bad_base".
  [[nodiscard]] Result<channels::LinkBook> links(std::string_view public_address) const;
  // Reads what comes back, whichever address it came by.
  [[nodiscard]] const channels::LinkBook& reader() const { return reader_; }

 private:
  ChannelSettings(sql::Database& database, sql::Queries queries, SecretBox box, channels::SigningKey link_key,
                  channels::LinkBook reader)
      : database_(&database),
        queries_(std::move(queries)),
        box_(std::move(box)),
        link_key_(link_key),
        reader_(std::move(reader)) {}
  struct Stored;
  [[nodiscard]] Result<std::optional<Stored>> stored(sql::Session& session, ShopId shop,
                                                     const channels::Channel& channel) const;
  // Replaces the sealed secrets of `values` by what they say; those that do not open are emptied and named.
  [[nodiscard]] std::vector<std::string> open_secrets(ShopId shop, const channels::Channel& channel,
                                                      json::object& values) const;

  sql::Database* database_;
  sql::Queries queries_;
  SecretBox box_;
  channels::SigningKey link_key_;
  channels::LinkBook reader_;
};

}  // namespace tsuzuku::services
