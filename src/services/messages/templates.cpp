#include "services/messages/templates.hpp"

#include "base/limits.hpp"
#include "base/text.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

constexpr int kNamesTried = 1'000;

MessageTemplate template_from(const sql::Row& row) {
  MessageTemplate one{.id = TemplateId{sql::integer(row[0])},
                      .channel = static_cast<domain::Channel>(sql::integer(row[1])),
                      .name = sql::text(row[2]),
                      .content = {.subject = sql::text(row[3]), .text = sql::text(row[4]), .html = sql::text(row[5])},
                      .blocks = sql::text(row[6]),
                      .used_by = {},
                      .created_at = sql::integer(row[7]),
                      .updated_at = sql::integer(row[8]),
                      .published_at = {},
                      .published = {}};
  if (sql::is_null(row[9])) return one;
  one.published_at = sql::integer(row[9]);
  one.published = {.subject = sql::text(row[10]), .text = sql::text(row[11]), .html = sql::text(row[12])};
  return one;
}

std::unexpected<Error> unknown(TemplateId id) {
  return fail(ErrorKind::NotFound, "templates.unknown_id", {{"id", id.text()}});
}

Result<std::string> checked_name(std::string_view text) {
  const std::string_view name = trim(text);
  if (name.empty()) return fail(ErrorKind::Usage, "templates.no_name");
  if (name.size() > limits::kTextField) {
    return fail(ErrorKind::Usage, "templates.name_too_long", {{"limit", std::to_string(limits::kTextField)}});
  }
  return std::string(name);
}

Status check_sizes(const channels::Content& content, const std::string& blocks) {
  for (const std::string* part : {&content.subject, &content.text, &content.html, &blocks}) {
    if (part->size() > limits::kTemplateBytes) {
      return fail(ErrorKind::TooLarge, "templates.too_large", {{"limit", std::to_string(limits::kTemplateBytes)}});
    }
  }
  return {};
}

}  // namespace

Result<Templates> Templates::open(sql::Database& database, IdMaker& ids) {
  TSUZUKU_TRY(queries, queries_of("services/messages/templates.sql", database.dialect()));
  return Templates(database, ids, std::move(queries));
}

Result<std::vector<TemplateUse>> Templates::uses(sql::Session& session, ShopId shop, TemplateId id) const {
  TSUZUKU_TRY(
      rows, session.rows(queries_.get("uses_of_template"),
                         {{"shop_id", shop.value}, {"mention", "%\"" + id.text() + "\"%"}, {"template_id", id.value}}));
  std::vector<TemplateUse> uses;
  for (const sql::Row& row : rows) {
    uses.push_back({.kind = sql::text(row[0]), .id = std::to_string(sql::integer(row[1])), .name = sql::text(row[2])});
  }
  return uses;
}

Result<std::vector<MessageTemplate>> Templates::list(ShopId shop) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("list_templates"), {{"shop_id", shop.value}}));
  std::vector<MessageTemplate> templates;
  for (const sql::Row& row : rows) {
    templates.push_back(template_from(row));
    TSUZUKU_TRY(used_by, uses(*session, shop, templates.back().id));
    templates.back().used_by = std::move(used_by);
  }
  return templates;
}

Result<std::optional<MessageTemplate>> Templates::find(sql::Session& session, ShopId shop, TemplateId id) const {
  TSUZUKU_TRY(rows, session.rows(queries_.get("get_template"), {{"shop_id", shop.value}, {"template_id", id.value}}));
  if (rows.empty()) return std::nullopt;
  return template_from(rows.front());
}

Result<std::optional<PublishedWords>> Templates::published(sql::Session& session, ShopId shop, TemplateId id) const {
  TSUZUKU_TRY(rows,
              session.rows(queries_.get("published_words"), {{"shop_id", shop.value}, {"template_id", id.value}}));
  if (rows.empty()) return std::nullopt;
  const sql::Row& row = rows.front();
  PublishedWords words{.channel = static_cast<domain::Channel>(sql::integer(row[0])), .content = {}};
  if (!sql::is_null(row[4])) {
    words.content = {.subject = sql::text(row[1]), .text = sql::text(row[2]), .html = sql::text(row[3])};
  }
  return words;
}

Result<MessageTemplate> Templates::get(ShopId shop, TemplateId id) const {
  TSUZUKU_TRY(session, database_->reader());
  return whole(*session, shop, id);
}

Result<MessageTemplate> Templates::whole(sql::Session& session, ShopId shop, TemplateId id) const {
  TSUZUKU_TRY(found, find(session, shop, id));
  if (!found) return unknown(id);
  TSUZUKU_TRY(used_by, uses(session, shop, id));
  found->used_by = std::move(used_by);
  return *std::move(found);
}

