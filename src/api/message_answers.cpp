#include "api/message_answers.hpp"

#include "api/answers.hpp"
#include "channels/registry.hpp"
#include "domain/codes.hpp"

namespace tsuzuku::api {
namespace {

std::string_view kind_name(channels::SettingKind kind) {
  switch (kind) {
    case channels::SettingKind::Text:
      return "text";
    case channels::SettingKind::Paragraph:
      return "paragraph";
    case channels::SettingKind::Integer:
      return "integer";
    case channels::SettingKind::Flag:
      return "flag";
    case channels::SettingKind::Choice:
      return "choice";
  }
  return "text";
}

std::string words_of(const channels::Channel& channel) {
  return "channels." + std::string(domain::name_of(channel.id())) + ".";
}

template <typename T>
json::value id_or_null(const std::optional<T>& id) {
  return id ? json::value(json::string(id->text())) : json::value(nullptr);
}

// A reason that is a key has a text; what a channel said stands as it is.
std::string reason_text(const std::string& reason, const Catalogue& texts) {
  const std::string key = "journeys.delivery_reasons." + reason;
  return texts.contains(key) ? texts.text(key) : reason;
}

}  // namespace

Result<const channels::Channel*> built_channel(std::string_view name) {
  std::string known;
  for (const channels::Channel* channel : channels::all_channels()) {
    const std::string_view own = domain::name_of(channel->id());
    if (own == name) return channel;
    known += (known.empty() ? "" : ", ") + std::string(own);
  }
  return fail(ErrorKind::NotFound, "channels.unknown", {{"name", std::string(name)}, {"known", known}});
}

json::array to_json(const std::vector<channels::Finding>& findings, const Catalogue& texts) {
  json::array list;
  for (const channels::Finding& finding : findings) {
    json::object one{{"blocks", finding.blocks},
                     {"part", finding.part},
                     {"key", finding.error.key},
                     {"message", texts.text(finding.error)}};
    for (const auto& [name, value] : finding.error.arguments) {
      if (name == "line" || name == "column") one[name] = std::stoll(value);
      if (name == "part" && (value == "text" || value == "html")) one["part"] = value;
    }
    list.push_back(std::move(one));
  }
  return list;
}

json::array schema_to_json(const channels::Channel& channel, const Catalogue& texts) {
  json::array list;
  for (const channels::Setting& setting : channel.schema()) {
    const std::string help = words_of(channel) + "help." + setting.name;
    json::object one{{"name", setting.name},
                     {"title", texts.text(words_of(channel) + "settings." + setting.name)},
                     {"help", texts.contains(help) ? texts.text(help) : std::string()},
                     {"kind", kind_name(setting.kind)},
                     {"required", setting.required},
                     {"secret", setting.secret},
                     {"otherwise", setting.otherwise}};
    if (setting.kind == channels::SettingKind::Integer) {
      one["min"] = setting.min;
      one["max"] = setting.max;
    }
    if (!setting.choices.empty()) one["choices"] = json::value_from(setting.choices);
    list.push_back(std::move(one));
  }
  return list;
}

json::object to_json(const channels::Trial& trial, const channels::Channel& channel, const Catalogue& texts) {
  return {{"name", trial.name},
          {"title", texts.text(words_of(channel) + "trials." + trial.name)},
          {"works", !trial.problem.has_value()},
          {"answer", trial.answer},
          {"message", trial.problem ? texts.text(*trial.problem) : std::string()}};
}

json::object to_json(const channels::DnsCheck& check, const Catalogue& texts) {
  return {{"name", check.name},
          {"record", check.record},
          {"state", channels::name_of(check.state)},
          {"found", check.found},
          {"wanted", check.wanted},
          {"advice_key", check.advice},
          {"advice", texts.text("dns_advice." + check.advice, check.values)}};
}

json::object to_json(const services::MessageTemplate& made) {
  json::array used_by;
  for (const services::TemplateUse& use : made.used_by) {
    used_by.push_back(json::object{{"kind", use.kind}, {"id", use.id}, {"name", use.name}});
  }
  auto blocks = parse_json(made.blocks);
  return {{"id", made.id.text()},
          {"channel", domain::name_of(made.channel)},
          {"name", made.name},
          {"subject", made.content.subject},
          {"blocks", blocks ? std::move(*blocks) : json::value(json::object())},
          {"html", made.content.html},
          {"text", made.content.text},
          {"used_by", std::move(used_by)},
          {"published_at", time_or_null(made.published_at)},
          {"unpublished_changes", made.unpublished_changes()},
          {"created_at", time_text(made.created_at)},
          {"updated_at", time_text(made.updated_at)}};
}

json::object to_json(const services::Preview& preview) {
  json::value customer = nullptr;
  if (preview.person.customer) {
    customer = json::object{{"id", preview.person.customer.text()},
                            {"number", preview.person.number},
                            {"name", preview.person.name},
                            {"email", preview.person.email}};
  }
  return {{"subject", preview.content.subject},
          {"html", preview.content.html},
          {"text", preview.content.text},
          {"customer", std::move(customer)}};
}

json::object to_json(const services::Suppression& suppression) {
  return {{"address", suppression.address},
          {"channel", domain::name_of(suppression.channel)},
          {"reason", services::name_of(suppression.reason)},
          {"detail", suppression.detail},
          {"at", time_text(suppression.at)}};
}

json::object to_json(const services::Touch& touch, const Catalogue& texts) {
  auto why = parse_json(touch.why);
  return {{"id", touch.id.text()},
          {"customer_id", touch.customer.text()},
          {"key", touch.key},
          {"channel", domain::name_of(touch.channel)},
          {"state", domain::name_of(touch.state)},
          {"address", touch.address},
          {"journey_id", id_or_null(touch.journey)},
          {"node", touch.node},
          {"campaign_id", id_or_null(touch.campaign)},
          {"template_id", std::to_string(touch.template_id)},
          {"variant", touch.variant},
          {"planned_at", time_text(touch.planned_at)},
          {"due_at", time_text(touch.due_at)},
          {"expires_at", time_text(touch.expires_at)},
          {"sent_at", time_or_null(touch.sent_at)},
          {"attempts", touch.attempts},
          {"reason", touch.reason},
          {"reason_text", reason_text(touch.reason, texts)},
          {"answer", touch.answer},
          {"why", why ? std::move(*why) : json::value(nullptr)}};
}

}  // namespace tsuzuku::api
