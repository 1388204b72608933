#include "services/messages/publishing.hpp"

#include <utility>

#include "channels/registry.hpp"

namespace tsuzuku::services {
namespace {

Result<const channels::Channel*> channel_of(domain::Channel id) {
  const channels::Channel* const channel = channels::find_channel(id);
  if (channel != nullptr) return channel;
  return fail(ErrorKind::Conflict, "channels.unknown", {{"name", std::string(domain::name_of(id))}, {"known", ""}});
}

}  // namespace

Result<std::vector<channels::Finding>> Publishing::obstacles(const Shop& shop, domain::Channel channel,
                                                             const channels::Content& words) const {
  TSUZUKU_TRY(sends, channel_of(channel));
  TSUZUKU_TRY(findings, drafts_->check(shop, *sends, words));
  std::erase_if(findings,
                [](const channels::Finding& finding) { return !finding.blocks || finding.part == "settings"; });
  return findings;
}

Result<std::vector<channels::Finding>> Publishing::dead_links(const Shop& shop, domain::Channel channel,
                                                              const channels::Content& words) const {
  TSUZUKU_TRY(sends, channel_of(channel));
  TSUZUKU_TRY(findings, drafts_->check_links(shop, *sends, words));
  std::erase_if(findings, [](const channels::Finding& finding) { return !finding.blocks; });
  return findings;
}

Result<std::vector<channels::Finding>> Publishing::publish(const Shop& shop, TemplateId id, std::int64_t now) {
  TSUZUKU_TRY(draft, templates_->get(shop.id, id));
  TSUZUKU_TRY(findings, obstacles(shop, draft.channel, draft.content));
  if (findings.empty()) {
    TSUZUKU_TRY(dead, dead_links(shop, draft.channel, draft.content));
    findings = std::move(dead);
  }
  if (findings.empty()) TSUZUKU_CHECK(templates_->publish(shop.id, id, draft.content, now));
  return findings;
}

Result<WordsToSend> Publishing::words_to_send(ShopId shop, TemplateId id) const {
  TSUZUKU_TRY(found, templates_->get(shop, id));
  return WordsToSend{.name = std::move(found.name),
                     .channel = found.channel,
                     .content = found.published ? *std::move(found.published) : std::move(found.content),
                     .first_use = !found.published_at};
}

Status Publishing::begin_to_send(sql::Session& session, ShopId shop, TemplateId id, const WordsToSend& words,
                                 std::int64_t now) const {
  if (!words.first_use) return {};
  return templates_->publish_first(session, shop, id, words.content, now);
}

Status Publishing::begin_to_send(ShopId shop, TemplateId id, const WordsToSend& words, std::int64_t now) const {
  if (!words.first_use) return {};
  TSUZUKU_CHECK(templates_->publish_first(shop, id, words.content, now));
  return {};
}

}  // namespace tsuzuku::services
