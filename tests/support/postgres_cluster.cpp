#include "tests/support/postgres_cluster.hpp"

#include <fcntl.h>
#include <pwd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <vector>

#include "tests/support/temporary_folder.hpp"

namespace tsuzuku::testing_support {
namespace {

constexpr const char* kPrograms = "/usr/lib/postgresql/15/bin/";
constexpr const char* kOptions =
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60 -c shared_buffers=64MB";
// The shell that keeps the cluster: stops it when the test process is gone, however it went. It waits for the
// end of its standard input, which only the test process holds open.
constexpr const char* kKeeper = R"(
initdb -D "$1/data" -U tsuzuku -A trust -E UTF8 --locale=C --no-sync >"$1/log" 2>&1 &&
pg_ctl -D "$1/data" -w -l "$1/log" -o "-c listen_addresses='' -c unix_socket_directories='$1' $2" start >/dev/null 2>&1 </dev/null
if [ $? -eq 0 ]; then touch "$1/ready"; else touch "$1/failed"; fi
cat >/dev/null
pg_ctl -D "$1/data" -m immediate stop >/dev/null 2>&1
rm -rf "$1"
)";

std::unexpected<Error> broken(const std::string& detail) {
  return fail(ErrorKind::Unavailable, "test.postgres", {{"detail", detail}});
}

std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// The running cluster.
class Server {
 public:
  static Result<std::shared_ptr<Server>> start();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();

  [[nodiscard]] Status sql(const std::string& statement) const;
  [[nodiscard]] Status kill_it() const {
    return run({"pg_ctl", "-s", "-D", data_.c_str(), "-m", "immediate", "-w", "stop"}, "cannot be killed");
  }
  [[nodiscard]] Status start_again() const {
    const std::string options =
        "-c listen_addresses='' -c unix_socket_directories='" + folder_.path() + "' " + kOptions;
    return run({"pg_ctl", "-s", "-D", data_.c_str(), "-w", "-l", log_.c_str(), "-o", options.c_str(), "start"},
               "does not start again");
  }
  [[nodiscard]] std::string url(const std::string& database) const {
    return "postgresql://tsuzuku@/" + database + "?host=" + folder_.path();
  }

 private:
  Server() = default;
  [[nodiscard]] Status launch();
  [[nodiscard]] Status wait_until_ready() const;
  // Runs a program of PostgreSQL to its end.
  [[nodiscard]] static Status run(const std::vector<const char*>& command, const std::string& otherwise);

  TemporaryFolder folder_;
  std::string data_ = folder_.file("data");
  std::string log_ = folder_.file("log");
  pid_t keeper_ = -1;
  int lifeline_ = -1;
};

// PostgreSQL refuses to run as root, so root becomes the user postgres.
[[noreturn]] void execute(const std::vector<const char*>& arguments) {
  const std::string path = std::string(kPrograms) + ":/usr/sbin:/usr/bin:/bin";
  setenv("PATH", path.c_str(), 1);
  if (geteuid() == 0) {
    const passwd* user = getpwnam("postgres");
    if (!user || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0) _exit(126);
  }
  std::vector<char*> plain;
  for (const char* argument : arguments) plain.push_back(const_cast<char*>(argument));
  plain.push_back(nullptr);
  execvp(plain.front(), plain.data());
  _exit(127);
}

Result<std::shared_ptr<Server>> Server::start() {
  if (access((std::string(kPrograms) + "postgres").c_str(), X_OK) != 0) {
    return broken("PostgreSQL 15 is not installed: run `apt-get install postgresql-15`, or `make test`, which does.");
  }
  std::shared_ptr<Server> server(new Server());
  TSUZUKU_CHECK(server->launch());
  TSUZUKU_CHECK(server->wait_until_ready());
  return server;
}

Status Server::launch() {
  if (const passwd* user = getpwnam("postgres"); geteuid() == 0 && user) {
    if (chown(folder_.path().c_str(), user->pw_uid, user->pw_gid) != 0) return broken("cannot give the folder away");
  }
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return broken("no pipe");
  keeper_ = fork();
  if (keeper_ == 0) {
    setsid();
    dup2(ends[0], STDIN_FILENO);
    if (chdir("/") != 0) _exit(126);
    execute({"sh", "-c", kKeeper, "keeper", folder_.path().c_str(), kOptions});
  }
  close(ends[0]);
  lifeline_ = ends[1];
  return keeper_ > 0 ? Status() : Status(broken("cannot start a process"));
}

Status Server::wait_until_ready() const {
  constexpr int kTries = 600;
  constexpr useconds_t kPauseMicroseconds = 100'000;
  for (int i = 0; i < kTries; ++i) {
    if (std::filesystem::exists(folder_.file("ready"))) return {};
    if (std::filesystem::exists(folder_.file("failed")) || waitpid(keeper_, nullptr, WNOHANG) != 0) break;
    usleep(kPauseMicroseconds);
  }
  return broken("PostgreSQL did not start: " + text_of(folder_.file("log")));
}

Server::~Server() {
  if (lifeline_ >= 0) close(lifeline_);
  if (keeper_ > 0) waitpid(keeper_, nullptr, 0);
}

Status Server::sql(const std::string& statement) const {
  return run({"psql", "-q", "-X", "-o", "/dev/null", "-v", "ON_ERROR_STOP=1", "-h", folder_.path().c_str(), "-U",
              "tsuzuku", "-d", "postgres", "-c", statement.c_str()},
             "psql failed: " + statement);
}

Status Server::run(const std::vector<const char*>& command, const std::string& otherwise) {
  const pid_t child = fork();
  if (child == 0) execute(command);
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child || status != 0) return broken(otherwise);
  return {};
}

Result<Server*> server() {
  static const Result<std::shared_ptr<Server>> started = Server::start();
  if (!started) return fail(started.error());
  return started->get();
}

std::string name_of(const std::string& url) {
  const std::size_t start = url.find("@/") + 2;
  return url.substr(start, url.find('?') - start);
}

}  // namespace

Result<std::string> fresh_database() {
  static std::atomic<int> made = 0;
  TSUZUKU_TRY(running, server());
  const std::string name = "test" + std::to_string(++made);
  TSUZUKU_CHECK(running->sql("create database " + name));
  return running->url(name);
}

Status kill_server() {
  TSUZUKU_TRY(running, server());
  return running->kill_it();
}

Status start_server() {
  TSUZUKU_TRY(running, server());
  return running->start_again();
}

Status drop_lock_holders(const std::string& url) {
  TSUZUKU_TRY(running, server());
  return running->sql(
      "select pg_terminate_backend(l.pid, 10000) from pg_locks l join pg_database d on d.oid = l.database "
      "where l.locktype = 'advisory' and l.granted and d.datname = '" +
      name_of(url) + "'");
}

Status drop_connections(const std::string& url) {
  TSUZUKU_TRY(running, server());
  return running->sql("select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '" + name_of(url) +
                      "'");
}

}  // namespace tsuzuku::testing_support
