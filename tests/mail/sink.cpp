#include "tests/mail/sink.hpp"

#include <sys/stat.h>
#include <unistd.h>

namespace tsuzuku::mail_tests {

Result<SmtpSink> SmtpSink::start(const std::string& folder, const std::vector<std::string>& options) {
  const std::string mails = folder + "/mails";
  if (mkdir(mails.c_str(), 0777) != 0 || chmod(mails.c_str(), 0777) != 0 || chmod(folder.c_str(), 0755) != 0) {
    return fail(ErrorKind::Unavailable, "test.sink", {{"detail", "cannot make " + mails}});
  }
  const int port = testing_support::free_port();
  std::vector<std::string> command = {"/usr/sbin/smtp-sink", "-d", mails + "/%H%M%S."};
  // As root it would end at once.
  if (geteuid() == 0) command.insert(command.end(), {"-u", "nobody"});
  command.insert(command.end(), options.begin(), options.end());
  command.insert(command.end(), {"127.0.0.1:" + std::to_string(port), "100"});
  TSUZUKU_TRY(process, testing_support::KeptProcess::start(command, folder + "/sink.log"));
  if (!testing_support::wait_for_port(port, process)) {
    return fail(ErrorKind::Unavailable, "test.sink", {{"detail", "smtp-sink does not answer; is postfix installed?"}});
  }
  return SmtpSink(std::move(process), port);
}

}  // namespace tsuzuku::mail_tests
