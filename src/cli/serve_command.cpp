// tsuzuku serve [--address 127.0.0.1:8080] [--host NAME]… [--behind-tls] [--new-secret-key]

#include <fmt/format.h>

#include <csignal>

#include "app/server.hpp"
#include "base/limits.hpp"
#include "cli/command.hpp"

namespace tsuzuku::cli {
namespace {

constexpr std::chrono::seconds kDrain{10};

struct Options {
  std::string address = "127.0.0.1:8080";
  std::vector<std::string> hosts;
  bool behind_tls = false;
  bool new_secret_key = false;
};

Result<int> run_serve(const Command& command, const Options& options) {
  // Blocked before any thread exists, so that only sigwait below sees them.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  TSUZUKU_TRY(settings, app::settings_from(options.address));
  settings.allowed_hosts = options.hosts;
  settings.secure_cookies = options.behind_tls;
  if (options.new_secret_key) settings.other_secret = services::OtherSecret::Accept;
  TSUZUKU_TRY(store, command.open_store(true));
  TSUZUKU_TRY(server, app::Server::start(*store, settings));
  fmt::print("{}\n", command.text("cli.serve.listening", {{"url", server->url()}}));
  TSUZUKU_TRY(link, server->first_sign_in_link());
  if (link) {
    fmt::print("{}\n", command.text("cli.serve.sign_in",
                                    {{"link", *link}, {"minutes", std::to_string(limits::kSignInLinkMinutes)}}));
  }
  std::fflush(stdout);

  int signal = 0;
  sigwait(&signals, &signal);
  server->stop(kDrain);
  fmt::print("{}\n", command.text("cli.serve.stopped"));
  return kDone;
}

}  // namespace

void add_serve(CLI::App& program, Command& command) {
  auto* subcommand = program.add_subcommand("serve", command.text("cli.serve.about"));
  auto options = std::make_shared<Options>();
  command.add_store_options(*subcommand);
  subcommand->add_option("--address", options->address, command.text("cli.serve.address"))->capture_default_str();
  subcommand->add_option("--host", options->hosts, command.text("cli.serve.host"))->allow_extra_args(false);
  subcommand->add_flag("--behind-tls", options->behind_tls, command.text("cli.serve.behind_tls"));
  subcommand->add_flag("--new-secret-key", options->new_secret_key, command.text("cli.serve.new_secret_key"));
  command.on_run(*subcommand, [&command, options] { return run_serve(command, *options); });
}

}  // namespace tsuzuku::cli
