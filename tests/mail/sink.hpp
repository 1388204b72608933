#pragma once
// Postfix' smtp-sink: takes every mail and writes each into a file of its own below FOLDER/mails, line ends as \n.

#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "tests/support/kept_process.hpp"

namespace tsuzuku::mail_tests {

class SmtpSink {
 public:
  // `options`: more of smtp-sink's own, for example {"-q", "RCPT"}.
  [[nodiscard]] static Result<SmtpSink> start(const std::string& folder, const std::vector<std::string>& options = {});
  [[nodiscard]] int port() const { return port_; }

 private:
  SmtpSink(testing_support::KeptProcess process, int port) : process_(std::move(process)), port_(port) {}
  testing_support::KeptProcess process_;
  int port_;
};

}  // namespace tsuzuku::mail_tests
