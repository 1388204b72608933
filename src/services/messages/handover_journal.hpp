#pragma once
// The sender's own record of "about to hand over". After a crash it tells which messages the channel can have seen:
// what was claimed and does not stand here never reached it and goes out again; what stands here is in doubt.
//
// A line is written before each message and survives the death of the program, but not that of the machine (nothing is
// flushed to disk: that would cost more than the message). So the file names the machine's boot and the database names
// the file: after a reboot, on another machine, or with another file nothing is certain.

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/id.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// Safe for threads but for start_anew().
class HandoverJournal {
 public:
  // Reads what the last sender left. `name` tells senders of one database apart; `boot` is the machine's, another one
  // after every start of it. Unavailable "sender.no_journal" {file, reason}.
  [[nodiscard]] static Result<std::unique_ptr<HandoverJournal>> open(sql::Database& database, std::string name,
                                                                     const std::filesystem::path& file,
                                                                     std::string boot);
  HandoverJournal(const HandoverJournal&) = delete;
  HandoverJournal& operator=(const HandoverJournal&) = delete;
  ~HandoverJournal();

  // Whether the channel can have seen this message of the last sender; nothing when that is not known. False is
  // certain.
  [[nodiscard]] std::optional<bool> reached(CustomerId customer, std::string_view key) const;

  // An empty journal under a new `id` that nobody can guess. Call it when everything of the last sender is settled, and
  // again from time to time while nothing is under way, so that the file stays small.
  [[nodiscard]] Status start_anew(const std::string& id);
  // Before the first byte of a message goes to the channel. After an error the message must not go.
  [[nodiscard]] Status about_to_hand_over(CustomerId customer, std::string_view key);
  // Lines since start_anew().
  [[nodiscard]] std::size_t lines() const { return lines_; }

 private:
  HandoverJournal(sql::Database& database, sql::Queries queries, std::string name, std::filesystem::path file,
                  std::string boot)
      : database_(&database),
        queries_(std::move(queries)),
        name_(std::move(name)),
        path_(std::move(file)),
        boot_(std::move(boot)) {}
  Status read_last();
  [[nodiscard]] std::unexpected<Error> no_journal() const;

  sql::Database* database_;
  sql::Queries queries_;
  std::string name_;
  std::filesystem::path path_;
  std::string boot_;
  int file_ = -1;
  std::atomic<std::size_t> lines_ = 0;
  std::atomic<bool> broken_ = false;  // a line could not be written whole
  bool certain_ = false;
  std::set<std::string, std::less<>> last_;  // lines of the last sender
};

}  // namespace tsuzuku::services
