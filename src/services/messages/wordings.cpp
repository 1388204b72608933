#include "services/messages/wordings.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "services/messages/personal_fields.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::size_t kMost = 64;

}  // namespace

Status Wordings::renew(sql::Session& session, std::span<const Touch> touches) {
  if (by_template_.size() > kMost) by_template_.clear();
  std::set<std::int64_t> wanted;
  for (const Touch& touch : touches) wanted.insert(touch.template_id);
  for (const std::int64_t id : wanted) {
    TSUZUKU_TRY(found, templates_->published(session, shop_, TemplateId{id}));
    if (!found || found->channel != channel_->id()) {
      by_template_.erase(id);
    } else if (found->content) {
      compile(by_template_[id], *found->content);
    } else {
      by_template_[id] =
          Wording{.content = {}, .composer = nullptr, .problem = "templates.not_published", .not_as_advertising = {}};
    }
  }
  return {};
}

const Wording* Wordings::of(const Touch& touch) const {
  const auto found = by_template_.find(touch.template_id);
  return found == by_template_.end() ? nullptr : &found->second;
}

void Wordings::compile(Wording& wording, const channels::Content& content) const {
  const bool known = wording.composer || !wording.problem.empty();
  if (known && wording.content == content) return;
  wording = Wording{.content = content, .composer = nullptr, .problem = {}, .not_as_advertising = {}};
  auto composer = channel_->composer(*settings_, content, *links_);
  if (composer) {
    wording.composer = std::move(*composer);
  } else {
    wording.problem = composer.error().key;
  }
  const auto findings = channel_->check(*settings_, content, personal_field_rules());
  const auto blocking = std::ranges::find(findings, true, &channels::Finding::blocks);
  if (blocking != findings.end()) wording.not_as_advertising = blocking->error.key;
}

}  // namespace tsuzuku::services
