#pragma once
// A connection to a mail server through libcurl, and how it is secured; shared by SMTP and IMAP.

#include <curl/curl.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

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

// A line to a server, opened, secured and signed in by libcurl; what is said on it is ours. Not for several threads.
class MailLine {
 public:
  // Hears what the server says while the line is opened, one line at a time.
  using Listener = std::function<void(std::string_view line)>;

  // `scheme` is "smtp" or "imap", `path` follows the host in the address: for SMTP the name we greet with. Certificates
  // are always checked, TLS 1.2 is the least. Unavailable "mail.not_reached" {host, reason}; errors as check_server().
  [[nodiscard]] static Result<MailLine> open(const MailServer& server, std::string_view scheme, std::string_view path,
                                             const Listener& listener = {});

  // Gives out all of `bytes`. An error after `given` bytes, which were handed to the system.
  [[nodiscard]] Status send(std::string_view bytes, std::size_t& given);
  // What has come, at least one byte, within `seconds`; valid until the next call.
  [[nodiscard]] Result<std::string_view> receive(int seconds);
  // Nothing was said and nobody hung up since the last answer: the line can be used again.
  [[nodiscard]] bool quiet() const;

 private:
  struct CleanUp {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  };
  using Handle = std::unique_ptr<CURL, CleanUp>;
  static Handle prepare(const MailServer& server, std::string_view scheme, std::string_view path);
  MailLine(const MailServer& server, Handle handle);
  [[nodiscard]] std::unexpected<Error> lost(std::string_view reason) const;
  [[nodiscard]] Status wait(short events, int seconds) const;

  std::string host_;
  int answer_seconds_;
  bool plain_;  // nothing is encrypted
  Handle handle_;
  curl_socket_t socket_ = CURL_SOCKET_BAD;
  std::vector<char> buffer_;
};

}  // namespace tsuzuku::channels