Result<TemplateId> Templates::create(sql::Session& session, ShopId shop, const NewTemplate& made,
                                     std::int64_t now) const {
  TSUZUKU_TRY(name, checked_name(made.name));
  TSUZUKU_CHECK(check_sizes(made.content, made.blocks));
  TSUZUKU_TRY(same, session.rows(queries_.get("template_named"), {{"shop_id", shop.value}, {"name", name}}));
  if (!same.empty()) return fail(ErrorKind::Conflict, "templates.name_taken", {{"name", name}});
  const auto id = ids_->make<TemplateId>();
  TSUZUKU_CHECK(session.run(queries_.get("create_template"),
                            {{"template_id", id.value},
                             {"shop_id", shop.value},
                             {"channel", static_cast<std::int64_t>(made.channel)},
                             {"name", name},
                             {"subject", made.content.subject},
                             {"blocks", made.blocks},
                             {"html", made.content.html},
                             {"text", made.content.text},
                             {"staff_id", made.staff ? sql::Value(made.staff->value) : sql::Value(sql::Null{})},
                             {"now", now}}));
  return id;
}

Result<MessageTemplate> Templates::create(ShopId shop, const NewTemplate& made, std::int64_t now) {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(id, create(*session, shop, made, now));
  TSUZUKU_TRY(found, find(*session, shop, id));
  TSUZUKU_CHECK(transaction.commit());
  if (!found) return unknown(id);
  return *std::move(found);
}

Result<MessageTemplate> Templates::change(ShopId shop, TemplateId id, const TemplateChange& change, std::int64_t now) {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(found, find(*session, shop, id));
  if (!found) return unknown(id);
  MessageTemplate& changed = *found;
  if (change.name) {
    TSUZUKU_TRY(name, checked_name(*change.name));
    TSUZUKU_TRY(same, session->rows(queries_.get("template_named"), {{"shop_id", shop.value}, {"name", name}}));
    if (!same.empty() && sql::integer(same.front()[0]) != id.value) {
      return fail(ErrorKind::Conflict, "templates.name_taken", {{"name", name}});
    }
    changed.name = std::move(name);
  }
  if (change.subject) changed.content.subject = *change.subject;
  if (change.text) changed.content.text = *change.text;
  if (change.html) changed.content.html = *change.html;
  if (change.blocks) changed.blocks = *change.blocks;
  TSUZUKU_CHECK(check_sizes(changed.content, changed.blocks));
  TSUZUKU_CHECK(session->run(queries_.get("change_template"), {{"name", changed.name},
                                                               {"subject", changed.content.subject},
                                                               {"blocks", changed.blocks},
                                                               {"html", changed.content.html},
                                                               {"text", changed.content.text},
                                                               {"now", now},
                                                               {"shop_id", shop.value},
                                                               {"template_id", id.value}}));
  TSUZUKU_TRY(told, whole(*session, shop, id));
  TSUZUKU_CHECK(transaction.commit());
  return std::move(told);
}

Status Templates::publish(ShopId shop, TemplateId id, const channels::Content& checked, std::int64_t now) {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(found, find(*session, shop, id));
  if (!found) return unknown(id);
  TSUZUKU_CHECK(publish(*session, shop, *found, checked, now));
  return transaction.commit();
}

Status Templates::publish_first(ShopId shop, TemplateId id, const channels::Content& checked, std::int64_t now) const {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_CHECK(publish_first(*session, shop, id, checked, now));
  return transaction.commit();
}

Status Templates::publish_first(sql::Session& session, ShopId shop, TemplateId id, const channels::Content& checked,
                                std::int64_t now) const {
  TSUZUKU_TRY(found, find(session, shop, id));
  if (!found) return unknown(id);
  if (found->published_at) return {};
  return publish(session, shop, *found, checked, now);
}

Status Templates::publish(sql::Session& session, ShopId shop, const MessageTemplate& draft,
                          const channels::Content& checked, std::int64_t now) const {
  if (draft.content != checked) return fail(ErrorKind::Conflict, "templates.changed_meanwhile", {{"name", draft.name}});
  TSUZUKU_CHECK(session.run(queries_.get("publish_template"),
                            {{"now", now}, {"shop_id", shop.value}, {"template_id", draft.id.value}}));
  return {};
}

Status Templates::remove(ShopId shop, TemplateId id) {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(used_by, uses(*session, shop, id));
  if (!used_by.empty()) {
    std::string names;
    for (const TemplateUse& use : used_by) names += (names.empty() ? "" : ", ") + use.name;
    return fail(ErrorKind::Conflict, "templates.in_use", {{"names", names}});
  }
  TSUZUKU_TRY(removed,
              session->run(queries_.get("remove_template"), {{"shop_id", shop.value}, {"template_id", id.value}}));
  if (removed == 0) return unknown(id);
  return transaction.commit();
}

Result<std::string> Templates::free_name(sql::Session& session, ShopId shop, const std::string& name) const {
  for (int number = 1; number <= kNamesTried; ++number) {
    std::string tried = number == 1 ? name : name + " " + std::to_string(number);
    TSUZUKU_TRY(same, session.rows(queries_.get("template_named"), {{"shop_id", shop.value}, {"name", tried}}));
    if (same.empty()) return tried;
  }
  return fail(ErrorKind::Conflict, "templates.name_taken", {{"name", name}});
}

}  // namespace tsuzuku::services
