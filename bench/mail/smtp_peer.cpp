#include "bench/mail/smtp_peer.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "bench/mail/newsletter.hpp"
#include "bench/measurement.hpp"

namespace tsuzuku::bench {

Result<SmtpPeer> SmtpPeer::start(const std::filesystem::path& folder) {
  const int port = testing_support::free_port();
  std::vector<std::string> command = {"/usr/sbin/smtp-sink", "-c"};
  if (geteuid() == 0) command.insert(command.end(), {"-u", "nobody"});
  command.insert(command.end(), {fmt::format("127.0.0.1:{}", port), "1000"});
  TSUZUKU_TRY(sink, testing_support::KeptProcess::start(command, (folder / "sink").string()));
  if (!testing_support::wait_for_port(port, sink)) return fail(ErrorKind::Unavailable, "bench.no_sink");
  return SmtpPeer(folder, std::move(sink), port);
}

Result<double> SmtpPeer::smtp_source(std::int64_t messages, int connections) const {
  TSUZUKU_TRY(costs, run_process({"/usr/sbin/smtp-source", "-d", "-s", std::to_string(connections), "-m",
                                  std::to_string(messages), "-l", std::to_string(kMailBytes), "-f", "tea@shop.example",
                                  "-t", "a@mail.example", fmt::format("127.0.0.1:{}", port_)},
                                 folder_ / "source"));
  if (costs.exit_code != 0) return fail(ErrorKind::Unavailable, "bench.smtp_source_failed");
  return costs.milliseconds;
}

}  // namespace tsuzuku::bench
