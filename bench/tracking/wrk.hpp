#pragma once
// wrk, which asks an HTTP server as often as it answers.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace tsuzuku::bench {

struct Asked {
  double per_second = 0;
  double p99_ms = 0;
  bool all_answered = false;  // none was refused, lost or late
};

// What wrk says at its end; nothing when that is not there.
[[nodiscard]] std::optional<Asked> read_wrk(std::string_view words);

class Wrk {
 public:
  [[nodiscard]] static bool is_there();

  // Files lie in `folder`.
  Wrk(std::filesystem::path folder, int port, int connections, int seconds)
      : folder_(std::move(folder)), port_(port), connections_(connections), seconds_(seconds) {}

  // Asks for these paths in turn. Unavailable "bench.wrk_failed".
  [[nodiscard]] Result<Asked> get(const std::vector<std::string>& paths) const;

 private:
  std::filesystem::path folder_;
  int port_;
  int connections_;
  int seconds_;
};

}  // namespace tsuzuku::bench
