#pragma once
// A server that lives as long as the test that started it, also when the test dies.

#include <sys/types.h>

#include <string>
#include <vector>

#include "base/error.hpp"

namespace tsuzuku::testing_support {

class KeptProcess {
 public:
  // Runs `command` with everything it says in the file `log`. Unavailable "test.process" {detail} when it cannot start.
  [[nodiscard]] static Result<KeptProcess> start(const std::vector<std::string>& command, const std::string& log);
  KeptProcess(KeptProcess&& other) noexcept;
  KeptProcess& operator=(KeptProcess&& other) noexcept;
  // Ends it with SIGTERM and waits.
  ~KeptProcess();
  [[nodiscard]] bool running() const;

 private:
  KeptProcess(pid_t keeper, int lifeline) : keeper_(keeper), lifeline_(lifeline) {}
  pid_t keeper_ = -1;
  int lifeline_ = -1;
};

// A port of 127.0.0.1 that nobody listened on a moment ago.
[[nodiscard]] int free_port();
// Waits until somebody listens there; false after ten seconds or when `process` has ended.
[[nodiscard]] bool wait_for_port(int port, const KeptProcess& process);

}  // namespace tsuzuku::testing_support
