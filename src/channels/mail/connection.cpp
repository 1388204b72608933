#include "channels/mail/connection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <new>

namespace tsuzuku::channels {
namespace {

// Once per process, before the first handle; libcurl's own lazy start is not safe for threads in this version.
void start_curl() {
  static const CURLcode kStarted = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (kStarted != CURLE_OK) throw std::bad_alloc();
}

bool is_host(std::string_view host) {
  return !host.empty() && host.size() <= 253 && std::ranges::all_of(host, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == ':';
  });
}

}  // namespace

Security security_from(std::string_view name) {
  if (name == "starttls") return Security::StartTls;
  return name == "none" ? Security::None : Security::Tls;
}

Status check_server(const MailServer& server) {
  if (!is_host(server.host)) return fail(ErrorKind::InvalidInput, "mail.bad_host", {{"host", server.host}});
  if (server.security == Security::None && !server.password.empty()) {
    return fail(ErrorKind::InvalidInput, "mail.password_without_tls");
  }
  return {};
}

CurlHandle open_handle(const MailServer& server, std::string_view scheme, std::string_view path) {
  start_curl();
  CurlHandle handle(curl_easy_init());
  if (!handle) throw std::bad_alloc();
  const bool ipv6 = server.host.find(':') != std::string::npos;
  const std::string url = fmt::format("{}{}://{}{}{}:{}/{}", scheme, server.security == Security::Tls ? "s" : "",
                                      ipv6 ? "[" : "", server.host, ipv6 ? "]" : "", server.port, path);
  CURL* curl = handle.get();
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps,imap,imaps");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");  // nothing of the environment
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TCP_NODELAY, 1L);
  curl_easy_setopt(curl, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(server.connect_seconds));
  curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(server.answer_seconds));
  curl_easy_setopt(curl, CURLOPT_USE_SSL,
                   static_cast<long>(server.security == Security::None ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!server.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, server.ca_file.c_str());
  if (!server.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, server.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, server.password.c_str());
  }
  return handle;
}

}  // namespace tsuzuku::channels
