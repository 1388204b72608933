#include "api/customer_answers.hpp"

#include <algorithm>
#include <array>

#include "api/answers.hpp"
#include "base/time_zone.hpp"

namespace tsuzuku::api {
namespace {

constexpr std::array kChannels{domain::Channel::Mail,         domain::Channel::LineCampaign,
                               domain::Channel::LinePersonal, domain::Channel::DirectMail,
                               domain::Channel::ParcelInsert, domain::Channel::Phone,
                               domain::Channel::Sms};

json::value day_or_null(const std::optional<Day>& day) {
  if (!day) return nullptr;
  return json::string(to_text(*day));
}

json::value text_or_null(const std::string& text) {
  if (text.empty()) return nullptr;
  return json::string(text);
}

void add_currency(json::object& object, Currency currency) {
  object["currency"] = currency.code;
  object["currency_decimals"] = currency.decimals;
}

json::object row_json(const services::CustomerListRow& row, const std::optional<Day>& as_of) {
  json::object told{{"id", std::to_string(row.id)}, {"number", row.number}, {"name", row.name}};
  told["name_kana"] = row.name_kana;
  told["email"] = text_or_null(row.email);
  told["phone"] = text_or_null(row.phone);
  told["prefecture"] = text_or_null(row.prefecture);
  told["purchases"] = row.purchases;
  told["first_day"] = day_or_null(row.first_day);
  told["last_day"] = day_or_null(row.last_day);
  told["quiet_days"] = as_of && row.last_day ? json::value(*as_of - *row.last_day) : json::value(nullptr);
  told["sales"] = row.sales;
  told["found_order"] = text_or_null(row.found_order);
  return told;
}

json::object rhythm_json(const services::Rhythm& rhythm) {
  return {{"basis", services::name_of(rhythm.basis)},
          {"state", services::name_of(rhythm.state)},
          {"median_days", rhythm.median_days},
          {"gaps", rhythm.gaps},
          {"days_since", rhythm.days_since},
          {"last_day", to_text(rhythm.last_day)},
          {"expected_day", to_text(rhythm.expected_day)},
          {"late_day", to_text(rhythm.late_day)}};
}

json::object standing_json(const services::CustomerStanding& standing, Currency currency, const Catalogue& texts) {
  json::object told{{"as_of", day_or_null(standing.as_of)}, {"purchases", standing.purchases}};
  told["first_day"] = day_or_null(standing.first_day);
  told["last_day"] = day_or_null(standing.last_day);
  told["window_days"] = standing.window_days;
  told["gone"] = standing.gone;
  told["rfm"] = nullptr;
  if (standing.rfm) told["rfm"] = {{"r", standing.rfm->r}, {"f", standing.rfm->f}, {"m", standing.rfm->m}};
  told["cpm"] = nullptr;
  if (standing.cpm) {
    told["cpm"] = {{"cell", standing.cpm->cell},
                   {"title", texts.text("analysis.cpm.codes.cell." + standing.cpm->cell)},
                   {"active", standing.cpm->active}};
  }
  told["rhythm"] = standing.rhythm ? json::value(rhythm_json(*standing.rhythm)) : json::value(nullptr);
  told["orders"] = standing.orders;
  told["net"] = standing.net;
  told["cost"] = standing.cost;
  told["margin"] = standing.margin();
  told["sales_without_cost"] = standing.sales_without_cost;
  add_currency(told, currency);
  return told;
}

void add_profile(json::object& told, const services::CustomerProfile& profile) {
  told["id"] = profile.id.text();
  told["number"] = profile.number;
  told["channel"] = profile.channel;
  told["name"] = profile.name;
  told["name_kana"] = profile.name_kana;
  json::array attributes, identities, origins;
  for (const services::CustomerAttribute& one : profile.attributes) {
    const json::value import = one.import ? json::value(one.import->text()) : json::value(nullptr);
    attributes.push_back(json::object{{"name", one.name}, {"value", one.value}, {"import", import}});
  }
  for (const services::CustomerIdentity& one : profile.identities) {
    identities.push_back(
        json::object{{"kind", domain::name_of(one.kind)}, {"channel", one.channel}, {"value", one.value}});
  }
  for (const services::CustomerOrigin& one : profile.origins) {
    origins.push_back(json::object{{"import", one.import.text()},
                                   {"started_at", time_text(one.started_at)},
                                   {"files", json::value_from(one.files)}});
  }
  told["attributes"] = std::move(attributes);
  told["identities"] = std::move(identities);
  told["origins"] = std::move(origins);
  told["created_at"] = time_text(profile.created_at);
  told["updated_at"] = time_text(profile.updated_at);
}

json::object story_json(const services::OrderStory& story) {
  json::array steps, lines;
  for (const services::OrderStep& step : story.steps) {
    json::object told{{"kind", domain::name_of(step.kind)}, {"day", to_text(step.day)}};
    told["days"] = step.day - story.ordered_day;
    told["amount"] = step.amount ? json::value(*step.amount) : json::value(nullptr);
    told["reason"] = text_or_null(step.reason);
    steps.push_back(std::move(told));
  }
  for (const services::OrderLineStory& line : story.lines) {
    lines.push_back(json::object{{"product_code", line.product_code},
                                 {"product_name", line.product_name},
                                 {"quantity", line.quantity},
                                 {"amount", line.amount},
                                 {"out_of_stock_quantity", line.out_of_stock_quantity},
                                 {"returned_quantity", line.returned_quantity}});
  }
  const domain::OrderAmounts& amounts = story.amounts;
  json::object told{{"id", story.id.text()}, {"number", story.number}, {"channel", story.channel}};
  told["kind"] = name_of(story.kind);
  told["state"] = domain::name_of(story.state);
  told["is_purchase"] = story.is_purchase;
  told["ordered_at"] = time_text(story.ordered_at);
  told["ordered_day"] = to_text(story.ordered_day);
  told["accepted"] = amounts.accepted;
  told["out_of_stock"] = amounts.out_of_stock;
  told["discounts"] = amounts.discounts;
  told["points"] = amounts.points;
  told["returned"] = amounts.returned;
  told["net"] = amounts.net();
  told["cost"] = amounts.cost;
  told["total"] = story.total ? json::value(*story.total) : json::value(nullptr);
  told["payment_method"] = text_or_null(story.payment_method);
  told["source"] = text_or_null(story.source);
  told["subscription_number"] = text_or_null(story.subscription_number);
  told["round"] = story.round ? json::value(*story.round) : json::value(nullptr);
  told["steps"] = std::move(steps);
  told["lines"] = std::move(lines);
  return told;
}

// Channels and reasons stand in the values by their stored names; people read them in words.
std::string title_of(const services::TimelineEntry& entry, const Catalogue& texts) {
  ErrorArguments values = entry.values;
  for (auto& [name, value] : values) {
    if (name == "channel") value = texts.text("channel_names." + value);
    const std::string reason = "journeys.delivery_reasons." + value;
    if (name == "reason" && texts.contains(reason)) value = texts.text(reason);
  }
  return texts.text("timeline." + entry.title, values);
}

}  // namespace

Result<domain::Channel> channel_named(const std::string& name) {
  if (const auto channel = domain::channel_from(name)) return *channel;
  std::string known;
  for (const domain::Channel channel : kChannels) {
    known += (known.empty() ? "" : ", ") + std::string(domain::name_of(channel));
  }
  return fail(ErrorKind::Usage, "customers.unknown_channel", {{"value", name}, {"known", known}});
}

json::object to_json(const services::CustomerListPage& page, Currency currency) {
  json::array rows;
  for (const services::CustomerListRow& row : page.rows) rows.push_back(row_json(row, page.as_of));
  json::object told{{"as_of", day_or_null(page.as_of)}, {"customers", std::move(rows)}};
  told["rows_total"] = page.rows_total;
  told["more"] = page.more;
  add_currency(told, currency);
  return told;
}

json::object to_json(const services::CustomerPage& page, Currency currency, const Catalogue& texts) {
  json::object told;
  add_profile(told, page.profile);
  told["standing"] = standing_json(page.standing, currency, texts);
  json::array signals, notes;
  for (const services::CustomerSignal& signal : page.signals) {
    signals.push_back(
        json::object{{"key", signal.key}, {"message", texts.text("customers.signals." + signal.key, signal.values)}});
  }
  for (const services::CustomerNote& note : page.notes) notes.push_back(to_json(note));
  told["signals"] = std::move(signals);
  told["consents"] = to_json(page.consents);
  told["tags"] = to_json(page.tags);
  told["notes"] = std::move(notes);
  return told;
}

json::object to_json(const services::OrderStoryPage& page, Currency currency) {
  json::array orders;
  for (const services::OrderStory& story : page.orders) orders.push_back(story_json(story));
  json::object told{{"orders", std::move(orders)}, {"rows_total", page.rows_total}};
  add_currency(told, currency);
  return told;
}

json::object to_json(const services::TimelinePage& page, const services::Shop& shop, const Catalogue& texts) {
  const auto zone = TimeZone::find(shop.time_zone);
  json::array entries;
  for (const services::TimelineEntry& entry : page.entries) {
    json::object told{{"kind", entry.kind}, {"id", std::to_string(entry.id)}, {"title", title_of(entry, texts)}};
    told["at"] = entry.day_only ? json::value(nullptr) : json::value(time_text(entry.at));
    told["day"] = zone ? to_text(zone->day_of(entry.at)) : "";
    told["text"] = text_or_null(entry.text);
    told["amount"] = entry.amount ? json::value(*entry.amount) : json::value(nullptr);
    told["link"] = nullptr;
    if (entry.link) told["link"] = {{"resource", entry.link->resource}, {"id", entry.link->id}};
    entries.push_back(std::move(told));
  }
  json::object told{{"entries", std::move(entries)}, {"next", text_or_null(page.next)}};
  add_currency(told, shop.currency);
  return told;
}

json::object to_json(const services::CustomerNote& note) {
  return {{"id", note.id.text()},
          {"text", note.text},
          {"staff", text_or_null(note.staff_name)},
          {"created_at", time_text(note.created_at)},
          {"updated_at", time_text(note.updated_at)}};
}

json::object to_json(const services::Consent& consent) {
  return {{"channel", domain::name_of(consent.channel)},
          {"state", domain::name_of(consent.state)},
          {"at", time_text(consent.at)},
          {"origin", consent.origin},
          {"evidence", text_or_null(consent.evidence)},
          {"staff", text_or_null(consent.staff_name)}};
}

json::array to_json(const std::vector<services::CustomerTag>& tags) {
  json::array told;
  for (const services::CustomerTag& tag : tags) {
    told.push_back(json::object{{"name", tag.name}, {"added_at", time_text(tag.added_at)}, {"origin", tag.origin}});
  }
  return told;
}

json::array to_json(const std::vector<services::Consent>& consents) {
  json::array told;
  for (const services::Consent& consent : consents) told.push_back(to_json(consent));
  return told;
}

}  // namespace tsuzuku::api
