#include "tests/cli/program.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <thread>

namespace tsuzuku::cli_tests {
namespace {

std::string read_all(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

pid_t start(const std::vector<std::string>& arguments, const std::string& out, const std::string& error,
            std::size_t file_bytes) {
  std::vector<char*> argv;
  std::string binary = TSUZUKU_BINARY;
  argv.push_back(binary.data());
  std::vector<std::string> copies = arguments;
  for (std::string& argument : copies) argv.push_back(argument.data());
  argv.push_back(nullptr);
  const pid_t child = fork();
  if (child != 0) return child;
  if (file_bytes > 0) {
    const rlimit limit{file_bytes, file_bytes};
    setrlimit(RLIMIT_FSIZE, &limit);  // writing then fails with EFBIG, as it does with ENOSPC on a full disk
  }
  dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
  dup2(open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
  dup2(open(error.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
  unsetenv("TSUZUKU_LANGUAGE");
  execv(argv[0], argv.data());
  _exit(127);
}

}  // namespace

Outcome ProgramTest::run(const std::vector<std::string>& arguments) const { return run_limited(arguments, 0); }

Outcome ProgramTest::run_limited(const std::vector<std::string>& arguments, std::size_t file_bytes) const {
  const std::string out = folder_.file("stdout");
  const std::string error = folder_.file("stderr");
  const pid_t child = start(arguments, out, error, file_bytes);
  int status = 0;
  waitpid(child, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_all(out), read_all(error)};
}

bool ProgramTest::run_and_kill(const std::vector<std::string>& arguments, int milliseconds) const {
  const pid_t child = start(arguments, "/dev/null", "/dev/null", 0);
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status);
}

std::string ProgramTest::write(const std::string& name, const std::string& text) const {
  const std::string path = folder_.file(name);
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
  return path;
}

std::string ProgramTest::analyse(const std::string& name) const {
  return run({"analyse", name, "--data", data(), "--format", "csv"}).out;
}

}  // namespace tsuzuku::cli_tests
