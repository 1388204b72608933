#pragma once
// A connection to a mail server through libcurl, and how it is secured; shared by SMTP and IMAP.

#include <curl/curl.h>

#include <memory>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace tsuzuku::channels {

enum class Security : std::uint8_t {
  Tls,       // from the first byte (ports 465, 993)
  StartTls,  // required after the greeting (587, 143); a server that does not offer it is refused
  None,      // only to a relay on a trusted network; never with a password
};
[[nodiscard]] Security security_from(std::string_view name);  // "tls", "starttls", "none"; anything else is Tls

struct MailServer {
  std::string host;  // name or address, checked by check_server()
  int port = 0;
  Security security = Security::Tls;
  std::string user;  // empty = no sign-in
  std::string password;
  std::string ca_file;  // certificates to trust instead of the system's; empty = the system's
  int connect_seconds = 30;
  int answer_seconds = 120;  // silence after which a server is given up
};

// InvalidInput "mail.bad_host" {host}, "mail.password_without_tls".
[[nodiscard]] Status check_server(const MailServer& server);

struct CleanUpCurl {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using CurlHandle = std::unique_ptr<CURL, CleanUpCurl>;

// A handle with everything set that concerns the server; `scheme` is "smtp" or "imap", `path` follows the host.
// Certificates are always checked, TLS 1.2 is the least.
[[nodiscard]] CurlHandle open_handle(const MailServer& server, std::string_view scheme, std::string_view path);

}  // namespace tsuzuku::channels
