#pragma once
// The sender's own record of "about to hand over" and of what came back. After a crash it tells what became of each
// message that was claimed: what does not stand here never reached the channel and goes out again; what stands here
// with its answer is settled by it; what stands here alone is in doubt.
//
// A line is written before each message and another behind it. They survive the death of the program, but not that of
// the machine (nothing is flushed to disk: that would cost more than the message). So the file names the machine's boot
// and the database names the file: after a reboot, on another machine, or with another file nothing is certain.
//
// The name in the database is also what tells two senders apart that both believe they are the only one: whoever takes
// over names a journal of their own, and nobody claims by a name that is no longer in force. The file itself is locked:
// what a living sender on this machine has noted is never read as that of a dead one.

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/id.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// about_to_hand_over() and answered() are safe for threads, while nothing else is called.
class HandoverJournal {
 public:
  // Reads what the last sender left. `name` tells senders of one database apart; `boot` is the machine's, another one
  // after every start of it. Unavailable "sender.no_journal" {file, reason}; Conflict "sender.journal_in_use" {file}
  // while another sender lives on this file.
  [[nodiscard]] static Result<std::unique_ptr<HandoverJournal>> open(sql::Database& database, std::string name,
                                                                     const std::filesystem::path& file,
                                                                     std::string boot);
  HandoverJournal(const HandoverJournal&) = delete;
  HandoverJournal& operator=(const HandoverJournal&) = delete;
  ~HandoverJournal();

  // Whether the channel can have seen this message of the last sender; nothing when that is not known. False is
  // certain.
  [[nodiscard]] std::optional<bool> reached(CustomerId customer, std::string_view key) const;
  // What the last sender noted as its answer; null when it noted none, or nothing is certain. Valid until begin().
  [[nodiscard]] const std::string* answer_of(CustomerId customer, std::string_view key) const;

  // An empty journal under a new `id` that nobody can guess, in two steps: named in the caller's transaction, which is
  // also the one that settles what the last sender left, and in force with begin() once that is committed. A crash in
  // between leaves a file that does not belong to the database, and nothing under way.
  [[nodiscard]] Status name_anew(sql::Session& session, const std::string& id);
  [[nodiscard]] Status begin();
  // Both, in a transaction of its own, of a journal that is in force: from time to time while nothing is under way, so
  // that the file stays small, and after wants_anew().
  [[nodiscard]] Status start_anew(const std::string& id);
  // Inside the transaction that claims. Conflict "sender.taken_over" when another sender has named its journal since.
  [[nodiscard]] Status check_in_force(sql::Session& session) const;
  // Before the first byte of a message goes to the channel. After an error the message must not go.
  [[nodiscard]] Status about_to_hand_over(CustomerId customer, std::string_view key);
  // What came back; `answer` is one line. When it cannot be written, a crash leaves the message in doubt.
  void answered(CustomerId customer, std::string_view key, std::string_view answer);
  // It has grown long, or a line could not be written whole: nothing more can be noted in this one.
  [[nodiscard]] bool wants_anew() const { return broken_ || lines_ > kLinesMost; }

 private:
  static constexpr std::size_t kLinesMost = 20'000;

  HandoverJournal(sql::Database& database, sql::Queries queries, std::string name, std::filesystem::path file,
                  std::string boot, std::shared_ptr<void> lock)
      : database_(&database),
        queries_(std::move(queries)),
        name_(std::move(name)),
        path_(std::move(file)),
        boot_(std::move(boot)),
        lock_(std::move(lock)) {}
  Status read_last();
  [[nodiscard]] bool append(std::string line);
  [[nodiscard]] std::unexpected<Error> no_journal() const;
  [[nodiscard]] std::filesystem::path draft_path() const { return path_.string() + ".new"; }

  sql::Database* database_;
  sql::Queries queries_;
  std::string name_;
  std::filesystem::path path_;
  std::string boot_;
  std::shared_ptr<void> lock_;  // of the file
  std::string id_;              // of the journal in force
  int file_ = -1;
  std::string draft_id_;  // named, not in force yet
  int draft_ = -1;
  std::mutex appending_;  // whether it is broken and the next line are one step
  std::atomic<std::size_t> lines_ = 0;
  std::atomic<bool> broken_ = false;  // a line could not be written whole
  bool certain_ = false;
  std::map<std::string, std::string, std::less<>> last_;  // of the last sender: who and key, and the answer or nothing
};

}  // namespace tsuzuku::services
