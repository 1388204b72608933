#pragma once
// The published words of templates, ready to be filled in: compiled once and kept while they stay the same.

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>

#include "base/error.hpp"
#include "base/id.hpp"
#include "channels/channel.hpp"
#include "services/messages/templates.hpp"
#include "services/messages/touches.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct Wording {
  channels::Content content;
  std::shared_ptr<const channels::Composer> composer;  // null: nothing can be composed of them
  std::string problem;                                 // the key of why not
  std::string not_as_advertising;                      // of what keeps them from going out as advertising
};

// Of one version of the settings. Not owned: all of it outlives this. For one thread; composers are for any.
class Wordings {
 public:
  Wordings(const Templates& templates, const channels::Channel& channel, ShopId shop,
           const channels::Settings& settings, const channels::LinkBook& links)
      : templates_(&templates), channel_(&channel), shop_(shop), settings_(&settings), links_(&links) {}

  // Looks at the words of these touches as they stand now.
  [[nodiscard]] Status renew(sql::Session& session, std::span<const Touch> touches);
  // Of a touch that renew() has seen; null when its template is gone.
  [[nodiscard]] const Wording* of(const Touch& touch) const;

 private:
  void compile(Wording& wording, const channels::Content& content) const;

  const Templates* templates_;
  const channels::Channel* channel_;
  ShopId shop_;
  const channels::Settings* settings_;
  const channels::LinkBook* links_;
  std::map<std::int64_t, Wording> by_template_;
};

}  // namespace tsuzuku::services
