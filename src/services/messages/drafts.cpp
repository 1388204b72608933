#include "services/messages/drafts.hpp"

#include <algorithm>

#include "services/messages/foreign_words.hpp"

namespace tsuzuku::services {
namespace {

// Stands in for required settings that nobody has entered yet, so that the words can be looked at before.
Result<channels::Settings> settings_for_looking(const Shop& shop, const channels::Channel& channel) {
  json::object values;
  for (const channels::Setting& setting : channel.schema()) {
    if (!setting.required) continue;
    const bool address = setting.name.ends_with("_address") && setting.name != "postal_address";
    values[setting.name] = address                           ? "shop@preview.invalid"
                           : setting.name.ends_with("_host") ? "preview.invalid"
                                                             : shop.name;
  }
  return channels::Settings::check(channel.schema(), values);
}

}  // namespace

Result<Drafts> Drafts::open(sql::Database& database, const ChannelSettings& channels) {
  TSUZUKU_TRY(fields, PersonalFields::open(database));
  return Drafts(database, channels, std::move(fields));
}

Result<std::vector<channels::Finding>> Drafts::check(const Shop& shop, const channels::Channel& channel,
                                                     const channels::Content& content) const {
  TSUZUKU_TRY(found, channels_->find(shop.id, channel));
  const auto rules = personal_field_rules();
  if (found) return channel.check(found->settings, content, rules);
  TSUZUKU_TRY(settings, settings_for_looking(shop, channel));
  auto findings = channel.check(settings, content, rules);
  std::erase_if(findings, [](const channels::Finding& finding) { return finding.part == "settings"; });
  return findings;
}

Result<std::vector<channels::Finding>> Drafts::check_links(const Shop& shop, const channels::Channel& channel,
                                                           const channels::Content& content) const {
  TSUZUKU_TRY(found, channels_->find(shop.id, channel));
  TSUZUKU_TRY(placeholder, settings_for_looking(shop, channel));
  const Person example = PersonalFields::example(shop);
  const channels::Recipient recipient{
      .touch = {}, .name = example.name, .address = example.email, .fields = example.fields};
  auto findings = channel.check_links(found ? found->settings : placeholder, content, recipient);
  return findings ? *std::move(findings) : std::vector<channels::Finding>();
}

Result<Person> Drafts::person(const Shop& shop, std::optional<CustomerId> customer, Day today) const {
  if (!customer) return PersonalFields::example(shop);
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(people, fields_.load(*session, shop, std::span(&*customer, 1), today));
  if (people.empty()) return fail(ErrorKind::NotFound, "customers.unknown_id", {{"id", customer->text()}});
  return std::move(people.front());
}

Result<Preview> Drafts::preview(const Shop& shop, const channels::Channel& channel, const channels::Content& content,
                                std::optional<CustomerId> customer, Day today) const {
  TSUZUKU_TRY(whose, person(shop, customer, today));
  TSUZUKU_TRY(found, channels_->find(shop.id, channel));
  TSUZUKU_TRY(placeholder, settings_for_looking(shop, channel));
  const channels::Recipient recipient{.touch = {}, .name = whose.name, .address = whose.email, .fields = whose.fields};
  TSUZUKU_TRY(seen, channel.preview(found ? found->settings : placeholder, content, recipient));
  return Preview{.content = std::move(seen), .person = std::move(whose)};
}

Result<channels::Outcome> Drafts::test_send(const Shop& shop, const channels::Channel& channel,
                                            const channels::Content& content, std::optional<CustomerId> customer,
                                            const std::string& to, Day today, std::int64_t now) const {
  TSUZUKU_TRY(found, channels_->find(shop.id, channel));
  auto findings = ChannelSettings::findings(channel, found);
  if (found)
    std::ranges::move(channel.check(found->settings, content, personal_field_rules()), std::back_inserter(findings));
  const auto blocking = std::ranges::find(findings, true, &channels::Finding::blocks);
  if (blocking != findings.end()) return fail(blocking->error);
  TSUZUKU_TRY(address, channel.address_of(to));
  TSUZUKU_TRY(whose, person(shop, customer, today));
  TSUZUKU_TRY(links, channels_->links(found->settings.text("public_address")));
  TSUZUKU_TRY(composer, channel.composer(found->settings, content, links));
  // Customer and touch 0: whoever clicks sees the page of a link that nobody knows.
  TSUZUKU_TRY(message, composer->render({.touch = {.shop = shop.id, .customer = {}, .touch = {}},
                                         .name = whose.name,
                                         .address = address,
                                         .fields = whose.fields,
                                         .now = now,
                                         .advertising = true,
                                         .group = "test"}));
  TSUZUKU_TRY(transport, channel.transport(found->settings));
  channels::Outcome outcome = channels::send(channel, *transport, message);
  outcome.answer.text = foreign_words(outcome.answer.text);
  return outcome;
}

}  // namespace tsuzuku::services
