#include "services/channels/channel_settings.hpp"

#include <fmt/format.h>

#include "base/json.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::string_view kPublicAddress = "public_address";

// One key signs and reads links for now; its number stands in every link that was ever sent.
constexpr std::uint8_t kLinkKeyNumber = 1;

std::string place_of(ShopId shop, const channels::Channel& channel, std::string_view setting) {
  return fmt::format("shop {} {} {}", shop.value, domain::name_of(channel.id()), setting);
}

sql::Parameters key_of(ShopId shop, const channels::Channel& channel) {
  return {{"shop_id", shop.value}, {"channel", static_cast<std::int64_t>(channel.id())}};
}

Result<channels::LinkBook> book(std::string_view base, const channels::SigningKey& key) {
  TSUZUKU_TRY(signer, channels::TokenSigner::make({key}));
  return channels::LinkBook::make(base, std::move(signer));
}

channels::Finding blocking(std::string_view key, ErrorArguments arguments = {}) {
  return {
      .blocks = true, .part = "settings", .error = {ErrorKind::InvalidInput, std::string(key), std::move(arguments)}};
}

}  // namespace

struct ChannelSettings::Stored {
  json::object values;  // secrets sealed
  std::string text;
  std::int64_t updated_at = 0;
};

Result<ChannelSettings> ChannelSettings::open(sql::Database& database, const MasterKey& master,
                                              SecretBox::FillRandom fill_random) {
  TSUZUKU_TRY(queries, queries_of("services/channels/channel_settings.sql", database.dialect()));
  const channels::SigningKey key{.number = kLinkKeyNumber, .secret = derive_key(master, "tsuzuku links 1")};
  TSUZUKU_TRY(reader, book("https://localhost", key));
  return ChannelSettings(database, std::move(queries), SecretBox(master, std::move(fill_random)), key,
                         std::move(reader));
}

Result<channels::LinkBook> ChannelSettings::links(std::string_view public_address) const {
  return book(public_address, link_key_);
}

Result<std::optional<ChannelSettings::Stored>> ChannelSettings::stored(sql::Session& session, ShopId shop,
                                                                       const channels::Channel& channel) const {
  TSUZUKU_TRY(rows, session.rows(queries_.get("find_channel_settings"), key_of(shop, channel)));
  if (rows.empty()) return std::nullopt;
  Stored found{.values = {}, .text = sql::text(rows.front()[0]), .updated_at = sql::integer(rows.front()[1])};
  TSUZUKU_TRY(values, parse_json(found.text));
  if (!values.is_object()) return std::nullopt;
  found.values = std::move(values.get_object());
  return found;
}

std::vector<std::string> ChannelSettings::open_secrets(ShopId shop, const channels::Channel& channel,
                                                       json::object& values) const {
  std::vector<std::string> lost;
  for (const channels::Setting& setting : channel.schema()) {
    const std::string_view sealed = setting.secret ? string_or(values, setting.name, "") : "";
    if (sealed.empty()) continue;
    auto plain = box_.open(sealed, place_of(shop, channel, setting.name));
    if (!plain) lost.push_back(setting.name);
    values[setting.name] = plain ? std::move(*plain) : std::string();
  }
  return lost;
}

Result<std::optional<ShopChannel>> ChannelSettings::find(ShopId shop, const channels::Channel& channel) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(found, stored(*session, shop, channel));
  if (!found) return std::nullopt;
  std::vector<std::string> lost = open_secrets(shop, channel, found->values);
  auto settings = channels::Settings::check(channel.schema(), found->values);
  if (!settings) return std::nullopt;
  return ShopChannel{.settings = std::move(*settings),
                     .lost_secrets = std::move(lost),
                     .version = std::move(found->text),
                     .updated_at = found->updated_at};
}

Result<ShopChannel> ChannelSettings::save(ShopId shop, const channels::Channel& channel, const json::object& values,
                                          std::int64_t now) {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(before, stored(*session, shop, channel));
  json::object plain = values, sealed;
  std::vector<std::string> lost;
  if (before) lost = open_secrets(shop, channel, before->values);
  for (const channels::Setting& setting : channel.schema()) {
    const json::value* given = values.if_contains(setting.name);
    if (!setting.secret || (given != nullptr && !given->is_bool())) {
      std::erase(lost, setting.name);
      continue;
    }
    plain.erase(setting.name);
    if (before) plain[setting.name] = string_or(before->values, setting.name, "");
  }
  TSUZUKU_TRY(settings, channels::Settings::check(channel.schema(), plain));
  if (const auto base = settings.text(kPublicAddress); !base.empty()) TSUZUKU_CHECK(links(base));
  sealed = settings.values();
  for (const channels::Setting& setting : channel.schema()) {
    const auto secret = setting.secret ? settings.text(setting.name) : std::string_view();
    if (!secret.empty()) sealed[setting.name] = box_.seal(secret, place_of(shop, channel, setting.name));
  }
  std::string text = to_text(sealed);
  sql::Parameters parameters = key_of(shop, channel);
  parameters.push_back({"settings", text});
  parameters.push_back({"now", now});
  TSUZUKU_CHECK(session->run(queries_.get("save_channel_settings"), parameters));
  TSUZUKU_CHECK(transaction.commit());
  return ShopChannel{
      .settings = std::move(settings), .lost_secrets = std::move(lost), .version = std::move(text), .updated_at = now};
}

std::vector<channels::Finding> ChannelSettings::findings(const channels::Channel& channel,
                                                         const std::optional<ShopChannel>& found) {
  std::vector<channels::Finding> all;
  if (!found) {
    all.push_back(blocking("channels.not_set_up"));
    return all;
  }
  for (const std::string& name : found->lost_secrets) all.push_back(blocking("channels.secret_lost", {{"name", name}}));
  const std::string_view base = found->settings.text(kPublicAddress);
  if (base.empty()) all.push_back(blocking("channels.no_public_address"));
  for (channels::Finding& finding : channel.check(found->settings, {}, {})) {
    if (finding.part == "settings") all.push_back(std::move(finding));
  }
  if (!base.empty() && !base.starts_with("https://")) {
    all.push_back(blocking("channels.not_https"));
    all.back().blocks = false;
  }
  return all;
}

}  // namespace tsuzuku::services
