#include "services/customers/notes.hpp"

#include "base/limits.hpp"
#include "base/text.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

Result<std::string> checked(const std::string& text) {
  const std::string_view told = trim(text);
  if (told.empty()) return fail(ErrorKind::Usage, "customers.note_empty");
  if (told.size() > limits::kNoteBytes) {
    return fail(ErrorKind::Usage, "customers.note_too_long", {{"bytes", std::to_string(limits::kNoteBytes)}});
  }
  return std::string(told);
}

CustomerNote note_from(const sql::Row& row) {
  CustomerNote note{.id = NoteId{sql::integer(row[0])}, .text = sql::text(row[1])};
  if (!sql::is_null(row[2])) note.staff = StaffId{sql::integer(row[2])};
  note.staff_name = sql::text(row[3]);
  note.created_at = sql::integer(row[4]);
  note.updated_at = sql::integer(row[5]);
  return note;
}

std::unexpected<Error> no_such_note(NoteId note) {
  return fail(ErrorKind::NotFound, "customers.no_such_note", {{"id", note.text()}});
}

}  // namespace

Result<CustomerNotes> CustomerNotes::open(sql::Database& database, IdMaker& ids) {
  TSUZUKU_TRY(queries, queries_of("services/customers/notes.sql", database.dialect()));
  return CustomerNotes(database, ids, std::move(queries));
}

Result<std::vector<CustomerNote>> CustomerNotes::list(CustomerId customer) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("list_notes"), {{"customer_id", customer.value}}));
  std::vector<CustomerNote> notes;
  for (const sql::Row& row : rows) notes.push_back(note_from(row));
  return notes;
}

Result<CustomerNote> CustomerNotes::find(sql::Session& session, CustomerId customer, NoteId note) const {
  TSUZUKU_TRY(rows,
              session.rows(queries_.get("find_note"), {{"customer_id", customer.value}, {"note_id", note.value}}));
  if (rows.empty()) return no_such_note(note);
  return note_from(rows.front());
}

Result<CustomerNote> CustomerNotes::add(ShopId shop, CustomerId customer, std::optional<StaffId> staff,
                                        const std::string& text, std::int64_t now) {
  TSUZUKU_TRY(told, checked(text));
  TSUZUKU_TRY(session, database_->writer());
  const auto id = ids_->make<NoteId>();
  const sql::Value author = staff ? sql::Value(staff->value) : sql::Value(sql::Null{});
  TSUZUKU_CHECK(session->run(queries_.get("add_note"), {{"customer_id", customer.value},
                                                        {"note_id", id.value},
                                                        {"shop_id", shop.value},
                                                        {"staff_id", author},
                                                        {"text", told},
                                                        {"now", now}}));
  return find(*session, customer, id);
}

Result<CustomerNote> CustomerNotes::change(CustomerId customer, NoteId note, const std::string& text,
                                           std::int64_t now) {
  TSUZUKU_TRY(told, checked(text));
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_CHECK(session->run(queries_.get("change_note"),
                             {{"customer_id", customer.value}, {"note_id", note.value}, {"text", told}, {"now", now}}));
  return find(*session, customer, note);
}

Status CustomerNotes::remove(CustomerId customer, NoteId note, std::int64_t now) {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(removed, session->run(queries_.get("remove_note"),
                                    {{"customer_id", customer.value}, {"note_id", note.value}, {"now", now}}));
  if (removed == 0) return no_such_note(note);
  return {};
}

Result<CustomerNote> CustomerNotes::bring_back(CustomerId customer, NoteId note) {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_CHECK(
      session->run(queries_.get("bring_note_back"), {{"customer_id", customer.value}, {"note_id", note.value}}));
  return find(*session, customer, note);
}

}  // namespace tsuzuku::services
