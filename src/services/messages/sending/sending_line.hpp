#pragma once
// What stands on one version of a channel's settings: compiled words and open connections.

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "channels/channel.hpp"
#include "channels/links/link_book.hpp"
#include "channels/settings.hpp"
#include "services/channels/channel_settings.hpp"
#include "services/messages/wordings.hpp"

namespace tsuzuku::services {

struct SendingLine {
  SendingLine(const ShopChannel& found, channels::LinkBook the_links, const Templates& templates,
              const channels::Channel& channel, ShopId shop)
      : version(found.version),
        settings(found.settings),
        links(std::move(the_links)),
        wordings(templates, channel, shop, settings, links),
        transports(static_cast<std::size_t>(channel.connections(settings))) {}
  SendingLine(const SendingLine&) = delete;
  SendingLine& operator=(const SendingLine&) = delete;
  ~SendingLine() = default;

  std::string version;
  channels::Settings settings;
  channels::LinkBook links;
  Wordings wordings;
  std::vector<std::unique_ptr<channels::Transport>> transports;  // one for each connection; null until it is needed
};

}  // namespace tsuzuku::services
