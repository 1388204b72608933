#pragma once
// Postfix' smtp-sink, which takes everything, and its smtp-source, which sends to it as fast as it can.

#include <cstdint>
#include <filesystem>
#include <utility>

#include "base/error.hpp"
#include "tests/support/kept_process.hpp"

namespace tsuzuku::bench {

class SmtpPeer {
 public:
  // The sink, with its log in `folder`. Unavailable "bench.no_sink".
  [[nodiscard]] static Result<SmtpPeer> start(const std::filesystem::path& folder);
  [[nodiscard]] int port() const { return port_; }
  // Milliseconds for so many mails of kMailBytes, all with the same text. Unavailable "bench.smtp_source_failed".
  [[nodiscard]] Result<double> smtp_source(std::int64_t messages, int connections) const;

 private:
  SmtpPeer(std::filesystem::path folder, testing_support::KeptProcess sink, int port)
      : folder_(std::move(folder)), sink_(std::move(sink)), port_(port) {}
  std::filesystem::path folder_;
  testing_support::KeptProcess sink_;
  int port_;
};

}  // namespace tsuzuku::bench
