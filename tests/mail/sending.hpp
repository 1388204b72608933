#pragma once
// A shop in a store, with one message due for each of its customers, and what arrived of it at a sink.

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "base/id.hpp"
#include "base/json.hpp"
#include "services/messages/sending/sender.hpp"
#include "sql/database.hpp"
#include "tests/support/messages/message_shop.hpp"
#include "tests/support/temporary_folder.hpp"

namespace tsuzuku::mail_tests {

inline constexpr std::int64_t kNow = 1'790'000'000;

// Forty domains, so that no mailbox operator is the only one.
[[nodiscard]] std::string address_of(std::int64_t customer);

// How often a message arrived at a SmtpSink that writes into `folder`, by recipient.
[[nodiscard]] std::map<std::string, int> arrived_in(const std::string& folder);
// How many, without looking into them.
[[nodiscard]] std::size_t count_arrived_in(const std::string& folder);

class Sending : public ::testing::Test {
 protected:
  // A store with so many customers, each with one message due, to be sent to 127.0.0.1:`port`. Before it: in_postgres()
  // where it shall not be a file.
  void make(std::int64_t customers, int port, const json::object& more = {});
  // The store lies in a new database of the tests' PostgreSQL, whose commits outlive its death.
  void in_postgres();
  // Opens it once more; `run` keeps the ids of one process apart from those of another.
  void open(std::int64_t run, const sql::OpenOptions& options = {});
  void close();

  // What a server process does: recover, then send until nothing is left or `until` says so.
  void send_all(const std::function<bool()>& until = {});
  // A sender that has recovered.
  [[nodiscard]] std::unique_ptr<services::Sender> ready_sender();
  // Works until nothing waits any more, also when rounds fail; how many did. Gives up after two minutes.
  int work_through(services::Sender& sender);
  // Every message arrived once and stands as sent; nobody needs to decide anything.
  void expect_all_sent_once(std::int64_t messages);

  [[nodiscard]] std::map<std::string, int> arrived() const { return arrived_in(folder_.path()); }
  [[nodiscard]] std::size_t count_arrived() const { return count_arrived_in(folder_.path()); }

  testing_support::TemporaryFolder folder_;
  std::string url_ = folder_.file("test.sqlite");
  std::optional<IdMaker> ids_;
  std::shared_ptr<sql::Database> database_;
  std::optional<testing_support::MessageShop> shop_;
};

}  // namespace tsuzuku::mail_tests
