#include "channels/mail/connection.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <new>
#include <utility>

#include "base/text.hpp"

namespace tsuzuku::channels {
namespace {

// Once per process, before the first handle; libcurl's own lazy start is not safe for threads in this version.
void start_curl() {
  static const CURLcode kStarted = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (kStarted != CURLE_OK) throw std::bad_alloc();
}

constexpr std::size_t kBufferBytes = 16'384;

std::size_t hear(char* line, std::size_t size, std::size_t count, void* listener) {
  const auto& told = *static_cast<const MailLine::Listener*>(listener);
  if (told) told({line, size * count});
  return size * count;
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

MailLine::Handle MailLine::prepare(const MailServer& server, std::string_view scheme, std::string_view path) {
  start_curl();
  Handle handle(curl_easy_init());
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
  curl_easy_setopt(curl, CURLOPT_CONNECT_ONLY, 1L);  // with TLS and sign-in
  return handle;
}

Result<MailLine> MailLine::open(const MailServer& server, std::string_view scheme, std::string_view path,
                                const Listener& listener) {
  TSUZUKU_CHECK(check_server(server));
  MailLine line(server, prepare(server, scheme, path));
  CURL* curl = line.handle_.get();
  std::array<char, CURL_ERROR_SIZE> reason{};
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, reason.data());
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, hear);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &listener);
  const CURLcode result = curl_easy_perform(curl);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, nullptr);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, nullptr);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, nullptr);
  if (result != CURLE_OK) return line.lost(reason[0] != '\0' ? reason.data() : curl_easy_strerror(result));
  curl_easy_getinfo(curl, CURLINFO_ACTIVESOCKET, &line.socket_);
  return line;
}

MailLine::MailLine(const MailServer& server, Handle handle)
    : host_(server.host),
      answer_seconds_(server.answer_seconds),
      plain_(server.security == Security::None),
      handle_(std::move(handle)),
      buffer_(kBufferBytes) {}

std::unexpected<Error> MailLine::lost(std::string_view reason) const {
  return fail(ErrorKind::Unavailable, "mail.not_reached",
              {{"host", host_}, {"reason", std::string(cut_utf8(reason, 300))}});
}

Status MailLine::wait(short events, int seconds) const {
  pollfd ready{.fd = socket_, .events = events, .revents = 0};
  return ::poll(&ready, 1, seconds * 1'000) > 0 ? Status() : Status(lost("no answer"));
}

bool MailLine::quiet() const {
  pollfd ready{.fd = socket_, .events = POLLIN, .revents = 0};
  return ::poll(&ready, 1, 0) == 0;
}

Status MailLine::send(std::string_view bytes, std::size_t& given) {
  given = 0;
  while (given < bytes.size()) {
    std::size_t sent = 0;
    const CURLcode result = curl_easy_send(handle_.get(), bytes.data() + given, bytes.size() - given, &sent);
    given += sent;
    if (result == CURLE_AGAIN) {
      TSUZUKU_CHECK(wait(POLLOUT, answer_seconds_));
    } else if (result != CURLE_OK) {
      return lost(curl_easy_strerror(result));
    }
  }
  return {};
}

Result<std::string_view> MailLine::receive(int seconds) {
  // Bytes that TLS has already decrypted make no socket ready: asked before waiting.
  if (plain_) TSUZUKU_CHECK(wait(POLLIN, seconds));
  for (;;) {
    std::size_t received = 0;
    const CURLcode result = curl_easy_recv(handle_.get(), buffer_.data(), buffer_.size(), &received);
    if (result == CURLE_OK && received > 0) return std::string_view(buffer_.data(), received);
    if (result != CURLE_AGAIN)
      return lost(result == CURLE_OK ? "the connection was closed" : curl_easy_strerror(result));
    TSUZUKU_CHECK(wait(POLLIN, seconds));
  }
}

}  // namespace tsuzuku::channels
