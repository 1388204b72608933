#pragma once
// From a draft to what customers get. Words whose check finds something that blocks are not published.

#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "channels/channel.hpp"
#include "services/messages/drafts.hpp"
#include "services/messages/templates.hpp"
#include "services/shops/shops.hpp"

namespace tsuzuku::services {

// The words that go out when a template is sent.
struct WordsToSend {
  std::string name;  // of the template
  domain::Channel channel = domain::Channel::Mail;
  channels::Content content;
  bool first_use = false;  // never published: the draft, to be published with whatever sends it
};

// Not owned: templates and drafts outlive it. Thread safe.
class Publishing {
 public:
  Publishing(Templates& templates, const Drafts& drafts) : templates_(&templates), drafts_(&drafts) {}

  // Why these words cannot be published. What is wrong with the settings of the channel is not told: it can be mended
  // later, and nothing is sent before.
  [[nodiscard]] Result<std::vector<channels::Finding>> obstacles(const Shop& shop, domain::Channel channel,
                                                                 const channels::Content& words) const;
  // Those of its links that lead nowhere: asks each of them, which takes some seconds.
  [[nodiscard]] Result<std::vector<channels::Finding>> dead_links(const Shop& shop, domain::Channel channel,
                                                                  const channels::Content& words) const;
  // The draft becomes what is sent; findings are why it did not. Asks its links whether they are there, which takes
  // some seconds. Errors as Templates::publish.
  [[nodiscard]] Result<std::vector<channels::Finding>> publish(const Shop& shop, TemplateId id, std::int64_t now);

  // NotFound "templates.unknown_id".
  [[nodiscard]] Result<WordsToSend> words_to_send(ShopId shop, TemplateId id) const;
  // Inside the transaction that begins to send `words`: publishes them where nothing was published yet. Conflict
  // "templates.changed_meanwhile" when the draft is another one now.
  [[nodiscard]] Status begin_to_send(sql::Session& session, ShopId shop, TemplateId id, const WordsToSend& words,
                                     std::int64_t now) const;
  // The same in a transaction of its own.
  [[nodiscard]] Status begin_to_send(ShopId shop, TemplateId id, const WordsToSend& words, std::int64_t now) const;

 private:
  Templates* templates_;
  const Drafts* drafts_;
};

}  // namespace tsuzuku::services
