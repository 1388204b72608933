#include "tests/mail/mail_servers.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include "tests/support/kept_process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace tsuzuku::mail_tests {
namespace {

namespace fs = std::filesystem;
using channels::Security;

constexpr const char* kMain = R"(compatibility_level = 3.6
config_directory = {folder}/postfix
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/postfix.log
maillog_file_prefixes = {folder}
myhostname = mx.shop.example
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
default_transport = error:5.4.4 no such host
virtual_mailbox_domains = shop.example, mail.example
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = texthash:{folder}/postfix/mailboxes
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
smtpd_reject_unlisted_recipient = no
smtpd_error_sleep_time = 0
smtpd_client_connection_count_limit = 0
smtpd_recipient_restrictions = check_recipient_access texthash:{folder}/postfix/recipients, permit_sasl_authenticated, permit_mynetworks, reject
smtpd_tls_cert_file = {folder}/certificate.pem
smtpd_tls_key_file = {folder}/key.pem
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {folder}/sign-in
smtpd_sasl_security_options = noanonymous
)";

constexpr const char* kMaster = R"(127.0.0.1:{smtp} inet n - n - - smtpd
127.0.0.1:{smtps} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
)";

constexpr const char* kDovecot = R"(base_dir = {folder}/dovecot
state_dir = {folder}/dovecot
log_path = {folder}/dovecot.log
auth_failure_delay = 0
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/key.pem
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{folder}/mail/%d/%n
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%d/%n
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service auth {{
  unix_listener {folder}/sign-in {{
    mode = 0666
  }}
}}
)";

std::unexpected<Error> broken(const std::string& detail) {
  return fail(ErrorKind::Unavailable, "test.mail_servers", {{"detail", detail}});
}

std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

void write(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

int run(const std::string& command) { return std::system(command.c_str()); }

}  // namespace

struct MailServers::Running {
  testing_support::TemporaryFolder folder;
  int smtp = testing_support::free_port(), smtps = testing_support::free_port();
  int imap = testing_support::free_port(), imaps = testing_support::free_port();
  std::optional<testing_support::KeptProcess> dovecot, postfix;

  [[nodiscard]] std::string filled(const char* pattern, const passwd& user) const {
    return fmt::format(fmt::runtime(pattern), fmt::arg("folder", folder.path()), fmt::arg("uid", user.pw_uid),
                       fmt::arg("gid", user.pw_gid), fmt::arg("smtp", smtp), fmt::arg("smtps", smtps),
                       fmt::arg("imap", imap), fmt::arg("imaps", imaps));
  }

  [[nodiscard]] Status make_files() const {
    const passwd* user = getpwnam("postfix");
    if (!user) return broken("there is no user postfix");
    chmod(folder.path().c_str(), 0755);
    for (const auto* name : {"postfix", "queue", "data", "mail", "dovecot"}) fs::create_directory(folder.file(name));
    for (const auto* name : {"data", "mail"}) {
      if (chown(folder.file(name).c_str(), user->pw_uid, user->pw_gid) != 0) return broken("cannot give a folder away");
    }
    for (const auto* domain : {"shop.example", "mail.example"}) {
      fs::create_directory(folder.file("mail") + "/" + domain);
      if (chown((folder.file("mail") + "/" + domain).c_str(), user->pw_uid, user->pw_gid) != 0) return broken("chown");
    }
    write(folder.file("postfix/main.cf"), filled(kMain, *user));
    write(folder.file("postfix/master.cf"), filled(kMaster, *user));
    write(folder.file("postfix/mailboxes"),
          "tea@shop.example shop.example/tea/\nhanako@mail.example mail.example/hanako/\n");
    write(folder.file("postfix/recipients"),
          "later@mail.example 450 4.2.1 come back later\nnever@mail.example 550 5.1.1 nobody here by that name\n");
    write(folder.file("dovecot.conf"), filled(kDovecot, *user));
    const std::string certificate =
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost "
        "-addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout " +
        folder.file("key.pem") + " -out " + folder.file("certificate.pem") + " 2>/dev/null";
    return run(certificate) == 0 ? Status() : Status(broken("openssl made no certificate"));
  }

  [[nodiscard]] Status start() {
    TSUZUKU_CHECK(make_files());
    TSUZUKU_TRY(imap_process,
                testing_support::KeptProcess::start({"/usr/sbin/dovecot", "-F", "-c", folder.file("dovecot.conf")},
                                                    folder.file("dovecot.out")));
    dovecot = std::move(imap_process);
    if (!testing_support::wait_for_port(imap, *dovecot)) return broken("Dovecot does not answer: " + logs());
    // `postfix start` would leave the server to itself; `postfix check` makes the folders of the queue.
    if (run("/usr/sbin/postfix -c " + folder.file("postfix") + " check >" + folder.file("postfix.out") + " 2>&1") !=
        0) {
      return broken("Postfix refuses its configuration: " + logs());
    }
    TSUZUKU_TRY(smtp_process,
                testing_support::KeptProcess::start(
                    {"/usr/lib/postfix/sbin/master", "-c", folder.file("postfix"), "-s"}, folder.file("postfix.out")));
    postfix = std::move(smtp_process);
    if (!testing_support::wait_for_port(smtp, *postfix)) return broken("Postfix does not answer: " + logs());
    return {};
  }

  [[nodiscard]] std::string logs() const {
    std::string all;
    for (const auto* name : {"postfix.out", "postfix.log", "dovecot.out", "dovecot.log"}) {
      all += text_of(folder.file(name));
    }
    return all;
  }
};

bool MailServers::possible() { return geteuid() == 0; }

Result<MailServers*> MailServers::running() {
  static const Result<std::shared_ptr<MailServers>> kServers = []() -> Result<std::shared_ptr<MailServers>> {
    if (access("/usr/sbin/postfix", X_OK) != 0 || access("/usr/sbin/dovecot", X_OK) != 0) {
      return broken("Postfix and Dovecot are not installed: run `tools/setup.sh test`.");
    }
    const auto running = std::make_shared<Running>();
    TSUZUKU_CHECK(running->start());
    return std::shared_ptr<MailServers>(new MailServers(running));
  }();
  if (!kServers) return fail(kServers.error());
  return kServers->get();
}

channels::MailServer MailServers::smtp(Security security) const {
  return {.host = "127.0.0.1",
          .port = security == Security::Tls ? running_->smtps : running_->smtp,
          .security = security,
          .ca_file = running_->folder.file("certificate.pem")};
}

channels::MailServer MailServers::imap(Security security, std::string user) const {
  return {.host = "127.0.0.1",
          .port = security == Security::Tls ? running_->imaps : running_->imap,
          .security = security,
          .user = std::move(user),
          .password = "secret",
          .ca_file = running_->folder.file("certificate.pem")};
}

std::string MailServers::logs() const { return running_->logs(); }

}  // namespace tsuzuku::mail_tests
