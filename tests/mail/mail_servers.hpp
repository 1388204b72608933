#pragma once
// A private Postfix and a private Dovecot of one test process, in a temporary folder: mail for shop.example is
// delivered into mailboxes that IMAP reads, mail for unknown people bounces as a real server bounces it.

#include <memory>
#include <string>

#include "base/error.hpp"
#include "channels/mail/connection.hpp"

namespace tsuzuku::mail_tests {

// Domains that the servers receive for: shop.example and mail.example; both mailboxes have the password "secret".
inline constexpr const char* kShopMailbox = "tea@shop.example";
inline constexpr const char* kCustomerMailbox = "hanako@mail.example";

class MailServers {
 public:
  // Started by the first call, stopped when the process ends. Errors carry a plain sentence as argument "detail".
  [[nodiscard]] static Result<MailServers*> running();
  // Postfix and Dovecot change users and can be started by root only.
  [[nodiscard]] static bool possible();

  // Plain or StartTls on one port, Tls on another; a user signs in over TLS only.
  [[nodiscard]] channels::MailServer smtp(channels::Security security) const;
  [[nodiscard]] channels::MailServer imap(channels::Security security, std::string user) const;
  // What Postfix and Dovecot have written down so far, for the message of a failed test.
  [[nodiscard]] std::string logs() const;

 private:
  struct Running;
  explicit MailServers(std::shared_ptr<Running> running) : running_(std::move(running)) {}
  std::shared_ptr<Running> running_;
};

}  // namespace tsuzuku::mail_tests
