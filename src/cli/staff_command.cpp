// tsuzuku staff add --email E [--name N] [--role owner|service|viewer] [--url U] · tsuzuku staff link --email E

#include <fmt/format.h>

#include "app/random.hpp"
#include "base/limits.hpp"
#include "cli/command.hpp"
#include "services/staff/sign_in.hpp"
#include "services/staff/staff.hpp"

namespace tsuzuku::cli {
namespace {

struct Options {
  std::string email;
  std::string name;
  std::string role = "viewer";
  std::string url = "http://127.0.0.1:8080";
};

Status print_link(const Command& command, app::Store& store, const services::StaffMember& member,
                  const std::string& url, std::string_view key) {
  TSUZUKU_TRY(sign_in, services::SignIn::open(store.database(), store.ids(), app::fill_random));
  TSUZUKU_TRY(token, sign_in.make_link(member.id, app::now_utc_seconds()));
  fmt::print("{}\n", command.text(key, {{"name", member.name},
                                        {"role", std::string(services::name_of(member.role))},
                                        {"minutes", std::to_string(limits::kSignInLinkMinutes)},
                                        {"link", url + "/sign-in?token=" + token}}));
  return {};
}

Result<int> run_add(const Command& command, const Options& options) {
  const auto role = services::role_named(options.role);
  if (!role) return fail(ErrorKind::Usage, "staff.bad_role", {{"role", options.role}});
  TSUZUKU_TRY(store, command.open_store(true));
  TSUZUKU_TRY(staff, services::StaffDirectory::open(store->database(), store->ids()));
  const std::string name = options.name.empty() ? options.email.substr(0, options.email.find('@')) : options.name;
  TSUZUKU_TRY(member,
              staff.create({.email = options.email, .name = name, .role = *role, .language = command.language()},
                           app::now_utc_seconds()));
  TSUZUKU_CHECK(print_link(command, *store, member, options.url, "cli.staff.added"));
  return kDone;
}

Result<int> run_link(const Command& command, const Options& options) {
  TSUZUKU_TRY(store, command.open_store(false));
  TSUZUKU_TRY(staff, services::StaffDirectory::open(store->database(), store->ids()));
  TSUZUKU_TRY(member, staff.find(options.email));
  if (!member) return fail(ErrorKind::NotFound, "staff.unknown_email", {{"email", options.email}});
  TSUZUKU_CHECK(print_link(command, *store, *member, options.url, "cli.staff.link_made"));
  return kDone;
}

}  // namespace

void add_staff(CLI::App& program, Command& command) {
  auto* subcommand = program.add_subcommand("staff", command.text("cli.staff.about"));
  subcommand->require_subcommand(1);
  auto options = std::make_shared<Options>();

  auto* add = subcommand->add_subcommand("add", command.text("cli.staff.add"));
  command.add_store_options(*add);
  add->add_option("--email", options->email, command.text("cli.staff.email"))->required();
  add->add_option("--name", options->name, command.text("cli.staff.name"));
  add->add_option("--role", options->role, command.text("cli.staff.role"))->capture_default_str();
  add->add_option("--url", options->url, command.text("cli.staff.url"))->capture_default_str();
  command.on_run(*add, [&command, options] { return run_add(command, *options); });

  auto* link = subcommand->add_subcommand("link", command.text("cli.staff.link"));
  command.add_store_options(*link);
  link->add_option("--email", options->email, command.text("cli.staff.email"))->required();
  link->add_option("--url", options->url, command.text("cli.staff.url"))->capture_default_str();
  command.on_run(*link, [&command, options] { return run_link(command, *options); });
}

}  // namespace tsuzuku::cli
