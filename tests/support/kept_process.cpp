#include "tests/support/kept_process.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <climits>
#include <csignal>
#include <utility>

namespace tsuzuku::testing_support {
namespace {

constexpr int kPauseMs = 50;

[[noreturn]] void become_server(char* const* arguments, const char* log) {
  const int file = open(log, O_WRONLY | O_CREAT | O_APPEND, 0644);
  const int nothing = open("/dev/null", O_RDONLY);
  if (file < 0 || nothing < 0) _exit(126);
  dup2(nothing, STDIN_FILENO);
  dup2(file, STDOUT_FILENO);
  dup2(file, STDERR_FILENO);
  close_range(STDERR_FILENO + 1, UINT_MAX, 0);
  execvp(arguments[0], arguments);
  _exit(127);
}

// Between the test and its server: ends with the server, and ends the server when the test is gone. The test holds the
// other end of standard input. Only calls that are allowed after a fork of a program with threads.
[[noreturn]] void keep(char* const* arguments, const char* log) {
  const pid_t server = fork();
  if (server == 0) become_server(arguments, log);
  pollfd lifeline{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
  while (poll(&lifeline, 1, kPauseMs) == 0) {
    if (waitpid(server, nullptr, WNOHANG) != 0) _exit(1);
  }
  kill(server, SIGTERM);
  for (int waited = 0; waited < 10'000; waited += kPauseMs) {
    if (waitpid(server, nullptr, WNOHANG) != 0) _exit(0);
    poll(nullptr, 0, kPauseMs);
  }
  kill(server, SIGKILL);
  _exit(0);
}

sockaddr_in local_address(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

}  // namespace

Result<KeptProcess> KeptProcess::start(const std::vector<std::string>& command, const std::string& log) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return fail(ErrorKind::Unavailable, "test.process", {{"detail", "no pipe"}});
  const pid_t keeper = fork();
  if (keeper == 0) {
    setsid();
    dup2(ends[0], STDIN_FILENO);
    // Also the lifelines of other servers, which would outlive the test with us.
    close_range(STDERR_FILENO + 1, UINT_MAX, 0);
    keep(arguments.data(), log.c_str());
  }
  close(ends[0]);
  if (keeper < 0) return fail(ErrorKind::Unavailable, "test.process", {{"detail", "cannot start " + command.front()}});
  return KeptProcess(keeper, ends[1]);
}

KeptProcess::KeptProcess(KeptProcess&& other) noexcept
    : keeper_(std::exchange(other.keeper_, -1)), lifeline_(std::exchange(other.lifeline_, -1)) {}

KeptProcess& KeptProcess::operator=(KeptProcess&& other) noexcept {
  std::swap(keeper_, other.keeper_);
  std::swap(lifeline_, other.lifeline_);
  return *this;
}

KeptProcess::~KeptProcess() {
  if (lifeline_ >= 0) close(lifeline_);
  if (keeper_ > 0) waitpid(keeper_, nullptr, 0);
}

bool KeptProcess::running() const {
  siginfo_t ended{};
  return keeper_ > 0 && waitid(P_PID, static_cast<id_t>(keeper_), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
         ended.si_pid == 0;
}

int free_port() {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = local_address(0);
  socklen_t size = sizeof(address);
  bind(listener, reinterpret_cast<const sockaddr*>(&address), size);
  getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  close(listener);
  return ntohs(address.sin_port);
}

bool wait_for_port(int port, const KeptProcess& process) {
  for (int waited = 0; waited < 10'000 && process.running(); waited += kPauseMs) {
    const int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = local_address(port);
    const bool reached = connect(client, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
    close(client);
    if (reached) return true;
    poll(nullptr, 0, kPauseMs);
  }
  return false;
}

}  // namespace tsuzuku::testing_support
