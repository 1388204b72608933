#include "services/messages/sending/handover_journal.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <tuple>
#include <utility>

#include "services/query_files.hpp"
#include "sql/file_lock.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::string_view kEnd = "\n";
constexpr std::string_view kAnswered = "= ";  // before the line of a message, with the answer behind it

std::string line_of(CustomerId customer, std::string_view key) { return customer.text() + " " + std::string(key); }

// The first line: which journal this is, and of which boot.
std::string head_of(const std::string& id, const std::string& boot) { return "journal " + id + " " + boot; }

}  // namespace

Result<std::unique_ptr<HandoverJournal>> HandoverJournal::open(sql::Database& database, std::string name,
                                                               const std::filesystem::path& file, std::string boot) {
  TSUZUKU_TRY(lock, sql::try_file_lock(file.string() + ".lock"));
  if (!lock) return fail(ErrorKind::Conflict, "sender.journal_in_use", {{"file", file.string()}});
  TSUZUKU_TRY(queries, queries_of("services/messages/sending/handover_journal.sql", database.dialect()));
  std::unique_ptr<HandoverJournal> journal(
      new HandoverJournal(database, std::move(queries), std::move(name), file, std::move(boot), std::move(*lock)));
  TSUZUKU_CHECK(journal->read_last());
  return journal;
}

HandoverJournal::~HandoverJournal() {
  if (file_ >= 0) ::close(file_);
  if (draft_ >= 0) ::close(draft_);
}

std::unexpected<Error> HandoverJournal::no_journal() const {
  return fail(ErrorKind::Unavailable, "sender.no_journal",
              {{"file", path_.string()}, {"reason", std::strerror(errno)}});
}

Status HandoverJournal::read_last() {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("find_journal"), {{"name", name_}}));
  // A database that no sender has ever worked on has nothing under way.
  certain_ = rows.empty();
  if (certain_) return {};
  std::ifstream file(path_);
  std::string line;
  if (!std::getline(file, line)) return {};
  certain_ = line == head_of(sql::text(rows.front()[0]), boot_);
  // A last line that was cut off says nothing, and rightly: its message waited for it to be whole, and half an answer
  // is none.
  while (std::getline(file, line) && !file.eof()) {
    if (!line.starts_with(kAnswered)) {
      last_[line] = {};  // also when it is tried once more
      continue;
    }
    const std::size_t answer = line.find(" {");
    if (answer == std::string::npos) continue;
    last_[line.substr(kAnswered.size(), answer - kAnswered.size())] = line.substr(answer + 1);
  }
  return {};
}

std::optional<bool> HandoverJournal::reached(CustomerId customer, std::string_view key) const {
  if (!certain_ || last_.contains(line_of(customer, key))) return std::nullopt;
  return false;
}

const std::string* HandoverJournal::answer_of(CustomerId customer, std::string_view key) const {
  const auto found = last_.find(line_of(customer, key));
  return certain_ && found != last_.end() && !found->second.empty() ? &found->second : nullptr;
}

Status HandoverJournal::name_anew(sql::Session& session, const std::string& id) {
  if (draft_ >= 0) ::close(draft_);
  draft_ = ::open(draft_path().c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
  if (draft_ < 0) return no_journal();
  const std::string head = head_of(id, boot_) + std::string(kEnd);
  if (::write(draft_, head.data(), head.size()) != static_cast<ssize_t>(head.size())) return no_journal();
  TSUZUKU_CHECK(session.run(queries_.get("name_journal"), {{"name", name_}, {"journal", id}}));
  draft_id_ = id;
  return {};
}

Status HandoverJournal::begin() {
  if (::rename(draft_path().c_str(), path_.c_str()) != 0) return no_journal();
  if (file_ >= 0) ::close(file_);
  file_ = std::exchange(draft_, -1);
  id_ = std::exchange(draft_id_, {});
  last_.clear();
  lines_ = 0;
  broken_ = false;
  return {};
}

Status HandoverJournal::start_anew(const std::string& id) {
  {
    TSUZUKU_TRY(session, database_->writer(sql::kPatientWriterWaitSeconds));
    TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
    TSUZUKU_CHECK(check_in_force(*session));
    TSUZUKU_CHECK(name_anew(*session, id));
    TSUZUKU_CHECK(transaction.commit());
  }
  return begin();
}

Status HandoverJournal::check_in_force(sql::Session& session) const {
  TSUZUKU_TRY(rows, session.rows(queries_.get("journal_in_force"), {{"name", name_}}));
  if (!rows.empty() && sql::text(rows.front()[0]) == id_) return {};
  return fail(ErrorKind::Conflict, "sender.taken_over", {{"name", name_}});
}

Status HandoverJournal::about_to_hand_over(CustomerId customer, std::string_view key) {
  if (!append(line_of(customer, key))) return no_journal();
  return {};
}

void HandoverJournal::answered(CustomerId customer, std::string_view key, std::string_view answer) {
  std::ignore = append(std::string(kAnswered) + line_of(customer, key) + " " + std::string(answer));
}

bool HandoverJournal::append(std::string line) {
  line += kEnd;
  const std::lock_guard lock(appending_);
  if (broken_) return false;
  if (::write(file_, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
    // Part of a line may stand there now, and the next would be glued to it: only a new journal is whole again.
    broken_ = true;
    return false;
  }
  ++lines_;
  return true;
}

}  // namespace tsuzuku::services
