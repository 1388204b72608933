#include "services/channels/secret_mark.hpp"

#include "channels/codec/base64.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

// A purpose of its own: who reads the mark learns nothing about any key in use.
std::string mark_of(const MasterKey& master) {
  const KeyBytes bytes = derive_key(master, "mark in the database");
  return channels::base64url({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

}  // namespace

Status keep_secret_mark(sql::Database& database, const MasterKey& master, OtherSecret other, std::int64_t now) {
  TSUZUKU_TRY(queries, queries_of("services/channels/secret_mark.sql", database.dialect()));
  TSUZUKU_TRY(session, database.writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  const std::string mark = mark_of(master);
  TSUZUKU_TRY(kept, session->rows(queries.get("secret_mark"), {}));
  if (!kept.empty() && sql::text(kept.front()[0]) == mark) return {};
  TSUZUKU_TRY(set_up, session->rows(queries.get("set_up_channels"), {}));
  const bool matters = !kept.empty() && sql::integer(set_up.front()[0]) > 0;
  if (matters && other == OtherSecret::Refuse) return fail(ErrorKind::Conflict, "secret_key.another");
  TSUZUKU_CHECK(session->run(queries.get("keep_secret_mark"), {{"mark", mark}, {"now", now}}));
  return transaction.commit();
}

}  // namespace tsuzuku::services
