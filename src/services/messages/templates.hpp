#pragma once
// Templates of messages: the words of a shop, kept with what the editor needs to show them again. The editor saves a
// draft as it goes; what is sent are the words that were published.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "channels/channel.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

using TemplateId = Id<struct TemplateTag>;

// What speaks of a template, so that nobody removes it from under it.
struct TemplateUse {
  std::string kind;  // "journey", "campaign"
  std::string id;
  std::string name;
  friend bool operator==(const TemplateUse&, const TemplateUse&) = default;
};

struct MessageTemplate {
  TemplateId id;
  domain::Channel channel = domain::Channel::Mail;
  std::string name;
  channels::Content content;  // the draft
  std::string blocks = "{}";  // JSON object of the editor; this program does not read it
  std::vector<TemplateUse> used_by;
  std::int64_t created_at = 0;
  std::int64_t updated_at = 0;
  std::optional<std::int64_t> published_at;
  std::optional<channels::Content> published;  // what is sent; nothing while the template was never published
  [[nodiscard]] bool unpublished_changes() const { return published != content; }
};

// What is sent.
struct PublishedWords {
  domain::Channel channel = domain::Channel::Mail;
  std::optional<channels::Content> content;  // nothing while the template was never published
};

struct NewTemplate {
  domain::Channel channel = domain::Channel::Mail;
  std::string name;
  channels::Content content;
  std::string blocks = "{}";
  std::optional<StaffId> staff;
};

struct TemplateChange {
  std::optional<std::string> name;
  std::optional<std::string> subject, text, html, blocks;
};

// Not owned: database and ids outlive it. Thread safe.
class Templates {
 public:
  [[nodiscard]] static Result<Templates> open(sql::Database& database, IdMaker& ids);

  [[nodiscard]] Result<std::vector<MessageTemplate>> list(ShopId shop) const;  // by name, with used_by
  // NotFound "templates.unknown_id" {id}, like everything below that names a template.
  [[nodiscard]] Result<MessageTemplate> get(ShopId shop, TemplateId id) const;
  // Without used_by; nothing when there is none.
  [[nodiscard]] Result<std::optional<MessageTemplate>> find(sql::Session& session, ShopId shop, TemplateId id) const;
  // For whoever sends. Nothing when there is no such template.
  [[nodiscard]] Result<std::optional<PublishedWords>> published(sql::Session& session, ShopId shop,
                                                                TemplateId id) const;
  // Usage "templates.no_name", "templates.name_too_long" {limit}; Conflict "templates.name_taken" {name}; TooLarge
  // "templates.too_large" {limit} (of each part and the blocks). What is written may be unfinished: check() of the
  // channel decides before it is sent.
  [[nodiscard]] Result<MessageTemplate> create(ShopId shop, const NewTemplate& made, std::int64_t now);
  // The same inside the caller's transaction: whoever makes a journey makes its messages with it.
  [[nodiscard]] Result<TemplateId> create(sql::Session& session, ShopId shop, const NewTemplate& made,
                                          std::int64_t now) const;
  [[nodiscard]] Result<MessageTemplate> change(ShopId shop, TemplateId id, const TemplateChange& change,
                                               std::int64_t now);
  // The draft becomes what is sent from now on, provided that it still says `checked`: whoever found nothing against
  // those words decides about no others. Conflict "templates.changed_meanwhile".
  [[nodiscard]] Status publish(ShopId shop, TemplateId id, const channels::Content& checked, std::int64_t now);
  // The same of a template that was never published; any other stays as it is. Inside the caller's transaction, or in
  // one of its own.
  [[nodiscard]] Status publish_first(sql::Session& session, ShopId shop, TemplateId id,
                                     const channels::Content& checked, std::int64_t now) const;
  [[nodiscard]] Status publish_first(ShopId shop, TemplateId id, const channels::Content& checked,
                                     std::int64_t now) const;
  // Conflict "templates.in_use" {names}.
  [[nodiscard]] Status remove(ShopId shop, TemplateId id);
  // A name that is still free: "name", "name 2", "name 3" ...
  [[nodiscard]] Result<std::string> free_name(sql::Session& session, ShopId shop, const std::string& name) const;

 private:
  Templates(sql::Database& database, IdMaker& ids, sql::Queries queries)
      : database_(&database), ids_(&ids), queries_(std::move(queries)) {}
  [[nodiscard]] Result<std::vector<TemplateUse>> uses(sql::Session& session, ShopId shop, TemplateId id) const;
  [[nodiscard]] Result<MessageTemplate> whole(sql::Session& session, ShopId shop, TemplateId id) const;
  [[nodiscard]] Status publish(sql::Session& session, ShopId shop, const MessageTemplate& draft,
                               const channels::Content& checked, std::int64_t now) const;

  sql::Database* database_;
  IdMaker* ids_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
